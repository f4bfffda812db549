//! An agent who has somebody on the telephone finds their earlier reports, and the name that they left.
use crate::actions::Refusal;
use crate::actions::throttle::{self, Count};
use crate::actions::tickets::{Order, see_contact};
use crate::domain::contact::Phone;
use crate::domain::limits::Limited;
use crate::domain::policy::{Act, Actor};
use crate::portal::Portal;
use crate::store::queues::Queued;
use crate::store::{contacts, desk_search, tickets};

/// Somebody who reported before.
#[derive(Debug, Default)]
pub struct Caller {
    /// As they gave it last; "" where nobody may read it, or they gave none.
    pub name: String,
    pub email: String,
    /// Their reports, the newest first.
    pub reports: Vec<Queued>,
}

/// Who left this number. The look at the newest contact stands in its report's history with `why`, and on its sender's page.
///
/// # Errors
/// `Forbidden` for whoever writes no calls down, `TooMany` after too many look-ups.
pub fn look_up(portal: &Portal, actor: &Actor, phone: &Phone, why: &str) -> Result<Caller, Refusal> {
    if !actor.may_somewhere(Act::EnterCall) {
        return Err(Refusal::Forbidden);
    }
    throttle::count(portal, &[Count::new(Limited::Callers, format!("account {}", actor.id))])?;
    let reports = portal.db.look(|c| Ok::<_, Refusal>(desk_search::of_phone(c, phone.as_str())?))?;
    let Some(newest) = reports.first() else { return Ok(Caller::default()) };
    let (code, id) = (newest.code.clone(), newest.id);
    let Some(ticket) = portal.db.look(|c| Ok::<_, Refusal>(tickets::by_code(c, &code)?))? else {
        return Ok(Caller { reports, ..Caller::default() });
    };
    match see_contact(portal, Order { actor, code: &code, seen: ticket.version }, why) {
        Ok(_) => {}
        // Somebody changed the report in this moment, or it is not theirs to open: the reports alone, then.
        Err(Refusal::Forbidden | Refusal::Missing | Refusal::Stale | Refusal::TooLate) => {
            return Ok(Caller { reports, ..Caller::default() });
        }
        Err(other) => return Err(other),
    }
    let contact = portal.db.look(|c| Ok::<_, Refusal>(contacts::of_ticket(c, id)?))?;
    let (name, email) = contact.map(|one| (one.name, one.email)).unwrap_or_default();
    Ok(Caller { name, email, reports })
}
