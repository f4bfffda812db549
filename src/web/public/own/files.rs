//! The photos and documents of a report for its sender, public or not. No cache keeps them.
use super::load::whose;
use crate::domain::photo::PhotoRole;
use crate::files::FileHash;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{Conn, documents, photos};
use crate::web::calm;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::visitor::Visitor;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, web};

type Named = web::Path<(String, String)>;

/// A photo that the sender sent, or one of a published answer.
pub async fn photo(
    portal: web::Data<Portal>,
    visitor: Visitor,
    named: Named,
) -> Result<HttpResponse, Failure> {
    let hash = own_file(&portal, &named, |c, ticket, hash| {
        let all = photos::of_ticket(c, ticket)?;
        let shown = all.iter().filter(|photo| photo.role == PhotoRole::Report || photo.reply_id.is_some());
        Ok(shown.into_iter().any(|photo| photo.display == hash || photo.thumb == hash))
    })
    .await?;
    let Some(bytes) = calm::picture(&portal, hash).await? else {
        return calm::place(&visitor.words());
    };
    Ok(HttpResponse::Ok().content_type("image/jpeg").body(bytes))
}

/// A document of a published answer; to be saved, never shown in the browser.
pub async fn document(portal: web::Data<Portal>, named: Named) -> Result<HttpResponse, Failure> {
    let hash = own_file(&portal, &named, |c, ticket, hash| {
        let all = documents::of_ticket(c, ticket)?;
        Ok(all.iter().any(|one| one.reply_id.is_some() && one.hash == hash))
    })
    .await?;
    let bytes = calm::paper(&portal, hash).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CONTENT_DISPOSITION, "attachment"))
        .body(bytes))
}

/// The name of the file, if `belongs` says that the sender who holds the key may have it.
async fn own_file(
    portal: &Portal,
    named: &(String, String),
    belongs: impl FnOnce(&mut Conn, TicketId, &str) -> Result<bool, Failure> + Send + 'static,
) -> Result<FileHash, Failure> {
    let ((key, hash), inside) = (named.clone(), portal.clone());
    let file: FileHash = hash.parse().map_err(|_| Failure::NotFound)?;
    let own = off_thread::look_up(portal, move |c| {
        let ticket = whose(&inside, c, &key)?;
        belongs(c, ticket, &hash)
    })
    .await?;
    if own { Ok(file) } else { Err(Failure::NotFound) }
}
