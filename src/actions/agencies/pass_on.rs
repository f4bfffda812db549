//! Whatever an agency had passes to whoever takes over, once its last day is over: reports, people, what new ones are sent by.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::tickets::{Happening, record};
use crate::actions::upkeep::GoesOn;
use crate::clock::{Moment, local};
use crate::domain::assignment::Ended;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city::Agency;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::routing::Offices;
use crate::domain::ticket::Ticket;
use crate::ids::{AccountId, AgencyId};
use crate::portal::Portal;
use crate::store::{Conn, accounts, agencies, colleagues, tickets};
use std::collections::HashSet;

/// Hands over what is open with agencies whose last day is over, and what new reports are sent to them by: how many
/// reports. Run again it finds nothing left.
pub fn pass_on(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now();
    let today = local(now).date();
    let all = portal.db.look(|c| Ok::<_, Refusal>(agencies::all(c)?))?;
    let over = all.iter().filter(|agency| agency.valid_to.is_some_and(|last| last < today));
    over.filter(|agency| agency.successor_id.is_some()).take_while(|_| goes_on()).try_fold(
        0,
        |passed, agency| {
            let done = portal.db.change(|c| {
                let ended = agencies::find(c, agency.id)?;
                hand_over(c, &ended, None, now)
            });
            match done {
                Ok(count) => Ok(passed + count),
                // Somebody works with one of them at this moment: the next run finds it.
                Err(Refusal::Stale) => Ok(passed),
                Err(other) => Err(other),
            }
        },
    )
}

/// Everything open goes to whoever takes over: the successor, or its own where that one has ended too, or the nearest above
/// where somebody can act.
pub(super) fn hand_over(
    conn: &mut Conn,
    ended: &Agency,
    actor: Option<AccountId>,
    now: Moment,
) -> Result<usize, Refusal> {
    let others = agencies::all(conn)?.into_iter().filter(|agency| agency.id != ended.id);
    let all = others.map(|one| (one.id, one)).collect();
    let nobody = HashSet::new();
    let there = |id| Offices { all: &all, manned: &nobody }.taker(id, (now, now));
    let Some(successor) = ended.successor_id.and_then(there) else {
        return Ok(0);
    };
    let people_to = agencies::people_to(conn, ended.id)?.and_then(there).unwrap_or(successor);
    move_people(conn, ended, people_to, Journal { actor, at: now })?;
    let manned = accounts::manned(conn)?;
    let offices = Offices { all: &all, manned: &manned };
    if agencies::receives(conn, ended.id)? {
        agencies::redirect(conn, ended.id, successor)?;
    }
    let open = tickets::open_with(conn, ended.id)?;
    let passed = open.len();
    for ticket in open {
        // One that ends before this is due gives way to its own successor, where it has one.
        let promised = ticket.clocks.running(Owed::Promise).map(|clock| clock.due_at);
        let due = if ticket.status.is_settled() { promised } else { ticket.answer_due() }.unwrap_or(now);
        let to = offices.receiver(successor, (now, due)).unwrap_or(successor);
        hand_over_one(conn, ticket, (ended.id, to), actor, now)?;
    }
    Ok(passed)
}

/// Whoever held a role in the agency that ended holds it in `to`.
fn move_people(conn: &mut Conn, ended: &Agency, to: AgencyId, journal: Journal) -> Result<(), Refusal> {
    let name = agencies::find(conn, to)?.name;
    for (account, role) in accounts::roles_in(conn, ended.id)? {
        accounts::grant(conn, account.id, role, to)?;
        accounts::revoke(conn, account.id, role, ended.id)?;
        let changes = vec![Change::new("role", "", role), Change::new("agency", &ended.name, &name)];
        journal.write(conn, (Subject::Account, account.id.0), AuditKind::RoleGranted, changes)?;
    }
    Ok(())
}

/// Hands one report over. Its state and deadlines stay: the sender was promised them by the city, not by the agency.
/// Whoever worked on it and works in the new agency, too, goes on; else nobody works on it yet.
fn hand_over_one(
    conn: &mut Conn,
    ticket: Ticket,
    (from, to): (AgencyId, AgencyId),
    actor: Option<AccountId>,
    now: Moment,
) -> Result<(), Refusal> {
    let (person, works) = (ticket.assignee(), colleagues::of_agency(conn, to)?);
    let mut moved = ticket.change();
    let ticket = &mut moved.ticket;
    let lead = ticket.agency() == Some(from);
    if lead {
        ticket.holders.pass_on(ticket.report.id, to, now);
        ticket.clocks.pass_to(to);
        if let Some(person) = person.filter(|id| works.iter().any(|one| one.id == *id)) {
            ticket.holders.hand_to(Some(person), now);
        }
    }
    let leads_now = ticket.agency() == Some(to);
    let new = Some(to).filter(|_| !leads_now);
    // Whoever leads, or owes a part already, owes none of another's.
    if leads_now || ticket.clocks.part_of(to).is_some() {
        ticket.clocks.drop_part(from, now);
    }
    if leads_now {
        ticket.clocks.drop_part(to, now);
    }
    ticket.clocks.pass_part(from, to);
    ticket.holders.pass_part(ticket.report.id, from, new, now);
    // What was answered is in nobody's hands; the name that stands on it owes what was promised.
    if ticket.status.is_settled() {
        ticket.holders.end(Ended::Settled, now);
    }
    let mut happening = Happening::of(EventKind::PassedOn).at(Some(to));
    // The public reads who answers for it; who works with the lead is no public step.
    happening.is_public = lead;
    record(conn, now, actor, moved, happening).map(drop)
}
