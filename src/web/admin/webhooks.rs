//! Programs of others that are told of what happens in public.
use crate::domain::webhook::{PATIENCE_DAYS, Webhook};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::webhooks;
use crate::web::error::Failure;
use crate::web::parts::moment::full;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;

/// Every one, for an administrator.
#[derive(Template)]
#[template(path = "admin/webhooks.html")]
pub struct WebhooksPage {
    pub shell: Shell,
    pub rows: Vec<WebhookRow>,
}

/// One in the list.
pub struct WebhookRow {
    pub href: String,
    pub name: String,
    pub url: String,
    pub state: String,
    /// It is told, and takes what it is told.
    pub is_well: bool,
}

/// Every one, for an administrator.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let all = off_thread::look(&portal, |c| Ok(webhooks::all(c)?)).await?;
    let row = |hook: &Webhook| WebhookRow {
        href: links::admin_webhook(hook.id),
        name: hook.name.clone(),
        url: hook.url.clone(),
        state: state(&w, hook),
        is_well: hook.is_active && hook.failing_since.is_none(),
    };
    page::page(&WebhooksPage {
        rows: all.iter().map(row).collect(),
        shell: Shell::new(&portal, &visitor, w.say("menu.admin_webhooks")),
    })
}

/// How it stands, in a sentence.
pub fn state(w: &Words, hook: &Webhook) -> String {
    match (hook.is_active, hook.failing_since, hook.given_up_at) {
        (true, None, _) => w.say("hooks.active"),
        (true, Some(since), _) => w.fill("hooks.failing", [("since", full(since))]),
        (false, _, Some(at)) => {
            w.fill("hooks.given_up", [("at", full(at)), ("days", w.number(PATIENCE_DAYS))])
        }
        (false, _, None) => w.say("hooks.stopped"),
    }
}
