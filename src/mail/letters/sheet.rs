//! The one sheet that every letter is written on.
use super::Letterhead;
use crate::clock::{Moment, local};
use crate::domain::letter::{Letter, LetterKind};
use crate::i18n::Words;
use crate::ids::TicketId;
use askama::Template;

/// A letter being written.
pub(super) struct Sheet {
    pub kind: LetterKind,
    pub w: Words,
    pub heading: String,
    pub paragraphs: Vec<String>,
    /// Name and value, shown as a short table.
    pub facts: Vec<(String, String)>,
    /// Somebody's own words, line by line, under a label.
    pub quote: Option<(String, Vec<String>)>,
    /// What to press, and where it leads.
    pub link: Option<(String, String)>,
    /// Reports, each by its title, how it stands, and where it is read.
    pub reports: Vec<Told>,
    /// The words of a rating, each with where it is chosen beforehand; none where nothing is to be rated.
    pub marks: Vec<(String, String)>,
    /// Where the reader confirms the address, so that letters name what was written; "" where that is done, or the letter is
    /// about nothing else.
    pub confirm_link: String,
    /// Where letters like this one are stopped; "" where they cannot be.
    pub stop_link: String,
    /// The words of that link, as text and to be pressed: keys.
    pub stop_words: [&'static str; 2],
    /// Why the reader gets this letter.
    pub because: String,
}

/// A report, or a step of one, in a list of them.
pub(super) struct Told {
    pub title: String,
    pub said: String,
    /// Where it is read; "" for where the letter leads anyway.
    pub address: String,
}

#[derive(Template)]
#[template(path = "letters/letter.txt")]
struct Text<'a> {
    sheet: &'a Sheet,
    portal_name: &'a str,
    hotline: String,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct Html<'a> {
    sheet: &'a Sheet,
    portal_name: &'a str,
    hotline: String,
    lang: &'a str,
}

impl Sheet {
    /// Begins a letter with the heading and the first sentence of its kind.
    pub fn new(kind: LetterKind, lang: &str, heading: String) -> Self {
        let w = Words::of(lang);
        let first = w.say(&format!("letters.{kind}.text"));
        Self {
            kind,
            w,
            heading,
            paragraphs: vec![first],
            facts: Vec::new(),
            quote: None,
            link: None,
            reports: Vec::new(),
            marks: Vec::new(),
            confirm_link: String::new(),
            stop_link: String::new(),
            stop_words: ["letters.stop", "letters.stop_press"],
            because: String::new(),
        }
    }

    /// Says other words than the usual first ones of its kind.
    pub fn instead(mut self, key: &str) -> Self {
        self.paragraphs = vec![self.w.say(key)];
        self
    }

    /// Says something more below the first words.
    pub fn then(mut self, key: &str) -> Self {
        self.paragraphs.push(self.w.say(key));
        self
    }

    /// Adds a fact, unless there is nothing to say.
    pub fn fact(mut self, label: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.facts.push((self.w.say(&format!("letters.{label}")), value.to_owned()));
        }
        self
    }

    /// Adds somebody's words.
    pub fn quote(mut self, label: &str, text: &str) -> Self {
        if !text.is_empty() {
            self.quote =
                Some((self.w.say(&format!("letters.{label}")), text.lines().map(str::to_owned).collect()));
        }
        self
    }

    /// Adds the one link that the reader is to open, under the words of `label`.
    pub fn link(mut self, label: &str, address: String) -> Self {
        self.link = Some((self.w.say(&format!("letters.{label}")), address));
        self
    }

    /// A moment as the wall clock in Vietnam shows it.
    pub fn moment(&self, at: Moment) -> String {
        local(at).format(&self.w.say("letters.moment")).to_string()
    }

    /// The finished letter.
    pub fn to(self, head: Letterhead<'_>, recipient: &str, ticket_id: Option<TicketId>) -> Letter {
        let lang = self.w.lang();
        let portal_name = head.city.portal_name(lang);
        let hotline = self.w.fill("letters.hotline", [("number", &head.city.hotline)]);
        let text = Text { sheet: &self, portal_name, hotline: hotline.clone() }.render();
        let html = Html { sheet: &self, portal_name, hotline, lang }.render();
        Letter {
            kind: self.kind,
            ticket_id,
            follow_id: None,
            follow_since: None,
            recipient: recipient.to_owned(),
            subject: one_line(&self.heading),
            // Writing into memory does not fail; a letter without HTML would still be a letter.
            text: text.unwrap_or_default(),
            html: html.unwrap_or_default(),
            stop_link: self.stop_link,
        }
    }
}

/// A subject is one line, whatever the words in it were.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
