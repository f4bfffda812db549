//! The shape that `src/schema` declares, read from its source.
use super::source::files;

pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    pub name: String,
    /// As Diesel calls it.
    pub kind: String,
    pub nullable: bool,
}

/// Every table, in the order of its name.
pub fn declared() -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for file in files(&["src/schema"], &["rs"]) {
        for block in file.text.split("diesel::table! {").skip(1) {
            let (head, body) = block.split_once('{').expect("a table has columns");
            let name = head.trim().split(' ').next().unwrap_or_default().to_owned();
            let body = body.split('}').next().unwrap_or_default();
            tables.push(Table { name, columns: body.lines().filter_map(column).collect() });
        }
    }
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(tables.len() > 20, "the schema could not be read");
    tables
}

fn column(line: &str) -> Option<Column> {
    let (name, kind) = line.trim().trim_end_matches(',').split_once(" -> ")?;
    let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
    Some(Column { name: name.to_owned(), kind: inner.unwrap_or(kind).to_owned(), nullable: inner.is_some() })
}
