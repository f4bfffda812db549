//! oEmbed (oembed.com): whoever pastes the address of a public page of ours into an editor gets the piece for it.
use super::list::LINES;
use super::maker::{WHAT, height, snippet};
use crate::i18n::Words;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{Conn, public};
use crate::web::error::Failure;
use crate::web::public::asked::AnswersQuestion;
use crate::web::query::Query;
use crate::web::{known, off_thread};
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

/// Seconds that whoever asked may keep the answer: what is taken down is gone there, too, by then.
const KEPT: u32 = 900;
const WIDTH: u32 = 640;
const ITEM_HEIGHT: usize = 420;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OembedQuestion {
    url: String,
    format: String,
    maxwidth: String,
    maxheight: String,
    tieng: String,
}

/// What is answered, as the format names it.
#[derive(Debug, Serialize)]
struct Answer {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    provider_name: String,
    provider_url: String,
    title: String,
    html: String,
    width: u32,
    height: usize,
    cache_age: u32,
}

/// A page of ours and the piece for it.
struct Piece {
    address: String,
    title: String,
    height: usize,
}

/// The piece for a page of ours, as JSON or XML; 404 for any other address, 501 for another format.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<OembedQuestion>,
) -> Result<HttpResponse, Failure> {
    let asked = asked.into_inner();
    let (base, w) = (portal.config.base_url.clone(), Words::of(&asked.tieng));
    if !["", "json", "xml"].contains(&asked.format.as_str()) {
        return Ok(HttpResponse::NotImplemented().insert_header((CACHE_CONTROL, "no-store")).finish());
    }
    let wanted = own(&asked.url, &base).ok_or(Failure::NotFound)?;
    let (city, piece) = off_thread::look_in_city(&portal, move |c, city| {
        let piece = piece_of(c, &w, &city, &wanted)?.ok_or(Failure::NotFound)?;
        Ok((city, piece))
    })
    .await?;
    let within =
        |most: &str, usual: usize| most.parse::<usize>().map_or(usual, |most| most.min(usual).max(1));
    let tall = within(&asked.maxheight, piece.height);
    let wide = within(&asked.maxwidth, usize::try_from(WIDTH).unwrap_or_default());
    let answer = Answer {
        version: "1.0",
        kind: "rich",
        provider_name: city.facts.portal_name(w.lang()).to_owned(),
        provider_url: base.clone(),
        html: snippet(&format!("{base}{}", piece.address), &piece.title, tall),
        title: piece.title,
        width: u32::try_from(wide).unwrap_or(WIDTH),
        height: tall,
        cache_age: KEPT,
    };
    let (kind, body) = if asked.format == "xml" {
        ("text/xml; charset=utf-8", xml(&answer)?)
    } else {
        ("application/json; charset=utf-8", serde_json::to_string(&answer).map_err(unwritten)?)
    };
    let answer = HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(body);
    Ok(known::unless_known(&request, answer))
}

/// The path of an address of ours, with what stands behind its "?"; none of any other.
fn own(url: &str, base: &str) -> Option<String> {
    let path = url.strip_prefix(base)?.split('#').next()?;
    path.starts_with('/').then(|| path.to_owned())
}

fn piece_of(c: &mut Conn, w: &Words, city: &City, wanted: &str) -> Result<Option<Piece>, Failure> {
    let (path, query) = wanted.split_once('?').unwrap_or((wanted, ""));
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let list = |title: String, pairs: &[(&str, &str)]| {
        Some(Piece {
            address: links::asking(&links::embed_list(), pairs),
            title,
            height: height("", LINES[1]),
        })
    };
    Ok(match parts.as_slice() {
        ["phan-anh"] => {
            let asked: AnswersQuestion = serde_urlencoded::from_str(query).unwrap_or_default();
            list(w.say("embed.list_new"), &asked.chosen())
        }
        ["ban-do"] => {
            let asked: AnswersQuestion = serde_urlencoded::from_str(query).unwrap_or_default();
            Some(Piece {
                address: links::asking(&links::embed_map(), &asked.chosen()),
                title: w.say("map.title"),
                height: height(WHAT[3], 0),
            })
        }
        ["phan-anh", code] | ["phan-anh", code, "tra-loi", _] => {
            let Ok(code) = TicketCode::parse(code) else { return Ok(None) };
            let found = public::copy::report(c, code.as_str())?;
            found.map(|(card, _)| Piece {
                address: links::embed_item(&card.ticket.code),
                title: card.ticket.title,
                height: ITEM_HEIGHT,
            })
        }
        ["co-quan", slug] => {
            let one = city.agencies.values().find(|one| one.slug == *slug);
            one.and_then(|one| list(one.name.clone(), &[("co-quan", &one.slug)]))
        }
        ["phuong-xa", slug] => {
            let one = city.communes.values().find(|one| one.slug == *slug);
            one.and_then(|one| list(one.name.clone(), &[("phuong-xa", &one.slug)]))
        }
        ["linh-vuc", slug] => {
            let one = city.categories.values().find(|one| links::category_slug(&one.code) == *slug);
            one.and_then(|one| list(one.name(w.lang()).to_owned(), &[("linh-vuc", &one.code)]))
        }
        _ => None,
    })
}

fn xml(answer: &Answer) -> Result<String, Failure> {
    use std::fmt::Write;
    let value = serde_json::to_value(answer).map_err(unwritten)?;
    let mut body = String::from("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>\n");
    for (name, value) in value.as_object().into_iter().flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        // XML has no way to write these at all.
        let text: String = text.chars().filter(|c| !c.is_control() || "\n\t".contains(*c)).collect();
        let _ = writeln!(body, "<{name}>{text}</{name}>");
    }
    body.push_str("</oembed>\n");
    Ok(body)
}

fn unwritten(error: serde_json::Error) -> Failure {
    Failure::Internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn only_addresses_of_this_portal_are_known() {
        let base = "https://nghe.example.vn";
        assert_eq!(own("https://nghe.example.vn/phan-anh?q=a#x", base), Some("/phan-anh?q=a".into()));
        for other in [
            "https://nghe.example.vn.evil.example/phan-anh",
            "http://nghe.example.vn/phan-anh",
            "/phan-anh",
            "",
        ] {
            assert_eq!(own(other, base), None, "{other}");
        }
    }
}
