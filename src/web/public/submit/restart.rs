//! "Bắt đầu lại": the draft is forgotten.
use super::key_of;
use crate::actions::drafts;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{Form, Posted};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The number of the draft that the button stood on.
#[derive(Deserialize)]
pub struct RestartForm {
    #[serde(default)]
    draft: String,
}

impl Form for RestartForm {}

/// Forgets that draft with its photos. Another draft, begun on another page, stays.
pub async fn restart(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<RestartForm>,
) -> Result<HttpResponse, Failure> {
    let (key, own) = (key_of(&portal, &visitor), portal.clone());
    let begun = off_thread::change(move || drafts::restart(&own, &key, &posted.form.draft)).await?;
    let words = if begun { "submit.restarted" } else { "submit.restart_another" };
    Ok(redirect::to_saying(&portal, &links::submit(), words))
}
