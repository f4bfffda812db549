//! A form that came with an old key, or after its session had ended, is shown again as it was sent, with a new key. Only
//! what the request itself carried is shown; nothing is written before it is sent once more.
use super::error::Failure;
use super::page;
use super::parts::once_more::{OWN, OnceMore};
use super::posted::Fields;
use super::public::{confirm, letters_wanted, lookup, own, own_by_phone, submit};
use super::shell::Shell;
use super::signin::{forgot, pass, sign_in};
use super::visitor::Visitor;
use super::{desk, kept_words};
use crate::links;
use crate::portal::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// Any form, to be sent once more as it was.
#[derive(Template)]
#[template(path = "once_more.html")]
pub struct OnceMorePage {
    pub shell: Shell,
    pub once_more: OnceMore,
}

/// The form that was sent to the visitor's path, with what it held.
pub async fn reopen(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    fields: &Fields,
) -> Result<HttpResponse, Failure> {
    // Told once already, and still no cookie came with it.
    let refused = fields.has("reopened") && visitor.is_new();
    let visitor = visitor.before_again(if refused { "form.no_cookies" } else { "form.reopened" });
    let held = fields.without(&OWN);
    let mut shown = match own_page(portal, &visitor, &held).await {
        Ok(Some(own)) => own,
        Ok(None) | Err(_) => once_more(portal, &visitor, &held)?,
    };
    // Whatever the page says of itself (that it is over, that others were faster): the form was not taken.
    if !shown.status().is_redirection() {
        *shown.status_mut() = StatusCode::FORBIDDEN;
    }
    Ok(shown)
}

/// The page that the form stands on, where it can be made of what was sent.
async fn own_page(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    fields: &Fields,
) -> Result<Option<HttpResponse>, Failure> {
    let path = visitor.path();
    let last = || path.trim_end_matches("/nhan-lai").rsplit('/').next().unwrap_or_default().to_owned();
    if let Some(step) = submit::Step::at(path) {
        return submit::again(portal, visitor, step, fields, StatusCode::FORBIDDEN).await.map(Some);
    }
    let shown = if path == links::lookup() {
        lookup::again(portal, visitor, fields)?
    } else if path == links::sign_in() {
        let kept = kept_words::Kept::from_form(portal, fields);
        sign_in::again(portal, visitor, fields, kept)?
    } else if path == links::forgot() {
        forgot::again(portal, visitor, fields)?
    } else if path == links::pass(&last()) {
        pass::again(portal, visitor, &last(), fields).await?
    } else if let Some(key) = links::own_at(path) {
        own::again(portal, visitor, key, fields).await?
    } else if let Some(code) = links::own_by_phone_at(path) {
        own_by_phone::again(portal, visitor, code, fields)?
    } else if path == links::confirm(&last()) {
        confirm::show(portal.clone(), visitor.clone(), last().into()).await?
    } else if path == links::letters_again(&last()) {
        letters_wanted::show(portal.clone(), visitor.clone(), last().into()).await?
    } else if let (Some((code, step)), Some(_)) = (links::desk_step_at(path), visitor.actor()) {
        desk::step::again(portal, visitor, code, step, fields).await?
    } else {
        return Ok(None);
    };
    Ok(Some(shown))
}

/// A form without a page of its own here: what was written, and the button that sends it as it was. One that holds a
/// secret is not sent by a hidden field; its own page is opened anew.
fn once_more(portal: &Portal, visitor: &Visitor, fields: &Fields) -> Result<HttpResponse, Failure> {
    let answer = page::page_as(
        StatusCode::FORBIDDEN,
        &OnceMorePage {
            shell: Shell::new(portal, visitor, visitor.words().say("form.once_more")),
            once_more: OnceMore::of(visitor.path(), fields),
        },
    )?;
    Ok(answer)
}
