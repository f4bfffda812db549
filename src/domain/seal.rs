//! The seals of a report: one for each row that belongs to it, and one over all of those. They are made with the
//! instance's key, so that whoever holds the database alone can change nothing unseen.
#[cfg(test)]
mod tests;

use crate::ids::text_enum;
use crate::schema::report_seals;
use diesel::{AsChangeset, Insertable, Queryable};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How the content of a row is written down before it is sealed. A migration that changes what sealed rows already hold
/// (other than by a new column that is empty in them) raises it: everything is then sealed anew once, at the next start.
pub const FORM: i32 = 2;

/// The house itself, whose texts of consent belong to no report.
pub const HOUSE: i64 = 0;

/// The key of the seals. It never leaves the machine.
#[derive(Clone)]
pub struct Key([u8; 32]);

text_enum! {
    /// What is sealed: the tables of which every row belongs to a report, to the house, or to the administrators' journal.
    pub enum Thing {
        Report = "tickets",
        Sender = "contacts",
        Event = "events",
        Reply = "replies",
        Draft = "reply_drafts",
        Photo = "photos",
        Document = "documents",
        Note = "notes",
        Consent = "consents",
        Journal = "office_events",
        Holder = "assignments",
        Clock = "clocks",
        Rating = "ratings",
        Objection = "objections",
        OwnWords = "own_words",
        Asked = "report_answers",
        Pointed = "report_points",
        Removal = "removal_requests",
        Comment = "comments",
    }
}

/// A row as the database gives it: every column by its name, in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub thing: Thing,
    pub report: i64,
    pub id: i64,
    pub content: String,
}

impl Row {
    /// The report that this one repeats, if it is a report that does.
    pub fn master(&self) -> Option<i64> {
        #[derive(serde::Deserialize)]
        struct Repeats {
            master_id: Option<i64>,
        }
        let read = |row: &Self| serde_json::from_str::<Repeats>(&row.content).ok()?.master_id;
        (self.thing == Thing::Report).then(|| read(self)).flatten()
    }
}

/// One row before and after a change: nothing before it was put in, nothing after it was taken out.
#[derive(Debug, Clone)]
pub struct Touched {
    pub before: Option<Row>,
    pub after: Option<Row>,
}

/// The seals of one report as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable, AsChangeset, serde::Deserialize)]
#[diesel(table_name = report_seals)]
pub struct ReportSeal {
    pub report: i64,
    /// How many events it has: it only grows.
    pub events: i32,
    /// How often it was sealed: it only grows.
    pub changes: i32,
    /// The seal of each row, a line each.
    pub parts: String,
    /// Over all of the above.
    pub seal: String,
}

/// What was found about a report, or about the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Changed(Thing, i64),
    Removed(Thing, i64),
    /// It was put in past the portal.
    Added(Thing, i64),
    /// The seals themselves were written by somebody else, or taken from another time.
    Forged,
    /// There are no seals.
    Unsealed,
    /// It is older than it was when the head was kept: events are missing.
    SetBack,
}

type Rows = BTreeMap<(Thing, i64), String>;

impl Thing {
    /// The columns that say to which report a row belongs, and which row it is. The house's and the journal's belong to
    /// none.
    pub fn columns(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Report => (Some("id"), "id"),
            Self::Sender | Self::Draft | Self::Rating | Self::Objection => (Some("ticket_id"), "ticket_id"),
            Self::Holder
            | Self::Clock
            | Self::Event
            | Self::Reply
            | Self::Photo
            | Self::Document
            | Self::OwnWords
            | Self::Asked
            | Self::Pointed
            | Self::Removal
            | Self::Comment
            | Self::Note => (Some("ticket_id"), "id"),
            Self::Consent | Self::Journal => (None, "id"),
        }
    }
}

impl Row {
    /// Reads to which report the row belongs, and which it is.
    pub fn read(thing: Thing, content: String) -> Option<Self> {
        let columns: BTreeMap<String, Value> = serde_json::from_str(&content).ok()?;
        let number = |name: &str| columns.get(name)?.as_i64();
        let (report, id) = thing.columns();
        let report = report.map_or(Some(HOUSE), number)?;
        Some(Self { thing, report, id: number(id)?, content })
    }
}

