//! A rule was changed that decides what is public: a report stands where the rule now says, and so does what repeats it.
use super::standing::{carry_on, settle};
use crate::actions::Refusal;
use crate::ids::TicketId;
use crate::store::{Conn, tickets};

/// Writes what is cached of a report anew where it is another by now. The report itself does not change: no version, no
/// event.
pub fn resettle(conn: &mut Conn, id: TicketId) -> Result<(), Refusal> {
    let before = tickets::find(conn, id)?;
    let mut after = before.clone();
    settle(conn, &mut after)?;
    if after != before {
        tickets::cache(conn, &after)?;
    }
    carry_on(conn, &after)
}
