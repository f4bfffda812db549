//! The end of an agency as it would be: all that goes to whoever takes over, before anything is pressed.
use super::agencies::{choices, slug_of};
use crate::clock::Moment;
use crate::domain::city::Agency;
use crate::domain::clocks::Owed;
use crate::domain::policy::Role;
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::ids::{AgencyId, TicketId};
use crate::links;
use crate::store::{Conn, Found, accounts, agencies, reply_drafts, tickets};
use crate::web::form::Choice;
use crate::web::parts::facts::Fact;
use crate::web::parts::moment::full;
use crate::web::parts::status_tag::StatusTag;
use chrono::NaiveDate;

/// Reports that are named one by one; of more, how many there are says enough.
const NAMED: usize = 20;

/// The form that closes an agency down, with what would happen.
pub struct EndingShown {
    pub action: String,
    pub successors: Vec<Choice>,
    pub last_day: String,
    /// Where its people go; the first choice: where its work goes.
    pub people: Vec<Choice>,
    /// How much passes on: reports, drafts, terms, reminders, people, what new reports are sent by.
    pub plan: Vec<Fact>,
    /// The reports, one a line: code, state, when it is due.
    pub reports: Vec<String>,
    /// "và 12 phản ánh nữa"; "" where all are named.
    pub more: String,
    /// Who works there: name and role.
    pub workers: Vec<String>,
}

/// What an agency has and would pass on.
pub struct Holdings {
    pub open: Vec<Ticket>,
    drafts: i64,
    sent_by: (i64, i64),
    people: Vec<(String, Role)>,
    people_to: Option<AgencyId>,
}

impl Holdings {
    /// Reads all of it.
    pub fn load(conn: &mut Conn, agency: AgencyId) -> Found<Self> {
        let open = tickets::open_with(conn, agency)?;
        let ids: Vec<TicketId> = open.iter().map(|ticket| ticket.id).collect();
        let people = accounts::roles_in(conn, agency)?.into_iter();
        let named = people.map(|(one, role)| (if one.name.is_empty() { one.email } else { one.name }, role));
        Ok(Self {
            drafts: reply_drafts::count(conn, &ids)?,
            sent_by: agencies::sent_by(conn, agency)?,
            people: named.collect(),
            people_to: agencies::people_to(conn, agency)?,
            open,
        })
    }

    /// The form of its end, over all agencies.
    pub fn ending(
        &self,
        w: &Words,
        agency: &Agency,
        all: &[Agency],
        (today, now): (NaiveDate, Moment),
    ) -> EndingShown {
        let others: Vec<Agency> = all.iter().filter(|other| other.id != agency.id).cloned().collect();
        let named = self.open.iter().take(NAMED).map(|ticket| {
            let due = w.fill("admin.ending.due", [("when", full(ticket.due_at()))]);
            let due = if ticket.clocks.next().is_some() { format!(" · {due}") } else { String::new() };
            format!("{} · {}{due}", ticket.code, StatusTag::exact(w, ticket.status).word)
        });
        let more = self.open.len().saturating_sub(NAMED);
        EndingShown {
            action: links::admin_agency_end(&agency.slug),
            successors: choices(&others, &slug_of(all, agency.successor_id), today),
            last_day: agency.valid_to.map(|day| day.to_string()).unwrap_or_default(),
            people: choices(&others, &slug_of(all, self.people_to), today),
            plan: self.plan(w, now),
            reports: named.collect(),
            more: if more > 0 { w.count("admin.ending.more", number(more)) } else { String::new() },
            workers: self
                .people
                .iter()
                .map(|(name, role)| format!("{name} · {}", w.say(&format!("role.{role}"))))
                .collect(),
        }
    }

    fn plan(&self, w: &Words, now: Moment) -> Vec<Fact> {
        let clocks =
            || self.open.iter().flat_map(|ticket| ticket.clocks.all()).filter(|one| one.is_running());
        let running = clocks().filter(|one| one.owed != Owed::Word).count();
        let late = clocks().filter(|one| one.owed != Owed::Word && one.due_at < now).count();
        let reminders = clocks().filter(|one| one.owed == Owed::Word).count();
        let (categories, communes) = self.sent_by;
        let all = [
            ("open", number(self.open.len())),
            ("drafts", self.drafts),
            ("clocks", number(running)),
            ("late", number(late)),
            ("reminders", number(reminders)),
            ("categories", categories),
            ("communes", communes),
            ("people", number(self.people.len())),
        ];
        all.map(|(what, n)| Fact::new(w.say(&format!("admin.ending.{what}")), w.number(n))).into()
    }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
