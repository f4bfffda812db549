//! Who is signed in, found by the hash of their session's token.
use super::agencies::AgencyTree;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::account::{Account, AccountState, IDLE_HOURS};
use crate::domain::policy::{Actor, Grant, Role};
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts, sessions};
use chrono::Duration;
use diesel::prelude::*;

/// The member of staff whose session this is, if it still runs, was used lately, and they may still come in; and when
/// it was last noted to be used.
pub fn actor(conn: &mut Conn, token_hash: &str, now: Moment) -> Found<Option<(Actor, Moment)>> {
    let found = sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(now - Duration::hours(IDLE_HOURS)))
        .filter(accounts::state.eq(AccountState::Active))
        .select((Account::as_select(), sessions::seen_at))
        .first::<(Account, Moment)>(conn)
        .optional()?;
    found.map(|(account, seen_at)| Ok((actor_of(conn, account)?, seen_at))).transpose()
}

/// Whose session it is or was, as long as it has not been swept.
pub fn holder(conn: &mut Conn, token_hash: &str) -> Found<Option<AccountId>> {
    sessions::table
        .filter(sessions::token_hash.eq(token_hash))
        .select(sessions::account_id)
        .first(conn)
        .optional()
}

/// Notes that a session is in use.
pub fn touch(conn: &mut Conn, token_hash: &str, now: Moment) -> Found<()> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)))
        .set(sessions::seen_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// A person with the roles they hold, each with the agencies it reaches.
pub fn actor_of(conn: &mut Conn, account: Account) -> Found<Actor> {
    let held: Vec<(Role, AgencyId)> = account_roles::table
        .filter(account_roles::account_id.eq(account.id))
        .order((account_roles::role, account_roles::agency_id))
        .select((account_roles::role, account_roles::agency_id))
        .load(conn)?;
    let tree = AgencyTree::load(conn)?;
    let grants = held
        .into_iter()
        .map(|(role, agency)| Grant {
            role,
            agency,
            agency_name: tree.name(agency).to_owned(),
            tree: tree.below(agency),
        })
        .collect();
    Ok(Actor { id: account.id, name: account.name, position: account.position, grants })
}

/// Opens a session; only the hash of its token is kept.
pub fn open(
    conn: &mut Conn,
    account: AccountId,
    token_hash: &str,
    now: Moment,
    expires_at: Moment,
) -> Found<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(token_hash),
            sessions::account_id.eq(account),
            sessions::created_at.eq(now),
            sessions::seen_at.eq(now),
            sessions::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .map(drop)
}

pub fn close(conn: &mut Conn, token_hash: &str) -> Found<()> {
    diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash))).execute(conn).map(drop)
}

/// Ends every session of an account; how many there were.
pub fn close_all(conn: &mut Conn, account: AccountId) -> Found<usize> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account))).execute(conn)
}

/// How many sessions of an account still run.
pub fn count(conn: &mut Conn, account: AccountId, now: Moment) -> Found<i64> {
    sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(now - Duration::hours(IDLE_HOURS)))
        .count()
        .get_result(conn)
}
