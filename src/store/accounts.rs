//! The accounts of the staff and the roles they hold.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::account::{Account, AccountState};
use crate::domain::notice::LetterChoice;
use crate::domain::policy::{Act, Reach, Role, reach};
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts, agencies};
use diesel::prelude::*;
use std::collections::HashSet;

/// Adds somebody, who has no role yet.
pub fn insert(conn: &mut Conn, account: &Account) -> Found<()> {
    diesel::insert_into(accounts::table).values(account).execute(conn).map(drop)
}

/// The account with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: AccountId) -> Found<Account> {
    accounts::table.filter(accounts::id.eq(id)).select(Account::as_select()).first(conn)
}

/// By the address as it is kept: in lower case.
pub fn by_email(conn: &mut Conn, email: &str) -> Found<Option<Account>> {
    accounts::table.filter(accounts::email.eq(email)).select(Account::as_select()).first(conn).optional()
}

/// Every account, oldest first: a city has some hundreds, which a list reads whole and folds in Rust.
pub fn all(conn: &mut Conn) -> Found<Vec<Account>> {
    accounts::table.order(accounts::id).select(Account::as_select()).load(conn)
}

/// Writes an account whose version has been raised, if the one before still stands; false when somebody was faster.
pub fn save(conn: &mut Conn, account: &Account) -> Found<bool> {
    let seen =
        accounts::table.filter(accounts::id.eq(account.id)).filter(accounts::version.eq(account.version - 1));
    Ok(diesel::update(seen).set(account).execute(conn)? == 1)
}

/// Counts wrong passwords. Not a change of version: an administrator's open form stays good.
pub fn count_failures(
    conn: &mut Conn,
    id: AccountId,
    failures: i32,
    locked_until: Option<Moment>,
) -> Found<()> {
    diesel::update(accounts::table.filter(accounts::id.eq(id)))
        .set((accounts::failures.eq(failures), accounts::locked_until.eq(locked_until)))
        .execute(conn)
        .map(drop)
}

/// Every role held, with the agency it is held for, by name.
pub fn roles_of(conn: &mut Conn, id: AccountId) -> Found<Vec<(Role, AgencyId, String)>> {
    account_roles::table
        .inner_join(agencies::table.on(agencies::id.eq(account_roles::agency_id)))
        .filter(account_roles::account_id.eq(id))
        .order((account_roles::role, agencies::name_fold, agencies::id))
        .select((account_roles::role, agencies::id, agencies::name))
        .load(conn)
}

/// All roles of all accounts, for the list.
pub fn all_roles(conn: &mut Conn) -> Found<Vec<(AccountId, Role, AgencyId)>> {
    account_roles::table
        .order((account_roles::account_id, account_roles::role, account_roles::agency_id))
        .select((account_roles::account_id, account_roles::role, account_roles::agency_id))
        .load(conn)
}

/// The agencies in which somebody who can come in takes on work: with a role there, not from above.
pub fn manned(conn: &mut Conn) -> Found<HashSet<AgencyId>> {
    let found: Vec<AgencyId> = account_roles::table
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .filter(account_roles::role.eq_any(takers()))
        .filter(accounts::state.eq(AccountState::Active))
        .select(account_roles::agency_id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// The agencies in which this person takes on work and nobody else does.
pub fn alone_in(conn: &mut Conn, id: AccountId) -> Found<Vec<AgencyId>> {
    let taking = || account_roles::table.filter(account_roles::role.eq_any(takers()));
    let own: Vec<AgencyId> = taking()
        .filter(account_roles::account_id.eq(id))
        .select(account_roles::agency_id)
        .distinct()
        .order(account_roles::agency_id)
        .load(conn)?;
    let others: Vec<AgencyId> = taking()
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .filter(account_roles::agency_id.eq_any(&own))
        .filter(account_roles::account_id.ne(id))
        .filter(accounts::state.eq(AccountState::Active))
        .select(account_roles::agency_id)
        .load(conn)?;
    Ok(own.into_iter().filter(|agency| !others.contains(agency)).collect())
}

/// The roles that take on work.
pub fn takers() -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| reach(*role, Act::Take) != Reach::No).collect()
}

/// Gives a role; false when it is held already.
pub fn grant(conn: &mut Conn, id: AccountId, role: Role, agency: AgencyId) -> Found<bool> {
    let held: i64 = account_roles::table
        .filter(account_roles::account_id.eq(id))
        .filter(account_roles::role.eq(role))
        .filter(account_roles::agency_id.eq(agency))
        .count()
        .get_result(conn)?;
    if held > 0 {
        return Ok(false);
    }
    diesel::insert_into(account_roles::table)
        .values((
            account_roles::account_id.eq(id),
            account_roles::role.eq(role),
            account_roles::agency_id.eq(agency),
        ))
        .execute(conn)?;
    Ok(true)
}

/// Takes a role away; false when it was not held.
pub fn revoke(conn: &mut Conn, id: AccountId, role: Role, agency: AgencyId) -> Found<bool> {
    let held = account_roles::table
        .filter(account_roles::account_id.eq(id))
        .filter(account_roles::role.eq(role))
        .filter(account_roles::agency_id.eq(agency));
    Ok(diesel::delete(held).execute(conn)? == 1)
}

/// Through how many roles do others than `id` administer? Only accounts that can come in count.
pub fn other_admins(conn: &mut Conn, id: AccountId) -> Found<i64> {
    account_roles::table
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .filter(account_roles::role.eq(Role::Admin))
        .filter(accounts::state.eq(AccountState::Active))
        .filter(accounts::id.ne(id))
        .count()
        .get_result(conn)
}

/// Everybody who holds a role for this agency itself, and which, by name.
pub fn roles_in(conn: &mut Conn, agency: AgencyId) -> Found<Vec<(Account, Role)>> {
    account_roles::table
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .filter(account_roles::agency_id.eq(agency))
        .order((accounts::name, accounts::id, account_roles::role))
        .select((Account::as_select(), account_roles::role))
        .load(conn)
}

/// How many people hold a role for this agency itself.
pub fn count_in(conn: &mut Conn, agency: AgencyId) -> Found<i64> {
    account_roles::table.filter(account_roles::agency_id.eq(agency)).count().get_result(conn)
}

/// How letters about their work come to somebody. Not a change of version: an administrator's open form stays good.
pub fn choose_letters(conn: &mut Conn, id: AccountId, choice: LetterChoice) -> Found<()> {
    diesel::update(accounts::table.filter(accounts::id.eq(id)))
        .set(accounts::letters.eq(choice))
        .execute(conn)
        .map(drop)
}
