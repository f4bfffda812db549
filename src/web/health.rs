//! For whoever watches over the machine.
use super::error::Failure;
use super::page;
use crate::portal::Portal;
use actix_web::{HttpResponse, web};

/// The process runs.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// The process can do its work: the database answers.
pub async fn ready(portal: web::Data<Portal>) -> Result<HttpResponse, Failure> {
    page::look(&portal, |c| Ok(crate::store::agencies::all(c)?.len())).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready"))
}
