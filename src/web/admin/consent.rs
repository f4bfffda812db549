//! The words of one consent: those that stand, to be worded anew, and every version before them.
use super::history;
use crate::actions::consents::{BODY_LIMIT, ConsentTyped, renew};
use crate::domain::city::{Consent, ConsentTo};
use crate::i18n::Words;
use crate::ids::ConsentId;
use crate::links;
use crate::portal::Portal;
use crate::store::consents;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

/// One consent, for whoever keeps the city's texts.
#[derive(Template)]
#[template(path = "admin/consent.html")]
pub struct ConsentPage {
    pub shell: Shell,
    pub action: String,
    pub seen: String,
    pub typed: ConsentTyped,
    pub errors: Errors,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
    /// Every version, the newest first.
    pub versions: Vec<VersionRow>,
}

/// A version in both languages.
pub struct VersionRow {
    pub version: String,
    pub vi: String,
    pub en: String,
    /// "12 người đã đồng ý"; "" where it is not counted.
    pub agreed: String,
}

/// New words, and the version that was seen.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct ConsentForm {
    seen: String,
    body_vi: String,
    body_en: String,
}

impl Form for ConsentForm {
    const TEXTS: &'static [Text] =
        &[Text::new("body_vi", BODY_LIMIT, "too_long"), Text::new("body_en", BODY_LIMIT, "too_long")];
}

/// The words of one consent.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    purpose: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, read(&purpose)?, None, Errors::default()).await?)
}

/// Words it anew. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn renew_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    purpose: web::Path<String>,
    posted: Posted<ConsentForm>,
) -> Result<HttpResponse, Failure> {
    let to = read(&purpose)?;
    let ConsentForm { seen, body_vi, body_en } = posted.form.clone();
    Press::of(&portal, &visitor, posted.within(), ConsentTyped { body_vi, body_en })
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| renew(portal, actor, (to, &seen), typed),
            async |()| Ok(redirect::to_saying(&portal, &links::admin_consent(to), "admin.saved")),
            async |visitor, typed, errors| page_of(&portal, visitor, to, Some(typed), errors).await,
        )
        .await
}

fn read(purpose: &str) -> Result<ConsentTo, Failure> {
    purpose.parse().map_err(|_| Failure::NotFound)
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    to: ConsentTo,
    typed: Option<ConsentTyped>,
    errors: Errors,
) -> Result<ConsentPage, Failure> {
    let w = visitor.words();
    let (all, agreed) = off_thread::look(portal, |c| Ok((consents::all(c)?, consents::agreed(c)?))).await?;
    let own: Vec<Consent> = all.into_iter().filter(|one| one.version.starts_with(&to.prefix())).collect();
    let last =
        |lang: &str| own.iter().find(|one| one.lang == lang).map(|one| one.body.clone()).unwrap_or_default();
    let standing = ConsentTyped { body_vi: last("vi"), body_en: last("en") };
    let conflict = match &typed {
        Some(typed) if errors.is_empty() => history::differing(&w, &pairs(&standing), &pairs(typed)),
        _ => Vec::new(),
    };
    Ok(ConsentPage {
        shell: Shell::new(portal, visitor, w.say(&format!("rules.consent.{to}"))),
        action: links::admin_consent(to),
        seen: own.first().map(|one| one.version.clone()).unwrap_or_default(),
        typed: typed.unwrap_or(standing),
        errors,
        conflict,
        versions: versions(&w, to, &own, &agreed),
    })
}

fn pairs(typed: &ConsentTyped) -> [(&'static str, &str); 2] {
    [("body_vi", &typed.body_vi), ("body_en", &typed.body_en)]
}

/// Only who agreed to send a report is counted: the others may take back what they agreed to.
fn versions(w: &Words, to: ConsentTo, own: &[Consent], agreed: &HashMap<ConsentId, i64>) -> Vec<VersionRow> {
    let mut names: Vec<&str> = own.iter().map(|one| one.version.as_str()).collect();
    names.dedup();
    let row = |name: &str| {
        let both = own.iter().filter(|one| one.version == name);
        let count: i64 = both.clone().filter_map(|one| agreed.get(&one.id)).sum();
        let body = |lang: &str| {
            both.clone().find(|one| one.lang == lang).map(|one| one.body.clone()).unwrap_or_default()
        };
        VersionRow {
            version: name.to_owned(),
            vi: body("vi"),
            en: body("en"),
            agreed: if to == ConsentTo::Send { w.count("rules.agreed", count) } else { String::new() },
        }
    };
    names.into_iter().map(row).collect()
}
