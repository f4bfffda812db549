//! How fast the portal is over ten thousand reports: each page as a ratio to a static file of the same size, which the
//! same process serves in the same run. Prints the table that the README shows.
//!
//! `cargo bench`
mod city;
mod client;
mod rounds;

use actix_web::{HttpResponse, web};
use client::Client;
use langnghe::clock::{Clock, Moment};
use langnghe::config::{Config, Network};
use langnghe::links;
use langnghe::opening;
use langnghe::portal::Portal;
use rounds::{Line, compare, share};
use std::error::Error;
use std::net::TcpListener;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

const REPORTS: usize = 10_000;
const PAGE_ROUNDS: usize = 300;
const PHOTO_ROUNDS: usize = 20;
const PHOTO: (u32, u32) = (4000, 3000);

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let portal = open(folder.path())?;
    let city = city::fill(&portal, REPORTS)?;
    let files = folder.path().join("files");
    std::fs::create_dir(&files)?;
    let address = serve(portal.clone(), files.clone())?;
    let reader = Client::new(&address);
    let officer = Client::new(&address).with_cookie("session", &city.session);

    let mut lines = Vec::new();
    for (name, who, path) in [
        ("first page", &reader, links::home()),
        ("public list", &reader, links::answers()),
        ("public list, searched", &reader, format!("{}?q=o+ga+lach+tray", links::answers())),
        ("a report with its answer", &reader, links::ticket(&city.answered)),
        ("an agency's queue", &officer, links::work()),
        ("a report at the desk", &officer, links::desk_ticket(&city.open)),
    ] {
        lines.push(page(name, who, &path, &files, PAGE_ROUNDS)?);
    }
    let photo = city::photo(PHOTO.0, PHOTO.1);
    lines.push(submission(&portal, &address, &files, &photo)?);
    lines.push(beside_photos(&portal, &address, &files, &links::ticket(&city.answered), &photo)?);
    rounds::print(&lines, REPORTS, photo.len());
    Ok(())
}

/// With time standing still, so that no term runs out and nobody is slowed down but by the limits on tries.
fn open(folder: &Path) -> Outcome<Portal> {
    let mut config = Config::plain(folder)?;
    // Each submission comes from another address.
    config.trusted_proxies = Network::parse_list("127.0.0.1").ok_or("no network")?;
    Ok(opening::open(config, Clock::fixed(now()))?)
}

/// A Monday, nine o'clock in Vietnam.
fn now() -> Moment {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 7).unwrap_or_default();
    day.and_hms_opt(2, 0, 0).unwrap_or_default()
}

/// Serves the whole portal, and beside it the files of a folder, from a thread of its own.
fn serve(portal: Portal, files: std::path::PathBuf) -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    let intake = langnghe::web::posted::Intake::open(&portal.config.data, 64)?;
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = actix_web::HttpServer::new(move || {
                let files = files.clone();
                let file = move |name: web::Path<String>| read(files.join(name.into_inner()));
                langnghe::web::app(portal.clone(), intake.clone()).route("/bench/{name}", web::get().to(file))
            });
            if let Ok(server) = server.listen(listener) {
                server.run().await.ok();
            }
        });
    });
    Ok(address)
}

/// A file as a plain file server gives it: read from the disk at each request.
async fn read(file: std::path::PathBuf) -> HttpResponse {
    match web::block(move || std::fs::read(file)).await {
        Ok(Ok(bytes)) => HttpResponse::Ok().content_type("text/html").body(bytes),
        _ => HttpResponse::NotFound().finish(),
    }
}

/// A page against a file of its size.
fn page(name: &'static str, who: &Client, path: &str, files: &Path, rounds: usize) -> Outcome<Line> {
    let size = who.get(path)?.len();
    let file = control(files, size)?;
    compare(name, size, rounds, || who.get(path).map(drop), || who.get(&file).map(drop))
}

/// Writes a file of this size and says where it is served.
fn control(files: &Path, size: usize) -> Outcome<String> {
    std::fs::write(files.join(size.to_string()), city::noise(size))?;
    Ok(format!("/bench/{size}"))
}

/// All six steps with one photo, against a file of the photo's size.
fn submission(portal: &Portal, address: &str, files: &Path, photo: &[u8]) -> Outcome<Line> {
    let file = control(files, photo.len())?;
    let plain = Client::new(address);
    let mut sent = 0;
    let submit = || {
        sent += 1;
        client::submit(portal, address, sent, photo)
    };
    compare("sending a report with a 12 MP photo", photo.len(), PHOTO_ROUNDS, submit, || {
        plain.get(&file).map(drop)
    })
}

/// The same report while photos are being decoded without a pause, against itself in peace.
fn beside_photos(portal: &Portal, address: &str, files: &Path, path: &str, photo: &[u8]) -> Outcome<Line> {
    let reader = Client::new(address);
    let size = reader.get(path)?.len();
    let file = control(files, size)?;
    let submit = |round| client::submit(portal, address, 1_000 + round, photo);
    share(
        "a report while photos come in",
        size,
        || reader.get(path).map(drop),
        || reader.get(&file).map(drop),
        submit,
    )
}
