//! Who is signed in, found by the hash of their session's token.
use super::agencies::AgencyTree;
use super::bell::{self, Bell};
use super::views::{self, Beside};
use super::{Conn, Db, Found};
use crate::clock::{Moment, local};
use crate::domain::account::{Account, AccountState, IDLE_HOURS};
use crate::domain::policy::{Actor, Grant, Role};
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts, generations, sessions};
use chrono::Duration;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::collections::HashMap;

/// Somebody whose session was found.
pub struct Present {
    pub actor: Actor,
    /// When the session was last noted to be used.
    pub seen_at: Moment,
    pub bell: Bell,
    /// What they saved, and what their teams share.
    pub views: Vec<Beside>,
}

/// The member of staff whose session this is, if it still runs, was used lately, and they may still come in. One question
/// where the city has not changed since it was read last.
pub fn present(conn: &mut Conn, db: &Db, token_hash: &str, now: Moment) -> Found<Option<Present>> {
    let waiting = bell::of_account(conn, local(now).date());
    let saved = views::of_account(conn);
    let newest = generations::table.select(max(generations::id)).single_value();
    let many = generations::table.select(count_star()).single_value();
    let found: Vec<SignedIn> = sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .left_join(account_roles::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(now - Duration::hours(IDLE_HOURS)))
        .filter(accounts::state.eq(AccountState::Active))
        .order((account_roles::role, account_roles::agency_id))
        .select((
            Account::as_select(),
            sessions::seen_at,
            (account_roles::role, account_roles::agency_id).nullable(),
            (newest, many, waiting, saved),
        ))
        .load(conn)?;
    let held: Vec<(Role, AgencyId)> = found.iter().filter_map(|(_, _, role, _)| *role).collect();
    let Some((account, seen_at, _, (newest, many, waiting, saved))) = found.into_iter().next() else {
        return Ok(None);
    };
    let city = db.city_at(conn, (newest, many.unwrap_or_default()))?;
    let (bell, stands_for) = bell::read(&waiting)?;
    let actor = Actor { stands_for, ..with_roles(account, held, city.tree()) };
    Ok(Some(Present { actor, seen_at, bell, views: views::read(&saved)? }))
}

/// A person once for each role they hold, once without any: when their session was last used, the role and the agency it
/// is held for, the city's generation, what waits for them, and their views.
type SignedIn = (Account, Moment, Option<(Role, AgencyId)>, (Option<i64>, Option<i64>, String, String));

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
    Ok(with_roles(account, held, &AgencyTree::load(conn)?))
}

/// Everybody who can come in, with the roles they hold.
pub fn actors(conn: &mut Conn) -> Found<Vec<Actor>> {
    let tree = AgencyTree::load(conn)?;
    let mut held: HashMap<AccountId, Vec<(Role, AgencyId)>> = HashMap::new();
    for (account, role, agency) in super::accounts::all_roles(conn)? {
        held.entry(account).or_default().push((role, agency));
    }
    let active = super::accounts::all(conn)?.into_iter().filter(|one| one.state == AccountState::Active);
    Ok(active
        .map(|one| (held.remove(&one.id).unwrap_or_default(), one))
        .map(|(held, one)| with_roles(one, held, &tree))
        .collect())
}

fn with_roles(account: Account, held: Vec<(Role, AgencyId)>, tree: &AgencyTree) -> Actor {
    let grants = held
        .into_iter()
        .map(|(role, agency)| Grant {
            role,
            agency,
            agency_name: tree.name(agency).to_owned(),
            tree: tree.below(agency),
            over_all: tree.is_over_all(agency),
        })
        .collect();
    Actor { id: account.id, name: account.name, position: account.position, grants, stands_for: Vec::new() }
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

/// Ends the session of this token, if it runs.
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
