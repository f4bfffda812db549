//! What everybody reads, over a portal full of samples: unchanged, which is the same address again and again, and afresh,
//! which is another each time, so that nothing that was kept can be shown.
use super::asking::{Asker, Load, load};
use super::nginx::Nginx;
use super::running::{self, Filled, Running};
use super::{Outcome, accounting, submissions};
use diesel::prelude::*;
use langnghe::links;
use langnghe::portal::Portal;
use langnghe::schema::{agencies, public_reports};
use std::collections::HashMap;
use std::path::Path;

const ROUNDS: usize = 400;
const NGINX_ROUNDS: usize = 4_000;
const AT_ONCE: usize = 16;
/// Addresses of which none comes twice in one measurement.
const AFRESH: i64 = 4_000;
/// Two words that stand in many reports.
const WORDS: &str = "duong+kiem";

struct Page {
    name: &'static str,
    unchanged: String,
    afresh: Vec<String>,
}

/// Fills a portal, measures and prints.
pub fn measure(reports: u64, stays: Option<&Path>) -> Outcome<()> {
    let filled = Filled::with(reports, stays)?;
    let pages = pages(&running::open(filled.folder())?)?;
    let size = std::fs::metadata(filled.database())?.len();
    let mut portal = Running::start(filled.folder())?;
    // What is read beside the start has been read once figures are told.
    Asker::new(format!("{}{}", portal.base, links::statistics()), "").ask()?;
    let beside = tempfile::tempdir()?;
    let nginx = Nginx::start(beside.path())?;
    println!("\n{}\n", accounting::machine());
    let took = filled.took.map_or("before".into(), |took| format!("within {took:.0} s"));
    println!("{reports} reports, laid in {took}: {:.2} GB.\n", size as f64 / 1e9);
    println!(
        "| page | asked | on the wire | p50, 1 | p99, 1 | p50, 16 | p99, 16 | a second, 16 | nginx's | CPU, 1 | CPU, 16 | nginx's CPU, 1 | 16 | ratio, 1 | 16 |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for page in &pages {
        let at = |path: &String| format!("{}{path}", portal.base);
        let unchanged = Asker::new(at(&page.unchanged), "");
        let afresh = Asker::in_turn(page.afresh.iter().map(at).collect(), "");
        let control = control(page.name, &unchanged, nginx.as_ref())?;
        for (asked, asker) in [("unchanged", unchanged), ("afresh", afresh)] {
            println!("| {} | {asked} | {}", page.name, line(&asker, portal.pid(), control.as_ref())?);
        }
    }
    for connections in [1, AT_ONCE] {
        println!("\n{}", submissions::sent(&mut portal, connections)?);
    }
    println!("The portal holds {:.0} MB.", accounting::resident(portal.pid())? as f64 / 1e6);
    Ok(())
}

/// Addresses that are asked afresh, half of them reports and half searches, and what each of their pages says.
pub fn afresh(portal: &Portal) -> Outcome<Vec<(String, String)>> {
    let items = answered(portal)?.into_iter().map(|code| (links::ticket(&code), code));
    let words = WORDS.replace('+', " ");
    let searches = (0..).map(|turn| (format!("{}?q={WORDS}&lan={turn}", links::answers()), words.clone()));
    Ok(items.zip(searches).flat_map(|(item, search)| [item, search]).collect())
}

/// The codes of reports with an answer.
fn answered(portal: &Portal) -> Outcome<Vec<String>> {
    Ok(portal.db.look(|c| {
        let answered = public_reports::table.filter(public_reports::answer_id.is_not_null());
        answered.order(public_reports::code).limit(AFRESH).select(public_reports::code).load(c)
    })?)
}

