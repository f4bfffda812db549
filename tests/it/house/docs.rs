//! What the documents promise is so.
use super::source::{files, none, root};
use langnghe::config::SETTINGS;
use std::fmt::Write;

const OPEN: &str = "<!-- settings -->\n";
const CLOSE: &str = "<!-- /settings -->";

/// `UPDATE_SNAPSHOT=1 cargo test --test it docs` writes the table anew.
#[test]
fn the_readme_shows_the_table_of_settings() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = readme.split_once(OPEN).expect("README.md has a place for the settings");
    let (kept, tail) = rest.split_once(CLOSE).expect("and an end of it");
    let mut table = String::from("| setting | default | what it is |\n|---|---|---|\n");
    for setting in SETTINGS {
        writeln!(table, "| `{}` | {} | {} |", setting.variable(), setting.default, setting.meaning).unwrap();
    }
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        std::fs::write(&path, format!("{head}{OPEN}{table}{CLOSE}{tail}")).unwrap();
    } else {
        assert_eq!(kept, table, "README.md and the settings differ");
    }
}

#[test]
fn every_public_item_says_what_it_means() {
    let mut wrong = Vec::new();
    for file in files(&["src"], &["rs"]) {
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_public_item(line)) {
            // A step is named as its file, whose first line says it.
            if !is_said(&lines[..at]) && *line != "pub const STEP: Step = Step {" {
                wrong.push(format!("{}: {line}", file.path));
            }
        }
    }
    none(wrong, "Nobody says what these are for:");
}

fn is_public_item(line: &str) -> bool {
    let kinds = ["fn", "struct", "enum", "trait", "const", "static", "type"];
    // Before the kind: who may see it, and `async` or `const`.
    line.starts_with("pub") && line.split_whitespace().skip(1).take(2).any(|word| kinds.contains(&word))
}

/// Do these lines end with words for what comes next? Its attributes may stand between.
fn is_said(before: &[&str]) -> bool {
    let is_words = |line: &str| line.starts_with("///") || line.starts_with("#[doc");
    let ends = |line: &str| line.is_empty() || line.ends_with(['{', '}', ';']);
    before.iter().rev().take_while(|line| is_words(line) || !ends(line)).any(|line| is_words(line))
}

#[test]
fn the_readme_leads_only_to_files_that_are_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let wrong = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://") && !link.starts_with('#'))
        .map(|link| link.split('#').next().unwrap_or(link))
        .filter(|link| !root().join(link).exists())
        .map(str::to_owned)
        .collect();
    none(wrong, "README.md leads to files that are not there:");
}
