//! A life that was lived, made ready to be written once more with other words, at another time, in another place: its rows in
//! JSON, taken apart where they differ from report to report.
use super::words::Words;
use crate::clock::Moment;
use crate::domain::seal::{Key, ReportSeal, Row, Thing};
use crate::ids::{TicketId, later_by};
use crate::store::bulk::{GONE, SEALS, Written};
use chrono::{Datelike, Duration, Timelike};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Write;

/// The columns that name the report, or a row of it.
const IDS: [&str; 4] = ["id", "ticket_id", "master_id", "reply_id"];

/// Who and where, by the ids that stand in the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Around {
    pub category: i64,
    pub commune: Option<i64>,
    pub agency: i64,
    pub officer: i64,
    pub approver: i64,
}

/// What differs from report to report.
pub(super) struct Own<'a> {
    pub around: &'a Around,
    pub words: &'a [Words],
    pub codes: &'a [String],
    pub form_keys: &'a [String],
    pub channel: &'a str,
    pub seconds: i64,
}

/// Reports that belong together.
pub(super) struct Mould {
    /// When the first of them was sent.
    pub sent: Moment,
    /// The codes of those that were public and are no more.
    pub gone: Vec<String>,
    reports: Vec<Report>,
}

struct Report {
    id: i64,
    code: String,
    rows: Vec<Shape>,
}

struct Shape {
    table: &'static str,
    thing: Option<Thing>,
    id: i64,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Fixed(String),
    Id(i64),
    /// With what stands between day and time.
    Moment(Moment, char),
    Pauses(String),
    Around(fn(&Around) -> Option<i64>),
    Word(fn(&Words) -> &str),
    /// Of which of the reports.
    Code(usize),
    FormKey,
    Channel,
}

/// Rows by table, in the order in which they are laid in.
#[derive(Default)]
pub(super) struct Rows {
    pub tables: Vec<(&'static str, Vec<String>)>,
    pub reports: Vec<TicketId>,
}

impl Rows {
    fn push(&mut self, table: &'static str, row: String) {
        match self.tables.iter_mut().find(|(name, _)| *name == table) {
            Some((_, rows)) => rows.push(row),
            None => self.tables.push((table, vec![row])),
        }
    }
}

impl Mould {
    /// Takes lived reports apart: each with its rows, what stands around them, its words and its code.
    ///
    /// # Errors
    /// In words, where a row cannot be understood.
    pub fn of(
        lived: Vec<(TicketId, Vec<Written>)>,
        around: &Around,
        words: &[Words],
        codes: &[String],
        sent: Moment,
    ) -> Result<Self, String> {
        let reports = lived.into_iter().zip(words).zip(codes).map(|(((id, rows), words), code)| {
            let known = known(around, words, codes);
            let rows = rows.into_iter().map(|row| Shape::of(row, &known)).collect::<Result<_, _>>()?;
            Ok::<_, String>(Report { id: id.0, code: code.clone(), rows })
        });
        Ok(Self { sent, gone: Vec::new(), reports: reports.collect::<Result<_, _>>()? })
    }

    /// How many reports it is.
    pub fn reports(&self) -> usize {
        self.reports.len()
    }

    /// Writes them once more, sealed.
    pub fn cast(&self, own: &Own<'_>, key: &Key, into: &mut Rows) {
        let later = later_by(own.seconds);
        // A report that repeats another comes after it.
        for (at, report) in self.reports.iter().enumerate().rev() {
            let number = report.id + later;
            let mut sealed = Vec::with_capacity(report.rows.len());
            for shape in &report.rows {
                let content = shape.write(at, own, later);
                if let Some(thing) = shape.thing {
                    let content = content.clone();
                    sealed.push(Row { thing, report: number, id: shape.id + later, content });
                }
                into.push(shape.table, content);
            }
            let seal = ReportSeal::of(key, number, 1, &sealed);
            let row = serde_json::json!({
                "report": seal.report, "events": seal.events, "changes": seal.changes,
                "parts": seal.parts, "seal": seal.seal,
            });
            into.push(SEALS, row.to_string());
            if self.gone.contains(&report.code) {
                into.push(GONE, serde_json::json!({ "code": own.codes[at] }).to_string());
            }
            into.reports.push(TicketId(number));
        }
    }
}

/// What a number of a row is of whoever is around another report.
type OfAround = fn(&Around) -> Option<i64>;
/// What a text of a row is of the words of another report.
type OfWords = fn(&Words) -> &str;

/// What is known of the values in the rows of one report.
struct Known {
    numbers: Vec<(i64, OfAround)>,
    texts: HashMap<String, OfWords>,
    codes: Vec<String>,
}

fn known(around: &Around, words: &Words, codes: &[String]) -> Known {
    let numbers: [(i64, OfAround); 4] = [
        (around.category, |one| Some(one.category)),
        (around.agency, |one| Some(one.agency)),
        (around.officer, |one| Some(one.officer)),
        (around.approver, |one| Some(one.approver)),
    ];
    let mut numbers = numbers.to_vec();
    numbers.extend(around.commune.map(|id| (id, (|one: &Around| one.commune) as OfAround)));
    let texts: [(&str, OfWords); 9] = [
        (&words.title, |words| &words.title),
        (&words.body, |words| &words.body),
        (&words.place, |words| &words.place),
        (&words.name, |words| &words.name),
        (&words.phone, |words| &words.phone),
        (&words.answer, |words| &words.answer),
        (&words.explained, |words| &words.explained),
        (&words.signed, |words| &words.signed),
        (&words.document, |words| &words.document),
    ];
    let texts = texts.into_iter().map(|(text, slot)| (text.to_owned(), slot)).collect();
    Known { numbers, texts, codes: codes.to_vec() }
}

impl Shape {
    fn of(row: Written, known: &Known) -> Result<Self, String> {
        let Written { table, thing, content } = row;
        let columns: serde_json::Map<String, Value> =
            serde_json::from_str(&content).map_err(|error| format!("{table}: {error}"))?;
        let named = thing.map_or("ticket_id", |thing| thing.columns().1);
        let id =
            columns.get(named).and_then(Value::as_i64).ok_or_else(|| format!("{table} has no {named}"))?;
        let mut pieces = Vec::new();
        for (place, (name, value)) in columns.iter().enumerate() {
            let before = if place == 0 { "{" } else { "," };
            fixed(&mut pieces, &format!("{before}\"{name}\":"));
            match piece((table, name), value, known)? {
                Some(piece) => pieces.push(piece),
                None => fixed(&mut pieces, &value.to_string()),
            }
        }
        fixed(&mut pieces, "}");
        Ok(Self { table, thing, id, pieces })
    }

