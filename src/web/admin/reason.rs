//! One reason for refusing: its words in both languages, and whether it hides what was public.
use super::history;
use crate::actions::reasons::{BASIS_LIMIT, NAME_LIMIT, ReasonFields, TEXT_LIMIT, create, edit};
use crate::links;
use crate::portal::Portal;
use crate::store::reasons;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// One reason for whoever keeps the city's texts, or the form of a new one.
#[derive(Template)]
#[template(path = "admin/reason.html")]
pub struct ReasonPage {
    pub shell: Shell,
    pub action: String,
    pub version: i32,
    pub typed: ReasonFields,
    pub errors: Errors,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
}

/// The version that was seen. What was typed is read field by field.
#[derive(Deserialize)]
pub struct ReasonForm {
    #[serde(default)]
    version: i32,
}

impl Form for ReasonForm {
    const TEXTS: &'static [Text] = &[
        Text::new("name_vi", NAME_LIMIT, "too_long"),
        Text::new("name_en", NAME_LIMIT, "too_long"),
        Text::new("text_vi", TEXT_LIMIT, "too_long"),
        Text::new("text_en", TEXT_LIMIT, "too_long"),
        Text::new("legal_basis", BASIS_LIMIT, "too_long"),
    ];
}

/// The form of a new reason.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let typed = ReasonFields { position: "100".into(), ..ReasonFields::default() };
    page::page(&page_of(&portal, &visitor, None, Some(typed), Errors::default()).await?)
}

/// Keeps a new reason and goes on to the list.
pub async fn create_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<ReasonForm>,
) -> Result<HttpResponse, Failure> {
    Press::of(&portal, &visitor, posted.within(), fields(&posted.fields))
        .answer(
            create,
            async |_| Ok(saved(&portal)),
            async |visitor, typed, errors| page_of(&portal, visitor, None, Some(typed), errors).await,
        )
        .await
}

/// The page of one reason.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, Some(&code), None, Errors::default()).await?)
}

/// Changes a reason. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn edit_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> Result<HttpResponse, Failure> {
    let (own, seen) = (code.to_string(), posted.form.version);
    Press::of(&portal, &visitor, posted.within(), fields(&posted.fields))
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| edit(portal, actor, (&own, seen), typed),
            async |()| Ok(saved(&portal)),
            async |visitor, typed, errors| page_of(&portal, visitor, Some(&code), Some(typed), errors).await,
        )
        .await
}

fn saved(portal: &Portal) -> HttpResponse {
    redirect::to_saying(portal, &links::admin_reasons(), "admin.saved")
}

fn fields(fields: &Fields) -> ReasonFields {
    let get = |name| fields.get(name).to_owned();
    ReasonFields {
        name_vi: get("name_vi"),
        name_en: get("name_en"),
        text_vi: get("text_vi"),
        text_en: get("text_en"),
        legal_basis: get("legal_basis"),
        hides: fields.has("hides"),
        position: get("position"),
        valid_to: get("valid_to"),
    }
}

/// The page of a reason (a new one without a code): as it stands, or as it was typed.
async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    code: Option<&str>,
    typed: Option<ReasonFields>,
    errors: Errors,
) -> Result<ReasonPage, Failure> {
    let (w, own) = (visitor.words(), code.map(str::to_owned));
    let known = off_thread::look(portal, move |c| match own {
        Some(code) => Ok(Some(reasons::find(c, &code)?.ok_or(Failure::NotFound)?)),
        None => Ok(None),
    })
    .await?;
    let standing = known.as_ref().map(ReasonFields::standing);
    let conflict = match (&standing, &typed) {
        (Some(standing), Some(typed)) if errors.is_empty() => {
            history::differing(&w, &standing.pairs(), &typed.pairs())
        }
        _ => Vec::new(),
    };
    let title = known.as_ref().map_or_else(|| w.say("rules.reason_new"), |one| one.name(w.lang()).to_owned());
    Ok(ReasonPage {
        shell: Shell::new(portal, visitor, title),
        action: code.map_or_else(links::admin_reason_new, links::admin_reason),
        version: known.as_ref().map_or(0, |reason| reason.version),
        typed: typed.or(standing).unwrap_or_default(),
        errors,
        conflict,
    })
}
