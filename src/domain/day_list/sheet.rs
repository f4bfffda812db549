//! A list of days as a sheet: `day,name_vi,kind,status`, a header first, in any order of columns. Cells are parted by
//! commas, semicolons or tabs, as spreadsheets do by their country; a first line `sep=;` says which.
use super::{Line, day_of};
use csv::StringRecord;

/// The columns of `data/calendar.csv`.
const COLUMNS: [&str; 4] = ["day", "name_vi", "kind", "status"];
const MARKS: [u8; 3] = [b',', b';', b'\t'];

/// A row with its number in the file, from one.
pub(super) type Row = (usize, StringRecord);

/// Reads a sheet of text. The error is the word that says why the sheet as a whole cannot be taken.
pub(super) fn read(text: &str) -> Result<Vec<Line>, &'static str> {
    // Lines are counted by their line feeds.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (told, rest) = match text.split_once('\n') {
        Some((first, rest)) => (mark_told(first), rest),
        None => (None, ""),
    };
    let (marks, text, above) = match told {
        Some(mark) => (vec![mark], rest, 1),
        None => (MARKS.to_vec(), text.as_str(), 0),
    };
    let head = text.lines().next().unwrap_or_default();
    let fits =
        |mark: &u8| rows(head, *mark).next().is_some_and(|row| row.is_ok_and(|row| places(&row).is_some()));
    let mark = marks.into_iter().find(fits).ok_or("file_columns")?;
    let numbered = rows(text, mark).map(|row| {
        let row = row.map_err(|_| "file_text")?;
        let line = row.position().and_then(|at| usize::try_from(at.line()).ok()).unwrap_or_default();
        Ok((line + above, row))
    });
    lines_of(numbered)
}

/// "sep=;": how Excel is told what parts the cells.
fn mark_told(line: &str) -> Option<u8> {
    let line = line.trim_end().trim_matches('"');
    let (word, mark) = line.split_once('=')?;
    let mark = if mark.is_empty() || mark == "\\t" { b'\t' } else { *mark.as_bytes().first()? };
    (word.eq_ignore_ascii_case("sep") && mark.is_ascii()).then_some(mark)
}

fn rows(text: &str, mark: u8) -> csv::StringRecordsIntoIter<std::io::Cursor<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(mark).flexible(true).has_headers(false);
    reader.from_reader(std::io::Cursor::new(text.as_bytes().to_vec())).into_records()
}

/// Where each of the columns stands.
fn places(head: &StringRecord) -> Option<Vec<usize>> {
    let place = |column: &str| head.iter().position(|own| own.trim().eq_ignore_ascii_case(column));
    COLUMNS.iter().map(|column| place(column)).collect()
}

/// The lines of a table: its header first, then a day each.
pub(super) fn lines_of(
    mut rows: impl Iterator<Item = Result<Row, &'static str>>,
) -> Result<Vec<Line>, &'static str> {
    let (_, head) = rows.next().ok_or("file_columns")??;
    let places = places(&head).ok_or("file_columns")?;
    let mut lines = Vec::new();
    for row in rows {
        let (number, row) = row?;
        if !row.iter().all(|cell| cell.trim().is_empty()) {
            lines.push(line_of(&row, &places, head.len(), number));
        }
    }
    Ok(lines)
}

fn line_of(row: &StringRecord, places: &[usize], width: usize, number: usize) -> Line {
    let cell = |at: usize| row.get(places[at]).unwrap_or_default();
    let known = [cell(0), cell(1), cell(2), cell(3)];
    let mut cells: Vec<String> = known.map(str::to_owned).to_vec();
    cells.extend(row.iter().skip(width).map(str::to_owned));
    // A comma inside a name that is not in quotes pushes the rest to the right.
    let pushed = row.iter().skip(width).any(|cell| !cell.trim().is_empty());
    let day = if pushed { Err("cells_many") } else { day_of(known).map_err(|(_, word)| word) };
    Line { number, day, cells, observed: false }
}

/// The lines as a sheet, its header first. What was taken is written as it was understood, the rest as it came.
pub fn write<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    // A writer into memory does not fail; rows may be of any width.
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    drop(out.write_record(COLUMNS));
    for line in lines {
        drop(match &line.day {
            Ok(day) => {
                out.write_record([&day.day.to_string(), &day.name, day.kind.as_str(), day.certainty.as_str()])
            }
            Err(_) => out.write_record(&line.cells),
        });
    }
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
