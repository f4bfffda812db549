//! Each page, and sending a report, over ten thousand reports.
use super::asking::{Asker, Load, load};
use super::nginx::Nginx;
use super::running::{self, Running};
use super::table::{Line, Sent};
use super::{Outcome, accounting, city, client, table};
use langnghe::links;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

const REPORTS: usize = 10_000;
const ROUNDS: usize = 400;
/// nginx needs so little for one that it takes more of them to be counted.
const NGINX_ROUNDS: usize = 4_000;
const AT_ONCE: usize = 16;
const PHOTO_ROUNDS: usize = 20;
const PHOTO: (u32, u32) = (4000, 3000);

/// Measures and prints.
pub fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let city = city::fill(&running::open(folder.path())?, REPORTS)?;
    let mut portal = Running::start(folder.path())?;
    let beside = tempfile::tempdir()?;
    let nginx = Nginx::start(beside.path())?;
    let session = format!("session={}", city.session);
    let mut lines = Vec::new();
    for (name, cookie, path) in [
        ("first page", "", links::home()),
        ("public list", "", links::answers()),
        ("public list, searched", "", format!("{}?q=o+ga+lach+tray", links::answers())),
        ("the map", "", links::map()),
        ("the map's squares", "", links::map_squares()),
        ("the map, a part of it", "", format!("{}?khung=20.7,106.5,20.9,106.8&muc=12", links::map())),
        ("the map, narrowed", "", format!("{}?trang-thai=working", links::map_squares())),
        ("a report with its answer", "", links::ticket(&city.answered)),
        ("a hundred requests of Open311", "", format!("{}/requests.json?page=1", links::open311())),
        ("an agency's public page", "", links::agency(&city.agency)),
        ("the public statistics", "", links::statistics()),
        ("a list for other pages", "", links::embed_list()),
        ("an agency's queue", session.as_str(), links::work()),
        ("a report at the desk", session.as_str(), links::desk_ticket(&city.open)),
    ] {
        let asker = Asker::new(format!("{}{path}", portal.base), cookie);
        lines.push(line(name, &asker, portal.pid(), nginx.as_ref())?);
    }
    let photo = city::photo(PHOTO.0, PHOTO.1);
    let sent = submissions(&mut portal, &photo)?;
    let path = links::ticket(&city.answered);
    let reader = Asker::new(format!("{}{path}", portal.base), "");
    let shared = beside_photos(&mut portal, &reader, &photo)?;
    table::print(&lines, &sent, &shared, REPORTS, photo.len());
    Ok(())
}

/// A page over one and over many connections, and the same bytes from nginx.
fn line(name: &'static str, asker: &Asker, pid: u32, nginx: Option<&Nginx>) -> Outcome<Line> {
    let (bytes, packed) = asker.ask()?;
    let one = load(asker, pid, 1, ROUNDS)?;
    let many = load(asker, pid, AT_ONCE, ROUNDS / AT_ONCE * 2)?;
    let control = match nginx {
        Some(nginx) => {
            let file = Asker::new(nginx.lay(&name.replace(' ', "-"), &bytes, &packed)?, "");
            let one = load(&file, nginx.pid(), 1, NGINX_ROUNDS)?;
            Some((one, load(&file, nginx.pid(), AT_ONCE, NGINX_ROUNDS / AT_ONCE)?))
        }
        None => None,
    };
    Ok(Line { name, bytes: bytes.len(), one, many, control })
}

/// All six steps with one photo, one visitor after the other.
fn submissions(portal: &mut Running, photo: &[u8]) -> Outcome<Sent> {
    client::submit(portal, 0, photo)?;
    let (began, before) = (Instant::now(), accounting::cpu(portal.pid())?);
    for number in 1..=PHOTO_ROUNDS {
        client::submit(portal, number, photo)?;
    }
    let cpu = accounting::cpu(portal.pid())? - before;
    Ok(Sent {
        millis: began.elapsed().as_secs_f64() * 1_000.0 / PHOTO_ROUNDS as f64,
        cpu_millis: cpu.as_secs_f64() * 1_000.0 / PHOTO_ROUNDS as f64,
    })
}

/// A page for as long as a neighbour sends ten photos without a pause: decoding has threads of its own.
fn beside_photos(portal: &mut Running, reader: &Asker, photo: &[u8]) -> Outcome<Load> {
    let done = AtomicBool::new(false);
    let pid = portal.pid();
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| load_until(reader, pid, &done).map_err(|error| error.to_string()));
        let sent = (0..10).try_for_each(|round| client::submit(portal, 1_000 + round, photo));
        done.store(true, Ordering::Relaxed);
        sent?;
        Ok(reading.join().map_err(|_| "the reader fell")??)
    })
}

fn load_until(reader: &Asker, pid: u32, done: &AtomicBool) -> Outcome<Load> {
    let mut all: Option<Load> = None;
    while !done.load(Ordering::Relaxed) {
        let part = load(reader, pid, 1, 10)?;
        all = Some(match all {
            Some(before) => before.and(part),
            None => part,
        });
    }
    all.ok_or_else(|| "nothing was read".into())
}
