//! Pieces of the portal for other pages: a list, a map, figures, one report with its answer. Each is a page in a frame, without
//! scripts and without cookies, that only the hosts which the city named may show.
pub mod item;
pub mod list;
pub mod maker;
pub mod map;
pub mod number;
pub mod oembed;

pub use item::EmbedItemPage;
pub use list::EmbedListPage;
pub use maker::EmbedMakerPage;
pub use map::EmbedMapPage;
pub use number::EmbedNumberPage;

use crate::i18n::Words;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::{assets, headers, known, page};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// The frame of such a page: it has no menu, and its links open the portal beside it.
pub struct Frame {
    pub w: Words,
    pub title: String,
    pub portal_name: String,
}

impl Frame {
    /// In the language that the address says.
    pub fn new(city: &City, w: Words, title: String) -> Self {
        Self { portal_name: city.facts.portal_name(w.lang()).to_owned(), w, title }
    }

    /// The address of a static file.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }
}

/// The language of a piece: whoever shows it has no cookie of ours.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EmbedQuestion {
    pub tieng: String,
}

/// The piece, for the pages that may frame it. Whoever has it already is told so; nobody keeps it without asking.
pub fn piece(request: &HttpRequest, city: &City, template: &impl Template) -> Result<HttpResponse, Failure> {
    let mut answer = page::page(template)?;
    let policy = headers::framed_by(&city.facts.embed_hosts);
    let policy = HeaderValue::from_str(&policy).map_err(|error| Failure::Internal(error.to_string()))?;
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(known::unless_known(request, answer))
}
