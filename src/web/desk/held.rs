//! Who had the report, and for how long: the 1022 desk and each agency in turn, in working time.
use super::figures::spelled;
use super::opened::Opened;
use crate::clock::{Moment, local};
use crate::domain::assignment::{Assignment, Ended, Part};
use crate::domain::clocks::{Clock, Owed};
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::web::parts::moment;

/// One who had it.
pub struct HeldShown {
    /// "Sở Xây dựng", "Tổng đài 1022"
    pub who: String,
    /// "9:52, 9/9 – 10:20, 11/9"; open at its end while they have it.
    pub when: String,
    /// "1,4 ngày"
    pub long: String,
    /// "chuyển trả"; "" where it ended as it should.
    pub how: String,
}

/// A time during which somebody had it; the 1022 desk where it names no agency.
struct Turn {
    agency: Option<AgencyId>,
    since: Moment,
    until: Option<Moment>,
    gave_back: bool,
}

/// Everybody who led it, and the 1022 desk before and between, in their order. Turns of several people of one agency are one.
pub fn turns(w: &Words, opened: &Opened) -> Vec<HeldShown> {
    let desk = opened.ticket.clocks.all().iter().filter(|clock| clock.owed == Owed::Triage).map(of_desk);
    let mut all: Vec<Turn> = desk.collect();
    for one in
        opened.ticket.holders.all().iter().filter(|one| one.part == Part::Lead && one.since < one.until)
    {
        let again =
            all.iter_mut().find(|turn| turn.agency == Some(one.agency_id) && turn.until == Some(one.since));
        match again {
            Some(turn) => (turn.until, turn.gave_back) = (end(one), one.ended == Ended::SentBack),
            None => all.push(of_agency(one)),
        }
    }
    all.sort_by_key(|turn| turn.since);
    all.iter().map(|turn| shown(w, opened, turn)).collect()
}

fn of_desk(clock: &Clock) -> Turn {
    let until = (!clock.is_running()).then_some(clock.until);
    Turn { agency: None, since: clock.since, until, gave_back: false }
}

fn of_agency(one: &Assignment) -> Turn {
    let gave_back = one.ended == Ended::SentBack;
    Turn { agency: Some(one.agency_id), since: one.since, until: end(one), gave_back }
}

fn end(one: &Assignment) -> Option<Moment> {
    (one.ended != Ended::Open).then_some(one.until)
}

fn shown(w: &Words, opened: &Opened, turn: &Turn) -> HeldShown {
    let calendar = &opened.city.calendar;
    let minutes = calendar.working_minutes_between(turn.since, turn.until.unwrap_or(opened.now));
    let until = turn.until.map_or_else(|| w.say("desk.held.now"), moment::brief);
    HeldShown {
        who: match turn.agency {
            Some(agency) => opened.city.agency(Some(agency)).to_owned(),
            None => w.say("desk.holder_1022"),
        },
        when: format!("{} – {until}", moment::brief(turn.since)),
        long: spelled::length(w, minutes, calendar.minutes_a_day(local(opened.now).date())),
        how: if turn.gave_back { w.say("desk.held.gave_back") } else { String::new() },
    }
}
