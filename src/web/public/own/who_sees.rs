//! The sender changes their mind about the name beside the report, and about who reads it.
use super::{Typing, refused, whose};
use crate::actions::Refusal;
use crate::actions::senders;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{Form, Posted};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The button: what is to be from now on.
#[derive(Deserialize)]
pub struct WhoSeesForm {
    #[serde(default, rename = "do")]
    button: String,
}

impl Form for WhoSeesForm {}

type Verb = fn(&Portal, TicketId) -> Result<Ticket, Refusal>;

/// Does what the button says, and shows how it stands now.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    posted: Posted<WhoSeesForm>,
) -> Result<HttpResponse, Failure> {
    let (verb, said): (Verb, _) = match posted.form.button.as_str() {
        "name" => (senders::show_name, "own.name_shown"),
        "no_name" => (senders::hide_name, "own.name_hidden"),
        "private" => (senders::keep_private, "own.made_private"),
        "public" => (senders::ask_public, "own.public_asked"),
        _ => return Err(Failure::Malformed("no such button".into())),
    };
    let (inside, id) = (portal.clone(), whose(&portal, &key).await?);
    match off_thread::change(move || Ok::<_, Failure>(verb(&inside, id))).await? {
        Ok(_) => Ok(redirect::to_saying(&portal, &links::own(&key), said)),
        Err(refusal) => refused(&portal, &visitor, &key, refusal, Typing::default()).await,
    }
}
