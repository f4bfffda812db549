//! Public reports as data for everybody: which columns there are, and what is made coarser because few are alike.
use super::figures::FEW;
use super::ledger::Lines;
use super::public::PublicCard;
use super::status::PublicWord;
use crate::clock::{Moment, local};
use crate::ids::{CategoryId, CommuneId};
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// A column: its name, and the type that the description gives it. What it means stands in the catalogues.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: &'static str,
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: "string" }
}

/// All of them, in order. None holds words of a person but the title, which somebody checked before it became public; who
/// sent a report, where exactly it is, what it looks like and at what hour it came are not among them.
pub const COLUMNS: [Column; 15] = [
    text("code"),
    text("kind"),
    text("state"),
    text("outcome"),
    text("category_code"),
    text("category"),
    text("commune_code"),
    text("commune"),
    text("agency_code"),
    text("agency"),
    text("sent_on"),
    text("answered_on"),
    text("due_on"),
    Column { name: "in_time", kind: "boolean" },
    text("title"),
];

/// How many public reports of a month lie in the same commune and are about the same.
#[derive(Debug, Default)]
pub struct Alike(HashMap<Kin, u64>);

type Kin = (Option<CommuneId>, CategoryId, (i32, u32));

impl Alike {
    /// Of these lines of the ledger, the public ones.
    pub fn among(lines: &Lines) -> Self {
        let mut all = HashMap::new();
        for line in lines.iter().filter(|line| line.is_public) {
            *all.entry(kin(line.commune_id, line.category_id, line.received_at)).or_insert(0) += 1;
        }
        Self(all)
    }

    /// Are there so few like it that a day could name who sent it? Then its days are told as months.
    pub fn are_few(&self, card: &PublicCard) -> bool {
        let ticket = &card.ticket;
        let own = kin(ticket.commune, ticket.category, ticket.created_at);
        self.0.get(&own).copied().unwrap_or(0) < FEW
    }
}

fn kin(commune: Option<CommuneId>, category: CategoryId, at: Moment) -> Kin {
    let day = local(at).date();
    (commune, category, (day.year(), day.month()))
}

/// "2026-09-07", or "2026-09" where the day is not told.
pub fn day(at: Moment, coarse: bool) -> String {
    let day: NaiveDate = local(at).date();
    if coarse { day.format("%Y-%m").to_string() } else { day.to_string() }
}

/// Was it answered by its deadline? Nothing where it is not answered, or had none.
pub fn in_time(card: &PublicCard) -> Option<bool> {
    let ticket = &card.ticket;
    let answered = ticket.answered_at.filter(|_| ticket.word == PublicWord::Done);
    answered.zip(ticket.answer_due).map(|(at, due)| at <= due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment_of;
    use crate::domain::calendar::Calendar;
    use crate::domain::ledger::{Beside, Line};
    use crate::domain::ticket::{Report, Ticket};
    use crate::ids::TicketId;

    #[test]
    fn fewer_than_five_of_a_month_a_commune_and_a_category_are_few() {
        let at = moment_of(NaiveDate::from_ymd_opt(2026, 9, 7).unwrap().and_hms_opt(9, 0, 0).unwrap());
        let line = |n: usize, is_public| {
            let ticket = Ticket::of(Report::received("26-0000-0000".into(), CategoryId(7), at));
            Line {
                ticket_id: TicketId(n as i64),
                is_public,
                ..Line::of(&ticket, Beside::default(), &Calendar::default())
            }
        };
        let own = kin(None, CategoryId(7), at);
        let few = |many: usize, hidden: usize| {
            let lines: Lines = (0..many + hidden).map(|n| line(n, n < many)).collect();
            Alike::among(&lines).0.get(&own).copied().unwrap_or(0) < FEW
        };
        assert_eq!([few(4, 0), few(5, 0), few(4, 9)], [true, false, true]);
        assert_eq!((day(at, false), day(at, true)), ("2026-09-07".into(), "2026-09".into()));
    }
}
