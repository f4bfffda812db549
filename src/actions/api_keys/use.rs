//! Somebody presents a key.
use crate::actions::Refusal;
use crate::clock::local;
use crate::domain::api_key::{ApiKey, Presented, Scope};
use crate::portal::Portal;
use crate::store::api_keys;

/// The key that lets do this now. The day of its use is noted, once a day.
///
/// # Errors
/// `Forbidden` for what is no key, is another's, is over, or is for something else: which, nobody is told.
pub fn use_key(portal: &Portal, presented: &str, scope: Scope) -> Result<ApiKey, Refusal> {
    let presented = Presented::read(presented).ok_or(Refusal::Forbidden)?;
    let now = portal.now();
    let found = portal.db.look(|c| Ok::<_, Refusal>(api_keys::beginning_with(c, &presented.prefix)?))?;
    let key = found.filter(|key| key.lets(&presented, scope, now)).ok_or(Refusal::Forbidden)?;
    let today = local(now).date();
    if key.used_on != Some(today) {
        portal.db.change(|c| Ok::<_, Refusal>(api_keys::note_used(c, key.id, today)?))?;
    }
    Ok(key)
}
