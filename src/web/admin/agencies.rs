//! The agencies, as the tree they form.
use super::unmanned;
use crate::domain::city::Agency;
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::agencies;
use crate::store::unmanned::open;
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::parts::moment::date;
use crate::web::public::agencies::called as agencies_called;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use crate::{clock, links};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Every agency in its tree, or those that a search finds, for an administrator.
#[derive(Template)]
#[template(path = "admin/agencies.html")]
pub struct AgenciesPage {
    pub shell: Shell,
    pub q: String,
    pub told: String,
    /// How many are named for reports and have nobody; "" where none is.
    pub unmanned: String,
    pub rows: Vec<AgencyRow>,
}

/// An agency in the list, and how deep it stands in the tree.
pub struct AgencyRow {
    pub href: String,
    pub name: String,
    pub kind: String,
    /// What it stands under, where a search shows it out of its tree; "" in the tree.
    pub under: String,
    /// "đã kết thúc 1/7/2025", or ""
    pub ended: String,
    pub depth: usize,
}

/// The name that is looked for; "" for the whole tree.
#[derive(Deserialize)]
pub struct OfficesQuestion {
    #[serde(default)]
    q: String,
}

/// The agencies, ended ones too, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<OfficesQuestion>,
) -> Result<HttpResponse, Failure> {
    let words = visitor.words();
    let today = clock::local(portal.now()).date();
    let q = asked.into_inner().q;
    let typed = q.clone();
    let now = portal.now();
    let (all, called, waiting) = off_thread::look_in_city(&portal, move |c, city| {
        let waiting = unmanned::pressing(&city, &open(c)?, now);
        let all = agencies::all(c)?;
        let called = agencies_called(all.clone(), &typed);
        Ok((all, called, waiting))
    })
    .await?;
    let found: Vec<(&Agency, usize)> =
        if q.trim().is_empty() { in_tree(&all) } else { called.iter().map(|agency| (agency, 0)).collect() };
    let searching = !q.trim().is_empty();
    let rows: Vec<AgencyRow> = found
        .into_iter()
        .map(|(agency, depth)| AgencyRow {
            href: links::admin_agency(&agency.slug),
            name: agency.name.clone(),
            kind: words.say(&format!("admin.kind.{}", agency.kind)),
            under: if searching { above(&all, agency) } else { String::new() },
            ended: ended(&words, agency, today),
            depth: depth.min(4),
        })
        .collect();
    page::page(&AgenciesPage {
        shell: Shell::new(&portal, &visitor, words.say("menu.admin_agencies")),
        told: words.count("admin.agency_count", rows.len() as i64),
        unmanned: if waiting > 0 { words.count("unmanned.notice", waiting) } else { String::new() },
        q,
        rows,
    })
}

/// Every agency after the one it stands under, with its depth. What a loop in the data would hide is shown at the end.
pub fn in_tree(all: &[Agency]) -> Vec<(&Agency, usize)> {
    let mut shown = Vec::with_capacity(all.len());
    let mut waiting: Vec<(&Agency, usize)> = children(all, None).into_iter().map(|a| (a, 0)).rev().collect();
    while let Some((agency, depth)) = waiting.pop() {
        shown.push((agency, depth));
        waiting.extend(children(all, Some(agency.id)).into_iter().rev().map(|a| (a, depth + 1)));
    }
    for agency in all {
        if !shown.iter().any(|(known, _)| known.id == agency.id) {
            shown.push((agency, 0));
        }
    }
    shown
}

fn children(all: &[Agency], of: Option<AgencyId>) -> Vec<&Agency> {
    all.iter().filter(|agency| agency.parent_id == of).collect()
}

fn above(all: &[Agency], agency: &Agency) -> String {
    let parent = all.iter().find(|other| Some(other.id) == agency.parent_id);
    parent.map(|parent| parent.name.clone()).unwrap_or_default()
}

fn ended(words: &Words, agency: &Agency, today: NaiveDate) -> String {
    match agency.valid_to {
        Some(day) if day < today => words.fill("admin.ended_on", [("day", date(day))]),
        Some(day) => words.fill("admin.ends_on", [("day", date(day))]),
        None => String::new(),
    }
}

/// The agencies to choose from, by slug; those that ended only if one of them is chosen already.
pub fn choices(all: &[Agency], chosen: &str, today: NaiveDate) -> Vec<Choice> {
    all.iter()
        .filter(|agency| agency.is_current(today) || agency.slug == chosen)
        .map(|agency| Choice::new(&agency.slug, agency.name.clone(), chosen))
        .collect()
}

/// The name that addresses have for an agency; "" for none.
pub fn slug_of(all: &[Agency], id: Option<AgencyId>) -> String {
    let found = all.iter().find(|agency| Some(agency.id) == id);
    found.map(|agency| agency.slug.clone()).unwrap_or_default()
}

use chrono::NaiveDate;
