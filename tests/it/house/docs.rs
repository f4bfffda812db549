//! What the documents promise is so.
use super::source::{none, root};
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
