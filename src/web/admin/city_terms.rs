//! The numbers and choices that the city sets for itself, on one page, each with what it means and what it may be.
use super::history::{self, HistoryRow};
use crate::actions::city_terms::{print, set_city_terms, standing};
use crate::domain::audit::Subject;
use crate::domain::city_term::{CITY_TERMS, CityTerm, May};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::audit;
use crate::store::settings::Settings;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{Form, Posted};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The city's numbers and choices, for whoever keeps its time.
#[derive(Template)]
#[template(path = "admin/city_terms.html")]
pub struct CityTermsPage {
    pub shell: Shell,
    pub seen: String,
    pub rows: Vec<CityTermRow>,
    pub errors: Errors,
    pub history: Vec<HistoryRow>,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
}

/// One of them, as it is asked for.
pub struct CityTermRow {
    pub field: &'static str,
    pub label: String,
    /// What it means, and what it may be.
    pub hint: String,
    pub value: String,
    /// "time" or "text".
    pub input: &'static str,
    /// "numeric" for a number, "" else.
    pub mode: &'static str,
    /// The words it may be; none for a number or an hour.
    pub choices: Vec<Choice>,
}

/// What was seen. What was typed is read field by field.
#[derive(Deserialize)]
pub struct CityTermsForm {
    #[serde(default)]
    seen: String,
}

impl Form for CityTermsForm {}

/// They as they stand.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, None, Errors::default()).await?)
}

/// Sets them. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn set(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<CityTermsForm>,
) -> Result<HttpResponse, Failure> {
    let seen = posted.form.seen.clone();
    let typed: Vec<String> = CITY_TERMS.iter().map(|term| posted.fields.get(term.field).to_owned()).collect();
    Press::of(&portal, &visitor, posted.within(), typed)
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| set_city_terms(portal, actor, typed, &seen),
            async |()| Ok(redirect::to_saying(&portal, &links::admin_city_terms(), "admin.saved")),
            async |visitor, typed, errors| page_of(&portal, visitor, Some(typed), errors).await,
        )
        .await
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    typed: Option<Vec<String>>,
    errors: Errors,
) -> Result<CityTermsPage, Failure> {
    let w = visitor.words();
    let (stands, events) = off_thread::look(portal, |c| {
        Ok((standing(&Settings::load(c)?), audit::of(c, Subject::CityTerms, 0, history::SHOWN)?))
    })
    .await?;
    let conflict = match &typed {
        Some(typed) if errors.is_empty() => history::differing(&w, &pairs(&stands), &pairs(typed)),
        _ => Vec::new(),
    };
    let values = typed.unwrap_or_else(|| stands.clone());
    Ok(CityTermsPage {
        shell: Shell::new(portal, visitor, w.say("rules.city_terms")),
        seen: print(&stands),
        rows: CITY_TERMS.iter().zip(values).map(|(term, value)| row(&w, term, value)).collect(),
        errors,
        history: history::rows(&w, events),
        conflict,
    })
}

fn pairs(values: &[String]) -> Vec<(&'static str, &str)> {
    CITY_TERMS.iter().zip(values).map(|(term, value)| (term.field, value.as_str())).collect()
}

fn row(w: &Words, term: &CityTerm, value: String) -> CityTermRow {
    let field = term.field;
    let means = w.say(&format!("rules.means.{field}"));
    let hint = match term.may {
        May::Count(least, most) => {
            let bounds = w.fill("rules.bounds", [("least", w.number(least)), ("most", w.number(most))]);
            format!("{means} {bounds}")
        }
        May::Word(_) | May::Time | May::Hosts => means,
    };
    let choice = |word: &&str| Choice::new(word, w.say(&format!("rules.word.{field}_{word}")), &value);
    let choices =
        if let May::Word(words) = term.may { words.iter().map(choice).collect() } else { Vec::new() };
    CityTermRow {
        field,
        label: w.say(&format!("admin.field.{field}")),
        hint,
        input: if matches!(term.may, May::Time) { "time" } else { "text" },
        mode: if matches!(term.may, May::Count(..)) { "numeric" } else { "" },
        choices,
        value,
    }
}