    fn write(&self, at: usize, own: &Own<'_>, later: i64) -> String {
        let mut row = String::with_capacity(512);
        for piece in &self.pieces {
            // Writing into a text does not fail.
            let _ = match piece {
                Piece::Fixed(text) => row.write_str(text),
                Piece::Id(id) => write!(row, "{}", id + later),
                Piece::Moment(moment, between) => moved(&mut row, *moment, *between, own.seconds, "\""),
                Piece::Pauses(text) => pauses(&mut row, text, own.seconds),
                Piece::Around(slot) => match slot(own.around) {
                    Some(id) => write!(row, "{id}"),
                    None => row.write_str("null"),
                },
                Piece::Word(slot) => quoted(&mut row, own.words.get(at).map_or("", slot)),
                Piece::Code(of) => quoted(&mut row, own.codes.get(*of).map_or("", String::as_str)),
                Piece::FormKey => quoted(&mut row, own.form_keys.get(at).map_or("", String::as_str)),
                Piece::Channel => quoted(&mut row, own.channel),
            };
        }
        row
    }
}

fn fixed(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Fixed(before)) => before.push_str(text),
        _ => pieces.push(Piece::Fixed(text.to_owned())),
    }
}

/// What is written anew in the place of this value; nothing where it stays.
fn piece((table, name): (&str, &str), value: &Value, known: &Known) -> Result<Option<Piece>, String> {
    if let Some(number) = value.as_i64() {
        if IDS.contains(&name) {
            return Ok(Some(Piece::Id(number)));
        }
        let slot = known.numbers.iter().find(|(own, _)| *own == number);
        return Ok(slot.map(|(_, slot)| Piece::Around(*slot)));
    }
    let Some(text) = value.as_str().filter(|text| !text.is_empty()) else { return Ok(None) };
    Ok(match name {
        "form_key" => Some(Piece::FormKey),
        "channel" => Some(Piece::Channel),
        "pauses" => Some(Piece::Pauses(text.to_owned())),
        _ => match (known.codes.iter().position(|code| code == text), known.texts.get(text)) {
            (Some(of), _) => Some(Piece::Code(of)),
            (None, Some(slot)) => Some(Piece::Word(*slot)),
            (None, None) => moment(text, table)?,
        },
    })
}

/// A moment that moves; nothing for another text, and for what never comes.
fn moment(text: &str, table: &str) -> Result<Option<Piece>, String> {
    for between in [' ', 'T'] {
        let Ok(found) = Moment::parse_from_str(text, &format!("%Y-%m-%d{between}%H:%M:%S%.f")) else {
            continue;
        };
        if found.nanosecond() != 0 {
            return Err(format!("{table} has a moment that is no whole second"));
        }
        return Ok((found.year() < 9_000).then_some(Piece::Moment(found, between)));
    }
    Ok(None)
}

fn moved(row: &mut String, moment: Moment, between: char, seconds: i64, around: &str) -> std::fmt::Result {
    let at = moment + Duration::seconds(seconds);
    let (day, time) = (at.date(), at.time());
    write!(
        row,
        "{around}{:04}-{:02}-{:02}{between}{:02}:{:02}:{:02}{around}",
        day.year(),
        day.month(),
        day.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// Each stretch moves; the one that goes on has no end.
fn pauses(row: &mut String, text: &str, seconds: i64) -> std::fmt::Result {
    row.push('"');
    for (place, stretch) in text.split(' ').enumerate() {
        if place > 0 {
            row.push(' ');
        }
        let (from, until) = stretch.split_once('/').unwrap_or((stretch, ""));
        for (end, behind) in [(from, "/"), (until, "")] {
            if let Ok(found) = Moment::parse_from_str(end, "%Y-%m-%dT%H:%M:%S%.f") {
                moved(row, found, 'T', seconds, "")?;
            }
            row.push_str(behind);
        }
    }
    row.write_char('"')
}

fn quoted(row: &mut String, text: &str) -> std::fmt::Result {
    row.write_str(&Value::from(text).to_string())
}
