//! A list of days from a file: chosen here, looked at in the preview, stored when that was confirmed.
use super::import_preview::{self, Ticks};
use super::moves::{chosen, saved};
use crate::actions::calendar::{Deadlines, import_days};
use crate::domain::day_list;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Form, Posted, Text};
use crate::web::press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Where a file with a list of days is chosen, for whoever keeps the calendar.
#[derive(Template)]
#[template(path = "admin/calendar/import.html")]
pub struct ImportPage {
    pub shell: Shell,
    pub back: String,
    pub action: String,
    pub errors: Errors,
}

/// The most that a list can be as the page holds it; how long it may really be, its reader says with the rows kept.
const ROWS_LIMIT: usize = 2 * day_list::SHEET_LIMIT;

/// A list of days: the rows that were looked at, and what is to become of the deadlines.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct DayListForm {
    /// The list as it was last shown, or mended by hand.
    rows: String,
    /// How many bad lines were seen.
    refused: String,
    /// "" to look · keep · recompute
    deadlines: String,
}

/// Days in one field, one after the other, in characters.
const DAYS_TOLD: usize = day_list::DAYS_LIMIT * 11;

impl Form for DayListForm {
    const TEXTS: &'static [Text] = &[
        Text::new("rows", ROWS_LIMIT, "too_long"),
        Text::new("shown", DAYS_TOLD, "too_long"),
        Text::new("left", DAYS_TOLD, "too_long"),
    ];
    const FILES: &'static [&'static str] = &["file"];
}

/// The form that takes the file.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    off_thread::city(&portal).await?;
    page::page(&page_of(&portal, &visitor, Errors::default()))
}

/// Shows a list line by line, or stores one that was looked at and confirmed.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<DayListForm>,
) -> Result<HttpResponse, Failure> {
    let typed = posted.form;
    let ticks = Ticks::of(&posted.fields);
    if let Some(deadlines) = chosen(&typed.deadlines) {
        return store(&portal, &visitor, typed, (ticks, deadlines)).await;
    }
    let file = posted.files.into_iter().find(|file| file.field == "file");
    let read = match file {
        Some(file) if file.size > day_list::FILE_LIMIT as u64 => Err("file_large"),
        Some(file) => {
            off_thread::change(move || Ok::<_, Failure>(day_list::read_file(&file.read()?))).await?
        }
        None if !typed.rows.trim().is_empty() => {
            return import_preview::of_text(&portal, &visitor, (&typed.rows, &ticks), None).await;
        }
        None => Err("file_missing"),
    };
    match read {
        Ok(lines) => {
            let ticks = Ticks::first(&lines);
            page::page(&import_preview::page_of(&portal, &visitor, (lines, &ticks), Errors::default()).await?)
        }
        Err(word) => {
            let mut errors = Errors::default();
            errors.add("file", visitor.words().say(&format!("problem.{word}")));
            page::again(&page_of(&portal, &visitor, errors))
        }
    }
}

async fn store(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    typed: DayListForm,
    (ticks, deadlines): (Ticks, Deadlines),
) -> Result<HttpResponse, Failure> {
    // Deadlines are moved only as they were shown: for other days they are reckoned and shown first.
    if ticks.moved && deadlines == Deadlines::Recompute {
        return import_preview::of_text(portal, visitor, (&typed.rows, &ticks), Some("ticks_changed")).await;
    }
    let (actor, inside, list) = (visitor.staff()?.clone(), portal.clone(), typed.rows.clone());
    let refused = typed.refused.parse().unwrap_or(0);
    let left_out = ticks.left_out.clone();
    let work = move || Ok::<_, Failure>(import_days(&inside, &actor, &list, (refused, &left_out), deadlines));
    match off_thread::change(work).await? {
        Ok((_, moved)) => Ok(redirect::to_saying(portal, &links::admin_calendar(), saved(moved))),
        Err(refusal) => {
            let again = async |visitor: &Visitor, errors| {
                import_preview::told(portal, visitor, (&typed.rows, &ticks), errors).await
            };
            press::refused(visitor, refusal, again).await
        }
    }
}

fn page_of(portal: &Portal, visitor: &Visitor, errors: Errors) -> ImportPage {
    ImportPage {
        shell: Shell::new(portal, visitor, visitor.words().say("calendar.import")),
        back: links::admin_calendar(),
        action: links::admin_calendar_import(),
        errors,
    }
}
