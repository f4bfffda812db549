//! Who works in an agency and may be given a report.
use super::{Conn, Found};
use crate::domain::account::AccountState;
use crate::domain::policy::Role;
use crate::domain::status::Status;
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts, desk_reports as desk};
use diesel::dsl::count_star;
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
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.is_settled()).collect();
    let holds = desk::table
        .filter(desk::assignee_id.eq(accounts::id.nullable()))
        .filter(desk::status.eq_any(open))
        .select(count_star())
        .single_value();
    let people: Vec<(AccountId, String, String, Option<i64>)> = accounts::table
        .filter(
            accounts::id.eq_any(
                account_roles::table
                    .filter(account_roles::agency_id.eq(agency))
                    .filter(account_roles::role.eq_any([Role::Focal, Role::Officer, Role::Approver]))
                    .select(account_roles::account_id),
            ),
        )
        .filter(accounts::state.eq(AccountState::Active))
        .order((accounts::name, accounts::id))
        .select((accounts::id, accounts::name, accounts::position, holds))
        .load(conn)?;
    let person = |(id, name, position, holds): (_, _, _, Option<i64>)| Colleague {
        id,
        name,
        position,
        holds: holds.unwrap_or(0),
    };
    Ok(people.into_iter().map(person).collect())
}
