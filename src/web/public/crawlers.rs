//! What machines ask for: where they may go, and which answers there are.
use crate::clock;
use crate::ids::TicketId;
use crate::links;
use crate::portal::Portal;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::{assets, off_thread};
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpResponse, web};
use std::fmt::Write;

/// Reports in one file of the map; the format allows 50,000.
const CHUNK: i64 = 5_000;
/// Files that the index names.
const CHUNKS: usize = 1_000;

const XML: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Pages for readers may be kept by search engines; forms, codes and the desk may not.
pub async fn robots(portal: web::Data<Portal>) -> HttpResponse {
    let text = format!(
        "User-agent: *\nDisallow: /tra-cuu/\nDisallow: /gui-phan-anh/\nDisallow: /thu/\nDisallow: /phan-anh/*/go-bo\nDisallow: /phan-anh/*/theo-doi\nDisallow: /theo-doi\nDisallow: /xac-nhan/\nDisallow: /lam-viec\nDisallow: /quan-tri\n\
         Disallow: /dang-nhap\nDisallow: /*?\n\nSitemap: {}{}\n",
        portal.config.base_url,
        links::sitemap()
    );
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(text)
}

/// The index: fixed windows over the public reports, each found by the key where the one before it ended.
pub async fn sitemap(portal: web::Data<Portal>) -> Result<HttpResponse, Failure> {
    let starts = off_thread::look_up(&portal, |c| Ok(public::windows(c, CHUNK, CHUNKS)?)).await?;
    let base = &portal.config.base_url;
    let mut body = format!("<sitemapindex xmlns=\"{XML}\">\n");
    let _ = writeln!(body, "<sitemap><loc>{base}{}</loc></sitemap>", links::sitemap_pages());
    for start in starts {
        let _ = writeln!(body, "<sitemap><loc>{base}{}</loc></sitemap>", links::sitemap_part(start));
    }
    body.push_str("</sitemapindex>\n");
    Ok(xml(body))
}

/// The pages that are always there, and those of the agencies.
pub async fn sitemap_pages(portal: web::Data<Portal>) -> Result<HttpResponse, Failure> {
    let city = off_thread::city(&portal).await?;
    let today = clock::local(portal.now()).date();
    let mut pages = vec![
        links::home(),
        links::submit(),
        links::answers(),
        links::map(),
        links::lookup(),
        links::agencies(),
        links::statistics(),
        links::open_data(),
        links::taken_down(),
        links::embed(),
        links::guide(),
        links::privacy(),
    ];
    pages.extend(city.agencies_on(today).iter().map(|agency| links::agency(&agency.slug)));
    let communes = city.communes.values().filter(|one| one.valid_to.is_none_or(|last| last >= today));
    let mut communes: Vec<String> = communes.map(|one| links::commune(&one.slug)).collect();
    let categories = city.categories.values().filter(|one| one.is_current(today));
    communes.extend(categories.map(|one| links::category(&one.code)));
    communes.sort();
    pages.extend(communes);
    let base = &portal.config.base_url;
    let mut body = format!("<urlset xmlns=\"{XML}\">\n");
    for page in pages {
        let _ = writeln!(body, "<url><loc>{base}{page}</loc></url>");
    }
    body.push_str("</urlset>\n");
    Ok(xml(body))
}

/// The answered reports of one window.
pub async fn sitemap_part(portal: web::Data<Portal>, start: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let start = TicketId(start.into_inner());
    let rows = off_thread::look_up(&portal, move |c| Ok(public::window(c, start, CHUNK)?)).await?;
    let base = &portal.config.base_url;
    let mut body = format!("<urlset xmlns=\"{XML}\">\n");
    for (code, answered_at) in rows {
        let day = clock::local(answered_at).date();
        let _ =
            writeln!(body, "<url><loc>{base}{}</loc><lastmod>{day}</lastmod></url>", links::ticket(&code));
    }
    body.push_str("</urlset>\n");
    Ok(xml(body))
}

/// Browsers that ask for the old address are shown the way to the real one.
pub async fn favicon() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((LOCATION, assets::url("img/favicon.svg")))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .finish()
}

fn xml(body: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/xml; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}"))
}
