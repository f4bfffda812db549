//! A saved view: what narrows the desk's list or its figures, kept under a name, for oneself or for one's agency's team.
use super::policy::{Actor, Role};
use crate::clock::Moment;
use crate::ids::{AccountId, AgencyId, ViewId, text_enum};
use crate::schema::views;
use diesel::{Insertable, Queryable, Selectable};

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 60;

text_enum! {
    /// The page that it opens.
    pub enum Place {
        List = "list",
        Figures = "figures",
    }
}

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = views)]
pub struct View {
    pub id: ViewId,
    /// Who saved it.
    pub account_id: AccountId,
    /// Whose team reads it; nobody's: only who saved it.
    pub agency_id: Option<AgencyId>,
    pub place: Place,
    pub name: String,
    /// What stands behind the "?" of the page.
    pub asked: String,
    pub made_at: Moment,
}

impl View {
    /// Does it stand among this person's?
    pub fn is_read_by(&self, actor: &Actor) -> bool {
        let in_team = |agency| actor.grants.iter().any(|grant| grant.agency == agency);
        self.account_id == actor.id || self.agency_id.is_some_and(in_team)
    }

    /// May this person rename or remove it? Who saved it may, and who leads the agency that shares it.
    pub fn is_kept_by(&self, actor: &Actor) -> bool {
        let led = |agency| actor.grants.iter().any(|grant| leads(grant.role) && grant.tree.contains(&agency));
        self.account_id == actor.id || self.agency_id.is_some_and(led)
    }
}

/// Does this role answer for what a team sees?
fn leads(role: Role) -> bool {
    match role {
        Role::Focal | Role::Approver | Role::Supervisor | Role::Dispatcher => true,
        Role::Agent | Role::Officer | Role::Leader | Role::Admin => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::Grant;

    const TEAM: AgencyId = AgencyId(5);
    const PARENT: AgencyId = AgencyId(4);

    fn actor(id: i64, role: Role, agency: AgencyId) -> Actor {
        let tree = if agency == PARENT { vec![PARENT, TEAM] } else { vec![agency] };
        let grant = Grant { role, agency, agency_name: String::new(), tree, over_all: false };
        let id = AccountId(id);
        Actor {
            id,
            name: String::new(),
            position: String::new(),
            grants: vec![grant],
            stands_for: Vec::new(),
        }
    }

    fn view(agency_id: Option<AgencyId>) -> View {
        let made_at = chrono::DateTime::from_timestamp(0, 0).unwrap().naive_utc();
        let (name, asked) = ("Khẩn".to_owned(), "muc-do=urgent".to_owned());
        View { id: ViewId(1), account_id: AccountId(1), agency_id, place: Place::List, name, asked, made_at }
    }

    #[test]
    fn ones_own_is_nobody_elses_and_a_shared_one_is_the_teams() {
        let owner = actor(1, Role::Officer, TEAM);
        let [colleague, focal] = [Role::Officer, Role::Focal].map(|role| actor(2, role, TEAM));
        let [above, elsewhere] = [PARENT, AgencyId(9)].map(|agency| actor(3, Role::Approver, agency));
        let own = view(None);
        assert!(own.is_read_by(&owner) && own.is_kept_by(&owner));
        for other in [&colleague, &focal, &above] {
            assert!(!own.is_read_by(other) && !own.is_kept_by(other));
        }
        let shared = view(Some(TEAM));
        let read = [&owner, &colleague, &focal, &above, &elsewhere].map(|one| shared.is_read_by(one));
        let kept = [&owner, &colleague, &focal, &above, &elsewhere].map(|one| shared.is_kept_by(one));
        assert_eq!(read, [true, true, true, false, false]);
        assert_eq!(kept, [true, false, true, true, false]);
    }
}
