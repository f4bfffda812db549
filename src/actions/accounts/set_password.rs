//! Somebody with a one-time link chooses a password.
use super::{known, password};
use crate::actions::audit::Journal;
use crate::actions::{Problem, Refusal};
use crate::domain::account::{Account, AccountState};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::contact::Email;
use crate::domain::password::Password;
use crate::domain::text::{count_letters, tidy};
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::{accounts, passes, sessions};

/// What was typed behind the link. The first administrator also says who they are; for others, that is not read.
pub struct Chosen {
    pub password: Password,
    pub again: Password,
    pub email: String,
    pub name: String,
}

/// Sets the password and uses the link up. Every session of the account ends; an invited account becomes active; a
/// locked one stays locked. `kept` is what the browser kept of who came in there; what it keeps from now on is handed out.
///
/// # Errors
/// `Missing` when the link was used, has ended, or never was. `Invalid` when the password breaks a rule; the link then
/// still works.
pub fn set_password(portal: &Portal, token: &str, chosen: &Chosen, kept: &str) -> Result<String, Refusal> {
    let hash = Secret::presented(token).hash();
    let now = portal.now();
    let seen = portal.db.look(|c| {
        let (id, _) = passes::find(c, &hash, now)?.ok_or(Refusal::Missing)?;
        Ok::<_, Refusal>(accounts::find(c, id)?)
    })?;
    let mut account = introduced(seen, chosen)?;
    check([&chosen.password, &chosen.again], &account)?;
    account.password = Some(password::hash(chosen.password.reveal())?);
    if account.state == AccountState::Invited {
        account.state = AccountState::Active;
    }
    account.failures = 0;
    account.locked_until = None;
    account.version += 1;
    portal.db.change(|c| {
        if !passes::use_up(c, &hash, now)? {
            return Err(Refusal::Missing);
        }
        let namesake = accounts::by_email(c, &account.email)?;
        if namesake.is_some_and(|other| other.id != account.id) {
            return Err(Refusal::field("email", "email_taken"));
        }
        if !accounts::save(c, &account)? {
            return Err(Refusal::Stale);
        }
        passes::forget_all(c, account.id)?;
        sessions::close_all(c, account.id)?;
        let subject = (Subject::Account, account.id.0);
        let changes = vec![Change::new("state", "", account.state)];
        Ok::<_, Refusal>(Journal::by(account.id, now).write(c, subject, AuditKind::PasswordSet, changes)?)
    })?;
    Ok(known::remember(&portal.secrets, kept, &account))
}

/// The first administrator's account gets its address and name; any other stays as it is.
fn introduced(account: Account, chosen: &Chosen) -> Result<Account, Refusal> {
    if !account.is_nameless() {
        return Ok(account);
    }
    let name = tidy(&chosen.name);
    let mut problems = Vec::new();
    if count_letters(&name) < 2 || name.chars().count() > 100 {
        problems.push(Problem::new("name", "name_missing"));
    }
    let email = Email::parse(&chosen.email).ok();
    if email.is_none() {
        problems.push(Problem::new("email", "email_shape"));
    }
    match email {
        Some(email) if problems.is_empty() => {
            Ok(Account { name, email: email.as_str().to_lowercase(), ..account })
        }
        _ => Err(Refusal::Invalid(problems)),
    }
}

/// The rules of a new password, and that it was typed twice alike.
pub(super) fn check([password, again]: [&Password; 2], account: &Account) -> Result<(), Refusal> {
    password::check_rules(password.reveal(), &account.email, &account.name)
        .map_err(|word| Refusal::field("password", word))?;
    if password == again { Ok(()) } else { Err(Refusal::field("again", "password_differs")) }
}
