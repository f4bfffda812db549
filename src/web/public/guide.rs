//! How to report well, what will happen by when, and what belongs elsewhere. Terms and reasons come from the data.
use super::ticket::reason_said;
use crate::clock;
use crate::domain::city::DeadlineRule;
use crate::domain::clocks::Owed;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::parts::term::{owed_said, term_said};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// How to report, the terms that hold today, and what is handled elsewhere, for residents.
#[derive(Template)]
#[template(path = "public/guide.html")]
pub struct GuidePage {
    pub shell: Shell,
    pub canonical: String,
    pub terms: Vec<TermRow>,
    pub legal_basis: String,
    pub reopen: String,
    pub elsewhere: Vec<Elsewhere>,
}

/// A line of the table of terms.
pub struct TermRow {
    pub what: String,
    pub term: String,
}

/// What is not handled here, and where it is.
pub struct Elsewhere {
    pub name: String,
    pub text: String,
    pub basis: String,
}

/// The guide, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let city = off_thread::city(&portal).await?;
    let today = clock::local(portal.now()).date();
    let valid: Vec<DeadlineRule> = city.rules.iter().filter(|rule| rule.holds_on(today)).cloned().collect();
    let shown = GuidePage {
        shell: Shell::new(&portal, &visitor, w.say("guide.title")).indexed(w.say("guide.lead")),
        canonical: format!("{}{}", portal.config.base_url, links::guide()),
        terms: rows(&w, &city, &valid),
        legal_basis: bases(&valid),
        reopen: w.fill(
            "guide.next_reopen",
            [
                ("hotline", city.facts.hotline.clone()),
                ("days", w.count("guide.days", city.facts.reopen_days)),
            ],
        ),
        elsewhere: city
            .reasons
            .iter()
            .filter(|reason| reason.is_current(today))
            .map(|reason| {
                let basis = reason.legal_basis.clone();
                let (name, text) = reason_said(&w, reason.clone());
                Elsewhere { name, text, basis }
            })
            .collect(),
    };
    known::page(&request, &visitor, &shown)
}

/// The laws behind the terms, each once.
fn bases(rules: &[DeadlineRule]) -> String {
    let mut all: Vec<&str> =
        rules.iter().map(|rule| rule.legal_basis.as_str()).filter(|basis| !basis.is_empty()).collect();
    all.sort_unstable();
    all.dedup();
    all.join("; ")
}

/// In the order of a report's way; within a step the general rule before the particular.
fn rows(w: &Words, city: &City, rules: &[DeadlineRule]) -> Vec<TermRow> {
    let mut sorted: Vec<&DeadlineRule> = rules.iter().collect();
    sorted.sort_by_key(|rule| {
        let place = match rule.owed {
            Owed::Triage => 0,
            Owed::Take => 1,
            Owed::Answer => 2,
            Owed::Part => 3,
            Owed::Info => 4,
            Owed::Word => 5,
            Owed::Promise => 6,
            Owed::Consent => 7,
        };
        (place, rule.category_id.is_some(), rule.level, rule.amount, rule.id)
    });
    sorted
        .into_iter()
        .map(|rule| TermRow { what: owed_said(w, city, rule), term: term_said(w, rule) })
        .collect()
}
