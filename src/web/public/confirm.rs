//! Behind the link where a sender confirms the address that letters go to. Looking confirms nothing: mail programs
//! open links to see where they lead.
use crate::actions::Refusal;
use crate::actions::senders::{self, keys};
use crate::links;
use crate::portal::Portal;
use crate::store::{contacts, tickets};
use crate::web::error::Failure;
use crate::web::parts::moment;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The button by which a sender confirms the address.
#[derive(Template)]
#[template(path = "public/confirm.html")]
pub struct ConfirmPage {
    pub shell: Shell,
    /// It was confirmed before.
    pub done: bool,
    /// What the button does.
    pub what: String,
    /// "Hạn xác nhận: …"; "" where the report does not wait for it.
    pub until: String,
    pub action: String,
    pub follow: String,
}

/// The link came too late: the address is no longer kept.
#[derive(Template)]
#[template(path = "public/confirm_over.html")]
pub struct ConfirmOverPage {
    pub shell: Shell,
    pub again: String,
}

/// The page behind the link, for whoever holds it; gone once the address is no longer kept.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let id = keys::confirmed_by(&portal, &key).ok_or(Failure::NotFound)?;
    let found = off_thread::look(&portal, move |c| match contacts::email(c, id)? {
        Some(_) => Ok(Some((tickets::find(c, id)?.report.code, contacts::state(c, id)?))),
        None => Ok(None),
    })
    .await?;
    let Some((code, state)) = found else {
        return over(&portal, &visitor);
    };
    let w = visitor.words();
    page::page(&ConfirmPage {
        shell: Shell::new(&portal, &visitor, w.fill("confirm.title", [("code", code.as_str())])),
        done: state.email_verified_at.is_some(),
        what: w.say(if state.confirm_by.is_some() { "confirm.what" } else { "confirm.what_letters" }),
        until: state
            .confirm_by
            .map_or_else(String::new, |until| w.fill("confirm.until", [("when", moment::full(until))])),
        action: links::confirm(&key),
        follow: links::lookup_code(&code),
    })
}

/// Confirms the address and goes on to the sender's own page.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    if keys::confirmed_by(&portal, &key).is_none() {
        return Err(Failure::NotFound);
    }
    let (inside, presented) = (portal.clone(), key.clone());
    match off_thread::change(move || Ok::<_, Failure>(senders::confirm(&inside, &presented))).await? {
        Ok(ticket) => {
            let inside = portal.clone();
            let own =
                off_thread::look_up(&portal, move |c| Ok(keys::of_own_page(&inside, c, ticket.id)?)).await?;
            Ok(redirect::to_saying(&portal, &links::own(&own), "confirm.done"))
        }
        Err(Refusal::Missing) => over(&portal, &visitor),
        Err(other) => Err(other.into()),
    }
}

fn over(portal: &Portal, visitor: &Visitor) -> Result<HttpResponse, Failure> {
    let shell = Shell::new(portal, visitor, visitor.words().say("confirm.over"));
    page::page_as(StatusCode::GONE, &ConfirmOverPage { shell, again: links::submit() })
}
