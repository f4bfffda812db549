//! Small files: over 250 lines is a question, over 400 a failing test.
use super::source::{files, none};

const LIMIT: usize = 400;

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let wrong = files(
        &["src", "tests", "benches", "templates", "static/css", "static/js", "locales"],
        &["rs", "html", "txt", "css", "js", "toml"],
    )
    .into_iter()
    .filter(|file| !file.path.starts_with("tests/vendor/") && !file.path.ends_with(".snapshot.txt"))
    .map(|file| (file.text.lines().count(), file.path))
    .filter(|(lines, _)| *lines > LIMIT)
    .map(|(lines, path)| format!("{path}: {lines}"))
    .collect();
    none(wrong, "These files are too long to be read in one go:");
}

#[test]
fn no_room_for_leftovers() {
    let names = ["utils", "util", "helpers", "helper", "common", "manager", "service", "misc"];
    let wrong = files(&["src"], &["rs"])
        .into_iter()
        .map(|file| file.path)
        .filter(|path| path.split(['/', '.']).any(|part| names.contains(&part)))
        .collect();
    none(wrong, "A name should say what is inside:");
}
