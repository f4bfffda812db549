//! Photos and documents of a report, public or not, for whoever of the staff may read the report.
use crate::domain::look::Look;
use crate::domain::policy::Act;
use crate::domain::ticket::Ticket;
use crate::files::FileHash;
use crate::portal::Portal;
use crate::store::{Conn, documents, events, photos, tickets};
use crate::web::calm;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::visitor::Visitor;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};

type Named = web::Path<(String, String)>;

/// A photo of a report, for whoever may read the report. No browser keeps it.
pub async fn photo(
    portal: web::Data<Portal>,
    visitor: Visitor,
    named: Named,
) -> Result<HttpResponse, Failure> {
    let (now, actor) = (portal.now(), visitor.staff()?.clone());
    let db = portal.db.clone();
    let hash = named_file(&portal, &visitor, &named, move |c, ticket, hash| {
        let mut found = photos::of_ticket(c, ticket.id)?;
        found.retain(|photo| photo.display == hash || photo.thumb == hash);
        let may = |act| actor.may(act, &ticket.holding());
        if found.is_empty() || may(Act::ReadOriginal) {
            return Ok(!found.is_empty());
        }
        if found.iter().any(|photo| !photo.is_withheld(ticket.looked_at())) {
            return Ok(true);
        }
        // What was left out of the copy: only for who said why a moment ago.
        let (minutes, events) = (db.city(c)?.facts.look_minutes, events::of_ticket(c, ticket.id)?);
        let all = events.iter().map(|(event, _)| event);
        let open = Look::Original.open_until(all, actor.id, (minutes, now)).is_some();
        Ok(open && may(Act::OpenOriginal))
    })
    .await?;
    let Some(bytes) = calm::picture(&portal, hash).await? else {
        return calm::place(&visitor.words());
    };
    Ok(HttpResponse::Ok().content_type("image/jpeg").insert_header((CACHE_CONTROL, "no-store")).body(bytes))
}

/// A document of a report, for whoever may read the report; to be saved, never shown in the browser.
pub async fn document(
    portal: web::Data<Portal>,
    visitor: Visitor,
    named: Named,
) -> Result<HttpResponse, Failure> {
    let hash = named_file(&portal, &visitor, &named, |c, ticket, hash| {
        Ok(documents::of_ticket(c, ticket.id)?.iter().any(|one| one.hash == hash))
    })
    .await?;
    let bytes = calm::paper(&portal, hash).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment"))
        .body(bytes))
}

/// The name of the file, if `belongs` says that it is this report's.
async fn named_file(
    portal: &Portal,
    visitor: &Visitor,
    named: &(String, String),
    belongs: impl FnOnce(&mut Conn, &Ticket, &str) -> Result<bool, Failure> + Send + 'static,
) -> Result<FileHash, Failure> {
    let actor = visitor.staff()?.clone();
    let (code, hash) = named.clone();
    let file: FileHash = hash.parse().map_err(|_| Failure::NotFound)?;
    let own = off_thread::look_up(portal, move |c| {
        let ticket = tickets::by_code(c, &code)?
            .filter(|ticket| actor.may(Act::ReadTicket, &ticket.holding()))
            .ok_or(Failure::NotFound)?;
        belongs(c, &ticket, &hash)
    })
    .await?;
    if own { Ok(file) } else { Err(Failure::NotFound) }
}
