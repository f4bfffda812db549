//! One term of the city: how long it is, how long it was, and from when on it is another.
use super::history;
use crate::actions::terms::{BASIS_LIMIT, TermTyped, end_term, set_term};
use crate::clock::local;
use crate::domain::city::DeadlineRule;
use crate::domain::deadline::TermUnit;
use crate::domain::level::Level;
use crate::domain::term::{RULED, TermKey};
use crate::i18n::Words;
use crate::ids::RuleId;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::moment::date;
use crate::web::parts::term::{owed_said, term_said};
use crate::web::posted::{Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// One term for whoever keeps the city's time, or the form of a new one.
#[derive(Template)]
#[template(path = "admin/term.html")]
pub struct TermPage {
    pub shell: Shell,
    pub action: String,
    /// The last row that stands; "" for a new term.
    pub seen: String,
    /// Its rows, "từ 5/3/2024: 3 ngày làm việc".
    pub rows: Vec<String>,
    /// What a new term is for; nothing where it is there.
    pub oweds: Vec<Choice>,
    pub levels: Vec<Choice>,
    pub categories: Vec<Choice>,
    pub typed: TermTyped,
    pub units: Vec<Choice>,
    pub last_day: String,
    /// Where it ends; "" where nothing more general would hold then.
    pub end_to: String,
    pub errors: Errors,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
}

/// What was typed, and the row that was seen.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct TermForm {
    seen: String,
    owed: String,
    level: String,
    category: String,
    amount: String,
    unit: String,
    valid_from: String,
    legal_basis: String,
    last_day: String,
}

impl Form for TermForm {
    const TEXTS: &'static [Text] = &[Text::new("legal_basis", BASIS_LIMIT, "too_long")];
}

impl TermForm {
    fn seen(&self) -> Option<RuleId> {
        self.seen.parse().ok()
    }

    /// What was typed of this term, or of the one that was chosen.
    fn typed(&self, key: Option<TermKey>) -> TermTyped {
        let word = |own: Option<String>, typed: &String| match key {
            Some(_) => own.unwrap_or_default(),
            None => typed.clone(),
        };
        TermTyped {
            owed: word(key.map(|key| key.owed.to_string()), &self.owed),
            level: word(key.and_then(|key| key.level).map(|level| level.to_string()), &self.level),
            category: word(key.and_then(|key| key.category).map(|id| id.to_string()), &self.category),
            amount: self.amount.clone(),
            unit: self.unit.clone(),
            valid_from: self.valid_from.clone(),
            legal_basis: self.legal_basis.clone(),
        }
    }
}

/// The form of a new term.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, None, None, Errors::default()).await?)
}

/// Sets a term that was not there.
pub async fn add(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<TermForm>,
) -> Result<HttpResponse, Failure> {
    press(&portal, &visitor, None, posted).await
}

/// One term.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, Some(read(&key)?), None, Errors::default()).await?)
}

/// Sets it otherwise. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn set(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    posted: Posted<TermForm>,
) -> Result<HttpResponse, Failure> {
    press(&portal, &visitor, Some(read(&key)?), posted).await
}

/// Ends it with a day.
pub async fn end(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    posted: Posted<TermForm>,
) -> Result<HttpResponse, Failure> {
    let key = read(&key)?;
    Press::of(&portal, &visitor, posted.within(), posted.form)
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| end_term(portal, actor, (key, typed.seen()), &typed.last_day),
            async |()| Ok(saved(&portal)),
            async |visitor, typed: TermForm, errors| {
                let mut again = page_of(&portal, visitor, Some(key), None, errors).await?;
                again.last_day = typed.last_day;
                Ok(again)
            },
        )
        .await
}

async fn press(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    key: Option<TermKey>,
    posted: Posted<TermForm>,
) -> Result<HttpResponse, Failure> {
    Press::of(portal, visitor, posted.within(), posted.form)
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| set_term(portal, actor, typed.seen(), &typed.typed(key)),
            async |_| Ok(saved(portal)),
            async |visitor, typed, errors| page_of(portal, visitor, key, Some(typed), errors).await,
        )
        .await
}

fn saved(portal: &Portal) -> HttpResponse {
    redirect::to_saying(portal, &links::admin_terms(), "admin.saved")
}

fn read(key: &str) -> Result<TermKey, Failure> {
    TermKey::read(key).ok_or(Failure::NotFound)
}

