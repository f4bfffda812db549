//! Another program is to be told.
use super::connects;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::Actor;
use crate::domain::webhook::{URL_LIMIT, Webhook, address};
use crate::ids::WebhookId;
use crate::portal::Portal;
use crate::store::webhooks;

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 100;

/// The form, as typed.
#[derive(Debug, Clone, Default)]
pub struct WebhookFields {
    pub name: String,
    pub url: String,
}

/// Tells this address from now on. Pressed twice it is one.
///
/// # Errors
/// `Forbidden`, or `Invalid` with everything that cannot be taken.
pub fn create(portal: &Portal, actor: &Actor, typed: &WebhookFields) -> Result<WebhookId, Refusal> {
    connects(actor)?;
    let now = portal.now();
    let networks = &portal.config.webhook_networks;
    portal.db.change(|c| {
        let mut reader = Reader::default();
        let name = reader.needed("name", &typed.name, NAME_LIMIT);
        let url = reader.text("url", &typed.url, URL_LIMIT);
        let url = match address(&url, |ip| networks.iter().any(|network| network.contains(ip))) {
            Ok(url) => url,
            Err(word) => {
                reader.wrong("url", word);
                url
            }
        };
        reader.done()?;
        if let Some(made) = webhooks::all(c)?.iter().find(|one| one.name == name && one.url == url) {
            return Ok(made.id);
        }
        let hook = Webhook {
            id: WebhookId::fresh(now),
            name,
            url,
            is_active: true,
            created_at: now,
            failing_since: None,
            given_up_at: None,
        };
        webhooks::insert(c, &hook)?;
        let changes = vec![Change::new("name", "", &hook.name), Change::new("url", "", &hook.url)];
        Journal::by(actor.id, now).write(c, (Subject::Webhook, hook.id.0), AuditKind::Created, changes)?;
        Ok(hook.id)
    })
}
