//! How long what is owed may take, by the city's rules: each term as it holds today, and what comes.
use super::history::{self, HistoryRow};
use crate::clock::local;
use crate::domain::audit::Subject;
use crate::domain::city::DeadlineRule;
use crate::domain::term::TermKey;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::audit;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::parts::moment::date;
use crate::web::parts::term::{owed_said, term_said};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

/// The city's terms, for whoever keeps its time.
#[derive(Template)]
#[template(path = "admin/terms.html")]
pub struct TermsPage {
    pub shell: Shell,
    pub rows: Vec<TermRow>,
    pub history: Vec<HistoryRow>,
}

/// A term in the list.
pub struct TermRow {
    pub href: String,
    /// "Trả lời · Đất đai · việc phức tạp"
    pub what: String,
    /// "3 ngày làm việc"; "" where none holds today.
    pub now: String,
    /// "từ 1/1/2027: 2 ngày làm việc", or the day with which it ends; "" where nothing is to change.
    pub next: String,
    pub legal_basis: String,
}

/// Every term, in the order of a report's way; the general before the particular.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, today) = (visitor.words(), local(portal.now()).date());
    let (city, events) = off_thread::look_in_city(&portal, |c, city| {
        Ok((city, audit::of(c, Subject::Terms, 0, history::SHOWN)?))
    })
    .await?;
    let mut keys: Vec<TermKey> = city.rules.iter().map(TermKey::of).collect();
    keys.sort_by_key(|key| {
        (key.owed, key.category.is_some(), key.level, key.category.map(|id| city.category(id, w.lang())))
    });
    keys.dedup();
    page::page(&TermsPage {
        rows: keys.into_iter().filter_map(|key| row(&w, &city, key, today)).collect(),
        history: history::rows(&w, events),
        shell: Shell::new(&portal, &visitor, w.say("rules.terms")),
    })
}

fn row(w: &Words, city: &City, key: TermKey, today: NaiveDate) -> Option<TermRow> {
    let rows = key.rows(&city.rules);
    let (now, last) = (rows.iter().find(|rule| rule.holds_on(today)), rows.last()?);
    Some(TermRow {
        href: links::admin_term(key),
        what: owed_said(w, city, last),
        now: now.map(|rule| term_said(w, rule)).unwrap_or_default(),
        next: next(w, last, today),
        legal_basis: now.unwrap_or(last).legal_basis.clone(),
    })
}

/// What the last row of a term brings.
fn next(w: &Words, last: &DeadlineRule, today: NaiveDate) -> String {
    match (last.valid_from.filter(|from| today < *from), last.valid_to) {
        (Some(from), _) => w.fill("rules.term_from", [("day", date(from)), ("term", term_said(w, last))]),
        (None, Some(to)) if to < today => w.fill("admin.ended_on", [("day", date(to))]),
        (None, Some(to)) => w.fill("admin.ends_on", [("day", date(to))]),
        (None, None) => String::new(),
    }
}
