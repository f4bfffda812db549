//! Pages and feeds as they went out to somebody who only reads, kept for the next who asks for the same, until anything that
//! the public reads changes. Nobody who has come in, opened a form or is to be told something gets or leaves one here.
use super::cookies::Jar;
use super::known::{self, Keepable};
use crate::clock::Moment;
use crate::portal::Portal;
use crate::telemetry::figures;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, ETAG, HeaderMap, HeaderName, HeaderValue, RANGE,
    SET_COOKIE,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpMessage, HttpResponse};
use chrono::Duration;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::time::Instant;

/// Bytes that all kept pages may take together.
const ROOM: u64 = 24 << 20;
/// How many pages are thought to fit, about.
const PAGES: usize = 4_000;
/// Longer addresses are asked for once.
const ADDRESS: usize = 400;
/// How long a page stands though nothing has changed: it may say what is overdue by now.
const LASTS: Duration = Duration::seconds(10);

/// What is kept, for all who serve. Cheap to clone.
#[derive(Clone)]
pub struct PageCache(Arc<Cache<String, Arc<Kept>, Weight>>);

/// A page as it went out.
struct Kept {
    /// The edition of which it was made, and when.
    edition: u64,
    at: Moment,
    route: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<Kept>> for Weight {
    fn weight(&self, address: &String, page: &Arc<Kept>) -> u64 {
        (address.len() + page.body.len() + 1_000) as u64
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self(Arc::new(Cache::with_weighter(PAGES, ROOM, Weight)))
    }
}

/// Answers from what is kept, or keeps what is answered.
pub async fn serve<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<BoxBody, B>>, Error> {
    let began = Instant::now();
    let asked = (request.app_data::<Data<Portal>>().cloned(), request.app_data::<PageCache>().cloned());
    let (Some(portal), Some(cache)) = asked else { return other(request, next).await };
    let Some(address) = address(&request, &portal) else { return other(request, next).await };
    // Asked for before the page is made: what changes meanwhile makes it old at once.
    let (edition, now) = (portal.db.edition(), portal.now());
    let is_fresh = |page: &Arc<Kept>| page.edition == edition && page.at <= now && now - page.at < LASTS;
    if let Some(page) = cache.0.get(&address).filter(is_fresh) {
        let answer = page.answer(&request);
        figures().answered(&page.route, "GET", answer.status().as_u16(), began.elapsed().as_secs_f64());
        return Ok(request.into_response(answer.map_into_left_body()));
    }
    let response = next.call(request).await?;
    if !may_be_kept(&response) {
        return Ok(response.map_into_right_body());
    }
    let route = response.request().match_pattern().unwrap_or_default();
    let (request, answer) = response.into_parts();
    let (head, body) = answer.into_parts();
    let answer = match body.try_into_bytes() {
        Ok(body) => {
            let headers = lasting(head.headers());
            let page = Kept { edition, at: now, route, headers, body: body.clone() };
            cache.0.insert(address, Arc::new(page));
            head.set_body(EitherBody::left(BoxBody::new(body)))
        }
        Err(body) => head.set_body(EitherBody::right(body)),
    };
    Ok(ServiceResponse::new(request, answer))
}

async fn other<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<BoxBody, B>>, Error> {
    Ok(next.call(request).await?.map_into_right_body())
}

/// Under what a reader's page is kept: the language, the ways of packing that were offered, and the address. Nothing for
/// whoever is no mere reader.
fn address(request: &ServiceRequest, portal: &Portal) -> Option<String> {
    let whole = request.uri().path_and_query()?.as_str();
    if request.method() != Method::GET || whole.len() > ADDRESS || request.headers().contains_key(RANGE) {
        return None;
    }
    let mut lang = String::new();
    if request.headers().contains_key(COOKIE) {
        let jar = Jar::of(request.request(), portal);
        if jar.session().is_some() || jar.guest().is_some() || jar.flash().is_some() {
            return None;
        }
        lang = jar.lang().unwrap_or_default();
    }
    let takes = request.headers().get(ACCEPT_ENCODING).and_then(|takes| takes.to_str().ok()).unwrap_or("");
    (takes.len() <= ADDRESS).then(|| format!("{lang} {takes} {whole}"))
}

/// Whole, for readers, and nobody's own.
fn may_be_kept<B>(response: &ServiceResponse<B>) -> bool {
    response.status() == StatusCode::OK
        && response.request().extensions().contains::<Keepable>()
        && !response.headers().contains_key(SET_COOKIE)
}

/// The headers that are the same for the next who asks.
fn lasting(headers: &HeaderMap) -> Vec<(HeaderName, HeaderValue)> {
    let own = super::measure::REQUEST_ID;
    headers
        .iter()
        .filter(|(name, _)| **name != own)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

impl Kept {
    /// The page, or the word that it is as it was for whoever has it.
    fn answer(&self, request: &ServiceRequest) -> HttpResponse {
        let mark = self.headers.iter().find(|(name, _)| name == ETAG).map(|(_, mark)| mark);
        let has_it = mark.is_some_and(|mark| known::has(request.request(), mark));
        let status = if has_it { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let mut answer = HttpResponse::new(status);
        let headers = answer.headers_mut();
        for (name, value) in &self.headers {
            if !(has_it && (name == CONTENT_TYPE || name == CONTENT_ENCODING)) {
                headers.append(name.clone(), value.clone());
            }
        }
        headers.insert(super::measure::REQUEST_ID, super::measure::new_id().1);
        if has_it { answer } else { answer.set_body(BoxBody::new(self.body.clone())) }
    }
}
