//! The way in to a new portal: one link, for the first administrator.
use crate::actions::Refusal;
use crate::domain::account::{Account, AccountState, Purpose};
use crate::domain::policy::Role;
use crate::ids::{AccountId, Secret};
use crate::portal::Portal;
use crate::store::settings::Settings;
use crate::store::{accounts, agencies, passes};
use chrono::Duration;

/// Stands where the address will be until the administrator types their own. No letter ever goes there.
pub const PLACEHOLDER: &str = "first-admin@localhost";
/// How long the link works.
const VALID: Duration = Duration::hours(24);

/// Makes sure that somebody can administer the portal: the secret of a one-time link, or nothing when there is an
/// administrator already. Every link works until one of them was used: two instances that start at once print one each.
///
/// The account has an empty name: the page behind the link asks for name, address and password.
pub fn invite_first_admin(portal: &Portal) -> Result<Option<Secret>, Refusal> {
    let now = portal.now();
    let secret = Secret::random();
    let invited = portal.db.change(|c| {
        if accounts::other_admins(c, AccountId(0))? > 0 {
            return Ok::<_, Refusal>(false);
        }
        let account = match accounts::by_email(c, PLACEHOLDER)? {
            Some(account) => account.id,
            None => {
                let account = blank(now);
                accounts::insert(c, &account)?;
                let root = Settings::load(c)?.text("city.agencies.root").to_owned();
                let root = agencies::by_slug(c, &root)?.ok_or(Refusal::Missing)?;
                accounts::grant(c, account.id, Role::Admin, root.id)?;
                account.id
            }
        };
        passes::insert(c, account, Purpose::Invite, &secret.hash(), now, now + VALID)?;
        Ok(true)
    })?;
    Ok(invited.then_some(secret))
}

fn blank(now: crate::clock::Moment) -> Account {
    Account {
        id: AccountId::fresh(now),
        email: PLACEHOLDER.to_owned(),
        name: String::new(),
        position: String::new(),
        password: None,
        state: AccountState::Invited,
        failures: 0,
        locked_until: None,
        letters: crate::domain::notice::LetterChoice::AtOnce,
        lang: crate::i18n::LANGS[0].to_owned(),
        created_at: now,
        version: 1,
    }
}
