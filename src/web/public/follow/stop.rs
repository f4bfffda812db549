//! Behind the link in each letter to who follows something: what it is about, and the button that stops it.
use super::said;
use crate::ids::FollowId;
use crate::links;
use crate::portal::Portal;
use crate::store::follows;
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::HttpResponse;
use askama::Template;

/// The button by which somebody stops following something, or that they did.
#[derive(Template)]
#[template(path = "public/follow_stop.html")]
pub struct FollowStopPage {
    pub shell: Shell,
    /// Nothing is kept of it any more.
    pub stopped: bool,
    pub what: String,
    pub what_href: String,
    pub action: String,
}

/// How it stands, for whoever holds a letter.
pub async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    key: &str,
    id: FollowId,
) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let found = off_thread::look(portal, move |c| {
        Ok(match follows::find(c, id)? {
            Some(follow) => Some(said(c, &w, &follow)?),
            None => None,
        })
    })
    .await?;
    let stopped = found.is_none();
    let (what, what_href) = found.unwrap_or_else(|| (String::new(), links::answers()));
    page::page(&FollowStopPage {
        shell: Shell::new(portal, visitor, w.say(if stopped { "follow.stopped" } else { "follow.stop" })),
        stopped,
        what,
        what_href,
        action: links::letters_of(key),
    })
}
