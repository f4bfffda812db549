//! A table as a file: CSV, or a workbook for Excel. It is written row by row into a file that has no name, so that its
//! length costs no memory, and read from there piece by piece.
use super::sheet;
use crate::clock::{Moment, local};
use crate::web::error::Failure;
use crate::web::off_thread;
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Bytes;
use chrono::{Datelike, Timelike};
use futures_util::stream;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};

/// Bytes that are read and sent at a time.
const PIECE: usize = 64 * 1024;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Csv,
    Xlsx,
}

/// One cell. A text is never a formula, whatever it begins with.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Number(i64),
    /// 924 is 92.4.
    Tenths(i64),
    At(Moment),
    Empty,
}

/// A file that is being written.
pub enum TableFile {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Xlsx { book: Box<Workbook>, row: u32, out: File },
}

impl TableFile {
    /// A file with the heads of its columns.
    ///
    /// # Errors
    /// When the disk does not let it.
    pub fn begin(kind: FileKind, head: &[String]) -> Result<Self, Failure> {
        let mut out = tempfile::tempfile().map_err(failed)?;
        let mut file = match kind {
            FileKind::Csv => {
                // Excel reads tone marks by it.
                out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
                Self::Csv(Box::new(csv::Writer::from_writer(BufWriter::new(out))))
            }
            FileKind::Xlsx => {
                let mut book = Box::new(Workbook::new());
                let sheet = book.add_worksheet_with_constant_memory().map_err(unwritten)?;
                sheet.set_freeze_panes(1, 0).map_err(unwritten)?;
                for at in 0..head.len() {
                    sheet.set_column_width(u16::try_from(at).unwrap_or(u16::MAX), 18).map_err(unwritten)?;
                }
                Self::Xlsx { book, row: 0, out }
            }
        };
        file.row(&head.iter().cloned().map(Cell::Text).collect::<Vec<_>>())?;
        Ok(file)
    }

    /// The next row.
    ///
    /// # Errors
    /// When the disk does not let it, or a workbook has no more rows.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Failure> {
        match self {
            Self::Csv(out) => out.write_record(cells.iter().map(written)).map_err(failed),
            Self::Xlsx { book, row, .. } => {
                let sheet = book.worksheet_from_index(0).map_err(unwritten)?;
                for (at, cell) in cells.iter().enumerate() {
                    let at = u16::try_from(at).unwrap_or(u16::MAX);
                    match cell {
                        Cell::Text(text) if *row == 0 => {
                            sheet.write_string_with_format(*row, at, text, &Format::new().set_bold())
                        }
                        Cell::Text(text) => sheet.write_string(*row, at, text),
                        Cell::Number(n) => sheet.write_number(*row, at, *n as f64),
                        Cell::Tenths(n) => sheet.write_number(*row, at, *n as f64 / 10.0),
                        Cell::At(moment) => {
                            let format = Format::new().set_num_format("dd/mm/yyyy hh:mm");
                            sheet.write_datetime_with_format(
                                *row,
                                at,
                                &excel(*moment).map_err(unwritten)?,
                                &format,
                            )
                        }
                        Cell::Empty => continue,
                    }
                    .map_err(unwritten)?;
                }
                *row += 1;
                Ok(())
            }
        }
    }

    /// The whole file, to be saved under this name.
    ///
    /// # Errors
    /// When the disk does not let it.
    pub fn send(self, name: &str) -> Result<HttpResponse, Failure> {
        let (mut file, kind, ending) = match self {
            Self::Csv(out) => {
                let out = out.into_inner().map_err(failed)?;
                (out.into_inner().map_err(failed)?, "text/csv; charset=utf-8", "csv")
            }
            Self::Xlsx { mut book, mut out, .. } => {
                book.save_to_writer(&mut out).map_err(unwritten)?;
                (out, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
            }
        };
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        Ok(HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, kind))
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{ending}\"")))
            .streaming(pieces(file)))
    }
}

/// "so-lieu-2026-11-27-0730": when the numbers are of stands in the name.
pub fn named(name: &str, now: Moment) -> String {
    format!("{name}-{}", local(now).format("%Y-%m-%d-%H%M"))
}

/// A file, read and sent piece by piece.
pub fn pieces(file: File) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    stream::unfold(Some(file), async |file| {
        let mut file = file?;
        let read = off_thread::fetch(move || {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece).map_err(failed)?;
            piece.truncate(length);
            Ok((piece, file))
        });
        match read.await {
            Ok((piece, _)) if piece.is_empty() => None,
            Ok((piece, file)) => Some((Ok(Bytes::from(piece)), Some(file))),
            Err(failure) => Some((Err(std::io::Error::other(format!("{failure:?}"))), None)),
        }
    })
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => sheet::safe(text),
        Cell::Number(n) => n.to_string(),
        Cell::Tenths(n) => format!("{}.{}", n / 10, n % 10),
        Cell::At(moment) => local(*moment).format("%Y-%m-%d %H:%M").to_string(),
        Cell::Empty => String::new(),
    }
}

fn excel(moment: Moment) -> Result<ExcelDateTime, XlsxError> {
    let wall = local(moment);
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    ExcelDateTime::from_ymd(u16::try_from(wall.year()).unwrap_or(1900), part(wall.month()), part(wall.day()))?
        .and_hms(u16::try_from(wall.hour()).unwrap_or_default(), part(wall.minute()), 0)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Internal(format!("a table could not be written: {error}"))
}

fn unwritten(error: XlsxError) -> Failure {
    failed(error)
}
