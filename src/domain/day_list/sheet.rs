//! A list of days as a sheet: `day,name_vi,kind,status`, a header first, in any order of columns.
use super::{Line, day_of};

/// The columns of `data/calendar.csv`.
const COLUMNS: [&str; 4] = ["day", "name_vi", "kind", "status"];

pub(super) fn read(text: &str) -> Result<Vec<Line>, &'static str> {
    // Lines are counted by their line feeds.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let head = text.lines().next().unwrap_or_default();
    // Spreadsheets set to Vietnamese part cells by semicolons, because the comma is in their numbers.
    let mark = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
    let mut rows = csv::ReaderBuilder::new().delimiter(mark).flexible(true).from_reader(text.as_bytes());
    let head = rows.headers().map_err(|_| "file_columns")?.clone();
    let place = |column: &str| head.iter().position(|own| own.trim().eq_ignore_ascii_case(column));
    let places: Option<Vec<usize>> = COLUMNS.iter().map(|column| place(column)).collect();
    let Some(places) = places else {
        return Err("file_columns");
    };
    let mut lines = Vec::new();
    for row in rows.records() {
        let row = row.map_err(|_| "file_text")?;
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let number = row.position().and_then(|at| usize::try_from(at.line()).ok()).unwrap_or_default();
        lines.push(line_of(&row, &places, head.len(), number));
    }
    Ok(lines)
}

fn line_of(row: &csv::StringRecord, places: &[usize], width: usize, number: usize) -> Line {
    let cell = |at: usize| row.get(places[at]).unwrap_or_default();
    let known = [cell(0), cell(1), cell(2), cell(3)];
    let mut cells: Vec<String> = known.map(str::to_owned).to_vec();
    cells.extend(row.iter().skip(width).map(str::to_owned));
    // A comma inside a name that is not in quotes pushes the rest to the right.
    let day = if row.len() > width { Err("cells_many") } else { day_of(known).map_err(|(_, word)| word) };
    Line { number, day, cells }
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
