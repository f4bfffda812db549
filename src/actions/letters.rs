//! Which letter a step sends, and to whom. Written in the step's own transaction, sent later by the jobs.
use super::Refusal;
use crate::domain::city::{Agency, RefusalReason};
use crate::domain::reply::Reply;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::Conn;

/// The sender learns that the report has come in, its code, and by when an answer may be expected.
pub fn received(_: &Portal, _: &mut Conn, _: &Ticket) -> Result<(), Refusal> {
    Ok(())
}

/// The sender learns who has the report now, and by when they will answer.
pub fn forwarded(_: &Portal, _: &mut Conn, _: &Ticket, _: &Agency) -> Result<(), Refusal> {
    Ok(())
}

/// The sender learns why the report was refused, and where to turn.
pub fn refused(_: &Portal, _: &mut Conn, _: &Ticket, _: &RefusalReason) -> Result<(), Refusal> {
    Ok(())
}

/// The sender learns that the report follows another.
pub fn duplicate(_: &Portal, _: &mut Conn, _: &Ticket, _: &Ticket) -> Result<(), Refusal> {
    Ok(())
}

/// The sender learns that somebody is at work.
pub fn taken(_: &Portal, _: &mut Conn, _: &Ticket) -> Result<(), Refusal> {
    Ok(())
}

/// The sender gets the answer.
pub fn answered(_: &Portal, _: &mut Conn, _: &Ticket, _: &Reply) -> Result<(), Refusal> {
    Ok(())
}
