//! Walks through the portal as somebody, from link to link, and keeps every page it sees.
use crate::support::{Browser, Page};
use langnghe::links;
use langnghe::web::routes::{Route, TABLE};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages of one walk. A list that pages on forever must not make the test run forever, nor may a walk end unnoticed.
const LIMIT: usize = 300;

/// Every page that can be reached by links from `start`, once each, and each address with the page that named it.
pub async fn walk(browser: &Browser, start: &str) -> (Vec<Page>, Vec<(String, String)>) {
    let (mut pages, mut named) = (Vec::new(), Vec::new());
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = BTreeSet::from([start.to_owned()]);
    let mut waiting = VecDeque::from([start.to_owned()]);
    while let Some(address) = waiting.pop_front() {
        assert!(pages.len() < LIMIT, "more than {LIMIT} pages from {start}, and still there is {address}");
        let page = browser.wander(&address).await;
        for link in links_of(&page) {
            named.push((link.clone(), page.path.clone()));
            let of_kind = kinds.entry(kind_of(&link)).or_insert(0);
            if *of_kind < 2 && seen.insert(link.clone()) {
                *of_kind += 1;
                waiting.push_back(link);
            }
        }
        pages.push(page);
    }
    (pages, named)
}

/// The addresses inside the portal that a page leads to.
pub fn links_of(page: &Page) -> Vec<String> {
    if !page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return Vec::new();
    }
    page.attributes("a[href]", "href")
        .into_iter()
        .filter(|href| {
            !["http:", "https:", "tel:", "mailto:", "sms:"].iter().any(|start| href.starts_with(start))
        })
        .map(|href| page.resolve(href.split('#').next().unwrap_or_default()))
        .collect()
}

/// The route that an address belongs to, with the names of its filters: two pages of one kind are enough. The form that narrows a
/// list is one kind, whatever it keeps: it leads back to that list and nowhere else.
fn kind_of(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let query =
        if [links::narrow_list(), links::narrow_map()].iter().any(|form| form == path) { "" } else { query };
    let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    let route = route("GET", path).map_or(path, |route| route.path);
    format!("{route}?{}", names.into_iter().collect::<Vec<_>>().join("&"))
}

/// The line of the table that answers at this path.
pub fn route(method: &str, path: &str) -> Option<&'static Route> {
    let fits = |pattern: &str| {
        let (own, wanted): (Vec<&str>, Vec<&str>) = (path.split('/').collect(), pattern.split('/').collect());
        own.len() == wanted.len() && own.iter().zip(&wanted).all(|(own, wanted)| segment_fits(own, wanted))
    };
    TABLE.iter().find(|route| route.method == method && fits(route.path))
}

/// `sitemap-12.xml` fits `sitemap-{start}.xml`; `phan-anh` does not.
fn segment_fits(own: &str, wanted: &str) -> bool {
    let (Some(open), Some(close)) = (wanted.find('{'), wanted.rfind('}')) else {
        return own == wanted;
    };
    let (head, tail) = (&wanted[..open], &wanted[close + 1..]);
    own.len() > head.len() + tail.len() && own.starts_with(head) && own.ends_with(tail)
}
