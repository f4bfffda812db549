//! What residents open stays light: page, styles, scripts and letters' faces, compressed, without photos.
use super::crawl::walk;
use super::source::{none, root};
use super::world::World;
use crate::support::Page;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeSet;
use std::io::Write;

/// Bytes on the wire for somebody who comes for the first time.
const MOST: usize = 60_000;

#[actix_web::test]
async fn every_public_page_stays_light() {
    let world = World::full();
    let (pages, _) = walk(&world.visitor("guest").await, "/").await;
    let read: Vec<&Page> = pages.iter().filter(|page| page.html.starts_with("<!doctype")).collect();
    assert!(read.len() > 10, "only {} pages were found", read.len());
    let heavy = read.iter().map(|page| (weight(page), &page.path)).filter(|(weight, _)| *weight > MOST);
    none(
        heavy.map(|(weight, path)| format!("{path}: {weight} bytes")).collect(),
        "These pages are too heavy:",
    );
}

fn weight(page: &Page) -> usize {
    let linked = page.attributes("link[rel=stylesheet], link[rel=preload], link[rel=icon]", "href");
    let parts: BTreeSet<String> = linked.into_iter().chain(page.attributes("script[src]", "src")).collect();
    assert!(parts.len() > 4, "{} names hardly any style: {parts:?}", page.path);
    compressed(page.html.as_bytes()) + parts.iter().map(|part| weight_of(part)).sum::<usize>()
}

/// `/static/css/base.1a2b3c4d5e.css` is the file `static/css/base.css`; what is vendored has its version in its folder.
fn weight_of(address: &str) -> usize {
    let path = address.trim_start_matches('/');
    let (name, ending) = path.rsplit_once('.').expect("a file has an ending");
    let unhashed = || format!("{}.{ending}", name.rsplit_once('.').map_or(name, |(name, _)| name));
    let file = if root().join(path).exists() { path.to_owned() } else { unhashed() };
    let bytes = std::fs::read(root().join(file)).unwrap_or_else(|error| panic!("{address}: {error}"));
    if ending == "woff2" { bytes.len() } else { compressed(&bytes) }
}

fn compressed(bytes: &[u8]) -> usize {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap().len()
}
