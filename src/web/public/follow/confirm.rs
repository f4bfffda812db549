//! Behind the link by which the owner of an address confirms. Looking confirms nothing: mail programs open links to see where
//! they lead.
use super::said;
use crate::actions::{Refusal, followers};
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::parts::moment;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The button by which somebody confirms that they follow something.
#[derive(Template)]
#[template(path = "public/follow_confirm.html")]
pub struct FollowConfirmPage {
    pub shell: Shell,
    /// It was confirmed, and nothing else was asked for since.
    pub done: bool,
    pub what: String,
    pub what_href: String,
    pub pace: String,
    pub until: String,
    pub action: String,
}

/// The link came too late, or opens nothing.
#[derive(Template)]
#[template(path = "public/follow_over.html")]
pub struct FollowOverPage {
    pub shell: Shell,
    pub list: String,
}

/// The page behind the link, for whoever holds it.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let (w, now, presented) = (visitor.words(), portal.now(), token.clone());
    let found = off_thread::look(&portal, move |c| match followers::presented(c, &presented, now) {
        Ok(follow) => {
            let said = said(c, &w, &follow)?;
            Ok(Some((follow, said)))
        }
        Err(Refusal::Missing) => Ok(None),
        Err(other) => Err(other.into()),
    })
    .await?;
    let Some((follow, (what, what_href))) = found else { return over(&portal, &visitor) };
    let done = follow.confirmed_at.is_some() && follow.pace == follow.asked_pace;
    page::page(&FollowConfirmPage {
        shell: Shell::new(&portal, &visitor, w.say(if done { "follow.done" } else { "follow.confirm" })),
        done,
        what,
        what_href,
        pace: w.say(&format!("follow.pace_{}", follow.asked_pace)),
        until: w.fill("confirm.until", [("when", moment::full(follow.confirm_by))]),
        action: links::follow_confirm(&token),
    })
}

/// Confirms it, and shows that it is.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    token: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (inside, presented) = (portal.clone(), token.clone());
    match off_thread::change(move || Ok::<_, Failure>(followers::confirm(&inside, &presented))).await? {
        Ok(_) => Ok(redirect::to_saying(&portal, &links::follow_confirm(&token), "follow.confirmed")),
        Err(Refusal::Missing) => over(&portal, &visitor),
        Err(other) => Err(other.into()),
    }
}

fn over(portal: &Portal, visitor: &Visitor) -> Result<HttpResponse, Failure> {
    let shell = Shell::new(portal, visitor, visitor.words().say("follow.over"));
    page::page_as(StatusCode::GONE, &FollowOverPage { shell, list: links::answers() })
}
