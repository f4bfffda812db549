//! Counts and logs every answer under an id of its own, and shows the figures to whoever watches over the portal.
use super::address;
use super::error::Failure;
use super::off_thread;
use crate::clock::Moment;
use crate::portal::Portal;
use crate::store::gauges;
use crate::telemetry::figures;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, web};
use chrono::Duration;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use subtle::ConstantTimeEq;
use tracing::Instrument;

/// Names one request in the log and to its visitor.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// How old the counts from the database may be.
const STOCK_LASTS: Duration = Duration::seconds(60);
static TAKEN: Mutex<Option<Moment>> = Mutex::new(None);

/// What answers all day long without anybody asking: logged only where much is wanted.
const QUIET: [&str; 4] = ["/static/{path:.*}", "/healthz", "/readyz", "/metrics"];

/// Counts an answer by its route, method and status, and how long it took; logs it under an id that the visitor gets
/// too. The route is logged and not the address: codes and words that were searched for stand there.
pub async fn count<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let began = Instant::now();
    let method = match request.method().as_str() {
        known @ ("GET" | "POST" | "HEAD") => known.to_owned(),
        // Anybody can make up a method; each would be a series of its own.
        _ => "OTHER".to_owned(),
    };
    let (id, shown) = new_id();
    let span = tracing::info_span!("request", id = %id);
    let mut response = next.call(request).instrument(span.clone()).await?;
    response.headers_mut().insert(REQUEST_ID, shown);
    let route = response.request().match_pattern().unwrap_or_else(|| "none".to_owned());
    let (status, seconds) = (response.status().as_u16(), began.elapsed().as_secs_f64());
    figures().answered(&route, &method, status, seconds);
    let millis = (seconds * 1_000.0).round();
    span.in_scope(|| {
        if QUIET.contains(&route.as_str()) {
            tracing::debug!(%method, %route, status, millis, "answered");
        } else {
            tracing::info!(%method, %route, status, millis, "answered");
        }
    });
    Ok(response)
}

/// An id for one request, and as a header.
pub fn new_id() -> (String, HeaderValue) {
    let id = format!("{:016x}", rand::random::<u64>());
    let shown = HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("0"));
    (id, shown)
}

/// The figures, for a caller on this machine itself or one with the token. For anybody else there is no such page.
pub async fn show(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, Failure> {
    if !may_read(&request, &portal) {
        return Err(Failure::NotFound);
    }
    if is_old(portal.now()) {
        let (letters, tickets) =
            off_thread::look_up(&portal, |c| Ok((gauges::letters(c)?, gauges::tickets(c)?))).await?;
        figures().set_gauges(&letters, &tickets);
    }
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(figures().render()))
}

fn may_read(request: &HttpRequest, portal: &Portal) -> bool {
    if let Some(token) = &portal.config.metrics_token {
        let said = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let presented = said.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        return presented.as_bytes().ct_eq(token.as_bytes()).into();
    }
    request.peer_addr().is_some_and(|peer| address::is_this_machine(peer.ip(), request.headers()))
}

fn is_old(now: Moment) -> bool {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let old = taken.is_none_or(|at| now - at >= STOCK_LASTS || now < at);
    if old {
        *taken = Some(now);
    }
    old
}
