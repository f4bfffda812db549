//! The sender takes the report back.
use crate::actions::senders;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};

/// Takes it back: nobody works on it any more, and the public reads nothing of it.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    super::pressed(&portal, &visitor, &key, "own.withdrawn", senders::withdraw).await
}
