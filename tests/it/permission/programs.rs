//! Keys and webhooks of other programs, as they are typed and as they are there already.
use crate::support::TestPortal;
use langnghe::actions::api_keys::ApiKeyFields;
use langnghe::actions::webhooks::WebhookFields;
use langnghe::domain::api_key::ApiKey;
use langnghe::domain::webhook::Webhook;
use langnghe::ids::{ApiKeyId, WebhookId};
use langnghe::store;

/// One that is there already.
pub(super) fn hooked(portal: &TestPortal, is_active: bool) -> WebhookId {
    let (id, now) = (WebhookId::fresh(portal.now()), portal.now());
    let hook = Webhook {
        id,
        name: "Bản đồ".into(),
        url: "https://example.org/nghe".into(),
        is_active,
        created_at: now,
        failing_since: None,
        given_up_at: None,
    };
    portal.with_db(|c| store::webhooks::insert(c, &hook));
    id
}

pub(super) fn hook() -> WebhookFields {
    WebhookFields { name: "Bản đồ".into(), url: "https://example.org/nghe".into() }
}

/// A key that is there already.
pub(super) fn kept_key(portal: &TestPortal) -> ApiKeyId {
    let (id, now) = (ApiKeyId::fresh(portal.now()), portal.now());
    let key = ApiKey {
        id,
        name: "Ứng dụng".into(),
        prefix: id.to_string(),
        hash: String::new(),
        scopes: "gui-phan-anh".into(),
        created_at: now,
        valid_to: now.date(),
        revoked_at: None,
        used_on: None,
    };
    portal.with_db(|c| store::api_keys::insert(c, &key));
    id
}

pub(super) fn api_key() -> ApiKeyFields {
    ApiKeyFields {
        form_key: "0".repeat(64),
        name: "Ứng dụng".into(),
        scopes: vec!["gui-phan-anh".into()],
        valid_to: "2026-12-31".into(),
    }
}
