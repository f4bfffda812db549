//! Who answers: every agency that exists today, by kind, found by name with or without tones.
use crate::clock;
use crate::domain::city::Agency;
use crate::domain::text::Sought;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::agencies;
use crate::web::error::Failure;
use crate::web::parts::index_row::IndexRow;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The agencies that exist today, by kind, or those that a search finds, for anybody.
#[derive(Template)]
#[template(path = "public/agencies.html")]
pub struct AgenciesPage {
    pub shell: Shell,
    pub canonical: String,
    pub q: String,
    pub total: String,
    pub groups: Vec<Group>,
}

/// The agencies of one kind, by name.
pub struct Group {
    pub id: &'static str,
    pub title: String,
    pub rows: Vec<IndexRow>,
}

/// The name that is looked for; "" for all of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AgenciesQuestion {
    q: String,
}

/// The kinds in the order in which people look for them; any other kind stands under "other".
const KINDS: [&str; 12] = [
    "city",
    "office",
    "hotline",
    "inspectorate",
    "department",
    "board",
    "vertical",
    "union",
    "unit",
    "utility",
    "commune",
    "other",
];

/// The agencies, for anybody. Search engines keep the whole list alone.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<AgenciesQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, today) = (visitor.words(), clock::local(portal.now()).date());
    let typed = asked.q.clone();
    let all = off_thread::look(&portal, move |c| {
        let mut all = agencies::all(c)?;
        all.retain(|agency| agency.is_current(today));
        Ok(called(all, &typed))
    })
    .await?;
    let shell = Shell::new(&portal, &visitor, w.say("agencies.title"));
    let shown = AgenciesPage {
        shell: if asked.q.is_empty() { shell.indexed(w.say("agencies.lead")) } else { shell },
        canonical: format!("{}{}", portal.config.base_url, links::agencies()),
        q: asked.into_inner().q,
        total: w.count("agencies.total", i64::try_from(all.len()).unwrap_or(i64::MAX)),
        groups: groups(&w, &all),
    };
    known::page(&request, &visitor, &shown)
}

/// Those of the agencies that are called so; those first that are with the tones that were typed.
pub fn called(all: Vec<Agency>, q: &str) -> Vec<Agency> {
    let sought = Sought::read(q);
    let fit = |agency: Agency| {
        let fit = sought.fit(&format!("{} {}", agency.name, agency.short_name))?;
        Some((fit, agency))
    };
    let mut called: Vec<_> = all.into_iter().filter_map(fit).collect();
    called.sort_by_key(|(fit, _)| *fit);
    called.into_iter().map(|(_, agency)| agency).collect()
}

fn groups(w: &Words, all: &[Agency]) -> Vec<Group> {
    let kind_of = |agency: &Agency| {
        let known = KINDS.iter().find(|kind| **kind == agency.kind);
        known.copied().unwrap_or("other")
    };
    KINDS
        .iter()
        .map(|kind| Group {
            id: kind,
            title: w.say(&format!("agency_kind.{kind}")),
            rows: all
                .iter()
                .filter(|agency| kind_of(agency) == *kind)
                .map(|agency| IndexRow {
                    href: links::agency(&agency.slug),
                    label: agency.name.clone(),
                    note: String::new(),
                })
                .collect(),
        })
        .filter(|group| !group.rows.is_empty())
        .collect()
}
