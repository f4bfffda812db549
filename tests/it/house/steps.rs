//! The steps at the desk: each has its file and its words, and the table in the documents is theirs.
use super::source::{none, root};
use langnghe::i18n::{LANGS, Words};
use langnghe::web::desk::step::{After, Stands};
use langnghe::web::desk::steps::ALL;
use std::collections::BTreeSet;
use std::fmt::Write;

const TABLE: &str = "docs/desk-steps.md";

#[test]
fn every_step_has_one_file_one_address_and_fields_of_its_own() {
    let mut wrong = Vec::new();
    let (mut names, mut paths, mut letters) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut places = BTreeSet::new();
    for step in ALL {
        let own = root().join(format!("src/web/desk/steps/{}.rs", step.name));
        if !own.is_file() {
            wrong.push(format!("{} has no file of its name", step.name));
        }
        if !names.insert(step.name) || !paths.insert(step.path) {
            wrong.push(format!("{} is not the only one of its name or address", step.name));
        }
        if !places.insert(step.place) {
            wrong.push(format!("{} stands where another one stands", step.name));
        }
        if !step.letter.is_empty() && ("jkonu".contains(step.letter) || !letters.insert(step.letter)) {
            wrong.push(format!("{} is not the only one to be led to by {}", step.name, step.letter));
        }
        let fields: BTreeSet<&str> = step.fields.iter().map(|field| field.name).collect();
        if fields.len() < step.fields.len() {
            wrong.push(format!("{} asks for one thing twice", step.name));
        }
    }
    let files = std::fs::read_dir(root().join("src/web/desk/steps")).unwrap().count() - 1;
    assert_eq!(files, ALL.len(), "a file under steps is in no list");
    none(wrong, "Steps:");
}

#[test]
fn every_step_has_its_words_in_both_languages() {
    let mut wrong = Vec::new();
    for (lang, step) in LANGS.iter().flat_map(|lang| ALL.iter().map(move |step| (lang, step))) {
        let words = Words::of(lang);
        let mut keys = vec![step.key("title"), step.key("button"), step.key("done")];
        keys.extend(step.fields.iter().map(|field| step.key(field.name)));
        if step.asks_once_more() {
            keys.push(step.key("ask"));
        }
        let listed = step.stands != Stands::Apart;
        for key in keys {
            let needed = listed || key.ends_with("done");
            if needed && words.say_or_nothing(&key).is_empty() {
                wrong.push(format!("{lang}: {key}"));
            }
        }
    }
    none(wrong, "Words that a step needs:");
}

#[test]
fn the_table_of_the_documents_is_what_the_steps_say() {
    let mut table = String::from(
        "# The steps at the desk\n\nMade of `src/web/desk/steps` by `UPDATE_SNAPSHOT=1 cargo test --test it house::steps`.\n\n\
         | step | on the page | key | address ends in | needs | fields | leaves | then |\n|---|---|---|---|---|---|---|---|\n",
    );
    for step in ALL {
        let fields: Vec<&str> = step.fields.iter().map(|field| field.name).collect();
        let leaves: Vec<&str> = step.leaves.iter().map(|kind| kind.as_str()).collect();
        let then = if step.after == After::Next { "next report" } else { "same report" };
        let asks = if step.asks_once_more() { "asks once more, then " } else { "" };
        writeln!(
            table,
            "| {} | {} | {} | `{}` | {} | {} | {} | {asks}{then} |",
            step.name,
            Words::of("vi").say_or_nothing(&step.key("title")),
            step.letter,
            step.path,
            step.act,
            fields.join(", "),
            leaves.join(", "),
        )
        .unwrap();
    }
    let path = root().join(TABLE);
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), table, "{TABLE} is of other steps");
}
