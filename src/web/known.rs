//! What a reader has already is not sent once more (RFC 9110, conditional requests).
use super::error::Failure;
use super::page;
use super::visitor::Visitor;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, EntityTag, HeaderValue, IfNoneMatch};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use sha2::{Digest, Sha256};

/// Left with the request where the answer is for all who only read, so that it may be kept for the next.
pub struct Keepable;

/// Does whoever asks have what is marked so?
pub fn has(request: &HttpRequest, mark: &HeaderValue) -> bool {
    let Ok(mark) = mark.to_str().unwrap_or_default().parse::<EntityTag>() else { return false };
    match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(known)) => known.iter().any(|one| one.weak_eq(&mark)),
        None => false,
    }
}

/// The answer with a mark of what it says, or the word that it is as it was for whoever names that mark. The mark is a weak
/// one: the same words are sent compressed or plain.
pub fn unless_known(request: &HttpRequest, answer: HttpResponse) -> HttpResponse {
    let (mut head, body) = answer.into_parts();
    let body = match body.try_into_bytes() {
        Ok(body) => body,
        Err(body) => return head.set_body(body),
    };
    let print: String = Sha256::digest(&body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let Ok(mark) = HeaderValue::from_str(&EntityTag::new_weak(print).to_string()) else {
        return head.set_body(BoxBody::new(body));
    };
    let is_known = has(request, &mark);
    head.headers_mut().insert(ETAG, mark);
    request.extensions_mut().insert(Keepable);
    if !is_known {
        return head.set_body(BoxBody::new(body));
    }
    *head.status_mut() = StatusCode::NOT_MODIFIED;
    head.headers_mut().remove(CONTENT_TYPE);
    head.set_body(BoxBody::new(()))
}

/// A page. Whoever only reads may keep it, and asks each time whether it still stands; nobody keeps one with a key of its
/// reader's forms, or with words that are said once.
pub fn page(
    request: &HttpRequest,
    visitor: &Visitor,
    template: &impl Template,
) -> Result<HttpResponse, Failure> {
    let mut answer = page::page(template)?;
    if !visitor.only_reads() {
        return Ok(answer);
    }
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(unless_known(request, answer))
}
