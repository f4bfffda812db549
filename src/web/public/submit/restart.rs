//! "Bắt đầu lại": the draft is forgotten.
use super::key_of;
use crate::actions::drafts;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::posted::{Form, Posted};
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Nothing {}

impl Form for Nothing {}

pub async fn restart(
    portal: web::Data<Portal>,
    visitor: Visitor,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Failure> {
    let (key, own) = (key_of(&portal, &visitor), portal.clone());
    page::off_thread(move || drafts::restart(&own, &key)).await?;
    Ok(page::go_on_saying(&portal, &links::submit(), "submit.restarted"))
}
