//! A CSV file of the default city, row by row.
use crate::actions::Refusal;
use chrono::NaiveDate;
use std::collections::HashMap;

/// What is wrong with a data file: the file, and what was found there.
#[derive(Debug, PartialEq, Eq)]
pub struct Bad(pub String);

impl From<Bad> for Refusal {
    fn from(bad: Bad) -> Self {
        Self::Unavailable(format!("the city's data cannot be used: {}", bad.0))
    }
}

/// A line, its cells by the name of the column.
pub struct Line {
    file: &'static str,
    number: usize,
    cells: HashMap<String, String>,
}

/// Reads a sheet: a header line, then the rows.
pub fn lines(file: &'static str, text: &str) -> Result<Vec<Line>, Bad> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .deserialize()
        .enumerate()
        .map(|(at, row)| {
            let cells = row.map_err(|error| Bad(format!("{file}: {error}")))?;
            Ok(Line { file, number: at + 2, cells })
        })
        .collect()
}

impl Line {
    /// The text of a cell; empty when there is none.
    pub fn text(&self, column: &str) -> String {
        self.cells.get(column).map(|cell| cell.trim().to_owned()).unwrap_or_default()
    }

    /// A cell that must hold something `T` can read.
    pub fn read<T: std::str::FromStr>(&self, column: &str) -> Result<T, Bad> {
        self.text(column).parse().map_err(|_| self.bad(column))
    }

    /// A day like 2026-09-02; none for an empty cell.
    pub fn date(&self, column: &str) -> Result<Option<NaiveDate>, Bad> {
        let text = self.text(column);
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| self.bad(column)) }
    }

    /// Whether a cell says `true`; anything else is no.
    pub fn yes(&self, column: &str) -> bool {
        self.text(column) == "true"
    }

    /// The id of what a cell names; none for an empty cell.
    pub fn named<T: Copy>(&self, column: &str, ids: &HashMap<String, T>) -> Result<Option<T>, Bad> {
        let text = self.text(column);
        if text.is_empty() {
            Ok(None)
        } else {
            ids.get(&text).copied().map(Some).ok_or_else(|| self.bad(column))
        }
    }

    /// What is wrong with a cell: file, line, column and what stood there.
    pub fn bad(&self, column: &str) -> Bad {
        Bad(format!("{} line {}, {column}: {:?}", self.file, self.number, self.text(column)))
    }
}
