//! An administrator invites somebody to work here.
use super::{guard, link};
use crate::actions::audit::Journal;
use crate::actions::{Problem, Refusal};
use crate::domain::account::{Account, AccountState};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::contact::Email;
use crate::domain::policy::{Actor, Role};
use crate::domain::text::{count_letters, tidy};
use crate::ids::{AccountId, AgencyId, Secret};
use crate::portal::Portal;
use crate::store::{accounts, agencies};

/// The longest position of a person, in characters.
pub const POSITION_LIMIT: usize = 150;

/// Whom, and as what. More roles are granted on the account's own page.
pub struct Invitation {
    pub email: String,
    pub name: String,
    pub position: String,
    pub lang: String,
    pub role: Option<Role>,
    pub agency: Option<AgencyId>,
}

/// Makes the account, its first role, its link and the letter. The administrator is handed the link too.
pub fn invite(portal: &Portal, actor: &Actor, typed: &Invitation) -> Result<(AccountId, Secret), Refusal> {
    guard::manages(actor)?;
    let now = portal.now();
    let (Person { name, email, position }, role, agency) = check(typed)?;
    let account = Account {
        id: AccountId::fresh(now),
        email,
        name,
        position,
        password: None,
        state: AccountState::Invited,
        failures: 0,
        locked_until: None,
        letters: crate::domain::notice::LetterChoice::AtOnce,
        lang: typed.lang.clone(),
        created_at: now,
        version: 1,
    };
    portal.db.change(|c| {
        if accounts::by_email(c, &account.email)?.is_some() {
            return Err(Refusal::field("email", "email_taken"));
        }
        let agency = agencies::find(c, agency).map_err(|_| Refusal::field("agency", "office_missing"))?;
        accounts::insert(c, &account)?;
        accounts::grant(c, account.id, role, agency.id)?;
        let changes = vec![
            Change::new("name", "", &account.name),
            Change::new("role", "", role),
            Change::new("agency", "", &agency.name),
        ];
        let subject = (Subject::Account, account.id.0);
        Journal::by(actor.id, now).write(c, subject, AuditKind::Invited, changes)?;
        let token = link::make(c, portal, &account, now)?;
        Ok((account.id, token))
    })
}

/// What an account says of its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// The address by which they sign in.
    pub email: String,
    pub position: String,
}

/// A person as typed, tidied; what is wrong stands in the order in which the forms ask.
pub(super) fn person(typed: &Person) -> Result<Person, Vec<Problem>> {
    let (name, position) = (tidy(&typed.name), tidy(&typed.position));
    let email = Email::parse(&typed.email).map(|email| email.as_str().to_lowercase());
    let mut problems = Vec::new();
    if count_letters(&name) < 2 || name.chars().count() > 100 {
        problems.push(Problem::new("name", "name_missing"));
    }
    if email.is_err() {
        problems.push(Problem::new("email", "email_shape"));
    }
    if position.chars().count() > POSITION_LIMIT {
        problems.push(Problem::new("position", "too_long"));
    }
    match email {
        Ok(email) if problems.is_empty() => Ok(Person { name, email, position }),
        _ => Err(problems),
    }
}

fn check(typed: &Invitation) -> Result<(Person, Role, AgencyId), Refusal> {
    let said =
        Person { name: typed.name.clone(), email: typed.email.clone(), position: typed.position.clone() };
    let person = person(&said);
    let mut problems = person.clone().err().unwrap_or_default();
    if typed.agency.is_none() {
        problems.push(Problem::new("agency", "office_missing"));
    }
    if typed.role.is_none() {
        problems.push(Problem::new("role", "role_missing"));
    }
    match (person, typed.role, typed.agency) {
        (Ok(person), Some(role), Some(agency)) if problems.is_empty() => Ok((person, role, agency)),
        _ => Err(Refusal::Invalid(problems)),
    }
}
