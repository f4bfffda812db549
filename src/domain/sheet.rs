//! A cell of a table that a spreadsheet may open.

/// A spreadsheet runs a cell that begins like a formula; after an apostrophe it is only text.
pub fn safe(cell: &str) -> String {
    let begins = cell.trim_start_matches([' ', '\n']).chars().next();
    let formula = begins.is_some_and(|first| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r'));
    if formula { format!("'{cell}") } else { cell.to_owned() }
}
