//! The people of the walks: the desk, three agencies, and who watches.
use super::model::Model;
use super::moves::Move;
use crate::support::TestPortal;
use langnghe::domain::policy::{Actor, Role};
use langnghe::ids::{AccountId, AgencyId};

/// Agencies that answer; each has somebody of each role.
pub const AGENCIES: [&str; 3] = ["so-xay-dung", "so-y-te", "so-noi-vu"];

pub struct Person {
    pub name: String,
    pub role: Role,
    /// Which of the agencies; nobody's: of the city.
    pub agency: Option<usize>,
    pub actor: Actor,
}

pub struct Cast {
    pub people: Vec<Person>,
    pub agencies: Vec<AgencyId>,
}

impl Cast {
    pub fn of(portal: &TestPortal) -> Self {
        let city = [
            (Role::Agent, "tt-1022"),
            (Role::Dispatcher, "vp-ubnd"),
            (Role::Leader, "ubnd-tp"),
            (Role::Admin, "ubnd-tp"),
        ];
        let of_city = city.into_iter().map(|(role, slug)| (role, slug, None));
        let inside = AGENCIES.into_iter().enumerate().flat_map(|(place, slug)| {
            [Role::Focal, Role::Officer, Role::Approver, Role::Supervisor]
                .map(|role| (role, slug, Some(place)))
        });
        let people = of_city.chain(inside).map(|(role, slug, agency)| Person {
            name: format!("{role} of {slug}"),
            role,
            agency,
            actor: portal.player(role, slug),
        });
        Self { people: people.collect(), agencies: AGENCIES.map(|slug| portal.agency(slug)).to_vec() }
    }

    /// Their place among the people.
    pub fn person(&self, account: AccountId) -> usize {
        self.people.iter().position(|one| one.actor.id == account).expect("of the cast")
    }

    pub fn agency(&self, id: AgencyId) -> usize {
        self.agencies.iter().position(|one| *one == id).expect("one of them")
    }

    /// Whoever has this role, at this agency.
    pub fn who(&self, role: Role, agency: Option<usize>) -> usize {
        let found = self.people.iter().position(|one| one.role == role && one.agency == agency);
        found.expect("each role is cast")
    }

    /// Somebody who would do this in an ordinary life.
    pub fn fit(&self, one: Move, model: &Model, report: usize) -> Option<usize> {
        let lead = model.reports[report].lead.as_ref();
        let of_lead = |role| lead.map(|lead| self.who(role, Some(lead.agency)));
        let parts = model.reports[report].parts.keys().chain(model.reports[report].partners.keys());
        let of_partner = |role| parts.clone().next().map(|agency| self.who(role, Some(*agency)));
        match one {
            Move::Forward(..) => Some(self.who(Role::Dispatcher, None)),
            Move::Accept | Move::Refuse(_) | Move::Merge(_) | Move::Separate | Move::SetLevel(_) => {
                Some(self.who(Role::Agent, None))
            }
            Move::Close | Move::Remind | Move::AskInfo | Move::GiveInfo => {
                Some(self.who(Role::Dispatcher, None))
            }
            Move::Take | Move::SendBack | Move::Assign(_) | Move::AnswerReminder | Move::Progress => {
                of_lead(Role::Focal)
            }
            Move::AskPart(_) | Move::TakePartBack(_) | Move::RemindPart(_) => of_lead(Role::Focal),
            Move::GivePart | Move::DeclinePart => of_partner(Role::Focal),
            Move::Claim | Move::Release | Move::Propose(_) => {
                lead.and_then(|lead| lead.person).or_else(|| of_lead(Role::Officer))
            }
            Move::ReturnDraft | Move::Publish | Move::Extend => of_lead(Role::Approver),
            Move::SayMore | Move::Withdraw | Move::Reopen => None,
        }
    }
}
