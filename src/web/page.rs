//! Pages and the ways on from a form.
use super::cookies;
use super::error::Failure;
use super::lane::Lane;
use crate::portal::Portal;
use crate::store::Conn;
use crate::store::city::City;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use askama::Template;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::sync::Arc;

/// Readers and writers wait in lines of their own: however many send, whoever reads is not behind them.
static LOOKS: Lane = Lane::new(12, 240);
static CHANGES: Lane = Lane::new(12, 120);
/// A file may have twenty megabytes.
static FILES: Lane = Lane::new(2, 32);

/// A page, rendered.
pub fn page(template: &impl Template) -> Result<HttpResponse, Failure> {
    page_as(StatusCode::OK, template)
}

/// The same form again, with what is wrong on top: 422.
pub fn again(template: &impl Template) -> Result<HttpResponse, Failure> {
    page_as(StatusCode::UNPROCESSABLE_ENTITY, template)
}

pub fn page_as(status: StatusCode, template: &impl Template) -> Result<HttpResponse, Failure> {
    let body = template.render()?;
    Ok(HttpResponse::build(status).insert_header((CONTENT_TYPE, "text/html; charset=utf-8")).body(body))
}

/// The same page, where what failed lies with us and may succeed in a moment.
pub fn later(mut answer: HttpResponse) -> HttpResponse {
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
    answer
}

/// After a form: go on to `address`.
pub fn go_on(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, header(address))).finish()
}

/// After a form: go on to `address`, where the words under `key` are shown once.
pub fn go_on_saying(portal: &Portal, address: &str, key: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, header(address)))
        .cookie(cookies::make(portal, "flash", key.to_owned(), None))
        .finish()
}

/// An address as a header may carry it. What was typed can stand in one: it must neither break off the answer, which is
/// given after something was done, nor add a line to it.
fn header(address: &str) -> String {
    utf8_percent_encode(address, UNFIT).to_string()
}

const UNFIT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\');

/// Runs something that waits for the disk or the database, off the request threads.
pub async fn off_thread<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, Failure>
where
    T: Send + 'static,
    E: Send + 'static,
    Failure: From<E>,
{
    Ok(CHANGES.run(work).await??)
}

/// Reads something that lies on the disk, off the request threads.
pub async fn fetch<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    LOOKS.run(work).await?
}

/// Works something out that takes a while, off the request threads.
pub async fn calculate<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    LOOKS.run(work).await
}

/// Works on a whole file in memory, off the request threads and on few at once.
pub async fn digest<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    FILES.run(work).await
}

/// Reads from the database what says nothing of the city: files, and what machines ask for. Off the request threads.
pub async fn look_up<T: Send + 'static>(
    portal: &Portal,
    body: impl FnOnce(&mut Conn) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let db = portal.db.clone();
    LOOKS.run(move || db.look(body)).await?
}

/// Reads from the database what a page shows; from here on [`Portal::city`] is the city of this moment. Off the request
/// threads.
pub async fn look<T: Send + 'static>(
    portal: &Portal,
    body: impl FnOnce(&mut Conn) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    look_in_city(portal, |c, _| body(c)).await
}

/// The city of this moment, for a page that reads nothing else.
pub async fn city(portal: &Portal) -> Result<Arc<City>, Failure> {
    look_in_city(portal, |_, city| Ok(city)).await
}

/// Reads from the database with the city at hand, off the request threads.
pub async fn look_in_city<T: Send + 'static>(
    portal: &Portal,
    body: impl FnOnce(&mut Conn, Arc<City>) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let db = portal.db.clone();
    look_up(portal, move |c| {
        let city = db.city(c)?;
        body(c, city)
    })
    .await
}
