//! Every sample of every page on a phone: axe finds nothing, and nothing is wider than the screen, whatever was typed.
use super::driver::Window;
use super::{Screen, axe, driver};
use crate::gallery::all;
use crate::support::TestPortal;
use actix_web::{HttpResponse, HttpServer, web};
use futures_util::future::join;
use langnghe::portal::Portal;
use langnghe::web::posted::Intake;
use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::sync::Arc;

type Pages = BTreeMap<String, String>;

#[actix_web::test]
async fn every_sample_is_open_to_everyone_and_fits_a_phone() {
    if !driver::is_there() {
        return;
    }
    let samples = all().into_iter().filter(crate::gallery::Sample::is_page);
    // Each brings axe: the browser then keeps it, instead of being sent half a megabyte for each.
    let with_axe = |html: String| html.replace("</body>", "<script src=\"/mau/axe\"></script></body>");
    let pages: Arc<Pages> = Arc::new(samples.map(|one| (one.file(), with_axe(one.html))).collect());
    let portal = TestPortal::new();
    let address = serve(&portal, pages.clone());
    // Two windows: the slowest test is half as long where there are two processors.
    let half = pages.len() / 2;
    let (first, second) = (pages.keys().take(half), pages.keys().skip(half));
    let found = join(faults(&address, first), faults(&address, second)).await;
    axe::clean(found.0.into_iter().chain(found.1).collect());
}

/// What is wrong with these samples.
async fn faults(address: &str, names: impl Iterator<Item = &String>) -> BTreeSet<String> {
    let window = Window::open(address, Screen::Phone).await;
    let mut found = BTreeSet::new();
    for name in names {
        window.go(&format!("/mau/{name}")).await;
        found.extend(window.found_by_its_own().await.into_iter().map(|what| format!("{name}: {what}")));
        if window.overflows().await {
            found.insert(format!("{name}: wider than the screen"));
        }
    }
    window.close().await;
    found
}

/// The portal with its styles, scripts and headers, and the samples beside its own pages. Answers with its address.
fn serve(portal: &Portal, pages: Arc<Pages>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (portal, intake) = (portal.clone(), Intake::open(&portal.config.data, 8).unwrap());
    let server = HttpServer::new(move || {
        langnghe::web::app(portal.clone(), intake.clone())
            .app_data(web::Data::from(pages.clone()))
            .route("/mau/axe", web::get().to(script))
            .route("/mau/{name}", web::get().to(sample))
    });
    actix_web::rt::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
    address
}

async fn sample(pages: web::Data<Pages>, name: web::Path<String>) -> HttpResponse {
    match pages.get(name.as_str()) {
        Some(html) => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html.clone()),
        None => HttpResponse::NotFound().finish(),
    }
}

async fn script() -> HttpResponse {
    let kept = ("cache-control", "max-age=3600");
    HttpResponse::Ok().content_type("text/javascript").insert_header(kept).body(axe::script())
}
