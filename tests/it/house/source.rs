//! The project's own files, as the tests read them.
use std::path::{Path, PathBuf};

/// One file of the project.
pub struct File {
    /// From the project's folder, with forward slashes.
    pub path: String,
    pub text: String,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under these folders with one of these endings, in order.
pub fn files(folders: &[&str], endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&root().join(folder), &mut found);
    }
    found.sort();
    let fits =
        |path: &PathBuf| path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending));
    found
        .into_iter()
        .filter(fits)
        .map(|path| File {
            text: std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
            path: path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned(),
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The product's Rust: no tests, no comments.
pub fn product() -> Vec<File> {
    files(&["src"], &["rs"])
        .into_iter()
        .filter(|file| !is_test(&file.path))
        .map(|file| File { text: code(&file.text), path: file.path })
        .collect()
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs") || path.contains("_tests/")
}

/// Rust without its comments and without the tests at its end.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    before_tests
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split(" // ").next().unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every place where `before` is followed by a text in quotes: that text.
pub fn quoted_after(text: &str, before: &str) -> Vec<String> {
    text.match_indices(before)
        .filter_map(|(at, _)| {
            let rest = text[at + before.len()..].trim_start();
            let rest = rest.strip_prefix('&').unwrap_or(rest).strip_prefix('"')?;
            Some(rest[..rest.find('"')?].to_owned())
        })
        .collect()
}

/// Fails with every line at once: the next run should not find the next mistake.
#[track_caller]
pub fn none(wrong: Vec<String>, rule: &str) {
    assert!(wrong.is_empty(), "{rule}\n  {}", wrong.join("\n  "));
}
