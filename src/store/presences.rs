//! Who has which report open now.
use super::{Conn, Found, on_each};
use crate::clock::Moment;
use crate::domain::presence::Presence;
use crate::ids::{AccountId, TicketId};
use crate::schema::{accounts, presences};
use diesel::prelude::*;

/// Those who were there since a moment, by name.
pub fn at(conn: &mut Conn, ticket: TicketId, since: Moment) -> Found<Vec<(Presence, String)>> {
    presences::table
        .inner_join(accounts::table.on(accounts::id.eq(presences::account_id)))
        .filter(presences::ticket_id.eq(ticket))
        .filter(presences::seen_at.gt(since))
        .order((accounts::name, accounts::id))
        .select((Presence::as_select(), accounts::name))
        .load(conn)
}

/// Notes that somebody is there.
pub fn put(conn: &mut Conn, presence: &Presence) -> Found<()> {
    on_each!(conn, |c| diesel::insert_into(presences::table)
        .values(presence)
        .on_conflict((presences::ticket_id, presences::account_id))
        .do_update()
        .set(presence)
        .execute(c))
    .map(drop)
}

/// They went.
pub fn remove(conn: &mut Conn, ticket: TicketId, account: AccountId) -> Found<()> {
    let own =
        presences::table.filter(presences::ticket_id.eq(ticket)).filter(presences::account_id.eq(account));
    diesel::delete(own).execute(conn).map(drop)
}

/// Forgets who was last there before a moment.
pub fn sweep(conn: &mut Conn, before: Moment) -> Found<()> {
    diesel::delete(presences::table.filter(presences::seen_at.le(before))).execute(conn).map(drop)
}
