//! A member of staff changes their own password.
use super::password;
use super::set_password::{Chosen, check};
use crate::actions::Refusal;
use crate::actions::office::Journal;
use crate::actions::throttle::{self, SIGN_IN};
use crate::domain::office::{OfficeKind, Subject};
use crate::domain::policy::Actor;
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::{accounts, passes, sessions};
use chrono::Duration;

/// Sets a new password when the old one is right. Every session ends but a new one, whose token is handed out.
pub fn change_password(
    portal: &Portal,
    actor: &Actor,
    old: &str,
    chosen: &Chosen,
) -> Result<Secret, Refusal> {
    throttle::knock(portal, SIGN_IN, &format!("own {}", actor.id))?;
    let mut account = portal.db.look(|c| accounts::find(c, actor.id))?;
    if !password::verify(old, account.password.as_deref())? {
        return Err(Refusal::field("old", "password_old"));
    }
    check(chosen, &account)?;
    account.password = Some(password::hash(&chosen.password)?);
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
        Journal::by(actor.id, now).write(c, subject, OfficeKind::PasswordSet, Vec::new())?;
        Ok::<_, Refusal>(())
    })?;
    Ok(token)
}
