//! Walks through the portal as somebody, from link to link, and keeps every page it sees.
use crate::support::{Browser, Page};
use std::collections::{BTreeSet, VecDeque};

/// Pages of one walk; a list that pages on forever must not make the test run forever.
const LIMIT: usize = 150;

/// Every page that can be reached by links from `start`, once each, and each address with the page that named it.
pub async fn walk(browser: &Browser, start: &str) -> (Vec<Page>, Vec<(String, String)>) {
    let (mut pages, mut named) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::from([start.to_owned()]);
    let mut waiting = VecDeque::from([start.to_owned()]);
    while let Some(address) = waiting.pop_front() {
        if pages.len() == LIMIT {
            break;
        }
        let page = browser.wander(&address).await;
        for link in links(&page) {
            named.push((link.clone(), page.path.clone()));
            // One page of every list is enough of each kind.
            if seen.insert(kind_of(&link)) {
                waiting.push_back(link);
            }
        }
        pages.push(page);
    }
    (pages, named)
}

/// The addresses inside the portal that a page leads to.
pub fn links(page: &Page) -> Vec<String> {
    if !page
        .header("content-type")
        .is_some_and(|kind| kind.starts_with("text/html"))
    {
        return Vec::new();
    }
    page.attributes("a[href]", "href")
        .into_iter()
        .filter(|href| {
            !["http:", "https:", "tel:", "mailto:", "sms:"]
                .iter()
                .any(|start| href.starts_with(start))
        })
        .map(|href| page.resolve(href.split('#').next().unwrap_or_default()))
        .collect()
}

/// Addresses that differ only in the names of their filters are one kind of page.
fn kind_of(address: &str) -> String {
    match address.split_once('?') {
        Some((path, query)) => {
            let names: BTreeSet<&str> = query
                .split('&')
                .filter_map(|pair| pair.split('=').next())
                .collect();
            format!("{path}?{}", names.into_iter().collect::<Vec<_>>().join("&"))
        }
        None => address.to_owned(),
    }
}
