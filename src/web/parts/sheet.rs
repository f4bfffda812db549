//! A table for a spreadsheet: CSV that Excel opens with its tone marks, and in which no cell is a formula.

pub use crate::domain::sheet::safe;

/// A table as the bytes of a file: UTF-8 with its mark, commas, every cell safe.
///
/// # Errors
/// In words for the log, when the rows cannot be written.
pub fn bytes<const N: usize>(head: [String; N], rows: Vec<[String; N]>) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in std::iter::once(head).chain(rows) {
        writer.write_record(row.iter().map(|cell| safe(cell))).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_commas_stay_inside_their_cell() {
        let rows = ["=HYPERLINK(\"x\")", "+84", " -1", "@SUM", "\t=1", "a, b", "Ổ gà"];
        let file = bytes(["cột".into()], rows.map(|cell| [cell.to_owned()]).into()).unwrap();
        let text = String::from_utf8(file).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        let told =
            ["cột", "\"'=HYPERLINK(\"\"x\"\")\"", "'+84", "' -1", "'@SUM", "'\t=1", "\"a, b\"", "Ổ gà"];
        assert_eq!(lines, told);
        assert!(text.starts_with('\u{feff}'));
    }
}
