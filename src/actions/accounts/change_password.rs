//! A member of staff changes their own password.
use super::set_password::check;
use super::sign_in::Entered;
use super::{known, password};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::throttle::{self, Count};
use crate::domain::account::Account;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::limits::Limited;
use crate::domain::password::Password;
use crate::domain::policy::Actor;
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::{accounts, passes, sessions};
use chrono::Duration;

/// Sets a new password, typed twice, when the old one is right. Every session ends but a new one, whose token is handed out; of all
/// browsers that knew the account, only this one still does.
pub fn change_password(
    portal: &Portal,
    actor: &Actor,
    old: &Password,
    chosen: [&Password; 2],
    kept: &str,
) -> Result<Entered, Refusal> {
    let mut account = portal.db.look(|c| accounts::find(c, actor.id))?;
    verify(portal, &account, old)?;
    check(chosen, &account)?;
    account.password = Some(password::hash(chosen[0].reveal())?);
    account.version += 1;
    let (now, token) = (portal.now(), Secret::random());
    portal.db.change(|c| {
        if !accounts::save(c, &account)? {
            return Err(Refusal::Stale);
        }
        passes::forget_all(c, account.id)?;
        sessions::close_all(c, account.id)?;
        let ends = now + Duration::hours(crate::domain::account::SESSION_HOURS);
        sessions::open(c, account.id, &token.hash(), now, ends)?;
        let subject = (Subject::Account, account.id.0);
        Journal::by(actor.id, now).write(c, subject, AuditKind::PasswordSet, Vec::new())?;
        Ok::<_, Refusal>(())
    })?;
    Ok(Entered { session: token, known: known::remember(&portal.secrets, kept, &account) })
}

/// Whoever sits at a session left open may guess too: what is wrong is counted, apart from the door's counts.
fn verify(portal: &Portal, account: &Account, old: &Password) -> Result<(), Refusal> {
    let counts = [Count::new(Limited::Passwords, format!("own {}", account.id))];
    throttle::check(portal, &counts)?;
    let turn = password::wait()?;
    throttle::check(portal, &counts)?;
    if password::verify(&turn, old.reveal(), account.password.as_deref())? {
        return Ok(());
    }
    throttle::count(portal, &counts)?;
    Err(Refusal::field("old", "password_old"))
}
