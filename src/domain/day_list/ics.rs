//! A list of days as a calendar (iCalendar, RFC 5545): every whole-day event is a day off, or several. What it says is
//! read by `calcard`; what it means for a working calendar is decided here, and refused by name rather than guessed.
use super::{CalendarDay, Certainty, DayKind, Line, in_reach, name_of};
use crate::domain::text::fold;
use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarProperty as Property, ICalendarStatus, ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// No holiday is longer; a longer event is something else.
const LONGEST: i64 = 31;
/// Vietnam is this far ahead of the hours that end with Z.
const AHEAD: Duration = Duration::hours(7);
/// How calendars say of a day that it is kept in mind and worked all the same.
const OBSERVANCES: [&str; 3] = ["ngay ky niem", "observance", "khong phai ngay nghi"];

/// One event, and the line on which it begins.
struct Event {
    number: usize,
    said: ICalendarComponent,
}

/// Lines may be folded between the bytes of one letter, so they are joined before they are read as text.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Line>, &'static str> {
    let mut lines = Vec::new();
    for (number, chunk) in chunks(bytes) {
        let text = String::from_utf8(chunk).map_err(|_| "file_text")?;
        let closed = text.lines().any(|line| line.trim().eq_ignore_ascii_case("END:VEVENT"));
        let said = match Parser::new(&text).entry() {
            Entry::ICalendar(calendar) => calendar.components.into_iter().next().unwrap_or_default(),
            _ => ICalendarComponent::default(),
        };
        let event = Event { number, said };
        if closed { lines.extend(event.days()) } else { lines.push(event.refused("ics_open")) }
    }
    Ok(lines)
}

/// Each event of the file as text of its own, lines joined, with the number of its first line: one that is broken does
/// not take the others with it.
fn chunks(bytes: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let mut chunks: Vec<(usize, Vec<u8>)> = Vec::new();
    for (number, line) in (1..).zip(lines_of(bytes)) {
        if line.trim_ascii().eq_ignore_ascii_case(b"BEGIN:VEVENT") {
            chunks.push((number, Vec::new()));
        }
        let Some((_, text)) = chunks.last_mut() else { continue };
        match line.split_first() {
            Some((b' ' | b'\t', more)) if text.ends_with(b"\n") => {
                text.pop();
                text.extend_from_slice(more);
            }
            _ => text.extend_from_slice(line),
        }
        text.push(b'\n');
    }
    chunks
}

/// Lines end with CR LF, with LF, or, from old programs, with CR alone.
fn lines_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').flat_map(|line| {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        line.strip_suffix(b"\r").unwrap_or(line).split(|byte| *byte == b'\r')
    })
}

impl Event {
    fn values(&self, name: &Property) -> &[Value] {
        self.said.property(name).map_or(&[], |entry| entry.values.as_slice())
    }

    fn text(&self, name: &Property) -> String {
        let texts = self.values(name).iter().filter_map(Value::as_text);
        texts.collect::<Vec<_>>().join(", ")
    }

    fn summary(&self) -> String {
        self.text(&Property::Summary)
    }

    /// The days of an event, a line each; a line that says what is wrong with it otherwise.
    fn days(&self) -> Vec<Line> {
        match self.span() {
            Ok((first, count)) => (0..count)
                .filter_map(|later| first.checked_add_days(Days::new(later)))
                .map(|day| match self.taken(day) {
                    Ok(taken) => Line {
                        number: self.number,
                        cells: Vec::new(),
                        day: Ok(taken),
                        observed: self.is_observance(),
                    },
                    Err(word) => Line { cells: self.cells(&day.to_string()), ..self.refused(word) },
                })
                .collect(),
            Err(word) => vec![self.refused(word)],
        }
    }

    fn taken(&self, day: NaiveDate) -> Result<CalendarDay, &'static str> {
        let name = name_of(&self.summary())?;
        // "Đi làm bù" is an event of many calendars, and the opposite of a day off.
        if fold(&name).contains("lam bu") {
            return Err("ics_worked");
        }
        Ok(CalendarDay { day: in_reach(day)?, name, kind: DayKind::Off, certainty: Certainty::Announced })
    }

    /// Kept in mind but worked: the public calendars list such days among the holidays and say so beside them.
    fn is_observance(&self) -> bool {
        let beside =
            fold(&format!("{} {}", self.text(&Property::Description), self.text(&Property::Categories)));
        OBSERVANCES.iter().any(|words| beside.contains(words))
    }

    /// The first day, and how many there are. The end of a whole-day event is the day after it.
    fn span(&self) -> Result<(NaiveDate, u64), &'static str> {
        if self.said.status() == Some(&ICalendarStatus::Cancelled) {
            return Err("ics_cancelled");
        }
        if self.said.is_recurrent() {
            return Err("ics_repeats");
        }
        let first = day_of(self.values(&Property::Dtstart).first())?;
        let end = self.values(&Property::Dtend).first();
        let days = match (end, self.values(&Property::Duration).first()) {
            (None, None) => 1,
            (None, Some(Value::Duration(length))) if length.as_seconds() % 86_400 == 0 && !length.neg => {
                length.as_seconds() / 86_400
            }
            (None, Some(_)) => return Err("ics_time"),
            (end, _) => (day_of(end)? - first).num_days().max(0),
        };
        // Some programs end an event of one day on the day itself.
        let days = days.max(1);
        if days > LONGEST { Err("ics_long") } else { Ok((first, days.unsigned_abs())) }
    }

    fn refused(&self, word: &'static str) -> Line {
        let start = self.values(&Property::Dtstart).first();
        let day = day_of(start).map_or_else(|_| said(start), |day| day.to_string());
        Line { number: self.number, day: Err(word), cells: self.cells(&day), observed: false }
    }

    /// The event as a line of a sheet, to be put right there. Made-up work is put right already.
    fn cells(&self, day: &str) -> Vec<String> {
        let summary = self.summary();
        let kind = if fold(&summary).contains("lam bu") { DayKind::Work } else { DayKind::Off };
        vec![day.to_owned(), summary, kind.to_string(), Certainty::Announced.to_string()]
    }
}

/// A whole day: a date, or midnight in Vietnam. The last minute of a day is where the next begins.
fn day_of(value: Option<&Value>) -> Result<NaiveDate, &'static str> {
    let Some(Value::PartialDateTime(moment)) = value else { return Err("date_shape") };
    let wall = wall_of(moment).ok_or("date_shape")?;
    let day = match (wall.time(), NaiveTime::from_hms_opt(23, 59, 0)) {
        (NaiveTime::MIN, _) => wall.date(),
        (time, Some(last)) if time >= last => wall.date() + Days::new(1),
        _ => return Err("ics_time"),
    };
    in_reach(day)
}

fn wall_of(moment: &PartialDateTime) -> Option<NaiveDateTime> {
    let day =
        NaiveDate::from_ymd_opt(i32::from(moment.year?), u32::from(moment.month?), u32::from(moment.day?))?;
    let part = |part: Option<u8>| u32::from(part.unwrap_or(0));
    let wall = day.and_hms_opt(part(moment.hour), part(moment.minute), part(moment.second))?;
    if moment.tz_hour.is_some() { wall.checked_add_signed(AHEAD) } else { Some(wall) }
}

/// A beginning that is no whole day, as it can be read.
fn said(value: Option<&Value>) -> String {
    match value {
        Some(Value::PartialDateTime(moment)) => {
            wall_of(moment).map_or_else(String::new, |wall| wall.to_string())
        }
        Some(other) => other.as_text().unwrap_or_default().to_owned(),
        None => String::new(),
    }
}
