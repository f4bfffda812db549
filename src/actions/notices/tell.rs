//! Tells whoever must act of what happened, in the transaction in which it happened: rows, and nothing else. Letters are
//! written later, by a job.
use crate::clock::{Moment, local};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::level::Level;
use crate::domain::notice::{Addressee, Around, Circle, Notice, Staffer, What, addressees, letter, told};
use crate::domain::partners::Partners;
use crate::domain::ticket::Ticket;
use crate::ids::{AccountId, AgencyId, EventId, NoticeId};
use crate::store::notices::{self, Wanted};
use crate::store::{Conn, Found, signals};

/// A happening that somebody may have to hear of.
pub struct Tidings<'a> {
    pub event: EventId,
    pub kind: EventKind,
    /// As it is now.
    pub ticket: &'a Ticket,
    /// Who led and who worked with the lead before.
    pub before: (Option<AgencyId>, Partners),
    /// The agency that it concerns.
    pub agency: Option<AgencyId>,
    /// Who is meant by it.
    pub named: &'a [AccountId],
    pub by: Option<AccountId>,
}

/// Writes a notice for each who is told of it.
pub fn tell(conn: &mut Conn, tidings: &Tidings<'_>, now: Moment) -> Found<()> {
    let comes_in = matches!(tidings.kind, EventKind::Submitted | EventKind::Confirmed);
    let around = Around {
        ticket: tidings.ticket,
        before: &tidings.before,
        agency: tidings.agency,
        named: tidings.named,
        in_danger: comes_in && signals::is_dangerous(conn, tidings.ticket.id)?,
    };
    let told = told(tidings.kind, &around);
    if told.is_empty() {
        return Ok(());
    }
    let staff = staff_of(conn, &told, now)?;
    let found = addressees(&told, &staff, tidings.by);
    let ticket = tidings.ticket;
    found.iter().try_for_each(|one| {
        let due = due(one.what, tidings);
        deliver(conn, std::slice::from_ref(one), ticket, (tidings.event, tidings.by, due), now)
    })
}

/// Those who may be meant by these circles, with whoever stands in for them today.
pub fn staff_of(conn: &mut Conn, told: &[(What, Circle)], now: Moment) -> Found<Vec<Staffer>> {
    notices::staff(conn, &wanted(told), local(now).date())
}

/// Writes a notice for each of them: of which event, by whom, and by when something is owed.
pub fn deliver(
    conn: &mut Conn,
    found: &[Addressee],
    ticket: &Ticket,
    (event_id, by_id, due): (EventId, Option<AccountId>, Option<Moment>),
    now: Moment,
) -> Found<()> {
    let notice = |one: &Addressee| Notice {
        id: NoticeId::fresh(now),
        account_id: one.account,
        ticket_id: ticket.id,
        event_id,
        what: one.what,
        by_id,
        for_id: one.instead_of,
        due,
        made_at: now,
        read_at: None,
        letter: letter(if one.what == What::Urgent { Level::Urgent } else { ticket.level }, one.letters),
    };
    notices::insert(conn, &found.iter().map(notice).collect::<Vec<_>>())
}

fn wanted(told: &[(What, Circle)]) -> Wanted {
    let mut wanted = Wanted::default();
    for (_, circle) in told {
        match circle {
            Circle::Desk | Circle::Office => wanted.desk = true,
            Circle::OfficeBut(_) => (wanted.desk, wanted.watch) = (true, true),
            Circle::Takers(agency) | Circle::Approvers(agency) | Circle::Supervisors(agency) => {
                wanted.agencies.push(*agency);
            }
            Circle::Person(id) => wanted.people.push(*id),
        }
    }
    wanted
}

/// By when whoever hears it owes something.
fn due(what: What, tidings: &Tidings<'_>) -> Option<Moment> {
    let clocks = &tidings.ticket.clocks;
    match what {
        What::Mentioned
        | What::Withdrawn
        | What::ReminderAnswered
        | What::PartGiven
        | What::PartDeclined
        | What::RefusalObjected
        | What::PoorlyRated
        | What::RemovalAsked
        | What::CommentSent
        | What::SentElsewhere
        | What::PartTakenBack => None,
        What::ExtensionAsked => clocks.running(Owed::Consent).map(|clock| clock.due_at),
        What::Reminded => clocks.running(Owed::Word).map(|clock| clock.due_at),
        What::PartAsked | What::PartReminded => {
            let own = tidings.agency.and_then(|agency| clocks.part_of(agency));
            own.or(clocks.running(Owed::Part)).map(|clock| clock.due_at)
        }
        _ => clocks.next().map(|clock| clock.due_at),
    }
}
