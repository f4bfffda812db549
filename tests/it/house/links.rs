//! No page leads nowhere: every link, picture, style, script and form of every reachable page is answered.
use super::crawl::{links_of, route, walk};
use super::source::none;
use super::world::World;
use crate::support::{Browser, Page};
use std::collections::BTreeSet;

/// What addresses ask with: hyphens, and one name for one thing on every page.
const NAMES: [&str; 30] = [
    "q",
    "sau",
    "linh-vuc",
    "phuong-xa",
    "co-quan",
    "trang-thai",
    "loai",
    "tu",
    "den",
    "hang",
    "vai-tro",
    "nam",
    "ngon-ngu",
    "kenh",
    "muc-do",
    "muc",
    "theo",
    "het",
    "truoc",
    "co-anh",
    "co-van-ban",
    "han",
    "xep",
    "tieng",
    "thang",
    "hien",
    "dong",
    "ban",
    "quanh",
    "trong",
];

#[actix_web::test]
async fn every_link_leads_somewhere() {
    let world = World::full();
    let (mut wrong, mut known) = (BTreeSet::new(), BTreeSet::new());
    for who in ["guest", "dispatcher", "officer", "approver", "admin"] {
        let browser = world.visitor(who).await;
        let start = if who == "guest" { "/" } else { "/lam-viec" };
        let (pages, named) = walk(&browser, start).await;
        assert!(pages.len() > 1, "{who} finds no way on from {start}");
        for page in &pages {
            if page.status >= 400 {
                let from = named.iter().find(|(link, _)| *link == page.path).map_or("", |(_, from)| from);
                wrong.insert(format!("{who}: {from} leads to {}, which answers {}", page.path, page.status));
            }
            wrong.extend(strangely_named(page).into_iter().map(|what| format!("{who}: {what}")));
            wrong.extend(
                dead(&browser, page, &mut known).await.into_iter().map(|what| format!("{who}: {what}")),
            );
        }
    }
    none(wrong.into_iter().collect(), "These lead nowhere:");
}

/// The names behind "?" that stand in no other address.
fn strangely_named(page: &Page) -> Vec<String> {
    let links = links_of(page);
    let asked = links.iter().filter_map(|link| link.split_once('?')).flat_map(|(_, query)| query.split('&'));
    let linked = asked.map(|pair| pair.split('=').next().unwrap_or_default().to_owned());
    let typed = page.attributes("form[method=get] [name]", "name");
    linked
        .chain(typed)
        .filter(|name| !NAMES.contains(&name.as_str()))
        .map(|name| format!("{} asks with {name}", page.path))
        .collect()
}

async fn dead(browser: &Browser, page: &Page, known: &mut BTreeSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut files = page.attributes("link[href]", "href");
    files.extend(page.attributes("[src]", "src"));
    for file in files {
        let address = page.resolve(&file);
        if known.insert(address.clone()) && browser.peek(&address).await.status >= 400 {
            wrong.push(format!("{} needs {address}, which is not there", page.path));
        }
    }
    for action in page.attributes("form[method=post]", "action") {
        let address = page.resolve(&action);
        if route("POST", address.split('?').next().unwrap_or_default()).is_none() {
            wrong.push(format!("{} sends a form to {address}, where nobody takes it", page.path));
        }
    }
    wrong
}
