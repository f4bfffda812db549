//! What happened to a report as a table for a spreadsheet. It names staff and agencies, and nothing of the resident.
use crate::domain::event::Event;
use crate::domain::policy::Act;
use crate::i18n::Words;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{events, tickets};
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::{moment, sheet, timeline};
use crate::web::visitor::Visitor;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};

const COLUMNS: [&str; 9] = [
    "history.code",
    "history.at",
    "history.what",
    "history.from",
    "history.to",
    "history.who",
    "history.agency",
    "history.due",
    "history.words",
];

/// The history of one report as a table, oldest first, for whoever may read that report.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let (actor, asked) = (visitor.staff()?.clone(), code.into_inner());
    let (code, all, city) = off_thread::look_in_city(&portal, move |c, city| {
        let ticket = tickets::by_code(c, &asked)?
            .filter(|ticket| actor.may(Act::ReadTicket, &ticket.holding()))
            .ok_or(Failure::NotFound)?;
        let events = events::of_ticket(c, ticket.id)?;
        Ok((ticket.report.code, events, city))
    })
    .await?;
    let w = visitor.words();
    let rows = all.iter().map(|(event, actor)| row(&w, &city, &code, event, actor.as_deref())).collect();
    let file = sheet::bytes(COLUMNS.map(|key| w.say(key)), rows).map_err(Failure::Internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{code}-lich-su.csv\"")))
        .body(file))
}

fn row(w: &Words, city: &City, code: &str, event: &Event, actor: Option<&str>) -> [String; 9] {
    let state = |status| w.say(&format!("state.{status}"));
    let words = if event.quotes_the_sender() { event.public_text.clone() } else { timeline::said(w, event) };
    [
        code.to_owned(),
        moment::iso(event.at),
        timeline::title(w, event.kind, ""),
        event.status_from.map(state).unwrap_or_default(),
        state(event.status_to),
        actor.unwrap_or_default().to_owned(),
        city.agency(event.agency_id).to_owned(),
        event.due.map(moment::iso).unwrap_or_default(),
        words,
    ]
}
