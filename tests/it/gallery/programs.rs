//! Samples of what administrators keep of other programs, and of what those who write them read.
use super::hand::Hand;
use super::{Sampled, Shown};
use langnghe::actions::api_keys::ApiKeyFields;
use langnghe::actions::webhooks::WebhookFields;
use langnghe::web::admin::api_key::{ApiKeyNewPage, ApiKeyPage};
use langnghe::web::admin::api_keys::{ApiKeyRow, ApiKeysPage};
use langnghe::web::admin::webhook::{DeliveryRow, WebhookNewPage, WebhookPage};
use langnghe::web::admin::webhooks::{WebhookRow, WebhooksPage};
use langnghe::web::parts::facts::Fact;
use langnghe::web::public::developers::{AddressRow, DevelopersPage};

const HERE: &str = "/quan-tri/o-day";

pub fn pages(shown: &mut Shown) {
    shown.page::<DevelopersPage>();
    shown.page::<ApiKeysPage>();
    shown.page::<ApiKeyNewPage>();
    shown.page::<ApiKeyPage>();
    shown.page::<WebhooksPage>();
    shown.page::<WebhookNewPage>();
    shown.page::<WebhookPage>();
}

impl Sampled for ApiKeysPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| ApiKeyRow {
            href: HERE.into(),
            name: h.name("Ứng dụng của phường"),
            begins: "lnk_0123456789ab_…".into(),
            state: h.w.say(if at == 1 { "keys.over" } else { "keys.open" }),
            is_open: at != 1,
            valid_to: "7/9/2027".into(),
            used: if at == 2 { String::new() } else { "7/9/2026".into() },
        };
        Self { shell: h.desk(h.w.say("menu.admin_api_keys")), rows: h.list(row) }
    }
}

impl Sampled for ApiKeyNewPage {
    fn sample(h: &Hand) -> Self {
        let scope = h.w.say("keys.scope.gui-phan-anh");
        Self {
            shell: h.desk(h.w.say("keys.new")),
            typed: ApiKeyFields {
                form_key: "0".repeat(64),
                name: h.text("Ứng dụng của phường"),
                scopes: vec!["gui-phan-anh".into()],
                valid_to: "2027-09-07".into(),
            },
            scopes: h.choices(&scope),
            days: h.w.fill("keys.days", [("n", 730)]),
            errors: h.errors(&["name", "scopes", "valid_to"]),
        }
    }
}

impl Sampled for ApiKeyPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.name("Ứng dụng của phường")),
            key: if h.is() { format!("lnk_0123456789ab_{}", "0".repeat(64)) } else { String::new() },
            facts: vec![
                Fact::new(h.w.say("keys.state"), h.w.say("keys.open")),
                Fact::new(h.w.say("keys.begins"), "lnk_0123456789ab_…"),
            ],
            revoke: if h.is() { HERE.into() } else { String::new() },
            history: h.history(),
        }
    }
}

impl Sampled for WebhooksPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| WebhookRow {
            href: HERE.into(),
            name: h.name("Bản đồ của sở"),
            url: "https://example.org/nghe".into(),
            state: if at == 1 { h.w.say("hooks.stopped") } else { h.w.say("hooks.active") },
            is_well: at != 1,
        };
        Self { shell: h.desk(h.w.say("menu.admin_webhooks")), rows: h.list(row) }
    }
}

impl Sampled for WebhookNewPage {
    fn sample(h: &Hand) -> Self {
        let typed =
            WebhookFields { name: h.text("Bản đồ của sở"), url: h.text("https://example.org/nghe") };
        Self { shell: h.desk(h.w.say("hooks.new")), typed, errors: h.errors(&["name", "url"]) }
    }
}

impl Sampled for WebhookPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| DeliveryRow {
            what: h.w.say("hooks.happening.updated"),
            code: "26-8K3F-Q7TY".into(),
            code_href: HERE.into(),
            when: h.moment(),
            state: h.w.say(if at == 1 { "hooks.delivery.failed" } else { "hooks.delivery.sent" }),
            attempts: "3".into(),
            said: h.w.fill("hooks.answered", [("status", 503)]),
            resend_to: HERE.into(),
        };
        Self {
            shell: h.desk(h.name("Bản đồ của sở")),
            given_up: h.maybe(h.w.fill("hooks.given_up", [("at", "13:15, 7/9/2026"), ("days", "5")])),
            facts: vec![Fact::new(h.w.say("keys.state"), h.w.say("hooks.active"))],
            secret: format!("whsec_{}", "0".repeat(88)),
            is_active: h.is(),
            turn_to: HERE.into(),
            rows: h.list(row),
            history: h.history(),
        }
    }
}

impl Sampled for DevelopersPage {
    fn sample(h: &Hand) -> Self {
        let row = |_| AddressRow {
            address: "http://localhost/open311/v2/requests.json".into(),
            what: h.w.say("developers.requests"),
        };
        Self {
            shell: h.public(h.w.say("developers.title")),
            canonical: HERE.into(),
            addresses: h.list(row),
            limits: h.w.fill("developers.limits", [("n", "600"), ("minutes", "60")]),
            consent: h.maybe(h.text("Tôi đồng ý.")),
            consent_version: "gui-2026-2".into(),
            keys: h.w.fill("developers.keys", [("hotline", "1022")]),
        }
    }
}
