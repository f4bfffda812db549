//! Accounts that nobody has taken up yet, and the one-time links that open them.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::account::{Account, AccountState, Purpose};
use crate::domain::policy::Role;
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts, passes};
use diesel::dsl::exists;
use diesel::prelude::*;

/// Is there an administrator who can come in?
pub fn has_active_admin(conn: &mut Conn) -> Found<bool> {
    let admins = accounts::table
        .inner_join(account_roles::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(account_roles::role.eq(Role::Admin))
        .filter(accounts::state.eq(AccountState::Active));
    diesel::select(exists(admins)).get_result(conn)
}

/// The account with this address, if there is one.
pub fn by_email(conn: &mut Conn, email: &str) -> Found<Option<Account>> {
    accounts::table
        .filter(accounts::email.eq(email))
        .select(Account::as_select())
        .first(conn)
        .optional()
}

pub fn add_account(conn: &mut Conn, account: &Account) -> Found<()> {
    diesel::insert_into(accounts::table)
        .values(account)
        .execute(conn)
        .map(drop)
}

pub fn grant(conn: &mut Conn, account: AccountId, role: Role, agency: AgencyId) -> Found<()> {
    let row = (
        account_roles::account_id.eq(account),
        account_roles::role.eq(role),
        account_roles::agency_id.eq(agency),
    );
    diesel::insert_into(account_roles::table)
        .values(row)
        .execute(conn)
        .map(drop)
}

/// Makes a one-time link the only one of its account and purpose. Only its hash is kept.
pub fn replace_pass(
    conn: &mut Conn,
    account: AccountId,
    purpose: Purpose,
    token_hash: &str,
    now: Moment,
    expires_at: Moment,
) -> Found<()> {
    let older = passes::table
        .filter(passes::account_id.eq(account))
        .filter(passes::purpose.eq(purpose));
    diesel::delete(older).execute(conn)?;
    let row = (
        passes::token_hash.eq(token_hash),
        passes::account_id.eq(account),
        passes::purpose.eq(purpose),
        passes::created_at.eq(now),
        passes::expires_at.eq(expires_at),
    );
    diesel::insert_into(passes::table)
        .values(row)
        .execute(conn)
        .map(drop)
}