impl Key {
    /// A key made of the instance's secrets, which do not lie in the database.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A seal over parts, for one purpose: 64 hexadecimal digits.
    pub fn over(&self, purpose: &str, parts: &[&str]) -> String {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        for part in [purpose].iter().chain(parts) {
            // Its length first: no two rows of parts read the same.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().iter().fold(String::new(), |mut text, byte| {
            // Writing into a text does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// The seal of one row: 24 digits are enough under a key, and there are many rows.
    fn of_row(&self, row: &Row) -> String {
        let (report, id, content) = (row.report.to_string(), row.id.to_string(), plain(&row.content));
        let mut seal = self.over("row", &[row.thing.as_str(), &report, &id, &content]);
        seal.truncate(24);
        seal
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl ReportSeal {
    /// The seals of a report that stands there whole.
    pub fn of(key: &Key, report: i64, changes: i32, rows: &[Row]) -> Self {
        let rows = rows.iter().map(|row| ((row.thing, row.id), key.of_row(row))).collect();
        Self::over(key, report, changes, &rows)
    }

    /// Whether these seals are ours.
    pub fn holds(&self, key: &Key) -> bool {
        self.seal == own(key, self.report, self.events, self.changes, &self.parts)
    }

    /// The seals after a change, with what did not fit: a row that was no longer as it was sealed keeps its old seal (or
    /// none), so that what was done past the portal stays visible whatever the portal does afterwards.
    pub fn follow(&self, key: &Key, touched: &[Touched]) -> (Self, Vec<Fault>) {
        let mut rows = read(&self.parts);
        let mut doubts = Vec::new();
        for Touched { before, after } in touched {
            let Some(row) = after.as_ref().or(before.as_ref()) else { continue };
            let at = (row.thing, row.id);
            if rows.get(&at) != before.as_ref().map(|row| key.of_row(row)).as_ref() {
                doubts.push(Fault::Changed(row.thing, row.id));
                continue;
            }
            match after {
                Some(row) => drop(rows.insert(at, key.of_row(row))),
                None => drop(rows.remove(&at)),
            }
        }
        (Self::over(key, self.report, self.changes.wrapping_add(1), &rows), doubts)
    }

    fn over(key: &Key, report: i64, changes: i32, rows: &Rows) -> Self {
        let events = rows.keys().filter(|(thing, _)| *thing == Thing::Event).count();
        let events = i32::try_from(events).unwrap_or(i32::MAX);
        let parts = rows.iter().fold(String::new(), |mut text, ((thing, id), seal)| {
            let _ = writeln!(text, "{thing} {id} {seal}");
            text
        });
        let seal = own(key, report, events, changes, &parts);
        Self { report, events, changes, parts, seal }
    }
}

fn own(key: &Key, report: i64, events: i32, changes: i32, parts: &str) -> String {
    let numbers = [report.to_string(), events.to_string(), changes.to_string()];
    key.over("report", &[&numbers[0], &numbers[1], &numbers[2], parts])
}

/// The seals of rows, read from their lines. A line that is none counts as taken out.
fn read(rows: &str) -> Rows {
    let line = |line: &str| {
        let mut words = line.split(' ');
        Some(((words.next()?.parse().ok()?, words.next()?.parse().ok()?), words.next()?.to_owned()))
    };
    rows.lines().filter_map(line).collect()
}

/// The first thing about a report that is not as it was sealed, if there is one.
pub fn broken(key: &Key, seal: Option<&ReportSeal>, rows: &[Row]) -> Option<Fault> {
    let Some(seal) = seal else { return (!rows.is_empty()).then_some(Fault::Unsealed) };
    let mut sealed = read(&seal.parts);
    let mut found = BTreeMap::new();
    for row in rows {
        match sealed.remove(&(row.thing, row.id)) {
            Some(kept) if kept == key.of_row(row) => {}
            Some(_) => drop(found.insert((row.thing, row.id), Fault::Changed(row.thing, row.id))),
            None => drop(found.insert((row.thing, row.id), Fault::Added(row.thing, row.id))),
        }
    }
    found.extend(sealed.into_keys().map(|(thing, id)| ((thing, id), Fault::Removed(thing, id))));
    found.into_values().next().or_else(|| (!seal.holds(key)).then_some(Fault::Forged))
}

/// The seal of an entry of the administrators' journal, over the one before it.
pub fn of_entry(key: &Key, previous: &str, number: i64, row: &Row) -> String {
    key.over("journal", &[previous, &number.to_string(), &row.id.to_string(), &plain(&row.content)])
}

/// A row's columns in the order of their names, without the empty ones: a column that comes later and is empty changes
/// no seal.
fn plain(content: &str) -> String {
    let empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Number(number) => number.as_i64() == Some(0),
        _ => false,
    };
    match serde_json::from_str::<BTreeMap<String, Value>>(content) {
        Ok(mut columns) => {
            columns.retain(|_, value| !empty(value));
            columns.into_iter().fold(String::new(), |mut text, (name, value)| {
                // A value in JSON has no bare line break, nor does a column's name.
                let _ = writeln!(text, "{name}={value}");
                text
            })
        }
        Err(_) => content.to_owned(),
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = |thing: &Thing| match thing {
            Thing::Report => "the report itself (words, state, dates, privacy)",
            Thing::Holder => "who holds it",
            Thing::Clock => "a deadline",
            Thing::Rating => "a rating",
            Thing::Objection => "an objection",
            Thing::OwnWords => "what its sender wrote before",
            Thing::Asked => "an answer to a question of the category",
            Thing::Pointed => "where it is on the map",
            Thing::Comment => "a public comment",
            Thing::Removal => "a request that it is taken down",
            Thing::Sender => "who sent it, or their consent,",
            Thing::Event => "an event",
            Thing::Reply => "a published answer",
            Thing::Draft => "the draft of an answer",
            Thing::Photo => "a photo",
            Thing::Document => "a document",
            Thing::Note => "a note",
            Thing::Consent => "a text of consent",
            Thing::Journal => "an entry",
        };
        match self {
            Self::Changed(thing, id) => write!(f, "{} was changed ({thing} {id})", what(thing)),
            Self::Removed(thing, id) => write!(f, "{} was removed ({thing} {id})", what(thing)),
            Self::Added(thing, id) => write!(f, "{} was put in ({thing} {id})", what(thing)),
            Self::Forged => f.write_str("its seals are not ours"),
            Self::Unsealed => f.write_str("it has no seals"),
            Self::SetBack => f.write_str("it was set back to an older state"),
        }
    }
}
