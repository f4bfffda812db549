//! A list of days as a calendar: every whole-day event is a day off, or several. Small and strict: what it does not
//! understand it refuses by name rather than guess.
use super::{CalendarDay, Certainty, DayKind, Line, in_reach, name_of};
use crate::domain::text::fold;
use chrono::{Days, NaiveDate};

/// No holiday is longer; a longer event is something else.
const LONGEST: i64 = 31;

/// What an event says, as far as it matters here.
#[derive(Default)]
struct Event {
    number: usize,
    start: String,
    end: String,
    length: String,
    summary: String,
    repeats: bool,
    cancelled: bool,
}

pub(super) fn read(text: &str) -> Vec<Line> {
    let (mut lines, mut open, mut inner) = (Vec::new(), None::<Event>, 0);
    for (number, property) in unfolded(text) {
        let (head, value) = property.split_once(':').unwrap_or((&property, ""));
        let name = head.split(';').next().unwrap_or_default().trim().to_ascii_uppercase();
        let value = value.trim();
        match (name.as_str(), value.to_ascii_uppercase().as_str()) {
            ("BEGIN", "VEVENT") => {
                // An event inside an event: the one before was never closed.
                lines.extend(open.take().map(|event| refused(&event, "ics_open")));
                (open, inner) = (Some(Event { number, ..Event::default() }), 0);
            }
            ("END", "VEVENT") => lines.extend(open.take().into_iter().flat_map(|event| days_of(&event))),
            // A reminder inside an event has a summary and a length of its own.
            ("BEGIN", _) => inner += 1,
            ("END", _) => inner -= 1,
            _ => {
                if let Some(event) = open.as_mut().filter(|_| inner == 0) {
                    note(event, &name, value);
                }
            }
        }
    }
    lines.extend(open.map(|event| refused(&event, "ics_open")));
    lines
}

fn note(event: &mut Event, name: &str, value: &str) {
    match name {
        "DTSTART" => value.clone_into(&mut event.start),
        "DTEND" => value.clone_into(&mut event.end),
        "DURATION" => value.clone_into(&mut event.length),
        "SUMMARY" => event.summary = plain(value),
        "RRULE" | "RDATE" => event.repeats = true,
        "STATUS" => event.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
        _ => {}
    }
}

/// The days of an event, a line each; a line that says what is wrong with it otherwise.
fn days_of(event: &Event) -> Vec<Line> {
    match span(event) {
        Ok((first, count)) => (0..count)
            .filter_map(|later| first.checked_add_days(Days::new(later)))
            .map(|day| match taken(event, day) {
                Ok(day) => Line { number: event.number, cells: Vec::new(), day: Ok(day) },
                Err(word) => Line { cells: cells(event, &day.to_string()), ..refused(event, word) },
            })
            .collect(),
        Err(word) => vec![refused(event, word)],
    }
}

fn taken(event: &Event, day: NaiveDate) -> Result<CalendarDay, &'static str> {
    let name = name_of(&event.summary)?;
    // "Đi làm bù" is an event of many calendars, and the opposite of a day off.
    if fold(&name).contains("lam bu") {
        return Err("ics_worked");
    }
    Ok(CalendarDay { day: in_reach(day)?, name, kind: DayKind::Off, certainty: Certainty::Announced })
}

/// The first day, and how many there are. The end of a whole-day event is the day after it.
fn span(event: &Event) -> Result<(NaiveDate, u64), &'static str> {
    if event.cancelled {
        return Err("ics_cancelled");
    }
    if event.repeats {
        return Err("ics_repeats");
    }
    let first = whole_day(&event.start)?;
    let days = match (event.end.as_str(), event.length.as_str()) {
        ("", "") => 1,
        ("", length) => length
            .strip_prefix('P')
            .and_then(|rest| rest.strip_suffix('D'))
            .and_then(|days| days.parse().ok())
            .ok_or("ics_time")?,
        (end, _) => (whole_day(end)? - first).num_days().max(0),
    };
    // Some programs end an event of one day on the day itself.
    let days = days.max(1);
    if days > LONGEST { Err("ics_long") } else { Ok((first, days.unsigned_abs())) }
}

fn whole_day(value: &str) -> Result<NaiveDate, &'static str> {
    if value.contains('T') {
        return Err("ics_time");
    }
    let is_date = value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit());
    let day = NaiveDate::parse_from_str(value, "%Y%m%d").ok().filter(|_| is_date).ok_or("date_shape")?;
    in_reach(day)
}

fn refused(event: &Event, word: &'static str) -> Line {
    let day = whole_day(&event.start).map_or_else(|_| event.start.clone(), |day| day.to_string());
    Line { number: event.number, day: Err(word), cells: cells(event, &day) }
}

/// The event as a line of a sheet, to be put right there. Made-up work is put right already.
fn cells(event: &Event, day: &str) -> Vec<String> {
    let kind = if fold(&event.summary).contains("lam bu") { DayKind::Work } else { DayKind::Off };
    vec![day.to_owned(), event.summary.clone(), kind.to_string(), Certainty::Announced.to_string()]
}

/// The lines of the file with their numbers; one that begins with a space continues the one before.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, last))) => last.push_str(more),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

/// A text without its escapes.
fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push(' '),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}
