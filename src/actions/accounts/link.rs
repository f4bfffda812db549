//! One-time links: made by an administrator for somebody, or asked for at the door.
use super::guard;
use crate::actions::audit::Journal;
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::account::{Account, AccountState, Purpose};
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::policy::Actor;
use crate::ids::{AccountId, Secret};
use crate::portal::Portal;
use crate::store::{Conn, accounts, passes};

/// Makes a new link for an account and sends it; links made before stop working. Whoever never came in gets an
/// invitation. The administrator is handed the link too, to pass on where a letter does not arrive.
///
/// # Errors
/// `TooLate` for a locked account: it is unlocked first.
pub fn send(portal: &Portal, actor: &Actor, id: AccountId) -> Result<Secret, Refusal> {
    guard::manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let account = accounts::find(c, id)?;
        if account.state == AccountState::Locked {
            return Err(Refusal::TooLate);
        }
        let token = make(c, portal, &account, now)?;
        let subject = (Subject::Account, id.0);
        Journal::by(actor.id, now).write(c, subject, AuditKind::LinkSent, Vec::new())?;
        Ok(token)
    })
}

/// The link and its letter, inside the caller's transaction.
pub(super) fn make(
    conn: &mut Conn,
    portal: &Portal,
    account: &Account,
    now: Moment,
) -> Result<Secret, Refusal> {
    let purpose = match account.state {
        AccountState::Invited => Purpose::Invite,
        AccountState::Active | AccountState::Locked => Purpose::Reset,
    };
    let (token, until) = (Secret::random(), purpose.ends(now));
    passes::forget_all(conn, account.id)?;
    passes::insert(conn, account.id, purpose, &token.hash(), now, until)?;
    match purpose {
        // Nobody reads letters at a placeholder; this link is handed over.
        _ if account.is_nameless() => {}
        Purpose::Invite => letters::invited(portal, conn, account, token.reveal(), until)?,
        Purpose::Reset => letters::reset(portal, conn, account, token.reveal(), until)?,
    }
    Ok(token)
}
