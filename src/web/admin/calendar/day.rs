//! One day: a new one, or one that is said otherwise or taken out. Nothing is stored from here; the preview comes next.
use super::weekday;
use crate::actions::calendar::DayTyped;
use crate::domain::{CalendarDay, Certainty, DayKind};
use crate::links;
use crate::portal::Portal;
use crate::store::calendar;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::moment::date;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};

/// The form of one day, for whoever keeps the calendar.
#[derive(Template)]
#[template(path = "admin/calendar/day.html")]
pub struct DayPage {
    pub shell: Shell,
    pub back: String,
    pub action: String,
    pub is_new: bool,
    pub typed: DayTyped,
    pub kinds: Vec<Choice>,
    pub certainties: Vec<Choice>,
    pub errors: Errors,
}

/// The form of a new day: an announced day off, until something else is chosen.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let typed = DayTyped {
        kind: DayKind::Off.to_string(),
        certainty: Certainty::Announced.to_string(),
        ..DayTyped::default()
    };
    off_thread::city(&portal).await?;
    page::page(&page_of(&portal, &visitor, typed, true, Errors::default()))
}

/// The form of a day as it stands; not found where nothing is said of that day.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    day: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let day: NaiveDate = day.parse().map_err(|_| Failure::NotFound)?;
    let found =
        off_thread::look(&portal, move |c| Ok(calendar::find(c, day)?)).await?.ok_or(Failure::NotFound)?;
    page::page(&page_of(&portal, &visitor, typed(&found), false, Errors::default()))
}

/// The form of a day as it stands, or as it was typed.
pub fn page_of(portal: &Portal, visitor: &Visitor, typed: DayTyped, is_new: bool, errors: Errors) -> DayPage {
    let words = visitor.words();
    let day: Option<NaiveDate> = typed.day.parse().ok();
    let title = match day.filter(|_| !is_new) {
        Some(day) => format!("{}, {}", weekday(&words, day), date(day)),
        None => words.say("calendar.add"),
    };
    let kind = |kind: &DayKind| {
        let hint = words.say(&format!("calendar.kind_hint.{kind}"));
        Choice::new(kind.as_str(), words.say(&format!("calendar.kind.{kind}")), &typed.kind).with_hint(hint)
    };
    let certainty = |sure: &Certainty| {
        Choice::new(sure.as_str(), words.say(&format!("calendar.certainty.{sure}")), &typed.certainty)
    };
    DayPage {
        shell: Shell::new(portal, visitor, title),
        back: day.map_or_else(links::admin_calendar, |day| links::admin_calendar_year(day.year())),
        action: links::admin_calendar(),
        is_new,
        kinds: DayKind::ALL.iter().map(kind).collect(),
        certainties: Certainty::ALL.iter().map(certainty).collect(),
        typed,
        errors,
    }
}

fn typed(day: &CalendarDay) -> DayTyped {
    DayTyped {
        day: day.day.to_string(),
        name: day.name.clone(),
        kind: day.kind.to_string(),
        certainty: day.certainty.to_string(),
    }
}
