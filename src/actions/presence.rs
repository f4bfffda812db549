//! Somebody has a report open, writes at it, leaves it: their page says so by itself.
use crate::actions::Refusal;
use crate::domain::policy::{Act, Actor};
use crate::domain::presence::Presence;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{presences, tickets};

/// What a page says of whoever has it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Reads,
    Writes,
    Leaves,
}

/// The others who have the same report open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Others {
    /// By name, whether they write or not.
    pub here: Vec<String>,
    pub writing: Vec<String>,
}

/// Notes it, and says who else is there: as good as at once, whichever instance they are at. No event tells of it.
///
/// # Errors
/// `Missing` where one may not know of the report.
pub fn be_at(portal: &Portal, actor: &Actor, code: &str, doing: Doing) -> Result<Others, Refusal> {
    let now = portal.now();
    let (ticket, there) = portal.db.look(|c| {
        let ticket = tickets::by_code(c, code)?;
        let ticket =
            ticket.filter(|one| actor.may(Act::ReadTicket, &one.holding())).ok_or(Refusal::Missing)?;
        Ok::<_, Refusal>((ticket.id, presences::at(c, ticket.id, Presence::since(now))?))
    })?;
    let (own, others): (Vec<_>, Vec<_>) = there.into_iter().partition(|(one, _)| one.account_id == actor.id);
    note(portal, actor, (ticket, doing), own.first().map(|(one, _)| one))?;
    let (writing, here) = others.into_iter().partition::<Vec<_>, _>(|(one, _)| one.writes);
    let names = |all: Vec<(Presence, String)>| all.into_iter().map(|(_, name)| name).collect();
    Ok(Others { here: names(here), writing: names(writing) })
}

fn note(
    portal: &Portal,
    actor: &Actor,
    (ticket_id, doing): (TicketId, Doing),
    before: Option<&Presence>,
) -> Result<(), Refusal> {
    let now = portal.now();
    let presence = Presence { ticket_id, account_id: actor.id, seen_at: now, writes: doing == Doing::Writes };
    portal.db.count(|c| {
        match doing {
            Doing::Leaves if before.is_some() => presences::remove(c, ticket_id, actor.id)?,
            Doing::Reads | Doing::Writes if presence.is_news_after(before) => presences::put(c, &presence)?,
            Doing::Leaves | Doing::Reads | Doing::Writes => {}
        }
        Ok(())
    })
}
