//! A list of days as an Excel workbook (.xlsx): its first sheet that has the columns. Read by `calamine`, after it was
//! seen how large it really is: a few bytes can be packed that unpack to gigabytes.
use super::Line;
use super::sheet::{Row, lines_of};
use calamine::{DataRef, Reader, Xlsx};
use csv::StringRecord;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// What a workbook may unpack to, in bytes, and of how many files it may be made.
const UNPACKED: u64 = 8_000_000;
const FILES: usize = 200;
/// How many cells are looked at, and how far to the right.
const CELLS: usize = 20_000;
const WIDTH: u32 = 40;
/// A workbook says how many texts it holds, and room is made for them before they are seen.
const TEXTS: u64 = 100_000;

/// Reads a workbook. The error is the word that says why the workbook as a whole cannot be taken.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Line>, &'static str> {
    measure(bytes)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| "file_book")?;
    for name in book.sheet_names() {
        match lines_of(rows(&mut book, &name)?.into_iter().map(Ok)) {
            Err("file_columns") => {}
            read => return read,
        }
    }
    Err("file_columns")
}

/// Unpacks everything once and keeps nothing, to see that it is no more than a list of days can be.
fn measure(bytes: &[u8]) -> Result<(), &'static str> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| "file_book")?;
    if archive.len() > FILES {
        return Err("file_large_inside");
    }
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let mut text = Vec::new();
        let file = archive.by_index(at).map_err(|_| "file_book")?;
        let read = file.take(left + 1).read_to_end(&mut text).map_err(|_| "file_book")? as u64;
        left = left.checked_sub(read).ok_or("file_large_inside")?;
        if promised(&text).is_none_or(|texts| texts > TEXTS) {
            return Err("file_large_inside");
        }
    }
    Ok(())
}

/// How many texts a part of the workbook says it holds; nothing where that is no number.
fn promised(part: &[u8]) -> Option<u64> {
    const WORD: &[u8] = b"uniqueCount";
    let Some(at) = part.windows(WORD.len()).position(|window| window == WORD) else { return Some(0) };
    let value = part[at + WORD.len()..].iter().skip_while(|byte| !byte.is_ascii_digit());
    let digits: Vec<u8> = value.take_while(|byte| byte.is_ascii_digit()).take(20).copied().collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

/// The rows of a sheet with their numbers. Cells far to the right are none of a list of days.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Row>, &'static str> {
    let mut table: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| "file_book")?;
    let mut count = 0;
    while let Some(cell) = cells.next_cell().map_err(|_| "file_book")? {
        count += 1;
        if count > CELLS {
            return Err("file_many");
        }
        let ((row, column), text) = (cell.get_position(), said(cell.get_value()));
        if text.is_empty() || column >= WIDTH {
            continue;
        }
        let row = table.entry(row).or_default();
        let at = column as usize;
        if row.len() <= at {
            row.resize(at + 1, String::new());
        }
        row[at] = text;
    }
    let numbered = table.into_iter().map(|(row, cells)| (row as usize + 1, StringRecord::from(cells)));
    Ok(numbered.collect())
}

/// A cell as a sheet of text would have it; a date as 2026-09-02.
fn said(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::DateTime(moment) => {
            moment.as_datetime().map_or_else(String::new, |moment| moment.date().to_string())
        }
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
