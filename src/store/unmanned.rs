//! What is known of agencies in which nobody can act: what lies there, since when, and who was invited.
use super::accounts::takers;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::account::AccountState;
use crate::domain::assignment::{Ended, Part};
use crate::domain::audit::{AuditKind, Subject, read};
use crate::domain::policy::Role;
use crate::domain::status::Status;
use crate::ids::{AccountId, AgencyId};
use crate::schema::{account_roles, accounts, assignments, desk_reports as desk, office_events};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// How many open reports each agency leads or works with; of others none.
pub fn open(conn: &mut Conn) -> Found<HashMap<AgencyId, i64>> {
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.is_settled()).collect();
    let lead: Vec<(Option<AgencyId>, i64)> = desk::table
        .filter(desk::status.eq_any(&open))
        .group_by(desk::agency_id)
        .select((desk::agency_id, count_star()))
        .load(conn)?;
    let with: Vec<(AgencyId, i64)> = assignments::table
        .inner_join(desk::table.on(desk::ticket_id.eq(assignments::ticket_id)))
        .filter(desk::status.eq_any(&open))
        .filter(assignments::part.eq(Part::With))
        .filter(assignments::ended.eq(Ended::Open))
        .group_by(assignments::agency_id)
        .select((assignments::agency_id, count_star()))
        .load(conn)?;
    let with = with.into_iter().map(|(agency, count)| (Some(agency), count));
    let mut found = HashMap::new();
    for (agency, count) in lead.into_iter().chain(with) {
        if let Some(agency) = agency {
            *found.entry(agency).or_default() += count;
        }
    }
    Ok(found)
}

/// How many people were invited to take on work at each agency and have not come in yet.
pub fn invited(conn: &mut Conn) -> Found<HashMap<AgencyId, i64>> {
    let found: Vec<(AgencyId, i64)> = account_roles::table
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .filter(account_roles::role.eq_any(takers()))
        .filter(accounts::state.eq(AccountState::Invited))
        .group_by(account_roles::agency_id)
        .select((account_roles::agency_id, count_star()))
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// When the last who took on work at an agency lost the role or was locked, by the journal; roles are found there by the
/// agency's name as it was. Of an agency where nobody ever did, nothing.
pub fn left(conn: &mut Conn, named: &HashMap<&str, AgencyId>) -> Found<HashMap<AgencyId, Moment>> {
    let held: Vec<(AccountId, AgencyId)> = account_roles::table
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .filter(account_roles::role.eq_any(takers()))
        .filter(accounts::state.eq(AccountState::Locked))
        .select((account_roles::account_id, account_roles::agency_id))
        .load(conn)?;
    let happened: Vec<(i64, AuditKind, String, Moment)> = office_events::table
        .filter(office_events::subject.eq(Subject::Account))
        .filter(office_events::kind.eq_any([AuditKind::Locked, AuditKind::RoleRevoked]))
        .order(office_events::id)
        .select((office_events::subject_id, office_events::kind, office_events::detail, office_events::at))
        .load(conn)?;
    let mut found = HashMap::new();
    for (account, kind, detail, at) in happened {
        if kind == AuditKind::Locked {
            let theirs = held.iter().filter(|(id, _)| id.0 == account);
            found.extend(theirs.map(|(_, agency)| (*agency, at)));
        } else if let Some(agency) = lost(&detail).and_then(|name| named.get(name.as_str()).copied()) {
            found.insert(agency, at);
        }
    }
    Ok(found)
}

/// The name of the agency for which a role that takes on work was taken away.
fn lost(detail: &str) -> Option<String> {
    let changes = read(detail);
    let of = |field: &str| changes.iter().find(|change| change.field == field).map(|change| &change.from);
    let role: Role = of("role")?.parse().ok()?;
    of("agency").filter(|_| takers().contains(&role)).cloned()
}
