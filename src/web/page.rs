//! Pages and the ways on from a form.
use super::cookies;
use super::error::Failure;
use crate::portal::Portal;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use actix_web::{HttpResponse, web};
use askama::Template;

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
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}

/// After a form: go on to `address`, where the words under `key` are shown once.
pub fn go_on_saying(portal: &Portal, address: &str, key: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .cookie(cookies::make(portal, "flash", key.to_owned(), None))
        .finish()
}

/// Runs something that waits for the disk or the database, off the request threads.
pub async fn off_thread<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, Failure>
where
    T: Send + 'static,
    E: Send + 'static,
    Failure: From<E>,
{
    // What is logged there belongs to the same request.
    let span = tracing::Span::current();
    Ok(web::block(move || span.in_scope(work)).await??)
}

/// Reads from the database, off the request threads.
pub async fn look<T: Send + 'static>(
    portal: &Portal,
    body: impl FnOnce(&mut crate::store::Conn) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let db = portal.db.clone();
    off_thread(move || db.look(body)).await
}
