//! Photos and documents of a report, public or not, for whoever of the staff may read the report.
use crate::domain::policy::Act;
use crate::photos::FileHash;
use crate::portal::Portal;
use crate::store::{Conn, documents, photos, tickets};
use crate::web::error::Failure;
use crate::web::page;
use crate::web::visitor::Visitor;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};

type Named = web::Path<(String, String)>;

pub async fn photo(
    portal: web::Data<Portal>,
    visitor: Visitor,
    named: Named,
) -> Result<HttpResponse, Failure> {
    let bytes = read(&portal, &visitor, &named, |c, ticket, hash| {
        let all = photos::of_ticket(c, ticket)?;
        Ok(all.iter().any(|photo| photo.display == hash || photo.thumb == hash))
    })
    .await?;
    Ok(HttpResponse::Ok().content_type("image/jpeg").insert_header((CACHE_CONTROL, "no-store")).body(bytes))
}

pub async fn document(
    portal: web::Data<Portal>,
    visitor: Visitor,
    named: Named,
) -> Result<HttpResponse, Failure> {
    let bytes = read(&portal, &visitor, &named, |c, ticket, hash| {
        Ok(documents::of_ticket(c, ticket)?.iter().any(|one| one.hash == hash))
    })
    .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment"))
        .body(bytes))
}

/// The file under a hash, if `belongs` says that it is this report's.
async fn read(
    portal: &Portal,
    visitor: &Visitor,
    named: &(String, String),
    belongs: impl FnOnce(&mut Conn, crate::ids::TicketId, &str) -> Result<bool, Failure> + Send + 'static,
) -> Result<Vec<u8>, Failure> {
    let actor = visitor.staff()?.clone();
    let (code, hash) = named.clone();
    let file: FileHash = hash.parse().map_err(|_| Failure::NotFound)?;
    let own = page::look(portal, move |c| {
        let ticket = tickets::by_code(c, &code)?
            .filter(|ticket| actor.may(Act::ReadTicket, ticket.holding()))
            .ok_or(Failure::NotFound)?;
        belongs(c, ticket.id, &hash)
    })
    .await?;
    if !own {
        return Err(Failure::NotFound);
    }
    let photos = portal.photos.clone();
    page::fetch(move || {
        let read = photos.read_public(&file);
        read.map_err(|error| Failure::Unavailable(error.to_string()))
    })
    .await?
    .ok_or(Failure::NotFound)
}
