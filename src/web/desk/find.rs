//! The search over every report that this person may see.
use super::queue;
use crate::clock::Moment;
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::ids::{AgencyId, TicketCode};
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::desk_search::{self, Wanted};
use crate::store::page::Page;
use crate::store::queues::Queued;
use crate::store::tickets;
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::parts::city_choices::CityChoices;
use crate::web::parts::moment;
use crate::web::parts::ticket_card::TicketRow;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

/// Rows of one page.
const ROWS: usize = 30;

/// The reports that were found, with what was typed and chosen, for staff.
#[derive(Template)]
#[template(path = "desk/find.html")]
pub struct FindPage {
    pub shell: Shell,
    pub words: String,
    pub states: Vec<Choice>,
    pub categories: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub rows: Vec<TicketRow>,
    pub older: String,
}

/// What was typed and chosen, and where the page begins.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct FindQuestion {
    q: String,
    #[serde(rename = "trang-thai")]
    state: String,
    #[serde(rename = "linh-vuc")]
    category: String,
    #[serde(rename = "co-quan")]
    agency: String,
    sau: String,
}

struct FoundReports {
    city: Arc<City>,
    page: Page<Queued, desk_search::Key>,
    /// The one report whose whole code was typed.
    exact: bool,
}

/// The reports that fit, within this person's reach. A whole code leads on to its report.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<FindQuestion>,
) -> Result<HttpResponse, Failure> {
    let actor = visitor.staff()?.clone();
    let (now, query) = (portal.now(), asked.clone());
    let found = off_thread::look_in_city(&portal, move |c, city| {
        let code = TicketCode::parse(&query.q).ok();
        let exact = match code {
            Some(code) => tickets::by_code(c, code.as_str())?
                .is_some_and(|ticket| actor.may(Act::ReadTicket, ticket.holding())),
            None => false,
        };
        let wanted = Wanted {
            words: query.q.clone(),
            statuses: query.state.parse::<Status>().into_iter().collect(),
            categories: city.category_and_below(&query.category),
            agency: query.agency.parse::<AgencyId>().ok(),
        };
        let scope = actor.scope(Act::ReadTicket);
        let from = desk_search::Key::read(&query.sau);
        Ok(FoundReports { page: desk_search::find(c, &scope, &wanted, from, ROWS)?, city, exact })
    })
    .await?;
    if let (true, Ok(code)) = (found.exact, TicketCode::parse(&asked.q)) {
        return Ok(redirect::to(&links::desk_ticket(code.as_str())));
    }
    page::page(&page_of(&portal, &visitor, &asked, &found, now))
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    asked: &FindQuestion,
    found: &FoundReports,
    now: Moment,
) -> FindPage {
    let w = visitor.words();
    let choices = CityChoices { city: &found.city, w: &w, today: crate::clock::local(now).date() };
    FindPage {
        shell: Shell::new(portal, visitor, w.say("find.title")),
        words: asked.q.clone(),
        states: Status::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), w.say(&format!("state.{one}")), &asked.state))
            .collect(),
        categories: choices.categories(&asked.category),
        agencies: choices.agencies(&asked.agency, |one| one.id.to_string()),
        rows: found.page.items.iter().map(|row| row_of(&w, row, found, now)).collect(),
        older: found.page.next.map(|next| older(asked, next)).unwrap_or_default(),
    }
}

fn row_of(w: &crate::i18n::Words, row: &Queued, found: &FoundReports, now: Moment) -> TicketRow {
    let due = queue::due(w, row.status, row.level, row.due_at, now, &found.city.calendar);
    let sent = w.fill("find.sent", [("when", moment::day(row.created_at))]);
    let place = [found.city.commune(row.commune_id), found.city.category(row.category_id, w.lang()), &sent];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    TicketRow {
        instead: String::new(),
        href: links::desk_ticket(&row.code),
        code: row.code.clone(),
        title: if row.public_title.is_empty() { row.title.clone() } else { row.public_title.clone() },
        place: place.join(" · "),
        tone: due.tone,
        due: format!("{} · {}", w.say(&format!("state.{}", row.status)), due.word),
        current: false,
        new: false,
    }
}

fn older(asked: &FindQuestion, next: desk_search::Key) -> String {
    let next = next.to_string();
    let parts = [
        ("q", asked.q.as_str()),
        ("trang-thai", &asked.state),
        ("linh-vuc", &asked.category),
        ("co-quan", &asked.agency),
        ("sau", &next),
    ];
    let query = serde_urlencoded::to_string(parts).unwrap_or_default();
    format!("{}?{query}", links::tickets())
}
