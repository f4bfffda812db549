//! Who sent a report. Personal data: read only where a letter is written and for those who may (`Act::ReadContact`).
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::rating::Mark;
use crate::domain::status::Status;
use crate::ids::TicketId;
use crate::schema::{contacts, ratings, tickets};
use diesel::prelude::*;

/// Keeps who sent a report: at most one row for each report.
pub fn insert(conn: &mut Conn, contact: &Contact) -> Found<()> {
    diesel::insert_into(contacts::table).values(contact).execute(conn).map(drop)
}

/// The sender, unless nobody left a name.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Option<Contact>> {
    contacts::table.filter(contacts::ticket_id.eq(ticket)).select(Contact::as_select()).first(conn).optional()
}

/// The most reports of one sender that are looked at.
const PAST: i64 = 200;

/// A report of one sender, and what became of it.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub struct Past {
    pub code: String,
    /// As the public reads it.
    pub title: String,
    pub status: Status,
    /// For which of the city's reasons it was refused.
    pub reason: Option<String>,
    pub mark: Option<Mark>,
    pub sent_at: Moment,
}

/// All reports of whoever left the same telephone number or address, this one included, the newest first.
pub fn past(conn: &mut Conn, contact: &Contact) -> Found<Vec<Past>> {
    let by_phone = contacts::phone.ne("").and(contacts::phone.eq(&contact.phone));
    let by_email = contacts::email.ne("").and(contacts::email.eq(&contact.email));
    contacts::table
        .inner_join(tickets::table.on(tickets::id.eq(contacts::ticket_id)))
        .left_join(ratings::table.on(ratings::ticket_id.eq(contacts::ticket_id)))
        .filter(by_phone.or(by_email))
        .order(tickets::id.desc())
        .limit(PAST)
        .select((
            tickets::code,
            tickets::public_title,
            tickets::status,
            tickets::reason,
            ratings::mark.nullable(),
            tickets::created_at,
        ))
        .load(conn)
}

/// The sender's e-mail address, where they left one.
pub fn email(conn: &mut Conn, ticket: TicketId) -> Found<Option<String>> {
    Ok(of_ticket(conn, ticket)?.map(|contact| contact.email).filter(|email| !email.is_empty()))
}

/// How letters fare with the sender; as with anybody's where there is none.
pub fn state(conn: &mut Conn, ticket: TicketId) -> Found<ContactState> {
    let row = contacts::table.filter(contacts::ticket_id.eq(ticket)).select(ContactState::as_select());
    Ok(row.first(conn).optional()?.unwrap_or_default())
}

/// The sender wants no letters since `at`, or wants them again; false when it stands so already.
pub fn stop_letters(conn: &mut Conn, ticket: TicketId, at: Option<Moment>) -> Found<bool> {
    let row = contacts::table.filter(contacts::ticket_id.eq(ticket));
    let other = row.filter(contacts::letters_stopped_at.is_null().eq(at.is_some()));
    Ok(diesel::update(other).set(contacts::letters_stopped_at.eq(at)).execute(conn)? == 1)
}

/// The name may stand beside the report in public, or may not.
pub fn show_name(conn: &mut Conn, ticket: TicketId, shown: bool) -> Found<()> {
    let row = contacts::table.filter(contacts::ticket_id.eq(ticket));
    diesel::update(row).set(contacts::show_name.eq(shown)).execute(conn).map(drop)
}

/// Letters to this very address do not arrive since `at`, or do again; false when that was known, or the address was
/// not the sender's.
pub fn mark_failed(conn: &mut Conn, ticket: TicketId, email: &str, at: Option<Moment>) -> Found<bool> {
    let row = contacts::table.filter(contacts::ticket_id.eq(ticket)).filter(contacts::email.eq(email));
    let other = row.filter(contacts::email_failed_at.is_null().eq(at.is_some()));
    Ok(diesel::update(other).set(contacts::email_failed_at.eq(at)).execute(conn)? == 1)
}

/// The sender is to confirm the address before `until`.
pub fn await_confirmation(conn: &mut Conn, ticket: TicketId, until: Moment) -> Found<()> {
    let row = contacts::table.filter(contacts::ticket_id.eq(ticket));
    diesel::update(row).set(contacts::confirm_by.eq(Some(until))).execute(conn).map(drop)
}

/// The sender confirmed the address; false when it was confirmed before.
pub fn confirm(conn: &mut Conn, ticket: TicketId, now: Moment) -> Found<bool> {
    let row =
        contacts::table.filter(contacts::ticket_id.eq(ticket)).filter(contacts::email_verified_at.is_null());
    let confirmed = (contacts::confirm_by.eq(None::<Moment>), contacts::email_verified_at.eq(Some(now)));
    Ok(diesel::update(row).set(confirmed).execute(conn)? == 1)
}

/// Reports whose senders had until `now` to confirm and did not, the longest overdue first.
pub fn unconfirmed(conn: &mut Conn, now: Moment, limit: i64) -> Found<Vec<TicketId>> {
    contacts::table
        .filter(contacts::confirm_by.le(now))
        .order((contacts::confirm_by, contacts::ticket_id))
        .limit(limit)
        .select(contacts::ticket_id)
        .load(conn)
}

/// Forgets who sent a report.
pub fn erase(conn: &mut Conn, ticket: TicketId) -> Found<()> {
    diesel::delete(contacts::table.filter(contacts::ticket_id.eq(ticket))).execute(conn).map(drop)
}
