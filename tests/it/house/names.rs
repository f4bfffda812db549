//! What things are called in the code.
use super::source::{none, product};

/// Names that say nothing of what they name.
const EMPTY: [&str; 4] = ["Typed", "Asked", "Found", "Nothing"];

#[test]
fn a_type_is_called_by_what_it_is() {
    let mut wrong = Vec::new();
    for file in product() {
        for line in file.text.lines() {
            let mut words =
                line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
            let names = words.find(|word| ["struct", "enum"].contains(word)).and_then(|_| words.next());
            if names.is_some_and(|name| EMPTY.contains(&name)) {
                wrong.push(format!("{}: {}", file.path, line.trim()));
            }
        }
    }
    none(wrong, "A type says of what it is:");
}

#[test]
fn what_is_typed_in_secret_is_no_text() {
    let mut wrong = Vec::new();
    for file in product().into_iter().filter(|file| file.path.starts_with("src/web/")) {
        // Elsewhere these words may name something that is no secret: a link to do it again.
        let names: &[&str] = match file.text.contains("Text::secret(") {
            true => &["password: String", "again: String", "old: String"],
            false => &["password: String"],
        };
        for line in file.text.lines().map(str::trim) {
            if names.iter().any(|text| line.trim_start_matches("pub ").starts_with(text)) {
                wrong.push(format!("{}: {line}", file.path));
            }
        }
    }
    none(wrong, "A secret is a `Password`, which no page can show:");
}
