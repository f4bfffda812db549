//! Public reports as requests: a list of them, and one by its code.
use super::asked::{RequestsQuestion, Wanted};
use super::fault::{Fault, refused};
use super::shown::Showing;
use super::wire::Wire;
use crate::clock::Moment;
use crate::links;
use crate::portal::Portal;
use crate::store::Conn;
use crate::store::city::City;
use crate::store::public::requests::{self, Changed};
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::query::Query;
use actix_web::http::header::{HeaderValue, LINK};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;

/// What was found: the requests, and the key after which the next page begins.
type Requests = (Vec<Value>, Option<String>);

/// The newest requests, or those that are asked for, for anybody.
pub async fn list(
    portal: web::Data<Portal>,
    request: HttpRequest,
    form: web::Path<String>,
    asked: Query<RequestsQuestion>,
) -> Result<HttpResponse, Failure> {
    let (wire, asked) = (Wire::named(&form)?, asked.into_inner());
    let (base, now) = (portal.config.base_url.clone(), portal.now());
    let found = off_thread::look_in_city(&portal, move |c, city| match asked.read(&city, now) {
        Ok(wanted) => Ok(Ok(find(c, &city, (&asked, &wanted), &base, now)?)),
        Err(faults) => Ok(Err(faults)),
    })
    .await?;
    match found {
        Ok((requests, next)) => {
            let mut answer = wire.read(&request, "service_requests", &Value::Array(requests))?;
            if let Some(next) = next.and_then(|key| next_page(&portal, &request, &key)) {
                answer.headers_mut().insert(LINK, next);
            }
            Ok(answer)
        }
        Err(faults) => refused(wire, &faults),
    }
}

fn find(
    conn: &mut Conn,
    city: &City,
    (asked, wanted): (&RequestsQuestion, &Wanted),
    base: &str,
    now: Moment,
) -> Result<Requests, Failure> {
    let (cards, after) = cards(conn, wanted)?;
    let showing = Showing { w: asked.words(), city, base, now, extended: asked.is_extended() };
    let shown = cards.iter().map(|(card, changed_at)| showing.request(card, *changed_at));
    Ok((shown.collect(), after))
}

/// What is wanted, and the key after which it goes on.
pub(super) fn cards(conn: &mut Conn, wanted: &Wanted) -> Result<(Vec<Changed>, Option<String>), Failure> {
    if !wanted.codes.is_empty() {
        return Ok((requests::named(conn, &wanted.codes)?, None));
    }
    let span = (wanted.skip, wanted.size);
    if let Some(changed) = wanted.changed {
        return Ok((requests::changed(conn, &wanted.filter, changed, span)?, None));
    }
    let page = requests::page(conn, &wanted.filter, wanted.turn, span)?;
    Ok((page.items, page.after.map(|key| key.to_string())))
}

/// The same list from where this page ended (RFC 8288).
fn next_page(portal: &Portal, request: &HttpRequest, key: &str) -> Option<HeaderValue> {
    let asked: Vec<(String, String)> = serde_urlencoded::from_str(request.query_string()).ok()?;
    let mut asked: Vec<(&str, &str)> = asked
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !["page", "sau"].contains(name))
        .collect();
    asked.push(("sau", key));
    let address = format!("{}{}", portal.config.base_url, links::asking(request.path(), &asked));
    HeaderValue::from_str(&format!("<{address}>; rel=\"next\"")).ok()
}

/// One request, for anybody: a list of one.
pub async fn one(
    portal: web::Data<Portal>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    asked: Query<RequestsQuestion>,
) -> Result<HttpResponse, Failure> {
    let ((code, form), asked) = (path.into_inner(), asked.into_inner());
    let (wire, w) = (Wire::named(&form)?, asked.words());
    let (base, now, wanted) = (portal.config.base_url.clone(), portal.now(), vec![code.clone()]);
    let found = off_thread::look_in_city(&portal, move |c, city| {
        let showing = Showing { w, city: &city, base: &base, now, extended: asked.is_extended() };
        let found = requests::named(c, &wanted)?;
        Ok(found.iter().map(|(card, at)| showing.request(card, *at)).collect::<Vec<_>>())
    })
    .await?;
    if found.is_empty() {
        return refused(wire, &[Fault::missing(w.fill("open311.no_request", [("code", code)]))]);
    }
    wire.read(&request, "service_requests", &Value::Array(found))
}
