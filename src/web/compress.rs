//! Makes text smaller on the wire. An answer is compressed whole, before its head is written, so that both leave in one
//! write: actix's own middleware sends the head first and the body when a thread has compressed it, and a browser waits
//! for the second packet.
use actix_web::Error;
use actix_web::HttpRequest;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    AcceptEncoding, CONTENT_ENCODING, CONTENT_TYPE, Encoding, Header, HeaderValue, VARY,
};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use libdeflater::{CompressionLvl, Compressor};
use std::cell::RefCell;
use std::io;

/// Below this many bytes a packet more or less is not saved.
const WORTH_IT: usize = 1_000;
/// Higher levels take twice the time and save four bytes in a hundred.
const LEVEL: i32 = 1;
/// Bytes that each thread keeps ready.
const ROOM: usize = 256 << 10;

thread_local! {
    /// Its tables of a hundred kilobytes, and room for what it makes, are laid out once for all answers of a thread.
    static COMPRESSOR: RefCell<(Compressor, Vec<u8>)> =
        RefCell::new((Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()), Vec::new()));
}

/// Compresses what is text, is whole, and is not compressed yet, for whoever takes gzip. Caches are told that the answer
/// depends on it.
pub async fn compress<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let takes_gzip = takes_gzip(request.request());
    let mut response = next.call(request).await?;
    if !is_text(&response) || response.headers().contains_key(CONTENT_ENCODING) {
        return Ok(response.map_into_left_body());
    }
    response.headers_mut().append(VARY, HeaderValue::from_static("Accept-Encoding"));
    if !takes_gzip || response.status() == StatusCode::PARTIAL_CONTENT {
        return Ok(response.map_into_left_body());
    }
    let (request, answer) = response.into_parts();
    let (mut head, body) = answer.into_parts();
    let body = match body.try_into_bytes() {
        Ok(whole) if whole.len() >= WORTH_IT => {
            head.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            EitherBody::right(gzip(&whole)?.boxed())
        }
        Ok(whole) => EitherBody::right(whole.boxed()),
        Err(stream) => EitherBody::left(stream),
    };
    Ok(ServiceResponse::new(request, head.set_body(body)))
}

/// Does whoever asks take gzip?
pub fn takes_gzip(request: &HttpRequest) -> bool {
    AcceptEncoding::parse(request).is_ok_and(|takes| {
        takes.negotiate([Encoding::gzip(), Encoding::identity()].iter()) == Some(Encoding::gzip())
    })
}

fn is_text<B>(response: &ServiceResponse<B>) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let whole = kind.split(';').next().unwrap_or("");
    ["text/", "application/json", "application/xml"].iter().any(|text| kind.starts_with(text))
        || whole.ends_with("+xml")
        || whole.ends_with("json")
}

/// The same, smaller.
pub fn gzip(whole: &[u8]) -> io::Result<Bytes> {
    COMPRESSOR.with_borrow_mut(|(compressor, room)| {
        let most = compressor.gzip_compress_bound(whole.len());
        if room.len() < most {
            room.resize(most, 0);
        }
        let size = compressor.gzip_compress(whole, room).map_err(io::Error::other)?;
        let small = Bytes::copy_from_slice(&room[..size]);
        // What is usual stays; what a rare large answer took is given back.
        room.truncate(ROOM);
        room.shrink_to(ROOM);
        Ok(small)
    })
}
