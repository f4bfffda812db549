//! Every sample of every page on a phone: axe finds nothing, and nothing is wider than the screen, whatever was typed.
use super::driver::Window;
use super::{Screen, axe, driver};
use crate::gallery::all;
use crate::support::TestPortal;
use actix_web::{HttpResponse, HttpServer, web};
use futures_util::future::join;
use langnghe::portal::Portal;
use langnghe::web::page_cache::PageCache;
use langnghe::web::posted::Intake;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::sync::Arc;

/// How many samples a window is asked to show at a time.
const AT_ONCE: usize = 20;

type Pages = BTreeMap<String, String>;

#[actix_web::test]
async fn every_sample_is_open_to_everyone_and_fits_a_phone() {
    if !driver::is_there() {
        return;
    }
    let samples = all().into_iter().filter(crate::gallery::Sample::is_page);
    let pages: Arc<Pages> = Arc::new(samples.map(|one| (one.file(), one.html)).collect());
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
    window.go("/mau/").await;
    window.client.execute(&axe::script(), Vec::new()).await.unwrap();
    let names: Vec<_> = names.collect();
    let mut found = BTreeSet::new();
    for some in names.chunks(AT_ONCE) {
        found.extend(axe::lines(&window.client.execute_async(&each(), vec![json!(some)]).await.unwrap()));
    }
    window.close().await;
    found
}

/// Shows these samples one after the other in the document that has axe already: to go to each took as long again as all
/// rules together. A module runs once in a document, so that each sample asks for its own.
fn each() -> String {
    let run = axe::RUN;
    format!(
        "const [names, done] = arguments; \
        const show = async name => {{ \
            const answer = await fetch('/mau/' + name); \
            if (!answer.ok) throw name + ' is not there'; \
            const html = await answer.text(); \
            document.open(); \
            document.write(html.replaceAll('.js\"', '.js?' + name + '\"')); \
            document.close(); \
            const loaded = one => new Promise(next => one.addEventListener('load', next, {{ once: true }})); \
            while (document.readyState !== 'complete') await loaded(window); \
            for (const link of document.querySelectorAll('link[rel=stylesheet]')) \
                if (!link.sheet) await loaded(link); \
        }}; \
        const look = async name => {{ \
            await show(name); \
            const found = await {run}; \
            const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth; \
            return wide ? [...found, 'wider than the screen'] : found; \
        }}; \
        (async () => {{ \
            const all = []; \
            for (const name of names) all.push(...(await look(name)).map(what => name + ': ' + what)); \
            return all; \
        }})().then(done, error => done(['the samples cannot be shown: ' + error]))"
    )
}

/// The portal with its styles, scripts and headers, and the samples beside its own pages. Answers with its address.
fn serve(portal: &Portal, pages: Arc<Pages>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (portal, intake) = (portal.clone(), Intake::open(&portal.config.data, 8).unwrap());
    let server = HttpServer::new(move || {
        langnghe::web::app(portal.clone(), intake.clone(), PageCache::default())
            .app_data(web::Data::from(pages.clone()))
            .route("/mau/", web::get().to(empty))
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

async fn empty() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body("<!DOCTYPE html><title>-</title>")
}
