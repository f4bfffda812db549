//! Pictures of the ground out of the city's own file, for maps that ask for them.
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::off_thread;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

/// A week: streets change seldom.
const KEPT_BY_CACHES: &str = "public, max-age=604800";

/// One picture by zoom, column and row; not found where the city has none.
pub async fn picture(
    portal: web::Data<Portal>,
    at: web::Path<(u8, u32, u32)>,
) -> Result<HttpResponse, Failure> {
    let ground = portal.ground.clone().ok_or(Failure::NotFound)?;
    let (kind, at) = (ground.kind, at.into_inner());
    let bytes = off_thread::fetch(move || {
        let read = ground
            .picture(at)
            .map_err(|why| Failure::Unavailable(format!("the pictures of the ground cannot be read: {why}")));
        read?.ok_or(Failure::NotFound)
    });
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CACHE_CONTROL, KEPT_BY_CACHES))
        .body(bytes.await?))
}
