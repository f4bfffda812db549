//! Photos and documents that are public. Whether one is, is asked of the database at every request: the file alone
//! does not tell, and one that was hidden again must not be fetched any more.
use crate::files::FileHash;
use crate::portal::Portal;
use crate::store::public;
use crate::web::calm;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::visitor::Visitor;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH,
};
use actix_web::{HttpRequest, HttpResponse, web};

/// A day, not for ever, though the content under a hash never changes: a photo that had to be hidden (a face, a number
/// plate) should be gone from the caches between here and its readers by tomorrow at the latest.
const KEPT_BY_CACHES: &str = "public, max-age=86400";
/// Whatever the file holds, a browser runs nothing of it.
const HARMLESS: &str = "sandbox; default-src 'none'";

/// A photo, for anybody while it is public.
pub async fn photo(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    hash: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let hash = read_hash(&hash)?;
    if !off_thread::look_up(&portal, move |c| Ok(public::photo_is_public(c, &hash.to_string())?)).await? {
        return Err(Failure::NotFound);
    }
    match calm::picture(&portal, hash).await? {
        Some(bytes) => Ok(serve(&request, &hash, "image/jpeg", "inline", bytes)),
        None => calm::place(&visitor.words()),
    }
}

/// A document, for anybody while it is public; to be saved, never shown in the browser.
pub async fn document(
    portal: web::Data<Portal>,
    request: HttpRequest,
    hash: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let hash = read_hash(&hash)?;
    let paper = off_thread::look_up(&portal, move |c| Ok(public::document(c, &hash.to_string())?)).await?;
    let name = paper.ok_or(Failure::NotFound)?.name;
    let bytes = calm::paper(&portal, hash).await?;
    let disposition = format!("attachment; filename=\"{}\"", safe_name(&name));
    Ok(serve(&request, &hash, "application/pdf", &disposition, bytes))
}

fn read_hash(text: &str) -> Result<FileHash, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn serve(
    request: &HttpRequest,
    hash: &FileHash,
    kind: &'static str,
    disposition: &str,
    bytes: Vec<u8>,
) -> HttpResponse {
    let tag = format!("\"{hash}\"");
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut answer =
        if known == Some(tag.as_str()) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((CACHE_CONTROL, KEPT_BY_CACHES))
        .insert_header((ETAG, tag.clone()))
        .insert_header((CONTENT_SECURITY_POLICY, HARMLESS));
    if known == Some(tag.as_str()) {
        return answer.finish();
    }
    answer.content_type(kind).insert_header((CONTENT_DISPOSITION, disposition)).body(bytes)
}

/// A file name of plain letters, digits and dashes that every system takes, ending in ".pdf".
fn safe_name(name: &str) -> String {
    let stem = name.strip_suffix(".pdf").or_else(|| name.strip_suffix(".PDF")).unwrap_or(name);
    let words = crate::domain::text::words(stem);
    let mut plain: String = words.join("-").chars().filter(char::is_ascii).take(80).collect();
    if plain.is_empty() {
        plain.push_str("van-ban");
    }
    format!("{plain}.pdf")
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn a_documents_name_is_plain_whatever_it_was_called() {
        assert_eq!(safe_name("Công văn 412/TNHP-KT.pdf"), "cong-van-412-tnhp-kt.pdf");
        assert_eq!(safe_name("\"; filename=x.exe\r\n"), "filename-x-exe.pdf");
        assert_eq!(safe_name("文書"), "van-ban.pdf");
    }
}
