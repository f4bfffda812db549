//! Every page has samples, and each of them can be read by everyone. Leaves them in `target/gallery` for the HTML checker.
use super::faults::faults;
use super::source::{files, none, quoted_after};
use crate::gallery::all;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_sample_can_be_read_by_everyone() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("gallery");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let mut wrong = BTreeSet::new();
    for sample in all() {
        let file = sample.file();
        std::fs::write(folder.join(format!("{file}.html")), &sample.html).unwrap();
        wrong.extend(faults(&sample.html, sample.lang).into_iter().map(|fault| format!("{file}: {fault}")));
    }
    none(wrong.into_iter().collect(), "Not everyone can read these samples:");
}

#[test]
fn every_page_has_samples_with_the_worst_that_may_be_typed() {
    let samples = all();
    let mut wrong = Vec::new();
    let pages = pages();
    assert!(pages.len() > 40, "only {} pages were found", pages.len());
    for page in &pages {
        for name in ["usual", "worst"] {
            for lang in langnghe::i18n::LANGS {
                let made = |sample: &crate::gallery::Sample| {
                    sample.page == page && sample.lang == lang && sample.name == name
                };
                if !samples.iter().any(made) {
                    wrong.push(format!("{page} has no sample {name:?} in {lang}"));
                }
            }
        }
        let shows = |words: &str| samples.iter().any(|one| one.page == page && one.html.contains(words));
        if !shows("&#60;script&#62;alert(1)") || !shows("\u{202e}") {
            wrong.push(format!("no sample of {page} shows what somebody may type who means harm"));
        }
    }
    none(wrong, "Each page has its samples in tests/it/gallery:");
}

/// The type of each page, as the compiler names it.
fn pages() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for file in files(&["src/web"], &["rs"]) {
        let room = file.path.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
        for part in file.text.split("#[template(").skip(1) {
            let page = quoted_after(part, "path = ").first().is_some_and(|path| path.ends_with(".html"));
            let named = part.split("struct ").nth(1).unwrap_or_default();
            let name: String = named.chars().take_while(|c| c.is_alphanumeric()).collect();
            if page {
                all.insert(format!("langnghe::{room}::{name}"));
            }
        }
    }
    all
}
