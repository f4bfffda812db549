//! Where one goes after a form: 303, so that a reload sends nothing again.
use super::cookies;
use crate::portal::Portal;
use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// On to `address`.
pub fn to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, header(address))).finish()
}

/// On to `address`, where the words under `key` are shown once.
pub fn to_saying(portal: &Portal, address: &str, key: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, header(address)))
        .cookie(cookies::make(portal, "flash", key.to_owned(), None))
        .finish()
}

/// An address as a header may carry it. What was typed can stand in one: it must neither break off the answer, which is
/// given after something was done, nor add a line to it.
fn header(address: &str) -> String {
    utf8_percent_encode(address, UNFIT).to_string()
}

const UNFIT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\');
