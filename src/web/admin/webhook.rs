//! One program of others that is told: its secret, what it was told, and the buttons that stop it or tell it again.
use super::history::{self, HistoryRow};
use super::webhooks::state;
use crate::actions::Refusal;
use crate::actions::webhooks::{NAME_LIMIT, WebhookFields, create, resend, secret, start, stop};
use crate::domain::audit::Subject;
use crate::domain::policy::Actor;
use crate::domain::webhook::{DeliveryState, URL_LIMIT, Webhook, WebhookDelivery, secret_said};
use crate::i18n::Words;
use crate::ids::{WebhookDeliveryId, WebhookId};
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, webhooks};
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::facts::Fact;
use crate::web::parts::moment::{MomentShown, full};
use crate::web::posted::{ButtonForm, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// So many of what it was told stand on its page.
const SHOWN: i64 = 50;

/// The form of a new one, for an administrator.
#[derive(Template)]
#[template(path = "admin/webhook_new.html")]
pub struct WebhookNewPage {
    pub shell: Shell,
    pub typed: WebhookFields,
    pub errors: Errors,
}

/// One of them, for an administrator.
#[derive(Template)]
#[template(path = "admin/webhook.html")]
pub struct WebhookPage {
    pub shell: Shell,
    /// Why the portal stopped it by itself; "" where it did not.
    pub given_up: String,
    pub facts: Vec<Fact>,
    pub secret: String,
    pub is_active: bool,
    pub turn_to: String,
    pub rows: Vec<DeliveryRow>,
    pub history: Vec<HistoryRow>,
}

/// Something that it was told.
pub struct DeliveryRow {
    pub what: String,
    pub code: String,
    pub code_href: String,
    pub when: MomentShown,
    pub state: String,
    pub attempts: String,
    /// What was answered, and when it is tried again.
    pub said: String,
    pub resend_to: String,
}

/// What is typed for a new one.
#[derive(Deserialize)]
pub struct WebhookForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    url: String,
}

impl Form for WebhookForm {
    const TEXTS: &'static [Text] =
        &[Text::new("name", NAME_LIMIT, "too_long"), Text::new("url", URL_LIMIT, "too_long")];
}

/// The form of a new one, for an administrator.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&form(&portal, &visitor, WebhookFields::default(), Errors::default()))
}

/// Keeps it and goes on to its page.
pub async fn create_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<WebhookForm>,
) -> Result<HttpResponse, Failure> {
    let within = posted.within();
    let WebhookForm { name, url } = posted.form;
    Press::of(&portal, &visitor, within, WebhookFields { name, url })
        .answer(
            create,
            async |id| Ok(redirect::to_saying(&portal, &links::admin_webhook(id), "admin.saved")),
            async |visitor, typed, errors| Ok(form(&portal, visitor, typed, errors)),
        )
        .await
}

/// One of them, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, read_id(&id)?).await?)
}

/// It is told nothing more.
pub async fn stop_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    turn(portal, visitor, read_id(&id)?, (stop, "hooks.stopped_now")).await
}

/// It is told again.
pub async fn start_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    turn(portal, visitor, read_id(&id)?, (start, "hooks.started_now")).await
}

/// Tells one thing once more.
pub async fn tell_again(
    portal: web::Data<Portal>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (id, one) = path.into_inner();
    let (id, one): (WebhookId, WebhookDeliveryId) =
        (read_id(&id)?, one.parse().map_err(|_| Failure::NotFound)?);
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    off_thread::change(move || resend(&inside, &actor, id, one)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_webhook(id), "hooks.resent"))
}

type Turn = fn(&Portal, &Actor, WebhookId) -> Result<(), Refusal>;

async fn turn(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: WebhookId,
    (verb, said): (Turn, &'static str),
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    off_thread::change(move || verb(&inside, &actor, id)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_webhook(id), said))
}

fn read_id(text: &str) -> Result<WebhookId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn form(portal: &Portal, visitor: &Visitor, typed: WebhookFields, errors: Errors) -> WebhookNewPage {
    WebhookNewPage { shell: Shell::new(portal, visitor, visitor.words().say("hooks.new")), typed, errors }
}

async fn page_of(portal: &Portal, visitor: &Visitor, id: WebhookId) -> Result<WebhookPage, Failure> {
    let (w, words) = (visitor.words(), visitor.words());
    let (hook, told, past) = off_thread::look(portal, move |c| {
        let past = audit::of(c, Subject::Webhook, id.0, history::SHOWN)?;
        Ok((webhooks::find(c, id)?, webhooks::told_to(c, id, SHOWN)?, history::rows(&words, past)))
    })
    .await?;
    let said = state(&w, &hook);
    Ok(WebhookPage {
        shell: Shell::new(portal, visitor, hook.name.clone()),
        given_up: if hook.given_up_at.is_some() { said.clone() } else { String::new() },
        facts: facts(&w, &hook, said),
        secret: secret_said(&secret(portal, id)),
        is_active: hook.is_active,
        turn_to: if hook.is_active { links::admin_webhook_stop(id) } else { links::admin_webhook_start(id) },
        rows: told.iter().map(|one| row(&w, one)).collect(),
        history: past,
    })
}

fn facts(w: &Words, hook: &Webhook, state: String) -> Vec<Fact> {
    vec![
        Fact::new(w.say("keys.state"), state),
        Fact::new(w.say("admin.field.url"), hook.url.clone()),
        Fact::new(w.say("keys.made"), full(hook.created_at)),
    ]
}

fn row(w: &Words, one: &WebhookDelivery) -> DeliveryRow {
    let answered = one.answered.map(|status| w.fill("hooks.answered", [("status", status)]));
    let again = one.state == DeliveryState::Waiting && one.attempts > 0;
    let again = again.then(|| w.fill("hooks.again", [("at", full(one.next_try_at))]));
    let said = [answered.unwrap_or_default(), one.last_error.clone(), again.unwrap_or_default()];
    DeliveryRow {
        what: w.say(&format!("hooks.happening.{}", one.happening)),
        code: one.code.clone(),
        code_href: links::ticket(&one.code),
        when: MomentShown::of(one.at),
        state: w.say(&format!("hooks.delivery.{}", one.state)),
        attempts: one.attempts.to_string(),
        said: said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        resend_to: links::admin_webhook_resend(one.webhook_id, one.id),
    }
}
