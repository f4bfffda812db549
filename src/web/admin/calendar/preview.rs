//! What changing one day would do, before it is stored; and the storing, once that has been seen.
use super::moves::{Moves, chosen, saved};
use super::{day, said, weekday};
use crate::actions::Refusal;
use crate::actions::calendar::{DayTyped, Deadlines, due_moves, remove_day, set_day};
use crate::domain::day_list;
use crate::domain::policy::Actor;
use crate::domain::{CalendarDay, DayChange};
use crate::links;
use crate::portal::Portal;
use crate::store::calendar;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::moment::date;
use crate::web::posted::{Form, Posted, Text};
use crate::web::press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// One day as it is and as it would be, and which deadlines would move, before it is stored.
#[derive(Template)]
#[template(path = "admin/calendar/preview.html")]
pub struct PreviewPage {
    pub shell: Shell,
    pub back: String,
    pub action: String,
    /// "thứ Tư, 2/9/2026"
    pub day: String,
    /// How it is now, and how it would be.
    pub before: String,
    pub after: String,
    pub changes: bool,
    pub removes: bool,
    pub moves: Moves,
    /// What the confirming form carries: name and value.
    pub kept: Vec<(&'static str, String)>,
}

/// What is sent about one day, from its form or from its preview.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct DayForm {
    /// set · remove
    what: String,
    /// "yes" from the form for a new day.
    is_new: String,
    day: String,
    name: String,
    kind: String,
    certainty: String,
    /// What was said of the day in the preview.
    seen: String,
    /// "" to look · edit to go back to the form · keep · recompute
    deadlines: String,
}

impl Form for DayForm {
    const TEXTS: &'static [Text] = &[Text::new("name", day_list::NAME_LIMIT, "too_long")];
}

impl DayForm {
    fn fields(&self) -> DayTyped {
        DayTyped {
            day: self.day.clone(),
            name: self.name.clone(),
            kind: self.kind.clone(),
            certainty: self.certainty.clone(),
        }
    }

    fn removes(&self) -> bool {
        self.what == "remove"
    }

    fn date(&self) -> Result<NaiveDate, Failure> {
        self.day.parse().map_err(|_| Failure::NotFound)
    }
}

/// Shows what changing a day would do, or stores a change that was looked at and confirmed.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<DayForm>,
) -> Result<HttpResponse, Failure> {
    if let Err(refusal) = posted.within() {
        return form_again(&portal, &visitor, &posted.form, refusal).await;
    }
    let typed = posted.form;
    match chosen(&typed.deadlines) {
        Some(deadlines) => store(&portal, &visitor, typed, deadlines).await,
        None if typed.deadlines == "edit" => page::page(&day::page_of(
            &portal,
            &visitor,
            typed.fields(),
            typed.is_new == "yes",
            Errors::default(),
        )),
        None => preview(&portal, &visitor, &typed).await,
    }
}

async fn store(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    typed: DayForm,
    deadlines: Deadlines,
) -> Result<HttpResponse, Failure> {
    let (actor, inside, asked) = (visitor.staff()?.clone(), portal.clone(), typed.clone());
    match off_thread::change(move || Ok::<_, Failure>(carry(&inside, &actor, &asked, deadlines))).await? {
        Ok((day, moved)) => {
            Ok(redirect::to_saying(portal, &links::admin_calendar_year(day.year()), saved(moved)))
        }
        // Somebody said something else of the day meanwhile: both are shown, and nothing typed is lost.
        Err(Refusal::Stale) => {
            let mut shown = preview(portal, &visitor.before_again("admin.conflict"), &typed).await?;
            *shown.status_mut() = StatusCode::CONFLICT;
            Ok(shown)
        }
        Err(refusal) => form_again(portal, visitor, &typed, refusal).await,
    }
}

fn carry(
    portal: &Portal,
    actor: &Actor,
    typed: &DayForm,
    deadlines: Deadlines,
) -> Result<(NaiveDate, usize), Refusal> {
    if typed.removes() {
        let day = typed.date().map_err(|_| Refusal::Missing)?;
        Ok((day, remove_day(portal, actor, day, &typed.seen, deadlines)?))
    } else {
        let fields = typed.fields();
        Ok((fields.read()?.day, set_day(portal, actor, &fields, &typed.seen, deadlines)?))
    }
}

async fn preview(portal: &Portal, visitor: &Visitor, typed: &DayForm) -> Result<HttpResponse, Failure> {
    let wanted = if typed.removes() {
        None
    } else {
        match typed.fields().read() {
            Ok(day) => Some(day),
            Err(refusal) => return form_again(portal, visitor, typed, refusal).await,
        }
    };
    let (day, now) = (wanted.as_ref().map_or_else(|| typed.date(), |wanted| Ok(wanted.day))?, portal.now());
    let asked = wanted.clone();
    let (standing, moves) = off_thread::look(portal, move |c| {
        let standing = calendar::find(c, day)?;
        let change = DayChange { day, from: standing.clone(), to: asked };
        Ok((standing, due_moves(c, &[change], now)?))
    })
    .await?;
    if wanted.is_none() && standing.is_none() {
        return Err(Failure::NotFound);
    }
    let words = visitor.words();
    // Of a day of which nothing is said, its weekday decides.
    let told =
        |day: Option<&CalendarDay>| day.map_or_else(|| words.say("calendar.plain"), |day| said(&words, day));
    let kept = |day: &CalendarDay| {
        vec![
            ("what", "set".to_owned()),
            ("is_new", typed.is_new.clone()),
            ("name", day.name.clone()),
            ("kind", day.kind.to_string()),
            ("certainty", day.certainty.to_string()),
        ]
    };
    let mut fields = wanted.as_ref().map_or_else(|| vec![("what", "remove".to_owned())], kept);
    fields.push(("day", day.to_string()));
    fields.push(("seen", standing.as_ref().map(CalendarDay::print).unwrap_or_default()));
    page::page(&PreviewPage {
        shell: Shell::new(portal, visitor, words.say("calendar.preview")),
        back: links::admin_calendar_year(day.year()),
        removes: wanted.is_none(),
        action: links::admin_calendar(),
        day: format!("{}, {}", weekday(&words, day), date(day)),
        before: told(standing.as_ref()),
        after: told(wanted.as_ref()),
        changes: standing != wanted,
        moves: Moves::of(&words, &moves),
        kept: fields,
    })
}

/// The form once more, with what is wrong on top.
async fn form_again(
    portal: &Portal,
    visitor: &Visitor,
    typed: &DayForm,
    refusal: Refusal,
) -> Result<HttpResponse, Failure> {
    let again = async |visitor: &Visitor, errors| {
        Ok(day::page_of(portal, visitor, typed.fields(), typed.is_new == "yes", errors))
    };
    press::refused(visitor, refusal, again).await
}
