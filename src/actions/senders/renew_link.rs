//! A sender asks for another link to their own page: the one before was seen by somebody else.
use super::{keys, remember};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::own_links;

/// The key of the new link. Every link before opens nothing from now on, in letters that were sent too.
pub fn renew_link(portal: &Portal, id: TicketId) -> Result<String, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        own_links::renew(c, id, now)?;
        remember(c, id, EventKind::LinkRenewed, now)?;
        Ok(keys::of_own_page(portal, c, id)?)
    })
}
