//! A sender confirms the address that letters go to. From then on they name what the sender wrote; and where the city waits
//! for it, only then does the report go its way.
use super::{keys, remember};
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, hasten, record, start_clock};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::ticket::{Level, Ticket};
use crate::portal::Portal;
use crate::store::{contacts, letters, signals, tickets};

/// Confirms it, and lets go what was held back for this. Where the report waited for it, the desk's clock starts: nobody
/// could look at the report before. Confirming twice changes nothing more.
///
/// # Errors
/// `Missing` when the key opens nothing, or it came too late and the sender's address is erased.
pub fn confirm(portal: &Portal, key: &str) -> Result<Ticket, Refusal> {
    let (id, now) = (keys::confirmed_by(portal, key).ok_or(Refusal::Missing)?, portal.now());
    portal.db.change(|c| {
        contacts::email(c, id)?.ok_or(Refusal::Missing)?;
        let ticket = tickets::find(c, id)?;
        let waited = contacts::state(c, id)?.confirm_by.is_some();
        if !contacts::confirm(c, id, now)? {
            return Ok(ticket);
        }
        letters::let_go(c, id, now)?;
        if !waited {
            remember(c, id, EventKind::Confirmed, now)?;
            return Ok(ticket);
        }
        let mut moved = ticket.change();
        if !moved.ticket.status.is_settled() {
            start_clock(c, &mut moved.ticket, Owed::Triage, now)?;
            if signals::is_dangerous(c, id)? {
                hasten(c, &mut moved.ticket, Level::Urgent, now)?;
            }
        }
        record(c, now, None, moved, Happening::of(EventKind::Confirmed))
    })
}
