//! Pages as answers.
use super::error::Failure;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use askama::Template;

/// A page, rendered.
pub fn page(template: &impl Template) -> Result<HttpResponse, Failure> {
    page_as(StatusCode::OK, template)
}

/// The same form again, with what is wrong on top: 422.
pub fn again(template: &impl Template) -> Result<HttpResponse, Failure> {
    page_as(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with another status than 200.
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
