//! One year of the calendar: the days that are not as their weekday has them, under the hours that are worked.
use super::weekday;
use crate::clock::local;
use crate::domain::audit::Subject;
use crate::domain::day_list::{self, Line};
use crate::domain::{CalendarDay, DayKind, Shift};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, calendar, terms};
use crate::web::admin::history::{self, HistoryRow};
use crate::web::admin::letters::Tab;
use crate::web::error::Failure;
use crate::web::parts::moment::date;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// What a year may be: more digits are another thing, and the databases would not know it.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// One year for whoever keeps the calendar: the hours that are worked, the days that differ, the journal.
#[derive(Template)]
#[template(path = "admin/calendar/year.html")]
pub struct YearPage {
    pub shell: Shell,
    pub years: Vec<Tab>,
    /// "07:30 – 11:30, từ 5/3/2024", a line each.
    pub hours: Vec<String>,
    pub told: String,
    pub rows: Vec<DayRow>,
    pub new_to: String,
    pub import_to: String,
    pub export_to: String,
    pub export: String,
    pub history: Vec<HistoryRow>,
}

/// A day that is not as its weekday would have it.
pub struct DayRow {
    pub href: String,
    pub date: String,
    pub weekday: String,
    pub name: String,
    pub kind: String,
    pub is_work: bool,
    pub certainty: String,
}

/// The year that is asked for; "" for the one that runs.
#[derive(Deserialize)]
pub struct YearQuestion {
    #[serde(default, rename = "nam")]
    year: String,
}

/// A year of the calendar, for whoever keeps it.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<YearQuestion>,
) -> Result<HttpResponse, Failure> {
    let words = visitor.words();
    let this = local(portal.now()).year();
    let year = asked.year.parse().ok().filter(|year| YEARS.contains(year)).unwrap_or(this);
    let (mut years, days, hours, events) = off_thread::look(&portal, move |c| {
        Ok((
            calendar::years(c)?,
            days_of(c, year)?,
            terms::calendar(c)?.shifts,
            audit::of(c, Subject::Calendar, i64::from(year), history::SHOWN)?,
        ))
    })
    .await?;
    years.extend([this, this + 1, year]);
    years.sort_unstable();
    years.dedup();
    let tab = |own: i32| Tab {
        href: links::admin_calendar_year(own),
        label: own.to_string(),
        current: own == year,
        count: None,
    };
    page::page(&YearPage {
        shell: Shell::new(&portal, &visitor, words.say("menu.admin_calendar")),
        years: years.into_iter().map(tab).collect(),
        hours: hours.iter().map(|shift| told(&words, shift)).collect(),
        told: words.count("calendar.days", days.len() as i64),
        export_to: if days.is_empty() { String::new() } else { links::admin_calendar_sheet(year) },
        export: words.fill("calendar.export", [("year", year)]),
        rows: days.into_iter().map(|day| row(&words, day)).collect(),
        new_to: links::admin_calendar_new(),
        import_to: links::admin_calendar_import(),
        history: history::rows(&words, events),
    })
}

/// The year as a file that `import` takes again. It begins with the mark by which spreadsheets know the letters.
pub async fn sheet(portal: web::Data<Portal>, year: web::Path<String>) -> Result<HttpResponse, Failure> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year)).ok_or(Failure::NotFound)?;
    let days = off_thread::look(&portal, move |c| Ok(days_of(c, year)?)).await?;
    if days.is_empty() {
        return Err(Failure::NotFound);
    }
    let lines: Vec<Line> = days
        .into_iter()
        .map(|day| Line { number: 0, day: Ok(day), cells: Vec::new(), observed: false })
        .collect();
    let name = format!("attachment; filename=\"calendar-{year}.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(format!("\u{feff}{}", day_list::write(&lines))))
}

fn days_of(conn: &mut crate::store::Conn, year: i32) -> crate::store::Found<Vec<CalendarDay>> {
    let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    ends.map_or_else(|| Ok(Vec::new()), |(first, last)| calendar::between(conn, first, last))
}

fn row(words: &Words, day: CalendarDay) -> DayRow {
    DayRow {
        href: links::admin_calendar_day(day.day),
        date: date(day.day),
        weekday: weekday(words, day.day),
        kind: words.say(&format!("calendar.kind.{}", day.kind)),
        is_work: day.kind == DayKind::Work,
        certainty: words.say(&format!("calendar.certainty.{}", day.certainty)),
        name: day.name,
    }
}

fn told(words: &Words, shift: &Shift) -> String {
    let mut text = format!("{} – {}", shift.from.format("%H:%M"), shift.to.format("%H:%M"));
    if let Some(first) = shift.valid_from {
        text = format!("{text}, {}", words.fill("calendar.since", [("day", date(first))]));
    }
    if let Some(last) = shift.valid_to {
        text = format!("{text}, {}", words.fill("calendar.until", [("day", date(last))]));
    }
    text
}
