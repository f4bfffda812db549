//! An agency: how to reach it, what it was before, how it answers, and its answers.
use super::group::{Figures, GroupRead, pager, read};
use crate::clock::{self, Moment};
use crate::domain::city::Agency;
use crate::domain::figures::Group;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::listing::{Filter, Turn};
use crate::web::error::Failure;
use crate::web::parts::facts::Fact;
use crate::web::parts::index_row::IndexRow;
use crate::web::parts::moment;
use crate::web::parts::pager::Pager;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// One agency for anybody: how to reach it, how it answers, and its answers.
#[derive(Template)]
#[template(path = "public/agency.html")]
pub struct AgencyPage {
    pub shell: Shell,
    pub canonical: String,
    pub name: String,
    /// "Đã sáp nhập, đến 30/6/2025"; "" for one that exists.
    pub ended: String,
    pub contact: Vec<Fact>,
    pub successors: Vec<IndexRow>,
    pub predecessors: Vec<IndexRow>,
    pub told: Figures,
    /// The statistics of it alone.
    pub statistics: String,
    pub cards: Vec<TicketCard>,
    pub pager: Pager,
    /// All that it holds or answered, in the general list.
    pub all: String,
    /// Where that is followed by mail.
    pub follow: String,
    pub follow_label: String,
}

/// The report after which the page of answers begins, or before which it ends; "" for the newest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AgencyQuestion {
    sau: String,
    truoc: String,
}

/// The page of one agency, ended ones too, its answers newest first.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    slug: web::Path<String>,
    asked: Query<AgencyQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, slug, now) = (visitor.words(), slug.into_inner(), portal.now());
    let (turn, db, words) = (Turn::read(&asked.sau, &asked.truoc), portal.db.clone(), visitor.words());
    let (agency, GroupRead { city, found, told }) = off_thread::look_in_city(&portal, move |c, city| {
        let agency = city.agencies.values().find(|one| one.slug == slug).ok_or(Failure::NotFound)?.clone();
        let filter = Filter { agencies: vec![agency.id], ..Filter::default() };
        let group = Group::Agency(Some(agency.id));
        let read = read(c, (&db, city, &words), (group, filter), (turn, now))?;
        Ok((agency, read))
    })
    .await?;
    let own = links::agency(&agency.slug);
    let shell = Shell::new(&portal, &visitor, agency.name.clone());
    let known = || city.agencies.values();
    let page = AgencyPage {
        shell: if turn == Turn::First {
            shell.indexed(w.fill("agency.about", [("name", &agency.name)]))
        } else {
            shell
        },
        canonical: format!("{}{own}", portal.config.base_url),
        ended: ended(&w, &agency, now),
        contact: contact(&w, &agency),
        successors: rows(known().filter(|one| Some(one.id) == agency.successor_id)),
        predecessors: rows(known().filter(|one| one.successor_id == Some(agency.id))),
        told,
        statistics: links::asking(&links::statistics(), &[("co-quan", &agency.slug)]),
        pager: pager(&own, &found),
        cards: found.items,
        follow: links::asking(&links::follow(), &[("co-quan", &agency.slug)]),
        follow_label: w.say("follow.agency"),
        all: links::answers_of(&agency.slug),
        name: agency.name,
    };
    known::page(&request, &visitor, &page)
}

fn ended(w: &Words, agency: &Agency, now: Moment) -> String {
    let gone = agency.valid_to.filter(|last| *last < clock::local(now).date());
    gone.map_or_else(String::new, |last| w.fill("agency.ended", [("day", moment::date(last))]))
}

/// The public contact point; an agency's own numbers, never a person's.
fn contact(w: &Words, agency: &Agency) -> Vec<Fact> {
    let all = [
        ("agency.contact_point", &agency.contact_point),
        ("agency.phone", &agency.contact_phone),
        ("agency.email", &agency.contact_email),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| Fact::new(w.say(key), value.as_str()))
        .collect()
}

fn rows<'a>(agencies: impl Iterator<Item = &'a Agency>) -> Vec<IndexRow> {
    let mut rows: Vec<IndexRow> = agencies
        .map(|agency| IndexRow {
            href: links::agency(&agency.slug),
            label: agency.name.clone(),
            note: String::new(),
        })
        .collect();
    rows.sort_by(|a, b| a.label.cmp(&b.label));
    rows
}
