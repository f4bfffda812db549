//! "I have the same trouble": one word a browser and report, taken back by the same browser. It changes nothing of the
//! report but its public copy's number, and is no event: nobody is known by it.
use crate::actions::Refusal;
use crate::actions::throttle::{self, Count};
use crate::domain::audience::{Audience, Share};
use crate::domain::limits::Limited;
use crate::domain::status::{PublicWord, Status};
use crate::domain::ticket::Ticket;
use crate::ids::{TicketCode, TicketId};
use crate::portal::Portal;
use crate::store::public::copy;
use crate::store::{Conn, supports, tickets};

/// Who says so: the browser's own key, and the network it came from.
pub struct Device<'a> {
    pub key: &'a str,
    pub network: &'a str,
}

impl Device<'_> {
    fn hash(&self, portal: &Portal) -> String {
        portal.secrets.sign("support", self.key.as_bytes())
    }
}

/// Counts this browser among those who have the same trouble; once, however often it says so.
///
/// # Errors
/// `Missing` where the report is not public, `TooLate` where nobody can support it, `TooMany` for one network.
pub fn support(portal: &Portal, device: &Device<'_>, code: &TicketCode) -> Result<(), Refusal> {
    throttle::count(portal, &[Count::new(Limited::Supports, device.network)])?;
    let (hash, now) = (device.hash(portal), portal.now());
    portal.db.change(|c| {
        let ticket = of_code(c, code)?;
        if !takes_support(&ticket) {
            return Err(Refusal::TooLate);
        }
        if !supports::stands(c, ticket.id, &hash)? {
            supports::add(c, ticket.id, &hash, now)?;
        }
        let city = portal.db.city(c)?;
        copy::refresh(c, &city, ticket.id).map(drop).map_err(Refusal::from)
    })
}

/// Takes it back.
///
/// # Errors
/// `Missing` where the report is not public.
pub fn support_no_more(portal: &Portal, device: &Device<'_>, code: &TicketCode) -> Result<(), Refusal> {
    let hash = device.hash(portal);
    portal.db.change(|c| {
        let ticket = of_code(c, code)?;
        supports::remove(c, ticket.id, &hash)?;
        let city = portal.db.city(c)?;
        copy::refresh(c, &city, ticket.id).map(drop).map_err(Refusal::from)
    })
}

/// Has this browser said so?
pub fn is_supported(portal: &Portal, conn: &mut Conn, key: &str, id: TicketId) -> Result<bool, Refusal> {
    let hash = Device { key, network: "" }.hash(portal);
    Ok(supports::stands(conn, id, &hash)?)
}

/// What was refused or taken back troubles nobody any more, and what repeats another is supported there.
fn takes_support(ticket: &Ticket) -> bool {
    ticket.status != Status::Duplicate && ticket.status.public_word() != PublicWord::Refused
}

fn of_code(conn: &mut Conn, code: &TicketCode) -> Result<Ticket, Refusal> {
    let ticket = tickets::by_code(conn, code.as_str())?.ok_or(Refusal::Missing)?;
    if ticket.shares(Audience::Anyone) < Share::Words { Err(Refusal::Missing) } else { Ok(ticket) }
}
