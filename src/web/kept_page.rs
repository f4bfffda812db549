//! Pages that are the same for all who only read, and as old as the figures they tell: made and compressed once for each
//! set of figures, and sent from memory to whoever asks.
use super::compress::{gzip, takes_gzip};
use super::error::Failure;
use crate::domain::figures::Statistics;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, EntityTag, IfNoneMatch, VARY,
};
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

/// A page, and of which figures it tells.
#[derive(Clone)]
struct Kept {
    of: Weak<Statistics>,
    plain: Bytes,
    small: Bytes,
    mark: EntityTag,
}

static KEPT: LazyLock<Mutex<HashMap<String, Kept>>> = LazyLock::new(Mutex::default);

/// The page under this key, which names its portal, its language and what was asked of it; `make` is asked where none is
/// kept of these figures. Whoever has it already is told so.
///
/// # Errors
/// What `make` says.
pub fn answer(
    request: &HttpRequest,
    (key, kind): (String, &'static str),
    of: &Arc<Statistics>,
    make: impl FnOnce() -> Result<Vec<u8>, Failure>,
) -> Result<HttpResponse, Failure> {
    let page = match known(&key, of) {
        Some(page) => page,
        None => keep(key, of, make()?)?,
    };
    let is_known = match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(marks)) => marks.iter().any(|one| one.weak_eq(&page.mark)),
        None => false,
    };
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((ETAG, page.mark.to_string())).insert_header((CACHE_CONTROL, "private, no-cache"));
    if is_known {
        return Ok(answer.finish());
    }
    answer.insert_header((CONTENT_TYPE, kind));
    if takes_gzip(request) {
        answer.insert_header((CONTENT_ENCODING, "gzip")).insert_header((VARY, "Accept-Encoding"));
        return Ok(answer.body(page.small));
    }
    Ok(answer.body(page.plain))
}

fn known(key: &str, of: &Arc<Statistics>) -> Option<Kept> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.get(key).filter(|page| page.of.ptr_eq(&Arc::downgrade(of))).cloned()
}

fn keep(key: String, of: &Arc<Statistics>, plain: Vec<u8>) -> Result<Kept, Failure> {
    let print: String = Sha256::digest(&plain).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let small = gzip(&plain).map_err(|error| Failure::Internal(error.to_string()))?;
    let mark = EntityTag::new_weak(print);
    let page = Kept { of: Arc::downgrade(of), plain: plain.into(), small, mark };
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    // What tells of figures that are over is of no use to anybody.
    kept.retain(|_, page| page.of.strong_count() > 0);
    kept.insert(key, page.clone());
    Ok(page)
}
