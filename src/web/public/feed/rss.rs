//! RSS 2.0.
use super::{Entry, Feed, stamp};
use crate::web::error::Failure;
use ::rss::{Category, Channel, Guid, Item};
use askama::filters::{Html, escape};

/// The list as RSS.
pub fn write(feed: &Feed) -> Result<String, Failure> {
    let items: Result<Vec<Item>, Failure> = feed.entries.iter().map(item).collect();
    let made = Channel {
        title: feed.title.clone(),
        link: feed.list.clone(),
        description: feed.title.clone(),
        language: Some(feed.lang.to_owned()),
        last_build_date: Some(stamp(feed.updated).to_rfc2822()),
        items: items?,
        ..Channel::default()
    };
    let bytes = made.write_to(Vec::new()).map_err(|error| Failure::Internal(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Failure::Internal(error.to_string()))
}

/// Its description is read as HTML.
fn item(entry: &Entry) -> Result<Item, Failure> {
    let lines: Result<Vec<String>, askama::Error> =
        entry.text.lines().map(|line| Ok(format!("<p>{}</p>", escape(line, Html)?))).collect();
    Ok(Item {
        title: Some(entry.card.title.clone()),
        link: Some(entry.address.clone()),
        guid: Some(Guid { value: entry.address.clone(), permalink: true }),
        description: Some(lines?.concat()),
        categories: vec![Category { name: entry.card.category.clone(), domain: None }],
        pub_date: Some(stamp(entry.sent).to_rfc2822()),
        ..Item::default()
    })
}
