//! Atom, RFC 4287.
use super::{Entry, Feed, stamp};
use crate::web::error::Failure;
use atom_syndication::{Category, Entry as AtomEntry, Feed as AtomFeed, Link, Person, Text};

/// The list as Atom.
pub fn write(feed: &Feed) -> Result<String, Failure> {
    let mut links =
        vec![link("self", &feed.own, "application/atom+xml"), link("alternate", &feed.list, "text/html")];
    if !feed.next.is_empty() {
        links.push(link("next", &feed.next, "application/atom+xml"));
    }
    let made = AtomFeed {
        title: Text::plain(feed.title.as_str()),
        id: feed.own.clone(),
        updated: stamp(feed.updated),
        authors: vec![person(&feed.owner)],
        links,
        entries: feed.entries.iter().map(entry).collect(),
        lang: Some(feed.lang.to_owned()),
        ..AtomFeed::default()
    };
    let bytes = made.write_to(Vec::new()).map_err(|error| Failure::Internal(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Failure::Internal(error.to_string()))
}

fn entry(entry: &Entry) -> AtomEntry {
    let mut links = vec![link("alternate", &entry.address, "text/html")];
    if !entry.picture.is_empty() {
        links.push(link("enclosure", &entry.picture, "image/jpeg"));
    }
    AtomEntry {
        title: Text::plain(entry.card.title.as_str()),
        id: entry.address.clone(),
        updated: stamp(entry.updated),
        published: Some(stamp(entry.sent)),
        categories: vec![Category { term: entry.card.category.clone(), ..Category::default() }],
        links,
        summary: Some(Text::plain(entry.text.as_str())),
        ..AtomEntry::default()
    }
}

fn link(rel: &str, href: &str, mime: &str) -> Link {
    Link { href: href.to_owned(), rel: rel.to_owned(), mime_type: Some(mime.to_owned()), ..Link::default() }
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}
