//! Who works in an agency and may be given a report.
use super::{Conn, Found};
use crate::domain::account::AccountState;
use crate::domain::policy::Role;
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts};
use diesel::prelude::*;

/// A person who can work on reports.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub struct Colleague {
    pub id: AccountId,
    pub name: String,
    pub position: String,
}

/// The active people who take, handle or approve reports in an agency, each once, by name.
pub fn of_agency(conn: &mut Conn, agency: AgencyId) -> Found<Vec<Colleague>> {
    accounts::table
        .inner_join(account_roles::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(account_roles::agency_id.eq(agency))
        .filter(account_roles::role.eq_any([Role::Focal, Role::Officer, Role::Approver]))
        .filter(accounts::state.eq(AccountState::Active))
        .order((accounts::name, accounts::id))
        .select((accounts::id, accounts::name, accounts::position))
        .distinct()
        .load(conn)
}
