//! One key of another program: made, shown once, revoked.
use super::api_keys::state;
use super::history::{self, HistoryRow};
use crate::actions::api_keys::{ApiKeyFields, NAME_LIMIT, create, revoke};
use crate::clock::local;
use crate::domain::api_key::{ApiKey, MOST_DAYS, Scope};
use crate::domain::audit::Subject;
use crate::i18n::Words;
use crate::ids::{ApiKeyId, Secret};
use crate::links;
use crate::portal::Portal;
use crate::store::{api_keys, audit};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::facts::Fact;
use crate::web::parts::moment::{date, full};
use crate::web::posted::{ButtonForm, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Duration;
use serde::Deserialize;

/// For how many days a key is proposed.
const USUAL_DAYS: i64 = 365;

/// The form of a new key, for an administrator.
#[derive(Template)]
#[template(path = "admin/api_key_new.html")]
pub struct ApiKeyNewPage {
    pub shell: Shell,
    pub typed: ApiKeyFields,
    pub scopes: Vec<Choice>,
    /// "Nhiều nhất 730 ngày."
    pub days: String,
    pub errors: Errors,
}

/// One key, for an administrator.
#[derive(Template)]
#[template(path = "admin/api_key.html")]
pub struct ApiKeyPage {
    pub shell: Shell,
    /// The key itself, once: "" from the second look on.
    pub key: String,
    pub facts: Vec<Fact>,
    /// Where it is revoked; "" where it is.
    pub revoke: String,
    pub history: Vec<HistoryRow>,
}

/// What is typed for a new key.
#[derive(Deserialize)]
pub struct ApiKeyForm {
    #[serde(default)]
    form_key: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    valid_to: String,
}

impl Form for ApiKeyForm {
    const TEXTS: &'static [Text] = &[Text::new("name", NAME_LIMIT, "too_long")];
}

/// The form of a new key, for an administrator.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let last = local(portal.now()).date() + Duration::days(USUAL_DAYS);
    let typed = ApiKeyFields {
        form_key: Secret::random().reveal().to_owned(),
        scopes: vec![Scope::SendReports.as_str().to_owned()],
        valid_to: last.to_string(),
        ..ApiKeyFields::default()
    };
    page::page(&form(&portal, &visitor, typed, Errors::default()))
}

/// Makes a key and shows it, this once.
pub async fn create_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<ApiKeyForm>,
) -> Result<HttpResponse, Failure> {
    let scopes = posted.fields.all("scopes").into_iter().map(str::to_owned).collect();
    let within = posted.within();
    let ApiKeyForm { form_key, name, valid_to } = posted.form;
    let typed = ApiKeyFields { form_key, name, scopes, valid_to };
    Press::of(&portal, &visitor, within, typed)
        .answer(
            create,
            async |(key, presented)| {
                let shown = presented.reveal();
                page::page(&ApiKeyPage { key: shown, ..page_of(&portal, &visitor, key.id).await? })
            },
            async |visitor, typed, errors| Ok(form(&portal, visitor, typed, errors)),
        )
        .await
}

/// One key, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, read_id(&id)?).await?)
}

/// Revokes a key.
pub async fn revoke_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (id, actor, inside) = (read_id(&id)?, visitor.staff()?.clone(), portal.clone());
    off_thread::change(move || revoke(&inside, &actor, id)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_api_key(id), "keys.revoked_now"))
}

fn read_id(text: &str) -> Result<ApiKeyId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn form(portal: &Portal, visitor: &Visitor, typed: ApiKeyFields, errors: Errors) -> ApiKeyNewPage {
    let w = visitor.words();
    let choice = |scope: &Scope| {
        let chosen = typed.scopes.iter().find(|one| *one == scope.as_str()).map_or("", String::as_str);
        Choice::new(scope.as_str(), w.say(&format!("keys.scope.{scope}")), chosen)
    };
    ApiKeyNewPage {
        shell: Shell::new(portal, visitor, w.say("keys.new")),
        scopes: Scope::ALL.iter().map(choice).collect(),
        days: w.fill("keys.days", [("n", MOST_DAYS)]),
        typed,
        errors,
    }
}

async fn page_of(portal: &Portal, visitor: &Visitor, id: ApiKeyId) -> Result<ApiKeyPage, Failure> {
    let (w, words, now) = (visitor.words(), visitor.words(), portal.now());
    let (key, past) = off_thread::look(portal, move |c| {
        let past = audit::of(c, Subject::ApiKey, id.0, history::SHOWN)?;
        Ok((api_keys::find(c, id)?, history::rows(&words, past)))
    })
    .await?;
    let open = key.revoked_at.is_none();
    Ok(ApiKeyPage {
        shell: Shell::new(portal, visitor, key.name.clone()),
        key: String::new(),
        revoke: if open { links::admin_api_key_revoke(id) } else { String::new() },
        facts: facts(&w, &key, state(&w, &key, now)),
        history: past,
    })
}

fn facts(w: &Words, key: &ApiKey, state: String) -> Vec<Fact> {
    let scopes: Vec<String> = key.scopes().map(|scope| w.say(&format!("keys.scope.{scope}"))).collect();
    let used = key.used_on.map_or_else(|| w.say("keys.never"), date);
    let pair = |term: &str, value: String| Fact::new(w.say(term), value);
    vec![
        pair("keys.state", state),
        pair("keys.begins", format!("lnk_{}_…", key.prefix)),
        pair("admin.field.scopes", scopes.join("; ")),
        pair("keys.made", full(key.created_at)),
        pair("admin.field.valid_to", date(key.valid_to)),
        pair("keys.used", used),
    ]
}
