//! Tells whoever must act of what happened, in the transaction in which it happened: rows, and nothing else. Letters are
//! written later, by a job.
use crate::clock::{Moment, local};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::notice::{Around, Circle, Notice, What, addressees, letter, told};
use crate::domain::ticket::Ticket;
use crate::ids::{AccountId, AgencyId, EventId, NoticeId};
use crate::store::notices::{self, Wanted};
use crate::store::{Conn, Found};

/// A happening that somebody may have to hear of.
pub struct Tidings<'a> {
    pub event: EventId,
    pub kind: EventKind,
    /// As it is now.
    pub ticket: &'a Ticket,
    /// Who led and who worked with the lead before.
    pub before: (Option<AgencyId>, Option<AgencyId>),
    /// Who is meant by it.
    pub named: &'a [AccountId],
    pub by: Option<AccountId>,
}

/// Writes a notice for each who is told of it.
pub fn tell(conn: &mut Conn, tidings: &Tidings<'_>, now: Moment) -> Found<()> {
    let around = Around { ticket: tidings.ticket, before: tidings.before, named: tidings.named };
    let told = told(tidings.kind, &around);
    if told.is_empty() {
        return Ok(());
    }
    let staff = notices::staff(conn, &wanted(&told), local(now).date())?;
    let all: Vec<Notice> = addressees(&told, &staff, tidings.by)
        .into_iter()
        .map(|one| Notice {
            id: NoticeId::fresh(now),
            account_id: one.account,
            ticket_id: tidings.ticket.id,
            event_id: tidings.event,
            what: one.what,
            by_id: tidings.by,
            for_id: one.instead_of,
            due: due(one.what, tidings.ticket),
            made_at: now,
            read_at: None,
            letter: letter(tidings.ticket.level, one.letters),
        })
        .collect();
    notices::insert(conn, &all)
}

fn wanted(told: &[(What, Circle)]) -> Wanted {
    let mut wanted = Wanted::default();
    for (_, circle) in told {
        match circle {
            Circle::Desk => wanted.desk = true,
            Circle::Takers(agency) | Circle::Approvers(agency) => wanted.agencies.push(*agency),
            Circle::Person(id) => wanted.people.push(*id),
        }
    }
    wanted
}

/// By when whoever hears it owes something.
fn due(what: What, ticket: &Ticket) -> Option<Moment> {
    match what {
        What::Mentioned | What::Withdrawn => None,
        What::PartAsked => ticket.clocks.running(Owed::Part).map(|clock| clock.due_at),
        _ => ticket.clocks.next().map(|clock| clock.due_at),
    }
}
