//! Who works in an agency and may be given a report.
use super::{Conn, Found};
use crate::domain::account::AccountState;
use crate::domain::policy::Role;
use crate::domain::status::Status;
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts, desk_reports as desk};
use diesel::prelude::*;

/// A person who can work on reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Colleague {
    pub id: AccountId,
    pub name: String,
    pub position: String,
    /// How many open reports they work on, in whatever agency.
    pub holds: i64,
}

/// The active people who take, handle or approve reports in an agency, each once, by name, with their workload.
pub fn of_agency(conn: &mut Conn, agency: AgencyId) -> Found<Vec<Colleague>> {
    let people: Vec<(AccountId, String, String)> = accounts::table
        .inner_join(account_roles::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(account_roles::agency_id.eq(agency))
        .filter(account_roles::role.eq_any([Role::Focal, Role::Officer, Role::Approver]))
        .filter(accounts::state.eq(AccountState::Active))
        .order((accounts::name, accounts::id))
        .select((accounts::id, accounts::name, accounts::position))
        .distinct()
        .load(conn)?;
    let held = held_by(conn, people.iter().map(|(id, ..)| *id).collect())?;
    let person = |(id, name, position)| {
        let holds = held.iter().filter(|holder| **holder == Some(id)).count();
        Colleague { id, name, position, holds: i64::try_from(holds).unwrap_or(i64::MAX) }
    };
    Ok(people.into_iter().map(person).collect())
}

/// Once for every open report that one of these works on.
fn held_by(conn: &mut Conn, people: Vec<AccountId>) -> Found<Vec<Option<AccountId>>> {
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.is_settled()).collect();
    desk::table
        .filter(desk::assignee_id.eq_any(people))
        .filter(desk::status.eq_any(open))
        .select(desk::assignee_id)
        .load(conn)
}
