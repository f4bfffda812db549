//! A list of days line by line: what would be added, changed, refused, and which deadlines would move.
use super::moves::Moves;
use super::{said, weekday};
use crate::actions::Refusal;
use crate::actions::calendar::{changes_of, due_moves};
use crate::domain::DayChange;
use crate::domain::day_list::{self, Line};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::moment::date;
use crate::web::posted::Fields;
use crate::web::press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::HttpResponse;
use askama::Template;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A list of days before it is stored: what becomes of each line, and which deadlines would move.
#[derive(Template)]
#[template(path = "admin/calendar/import_preview.html")]
pub struct ImportPreviewPage {
    pub shell: Shell,
    pub back: String,
    pub action: String,
    pub errors: Errors,
    /// "3 ngày mới, 1 ngày đổi, 2 dòng bị từ chối", a part each.
    pub told: Vec<String>,
    pub lines: Vec<LineRow>,
    /// The days that have a box, and those of them that are left out, one after the other.
    pub shown: String,
    pub left: String,
    pub refused: usize,
    /// Is there anything to store?
    pub changes: bool,
    pub moves: Moves,
    /// "2 dòng bị từ chối sẽ không được lưu", or "".
    pub left_out: String,
    /// The list to be mended by hand, open where there is something to mend.
    pub rows: String,
    pub mend_open: bool,
}

/// A form has only so many values: of a longer list only what may be left out has a box.
const BOXES: usize = 300;

/// Which days of a list are to be stored: all but those that were shown and not ticked.
#[derive(Debug, Default, Clone)]
pub struct Ticks {
    pub left_out: BTreeSet<NaiveDate>,
    /// Others are ticked than when the list was last shown.
    pub moved: bool,
}

impl Ticks {
    /// As a list is first shown: what is only kept in mind and worked all the same is left out.
    pub fn first(lines: &[Line]) -> Self {
        let observed = lines.iter().filter(|line| line.observed);
        let left_out = observed.filter_map(|line| line.day.as_ref().ok()).map(|day| day.day).collect();
        Self { left_out, moved: false }
    }

    /// As the form says it: every day that had a box and was not ticked is left out.
    pub fn of(fields: &Fields) -> Self {
        let told = |name| fields.get(name).split(' ').filter_map(|day| day.parse().ok());
        let ticked: BTreeSet<NaiveDate> =
            fields.all("take").into_iter().filter_map(|day| day.parse().ok()).collect();
        let left_out: BTreeSet<NaiveDate> = told("shown").filter(|day| !ticked.contains(day)).collect();
        Self { moved: left_out != told("left").collect(), left_out }
    }
}

/// One line of the list, and what becomes of it.
pub struct LineRow {
    /// "Dòng 7"
    pub number: String,
    /// The day, for the box that takes it; "" where there is nothing to take.
    pub tick: String,
    pub ticked: bool,
    /// add · change · same · left · refused
    pub verdict: &'static str,
    pub verdict_told: String,
    /// "thứ Tư, 2/9/2026", or the cells as they came.
    pub day: String,
    pub what: String,
    /// What stood there before, or why it was refused; "" otherwise.
    pub note: String,
}

/// A list as text, to be looked at; `wrong` is the word of what is wrong with it already.
pub async fn of_text(
    portal: &Portal,
    visitor: &Visitor,
    list: (&str, &Ticks),
    wrong: Option<&'static str>,
) -> Result<HttpResponse, Failure> {
    match wrong.or_else(|| day_list::read(list.0).err()) {
        Some(word) => {
            let again = async |visitor: &Visitor, errors| told(portal, visitor, list, errors).await;
            press::refused(visitor, Refusal::field("rows", word), again).await
        }
        None => page::page(&told(portal, visitor, list, Errors::default()).await?),
    }
}

/// The list as text with what is wrong with it. Nobody may lose it: what cannot be read at all stays in its box.
pub async fn told(
    portal: &Portal,
    visitor: &Visitor,
    (text, ticks): (&str, &Ticks),
    errors: Errors,
) -> Result<ImportPreviewPage, Failure> {
    let lines = day_list::read(text).unwrap_or_default();
    let mut shown = page_of(portal, visitor, (lines, ticks), errors).await?;
    text.clone_into(&mut shown.rows);
    Ok(shown)
}