fn pages(portal: &Portal) -> Outcome<Vec<Page>> {
    let codes = answered(portal)?;
    let held: Vec<Option<langnghe::ids::AgencyId>> = portal.db.look(|c| {
        let newest = public_reports::table.order(public_reports::ticket_id.desc()).limit(5_000);
        newest.select(public_reports::agency_id).load(c)
    })?;
    let mut often = HashMap::new();
    held.into_iter().flatten().for_each(|agency| *often.entry(agency).or_insert(0) += 1);
    let most = often.into_iter().max_by_key(|(_, many)| *many).ok_or("no agency has a report")?.0;
    let slug: String =
        portal.db.look(|c| agencies::table.filter(agencies::id.eq(most)).select(agencies::slug).first(c))?;
    let first = codes.first().ok_or("nothing was answered")?;
    let list = links::answers();
    let page = |name, unchanged: String| {
        let sign = if unchanged.contains('?') { '&' } else { '?' };
        // A name that no page knows and no cache may: what is asked is the same.
        let afresh = (0..AFRESH).map(|turn| format!("{unchanged}{sign}lan={turn}")).collect();
        Page { name, unchanged, afresh }
    };
    let items = Page {
        name: "a report with its answer",
        unchanged: links::ticket(first),
        afresh: codes.iter().map(|code| links::ticket(code)).collect(),
    };
    Ok(vec![
        page("first page", links::home()),
        items,
        page("list of 20", list.clone()),
        page("search of two frequent words", format!("{list}?q={WORDS}")),
        page("an agency's page", links::agency(&slug)),
        page("feed of 100", links::answers_atom()),
        page("a hundred requests of Open311", format!("{}/requests.json?page_size=100", links::open311())),
        page("statistics", links::statistics()),
        page("the map", links::map()),
        page("the map's squares, the whole city", links::map_squares()),
        page(
            "the map's squares, a district",
            format!("{}?khung=20.82,106.62,20.9,106.74&muc=14", links::map_squares()),
        ),
        page(
            "the map's squares, some streets",
            format!("{}?khung=20.85,106.67,20.86,106.69&muc=17", links::map_squares()),
        ),
        page("the map's squares, narrowed", format!("{}?trang-thai=working", links::map_squares())),
    ])
}

/// The same bytes from nginx, over one connection and over many.
fn control(name: &str, asker: &Asker, nginx: Option<&Nginx>) -> Outcome<Option<(Load, Load)>> {
    let Some(nginx) = nginx else { return Ok(None) };
    let (bytes, packed) = asker.ask()?;
    let file = Asker::new(nginx.lay(&name.replace([' ', '\''], "-"), &bytes, &packed)?, "");
    let one = load(&file, nginx.pid(), 1, NGINX_ROUNDS)?;
    Ok(Some((one, load(&file, nginx.pid(), AT_ONCE, NGINX_ROUNDS / AT_ONCE)?)))
}

fn line(asker: &Asker, pid: u32, control: Option<&(Load, Load)>) -> Outcome<String> {
    let (bytes, _) = asker.ask()?;
    let one = load(asker, pid, 1, ROUNDS)?;
    let many = load(asker, pid, AT_ONCE, ROUNDS / AT_ONCE * 4)?;
    let beside = match control {
        Some((first, second)) => {
            let ratios = (one.cpu() / first.cpu(), many.cpu() / second.cpu());
            format!("{:.0} µs | {:.0} µs | {:.1} | {:.1} |", first.cpu(), second.cpu(), ratios.0, ratios.1)
        }
        None => "no nginx here | – | – | – |".to_owned(),
    };
    let its_rate = control.map_or("–".to_owned(), |(_, many)| format!("{:.0}", many.rate()));
    Ok(format!(
        "{:.1} kB | {:.2} ms | {:.2} ms | {:.2} ms | {:.2} ms | {:.0} | {its_rate} | {:.0} µs | {:.0} µs | {beside}",
        bytes.len() as f64 / 1_000.0,
        one.below(0.5),
        one.below(0.99),
        many.below(0.5),
        many.below(0.99),
        many.rate(),
        one.cpu(),
        many.cpu(),
    ))
}
