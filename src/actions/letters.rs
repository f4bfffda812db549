//! A letter for what happened, in the transaction in which it happened. Who left no e-mail address gets none, nor who
//! wants none, nor whose address is known to be dead.
use crate::actions::Refusal;
use crate::actions::senders::keys;
use crate::clock::Moment;
use crate::domain::account::Account;
use crate::domain::city::{Agency, RefusalReason};
use crate::domain::letter::Letter;
use crate::domain::reply::Reply;
use crate::domain::ticket::Ticket;
use crate::mail::letters::Letterhead;
use crate::portal::Portal;
use crate::store::{Conn, agencies, contacts, letters};

type Written = Result<(), Refusal>;

pub fn received(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.received(ticket, to))
}

/// The receipt where the address is to be confirmed before `until`.
pub fn confirm(portal: &Portal, conn: &mut Conn, ticket: &Ticket, until: Moment) -> Written {
    let key = keys::of_confirmation(portal, ticket.id);
    to_sender(portal, conn, ticket, |head, to| head.confirm(ticket, &key, until, to))
}

pub fn accepted(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.accepted(ticket, to))
}

pub fn refused(portal: &Portal, conn: &mut Conn, ticket: &Ticket, reason: &RefusalReason) -> Written {
    let name = if ticket.lang == "en" { &reason.name_en } else { &reason.name_vi };
    to_sender(portal, conn, ticket, |head, to| head.refused(ticket, name, to))
}

pub fn forwarded(portal: &Portal, conn: &mut Conn, ticket: &Ticket, agency: &Agency) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.forwarded(ticket, &agency.name, to))
}

pub fn taken(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    let agency = holder(conn, ticket)?;
    to_sender(portal, conn, ticket, |head, to| head.taken(ticket, &agency, to))
}

pub fn info_asked(portal: &Portal, conn: &mut Conn, ticket: &Ticket, question: &str) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.info_asked(ticket, question, to))
}

pub fn answered(portal: &Portal, conn: &mut Conn, ticket: &Ticket, reply: &Reply) -> Written {
    let agency = agencies::find(conn, reply.agency_id)?.name;
    to_sender(portal, conn, ticket, |head, to| head.answered(ticket, reply, &agency, to))
}

pub fn extended(portal: &Portal, conn: &mut Conn, ticket: &Ticket, reason: &str) -> Written {
    let agency = holder(conn, ticket)?;
    to_sender(portal, conn, ticket, |head, to| head.extended(ticket, &agency, reason, to))
}

pub fn reopened(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.reopened(ticket, to))
}

pub fn closed(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.closed(ticket, to))
}

pub fn duplicate(portal: &Portal, conn: &mut Conn, ticket: &Ticket, master: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.duplicate(ticket, master, to))
}

/// `token` is the one-time link's secret; it leaves the database when the letter is sent.
pub fn invited(portal: &Portal, conn: &mut Conn, account: &Account, token: &str, until: Moment) -> Written {
    queue(portal, conn, head(portal).invite(account, token, until))
}

pub fn reset(portal: &Portal, conn: &mut Conn, account: &Account, token: &str, until: Moment) -> Written {
    queue(portal, conn, head(portal).reset(account, token, until))
}

pub fn failed_logins(portal: &Portal, conn: &mut Conn, account: &Account, until: Moment) -> Written {
    queue(portal, conn, head(portal).failed_logins(account, until))
}

fn to_sender(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    write: impl FnOnce(Letterhead<'_>, &str) -> Letter,
) -> Written {
    let Some(email) = contacts::email(conn, ticket.id)? else {
        return Ok(());
    };
    let key = keys::of_letters(portal, ticket.id);
    let letter = write(Letterhead { stop: &key, ..head(portal) }, &email);
    if contacts::state(conn, ticket.id)?.takes(letter.kind) { queue(portal, conn, letter) } else { Ok(()) }
}

fn queue(portal: &Portal, conn: &mut Conn, letter: Letter) -> Written {
    Ok(letters::enqueue(conn, &letter.queue(portal.now()))?)
}

fn head(portal: &Portal) -> Letterhead<'_> {
    Letterhead { city: &portal.city, base_url: &portal.config.base_url, stop: "" }
}

fn holder(conn: &mut Conn, ticket: &Ticket) -> Result<String, Refusal> {
    match ticket.agency_id {
        Some(id) => Ok(agencies::find(conn, id)?.name),
        None => Ok(String::new()),
    }
}
