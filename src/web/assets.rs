//! The files a browser needs: styles, scripts, fonts, pictures. Embedded, named by content, cached for a year.
use super::error::Failure;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, HeaderValue, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Write;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

struct Asset {
    url: String,
    kind: &'static str,
    plain: Vec<u8>,
    /// Compressed once, at the first use; nothing where it would not get smaller.
    gzip: Option<Vec<u8>>,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|path| {
            let bytes = Files::get(&path)?.data.into_owned();
            let hash: String =
                Sha256::digest(&bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
            let (stem, ending) = path.rsplit_once('.')?;
            // What others made carries its version in its folder's name, and the styles name it as it is.
            let vendored = path.starts_with("vendor/");
            let url =
                if vendored { format!("/static/{path}") } else { format!("/static/{stem}.{hash}.{ending}") };
            let asset = Asset { url, kind: kind_of(ending), gzip: compress(&bytes), plain: bytes };
            Some((path.to_string(), asset))
        })
        .collect()
});

static BY_URL: LazyLock<HashMap<&'static str, &'static Asset>> =
    LazyLock::new(|| ASSETS.values().map(|asset| (asset.url.as_str(), asset)).collect());

/// The address of a file under `static/`, with the hash of its content in its name.
pub fn url(path: &str) -> String {
    ASSETS.get(path).map_or_else(|| format!("/static/{path}"), |asset| asset.url.clone())
}

/// A file of the portal itself, for anybody; compressed where the browser takes that.
pub async fn show(request: HttpRequest) -> Result<HttpResponse, Failure> {
    let asset = BY_URL.get(request.path()).ok_or(Failure::NotFound)?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(asset.kind).insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"));
    let takes_gzip = request
        .headers()
        .get(actix_web::http::header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"));
    answer.insert_header((VARY, HeaderValue::from_static("Accept-Encoding")));
    Ok(match &asset.gzip {
        Some(small) if takes_gzip => {
            answer.insert_header((CONTENT_ENCODING, "gzip")).body(web::Bytes::from_static(small))
        }
        _ => answer.body(web::Bytes::from_static(&asset.plain)),
    })
}

fn kind_of(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn compress(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).ok()?;
    let small = encoder.finish().ok()?;
    (small.len() < bytes.len()).then_some(small)
}