/// The page of a term (a new one without a key): as it stands, or as it was typed.
async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    key: Option<TermKey>,
    form: Option<TermForm>,
    errors: Errors,
) -> Result<TermPage, Failure> {
    let (w, today) = (visitor.words(), local(portal.now()).date());
    let city = off_thread::city(portal).await?;
    let rows = key.map(|key| key.rows(&city.rules)).unwrap_or_default();
    let last = rows.last().copied();
    if key.is_some() && last.is_none() {
        return Err(Failure::NotFound);
    }
    let standing = last.map(TermTyped::standing);
    let typed = form.map(|form| form.typed(key));
    let conflict = match (&standing, &typed) {
        (Some(standing), Some(typed)) if errors.is_empty() => {
            history::differing(&w, &standing.pairs(), &typed.pairs())
        }
        _ => Vec::new(),
    };
    // A change is another law from another day on: neither is filled in with what held before.
    let fresh = TermTyped {
        valid_from: String::new(),
        legal_basis: String::new(),
        ..standing.unwrap_or_else(|| TermTyped { unit: "working_days".into(), ..TermTyped::default() })
    };
    let typed = typed.unwrap_or(fresh);
    let ends = key.filter(|key| may_end(*key, &city, last, today));
    Ok(TermPage {
        action: key.map_or_else(links::admin_term_new, links::admin_term),
        seen: last.map(|last| last.id.to_string()).unwrap_or_default(),
        rows: rows.iter().map(|rule| told(&w, rule)).collect(),
        oweds: if key.is_some() { Vec::new() } else { oweds(&w, &typed.owed) },
        levels: levels(&w, &typed.level),
        categories: categories(&city, &w, &typed.category),
        units: units(&w, &typed.unit),
        last_day: String::new(),
        end_to: ends.map(links::admin_term_end).unwrap_or_default(),
        shell: Shell::new(
            portal,
            visitor,
            last.map_or_else(|| w.say("rules.term_new"), |last| owed_said(&w, &city, last)),
        ),
        typed,
        errors,
        conflict,
    })
}

/// Would something more general hold, and does it not end already?
fn may_end(key: TermKey, city: &City, last: Option<&DeadlineRule>, today: NaiveDate) -> bool {
    let open = last.is_some_and(|last| last.valid_to.is_none());
    open && today.checked_add_days(Days::new(1)).is_some_and(|day| key.is_covered(&city.rules, day))
}

/// "từ 5/3/2024: 3 ngày làm việc (Quyết định 587/QĐ-UBND), kết thúc 31/12/2026"
fn told(w: &Words, rule: &DeadlineRule) -> String {
    let term = term_said(w, rule);
    let mut text = match rule.valid_from {
        Some(from) => w.fill("rules.term_from", [("day", date(from)), ("term", term)]),
        None => term,
    };
    if !rule.legal_basis.is_empty() {
        text = format!("{text} ({})", rule.legal_basis);
    }
    if let Some(to) = rule.valid_to {
        text = format!("{text}, {}", w.fill("calendar.until", [("day", date(to))]));
    }
    text
}

fn oweds(w: &Words, chosen: &str) -> Vec<Choice> {
    RULED.iter().map(|one| Choice::new(one.as_str(), w.say(&format!("guide.owed_{one}")), chosen)).collect()
}

fn levels(w: &Words, chosen: &str) -> Vec<Choice> {
    Level::ALL
        .iter()
        .map(|one| Choice::new(one.as_str(), w.say(&format!("admin.level.{one}")), chosen))
        .collect()
}

fn units(w: &Words, chosen: &str) -> Vec<Choice> {
    TermUnit::ALL
        .iter()
        .map(|one| Choice::new(one.as_str(), w.say(&format!("rules.unit.{one}")), chosen))
        .collect()
}

/// What reports are filed under, by name.
fn categories(city: &City, w: &Words, chosen: &str) -> Vec<Choice> {
    let leaves = city.categories.values().filter(|one| one.parent_id.is_some());
    let mut all: Vec<Choice> =
        leaves.map(|one| Choice::new(&one.id.to_string(), one.name(w.lang()).to_owned(), chosen)).collect();
    all.sort_by(|a, b| a.label.cmp(&b.label).then(a.value.cmp(&b.value)));
    all
}
