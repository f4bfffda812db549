//! A picture that should lie on the shelf and does not: told to the log, and a calm place for whoever looks.
use super::error::Failure;
use super::off_thread;
use crate::files::FileHash;
use crate::i18n::Words;
use crate::portal::Portal;
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use askama::Template;

/// A drawing that says that the picture cannot be shown.
#[derive(Template)]
#[template(path = "parts/calm.svg")]
pub struct CalmPlace {
    pub said: String,
}

/// The bytes of a picture; nothing where it is missing or cannot be read.
pub async fn picture(portal: &Portal, hash: FileHash) -> Result<Option<Vec<u8>>, Failure> {
    let photos = portal.photos.clone();
    off_thread::fetch(move || {
        let read = photos.read_public(&hash);
        match &read {
            Ok(Some(_)) => {}
            Ok(None) => tracing::error!(%hash, "a picture that is shown is missing on the shelf"),
            Err(cause) => tracing::error!(%hash, %cause, "a picture that is shown cannot be read"),
        }
        Ok(read.ok().flatten())
    })
    .await
}

/// The bytes of a paper.
///
/// # Errors
/// `Unavailable`, with its name for the log, where it is missing or cannot be read.
pub async fn paper(portal: &Portal, hash: FileHash) -> Result<Vec<u8>, Failure> {
    let photos = portal.photos.clone();
    off_thread::fetch(move || match photos.read_public(&hash) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Failure::Unavailable(format!("the document {hash} is missing on the shelf"))),
        Err(cause) => Err(Failure::Unavailable(format!("the document {hash} cannot be read: {cause}"))),
    })
    .await
}

/// What stands in the place of a picture. It is not there, and nobody may keep it: the picture may come back.
pub fn place(w: &Words) -> Result<HttpResponse, Failure> {
    let place = CalmPlace { said: w.say("parts.photo_missing") }.render()?;
    Ok(HttpResponse::NotFound()
        .content_type("image/svg+xml")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .body(place))
}
