//! JSON Feed 1.1.
use super::{Entry, Feed, stamp};
use crate::web::error::Failure;
use serde_json::{Value, json};

/// The list as JSON Feed.
pub fn write(feed: &Feed) -> Result<String, Failure> {
    let mut made = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.list,
        "feed_url": feed.own,
        "language": feed.lang,
        "authors": [{ "name": feed.owner }],
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    if !feed.next.is_empty() {
        made["next_url"] = json!(feed.next);
    }
    Ok(made.to_string())
}

fn item(entry: &Entry) -> Value {
    let mut made = json!({
        "id": entry.address,
        "url": entry.address,
        "title": entry.card.title,
        "content_text": entry.text,
        "date_published": stamp(entry.sent).to_rfc3339(),
        "date_modified": stamp(entry.updated).to_rfc3339(),
        "tags": [entry.card.category],
    });
    if !entry.picture.is_empty() {
        made["image"] = json!(entry.picture);
    }
    made
}
