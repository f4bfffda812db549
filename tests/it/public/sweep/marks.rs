//! What must stay inside, each with a word or a file of its own, and whether an answer holds any of it.
use crate::support::Page;
use aho_corasick::AhoCorasick;
use langnghe::domain::ticket::Ticket;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;

/// One thing that is kept in, by what it is known wherever it comes out.
#[derive(Clone)]
pub struct Mark {
    /// What is said of it where it is found.
    pub what: &'static str,
    pub word: String,
}

#[derive(Clone, Default)]
pub struct Marks {
    pub words: Vec<Mark>,
    /// Names of files on the shelf, which are the prints of their content.
    pub files: Vec<String>,
    pub codes: Vec<String>,
}

impl Marks {
    pub fn word(&mut self, what: &'static str, word: &str) {
        self.words.push(Mark { what, word: word.to_owned() });
    }

    pub fn code(&mut self, ticket: &Ticket) {
        self.codes.push(ticket.code.clone());
    }

    pub fn and(&self, other: &Self) -> Self {
        let mut all = self.clone();
        all.words.extend(other.words.iter().cloned());
        all.files.extend(other.files.iter().cloned());
        all.codes.extend(other.codes.iter().cloned());
        all
    }

    /// Whatever looks for all of them in many answers.
    pub fn watch(&self) -> Watch<'_> {
        let words = self.words.iter().map(|mark| (mark.what, mark.word.to_lowercase()));
        let names = self.files.iter().map(|file| ("the name of a file", file.to_lowercase()));
        let codes = self.codes.iter().map(|code| ("the code of a report", code.to_lowercase()));
        let all: Vec<(&'static str, String)> = words.chain(names).chain(codes).collect();
        let finder = AhoCorasick::new(all.iter().map(|(_, word)| word)).unwrap();
        Watch { marks: self, all, finder }
    }
}

/// Looks for all marks at once: a page is read once, however many there are.
pub struct Watch<'a> {
    marks: &'a Marks,
    all: Vec<(&'static str, String)>,
    finder: AhoCorasick,
}

impl Watch<'_> {
    /// All that an answer holds of it. What the address itself names, the answer may repeat.
    pub fn held_by(&self, page: &Page) -> Vec<String> {
        let (said, asked) = (said(page), page.path.to_lowercase());
        let hits = self.finder.find_overlapping_iter(&said).map(|hit| hit.pattern().as_usize());
        let held = hits.collect::<BTreeSet<_>>().into_iter().map(|at| &self.all[at]);
        let held = held.filter(|(_, word)| !asked.contains(word.as_str()));
        let mut found: Vec<String> =
            held.map(|(what, word)| format!("{} holds {what}: {word}", page.path)).collect();
        if self.marks.files.contains(&print(&page.bytes)) {
            found.push(format!("{} is a file of something that is not public", page.path));
        }
        found
    }
}

/// Everything that came over the line, as letters of one size: a mark in the bytes of a picture is one, too.
fn said(page: &Page) -> String {
    let mut said = String::from_utf8_lossy(&page.bytes).to_lowercase();
    for (name, value) in &page.headers {
        let _ = write!(said, "\n{name}: {}", String::from_utf8_lossy(value.as_bytes()).to_lowercase());
    }
    // However a number is spelled.
    let spaced: String = said.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}')).collect();
    said + &spaced
}

fn print(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
