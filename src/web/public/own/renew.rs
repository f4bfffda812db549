//! The sender asks for another link to this page: somebody else saw the one before.
use super::whose;
use crate::actions::senders;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};

/// Goes on to the page under its new address; every address before is gone.
pub async fn press(
    portal: web::Data<Portal>,
    _visitor: Visitor,
    key: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (inside, id) = (portal.clone(), whose(&portal, &key).await?);
    let new = off_thread::change(move || senders::renew_link(&inside, id)).await?;
    Ok(redirect::to_saying(&portal, &links::own(&new), "own.renewed"))
}
