//! The public steps of requests, as other programs follow them: an extension that several cities share.
use super::asked::RequestsQuestion;
use super::fault::refused;
use super::requests::cards;
use super::wire::Wire;
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::domain::public::{PublicEvent, PublicRest, PublicTicket};
use crate::i18n::Words;
use crate::portal::Portal;
use crate::store::Conn;
use crate::store::city::City;
use crate::store::public::requests;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::moment::iso;
use crate::web::parts::timeline;
use crate::web::query::Query;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

/// Requests whose steps are told at once.
const MOST: usize = 200;

/// What happened to the requests that are named, or to any between two dates, the newest request first and each from its
/// beginning on. For anybody.
pub async fn list(
    portal: web::Data<Portal>,
    request: HttpRequest,
    form: web::Path<String>,
    asked: Query<RequestsQuestion>,
) -> Result<HttpResponse, Failure> {
    let (wire, asked, now) = (Wire::named(&form)?, of_steps(asked.into_inner()), portal.now());
    let found = off_thread::look_in_city(&portal, move |c, city| match asked.read(&city, now) {
        Ok(mut wanted) => {
            wanted.size = wanted.size.min(MOST);
            wanted.changed = wanted.changed.or(Some((Moment::default(), now)));
            let (cards, _) = cards(c, &wanted)?;
            let within = wanted.changed.filter(|_| wanted.codes.is_empty());
            let tickets: Vec<PublicTicket> = cards.into_iter().map(|(card, _)| card.ticket).collect();
            Ok(Ok(steps(c, &city, asked.words(), &tickets, within)?))
        }
        Err(faults) => Ok(Err(faults)),
    })
    .await?;
    match found {
        Ok(steps) => wire.read(&request, "service_request_updates", &Value::Array(steps)),
        Err(faults) => refused(wire, &faults),
    }
}

/// Dates here are those of the steps.
fn of_steps(asked: RequestsQuestion) -> RequestsQuestion {
    let (start, end) = (asked.start_date.clone(), asked.end_date.clone());
    let or = |said: String, date: String| if said.is_empty() { date } else { said };
    RequestsQuestion {
        updated_after: or(asked.updated_after, start),
        updated_before: or(asked.updated_before, end),
        start_date: String::new(),
        end_date: String::new(),
        ..asked
    }
}

fn steps(
    conn: &mut Conn,
    city: &City,
    w: Words,
    tickets: &[PublicTicket],
    within: Option<(Moment, Moment)>,
) -> Result<Vec<Value>, Failure> {
    let ids: Vec<_> = tickets.iter().map(|ticket| ticket.id).collect();
    let mut rests = requests::rests(conn, &ids)?;
    let mut all = Vec::new();
    for ticket in tickets {
        let Some(PublicRest { events, .. }) = rests.remove(&ticket.id) else { continue };
        let steps = (1..).zip(&events);
        let steps =
            steps.filter(|(_, step)| within.is_none_or(|(from, to)| from <= step.at && step.at <= to));
        all.extend(steps.map(|(number, step)| shown(city, w, &ticket.code, (number, step))));
    }
    Ok(all)
}

fn shown(city: &City, w: Words, code: &str, (number, step): (usize, &PublicEvent)) -> Value {
    let title = timeline::title(&w, step.kind, city.agency(step.agency));
    let said = if step.text.is_empty() { title } else { format!("{title}: {}", step.text) };
    json!({
        "update_id": format!("{code}-{number}"),
        "service_request_id": code,
        "status": if ends(step) { "closed" } else { "open" },
        "updated_datetime": iso(step.at),
        "description": said,
        "media_url": null,
    })
}

/// Is nothing owed after this step?
fn ends(step: &PublicEvent) -> bool {
    match step.kind {
        // What is promised is still to be done.
        EventKind::Answered => step.due.is_none(),
        EventKind::Refused
        | EventKind::MarkedDuplicate
        | EventKind::Closed
        | EventKind::Withdrawn
        | EventKind::Expired
        | EventKind::RefusalUpheld
        | EventKind::PromiseKept => true,
        _ => false,
    }
}
