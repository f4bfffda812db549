//! The hours that are worked, season by season, and the form of others.
use super::calendar::moves::{chosen, saved};
use super::history::{self, HistoryRow};
use crate::actions::calendar::{Deadlines, HoursTyped, set_hours};
use crate::domain::Shift;
use crate::domain::audit::Subject;
use crate::domain::hours;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::audit;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::moment::date;
use crate::web::posted::{Form, Posted};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The hours, for whoever keeps the city's time.
#[derive(Template)]
#[template(path = "admin/hours.html")]
pub struct HoursPage {
    pub shell: Shell,
    /// "07:30 – 11:30, 13:30 – 17:00 · từ 5/3/2024", a line a season.
    pub rows: Vec<String>,
    pub seen: String,
    pub typed: HoursTyped,
    pub deadlines: Vec<Choice>,
    pub errors: Errors,
    pub history: Vec<HistoryRow>,
    /// Somebody else was faster: the hours above are no longer those that were seen.
    pub is_overtaken: bool,
}

/// Other hours, and what becomes of the deadlines that run.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct HoursForm {
    seen: String,
    from_1: String,
    to_1: String,
    from_2: String,
    to_2: String,
    valid_from: String,
    valid_to: String,
    deadlines: String,
}

impl Form for HoursForm {}

impl HoursForm {
    fn typed(&self) -> HoursTyped {
        HoursTyped {
            from_1: self.from_1.clone(),
            to_1: self.to_1.clone(),
            from_2: self.from_2.clone(),
            to_2: self.to_2.clone(),
            valid_from: self.valid_from.clone(),
            valid_to: self.valid_to.clone(),
        }
    }
}

/// The hours as they stand.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, None, Errors::default()).await?)
}

/// Sets other hours, with or without moving the deadlines that run.
pub async fn set(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<HoursForm>,
) -> Result<HttpResponse, Failure> {
    Press::of(&portal, &visitor, posted.within(), posted.form)
        .beside_what_stands()
        .answer(
            |portal, actor, typed: &HoursForm| {
                let deadlines = chosen(&typed.deadlines).unwrap_or(Deadlines::Keep);
                set_hours(portal, actor, &typed.typed(), &typed.seen, deadlines)
            },
            async |moved| Ok(redirect::to_saying(&portal, &links::admin_hours(), saved(moved))),
            async |visitor, typed, errors| page_of(&portal, visitor, Some(typed), errors).await,
        )
        .await
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    form: Option<HoursForm>,
    errors: Errors,
) -> Result<HoursPage, Failure> {
    let w = visitor.words();
    let (city, events) = off_thread::look_in_city(portal, |c, city| {
        Ok((city, audit::of(c, Subject::Hours, 0, history::SHOWN)?))
    })
    .await?;
    let shifts = &city.calendar.shifts;
    let is_overtaken = form.is_some() && errors.is_empty();
    let form = form.unwrap_or_default();
    let chosen = if form.deadlines.is_empty() { "keep" } else { &form.deadlines };
    let choice = |word: &str| {
        Choice::new(word, w.say(&format!("rules.deadlines_{word}")), chosen)
            .with_hint(w.say(&format!("rules.deadlines_{word}_hint")))
    };
    Ok(HoursPage {
        shell: Shell::new(portal, visitor, w.say("rules.hours")),
        rows: seasons(&w, shifts),
        seen: hours::print(shifts),
        typed: form.typed(),
        deadlines: ["keep", "recompute"].map(choice).into(),
        errors,
        history: history::rows(&w, events),
        is_overtaken,
    })
}

/// A line for each season, in their order.
fn seasons(w: &Words, shifts: &[Shift]) -> Vec<String> {
    let mut ends: Vec<_> = shifts.iter().map(|shift| (shift.valid_from, shift.valid_to)).collect();
    ends.sort_unstable();
    ends.dedup();
    let line = |(from, to)| {
        let own = shifts.iter().filter(|shift| (shift.valid_from, shift.valid_to) == (from, to));
        let own: Vec<_> = own.map(|shift| (shift.from, shift.to)).collect();
        let mut parts = vec![hours::said(&own)];
        parts.extend(from.map(|day| w.fill("calendar.since", [("day", date(day))])));
        parts.extend(to.map(|day| w.fill("calendar.until", [("day", date(day))])));
        parts.join(" · ")
    };
    ends.into_iter().map(line).collect()
}
