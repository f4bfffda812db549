//! A queue in a browser stays fresh: its script asks now and then whether the page that it shows still is what the queue is,
//! by the mark that came with it. While it is, the answer is short and costs one question.
use super::queue::QueueFound;
use super::tabs::Tab;
use crate::clock::Moment;
use crate::portal::Portal;
use crate::store::Conn;
use crate::store::queues::Mark;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::visitor::Visitor;
use actix_web::http::header::{ETAG, HeaderValue, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse};
use std::hash::{DefaultHasher, Hash, Hasher};

/// "Còn 2 giờ" grows old by itself: after so many seconds the page is another.
const WORDS_LAST: i64 = 600;

/// The mark of the page that the browser shows.
pub fn known(request: &HttpRequest) -> Option<&str> {
    request.headers().get(IF_NONE_MATCH)?.to_str().ok()
}

/// Is the page that has this mark what the queue is now?
pub async fn stands(portal: &Portal, visitor: &Visitor, tab: &Tab, known: &str) -> Result<bool, Failure> {
    let (actor, tab, now) = (visitor.staff()?.clone(), tab.clone(), portal.now());
    // Who asks was found a moment ago, and the city with them.
    let (saved, city) = (visitor.views().to_vec(), portal.city());
    let mark = move |c: &mut Conn| Ok(QueueFound::mark_now(c, &city, (&actor, &saved), &tab, now)?);
    let mark = off_thread::look_up(portal, mark).await?;
    Ok(tag(visitor, &mark, now) == known)
}

/// What a page is known by: its rows and numbers, what its reader was told meanwhile, and how old its words are.
pub fn tag(visitor: &Visitor, mark: &Mark, now: Moment) -> String {
    let bell = visitor.bell();
    let told = (bell.unread, bell.newest.first().map(|one| one.id));
    let mut hasher = DefaultHasher::new();
    (mark, told, now.and_utc().timestamp() / WORDS_LAST, visitor.lang()).hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

/// The page, with its mark.
pub fn marked(mut page: HttpResponse, tag: &str) -> Result<HttpResponse, Failure> {
    let tag = HeaderValue::from_str(tag).map_err(|error| Failure::Internal(error.to_string()))?;
    page.headers_mut().insert(ETAG, tag);
    Ok(page)
}

/// It is as it was.
pub fn as_known(tag: &str) -> HttpResponse {
    HttpResponse::NotModified().insert_header((ETAG, tag)).finish()
}
