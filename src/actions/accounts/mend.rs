//! An administrator mends what an account says of its owner: name, post, address.
use super::guard;
use super::invite::{Person, person};
use super::lock::unchanged;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::account::Account;
use crate::domain::audit::{AuditKind, Change, Subject, differing};
use crate::domain::policy::Actor;
use crate::ids::AccountId;
use crate::portal::Portal;
use crate::store::{accounts, passes};

/// Keeps the name, the post and the address by which the person signs in. With another address every one-time link that
/// was sent to the old one stops working. `seen` is the version the administrator looked at.
///
/// # Errors
/// `Invalid` with `name`, `email` or `position`; `Stale` where somebody changed the account meanwhile.
pub fn mend(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (AccountId, i32),
    typed: &Person,
) -> Result<(), Refusal> {
    guard::manages(actor)?;
    let (now, checked) = (portal.now(), person(typed));
    portal.db.change(|c| {
        let account = unchanged(c, id, seen)?;
        let Person { name, email, position } = checked.clone().map_err(Refusal::Invalid)?;
        let changes = differing(vec![
            Change::new("name", &account.name, &name),
            Change::new("email", &account.email, &email),
            Change::new("job", &account.position, &position),
        ]);
        if changes.is_empty() {
            return Ok(());
        }
        if email != account.email {
            if accounts::by_email(c, &email)?.is_some() {
                return Err(Refusal::field("email", "email_taken"));
            }
            passes::forget_all(c, id)?;
        }
        let mended = Account { name, email, position, version: account.version + 1, ..account };
        if !accounts::save(c, &mended)? {
            return Err(Refusal::Stale);
        }
        let subject = (Subject::Account, id.0);
        Ok(Journal::by(actor.id, now).write(c, subject, AuditKind::Edited, changes)?)
    })
}
