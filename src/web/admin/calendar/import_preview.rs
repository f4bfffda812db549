//! A list of days line by line: what would be added, changed, refused, and which deadlines would move.
use super::moves::Moves;
use super::{said, weekday};
use crate::actions::calendar::{changes_of, due_moves};
use crate::domain::DayChange;
use crate::domain::day_list::{self, Line};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::page;
use crate::web::parts::moment::date;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::HttpResponse;
use askama::Template;

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

pub struct LineRow {
    /// "Dòng 7"
    pub number: String,
    /// add · change · same · refused
    pub verdict: &'static str,
    pub verdict_told: String,
    /// "thứ Tư, 2/9/2026", or the cells as they came.
    pub day: String,
    pub what: String,
    /// What stood there before, or why it was refused; "" otherwise.
    pub note: String,
}

/// A list as text, which nobody may lose: what cannot be read at all stays in its box.
pub async fn of_text(
    portal: &Portal,
    visitor: &Visitor,
    text: &str,
    errors: Errors,
) -> Result<HttpResponse, Failure> {
    let mut errors = errors;
    let lines = match day_list::read(text) {
        Ok(lines) => lines,
        Err(word) => {
            if errors.is_empty() {
                errors.add("rows", visitor.words().say(&format!("problem.{word}")));
            }
            Vec::new()
        }
    };
    let wrong = !errors.is_empty();
    let mut shown = page_of(portal, visitor, lines, errors).await?;
    text.clone_into(&mut shown.rows);
    if wrong { page::again(&shown) } else { page::page(&shown) }
}

pub async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    lines: Vec<Line>,
    errors: Errors,
) -> Result<ImportPreviewPage, Failure> {
    let (words, now) = (visitor.words(), portal.now());
    let rows = day_list::write(&lines);
    let (lines, changes, moves) = page::look(portal, move |c| {
        let changes = changes_of(c, &lines)?;
        let moves = due_moves(c, &changes, now)?;
        Ok((lines, changes, moves))
    })
    .await?;
    let shown: Vec<LineRow> = lines.iter().map(|line| row(&words, line, &changes)).collect();
    let count = |verdict: &str| shown.iter().filter(|row| row.verdict == verdict).count();
    let refused = count("refused");
    let told = [
        ("calendar.list_add", count("add")),
        ("calendar.list_change", count("change")),
        ("calendar.list_same", count("same")),
        ("calendar.list_refused", refused),
    ];
    Ok(ImportPreviewPage {
        shell: Shell::new(portal, visitor, words.say("calendar.preview")),
        back: links::admin_calendar_import(),
        action: links::admin_calendar_import(),
        told: told.iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, *n as i64)).collect(),
        refused,
        left_out: if refused > 0 { words.count("calendar.left_out", refused as i64) } else { String::new() },
        mend_open: refused > 0 || shown.is_empty() || !errors.is_empty(),
        errors,
        changes: !changes.is_empty(),
        moves: Moves::of(&words, &moves),
        rows,
        lines: shown,
    })
}

fn row(words: &Words, line: &Line, changes: &[DayChange]) -> LineRow {
    let number = words.fill("calendar.line_number", [("n", line.number)]);
    let verdict = |verdict: &'static str| (verdict, words.say(&format!("calendar.verdict.{verdict}")));
    match &line.day {
        Ok(day) => {
            let change = changes.iter().find(|change| change.day == day.day);
            let (verdict, verdict_told) = match change.map(|change| change.from.is_some()) {
                None => verdict("same"),
                Some(false) => verdict("add"),
                Some(true) => verdict("change"),
            };
            let before = change.and_then(|change| change.from.as_ref());
            LineRow {
                number,
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
                verdict,
                verdict_told,
                day: crate::domain::text::excerpt(&line.cells.join(", "), 120),
                what: String::new(),
                note: words.say(&format!("problem.{word}")),
            }
        }
    }
}