/// The page of a list as it was read, with what is wrong on top.
pub async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    (lines, ticks): (Vec<Line>, &Ticks),
    errors: Errors,
) -> Result<ImportPreviewPage, Failure> {
    let (words, now) = (visitor.words(), portal.now());
    let rows = day_list::write(&lines);
    let left_out = ticks.left_out.clone();
    let (lines, changes, moves) = off_thread::look(portal, move |c| {
        let changes = changes_of(c, &lines)?;
        let taken: Vec<DayChange> =
            changes.iter().filter(|change| !left_out.contains(&change.day)).cloned().collect();
        let moves = due_moves(c, &taken, now)?;
        Ok((lines, changes, moves))
    })
    .await?;
    let mut shown: Vec<LineRow> = lines.iter().map(|line| row(&words, line, &changes, ticks)).collect();
    if changes.len() > BOXES {
        let offered = shown.iter_mut().zip(&lines).filter(|(row, line)| row.ticked && !line.observed);
        offered.for_each(|(row, _)| row.tick.clear());
    }
    let days = |ticked: fn(&LineRow) -> bool| {
        let boxes = shown.iter().filter(|row| !row.tick.is_empty() && ticked(row));
        boxes.map(|row| row.tick.as_str()).collect::<Vec<_>>().join(" ")
    };
    let (offered, left) = (days(|_| true), days(|row| !row.ticked));
    let count = |verdict: &str| shown.iter().filter(|row| row.verdict == verdict).count();
    let refused = count("refused");
    let told = [
        ("calendar.list_add", count("add")),
        ("calendar.list_change", count("change")),
        ("calendar.list_same", count("same")),
        ("calendar.list_left", count("left")),
        ("calendar.list_refused", refused),
    ];
    Ok(ImportPreviewPage {
        shell: Shell::new(portal, visitor, words.say("calendar.preview")),
        back: links::admin_calendar_import(),
        action: links::admin_calendar_import(),
        told: told.iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, *n as i64)).collect(),
        refused,
        shown: offered,
        left,
        left_out: if refused > 0 { words.count("calendar.left_out", refused as i64) } else { String::new() },
        mend_open: refused > 0 || shown.is_empty() || !errors.is_empty(),
        errors,
        changes: !changes.is_empty(),
        moves: Moves::of(&words, &moves),
        rows,
        lines: shown,
    })
}

fn row(words: &Words, line: &Line, changes: &[DayChange], ticks: &Ticks) -> LineRow {
    let number = words.fill("calendar.line_number", [("n", line.number)]);
    let verdict = |verdict: &'static str| (verdict, words.say(&format!("calendar.verdict.{verdict}")));
    match &line.day {
        Ok(day) => {
            let change = changes.iter().find(|change| change.day == day.day);
            let ticked = !ticks.left_out.contains(&day.day);
            let (verdict, verdict_told) = match change.map(|change| change.from.is_some()) {
                None => verdict("same"),
                Some(_) if !ticked => verdict("left"),
                Some(false) => verdict("add"),
                Some(true) => verdict("change"),
            };
            let before = change.and_then(|change| change.from.as_ref());
            LineRow {
                number,
                tick: if change.is_some() { day.day.to_string() } else { String::new() },
                ticked,
                verdict,
                verdict_told,
                day: format!("{}, {}", weekday(words, day.day), date(day.day)),
                what: said(words, day),
                note: before
                    .map(|before| words.fill("calendar.was", [("what", said(words, before))]))
                    .unwrap_or_default(),
            }
        }
        Err(word) => {
            let (verdict, verdict_told) = verdict("refused");
            LineRow {
                number,
                tick: String::new(),
                ticked: false,
                verdict,
                verdict_told,
                day: crate::domain::text::excerpt(&line.cells.join(", "), 120),
                what: String::new(),
                note: words.say(&format!("problem.{word}")),
            }
        }
    }
}
