//! The words of an invented report: put together from parts of sentences, by what it is about.
use super::lot::Lot;
use serde::Deserialize;

const FILE: &str = include_str!("../../data/sample/words.toml");

/// The parts, as `data/sample/words.toml` has them.
#[derive(Debug, Deserialize)]
pub(super) struct Parts {
    family: Vec<String>,
    middle: Vec<String>,
    given: Vec<String>,
    streets: Vec<String>,
    spots: Vec<String>,
    since: Vec<String>,
    harm: Vec<String>,
    wish: Vec<String>,
    answer_begins: Vec<String>,
    answer_ends: Vec<String>,
    explained: Vec<String>,
    pub notes: Vec<String>,
    pub questions: Vec<String>,
    pub returns: Vec<String>,
    pub again: Vec<String>,
    pub rated: Vec<String>,
    pub rated_poor: Vec<String>,
    signed: Vec<String>,
    topic: Vec<Topic>,
}

/// What reports of some categories say.
#[derive(Debug, Deserialize)]
struct Topic {
    /// Their codes; none for whatever no other topic is about.
    categories: Vec<String>,
    titles: Vec<String>,
    bodies: Vec<String>,
    handled: Vec<String>,
}

/// All that is written in and around one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub title: String,
    pub body: String,
    pub place: String,
    pub name: String,
    pub phone: String,
    pub answer: String,
    pub explained: String,
    pub signed: String,
    pub document: String,
}

impl Parts {
    /// Reads them.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub fn read() -> Result<Self, String> {
        toml::from_str(FILE).map_err(|error| format!("data/sample/words.toml: {error}"))
    }

    /// The words of a report of this category.
    pub fn about(&self, category: &str, lot: &mut Lot) -> Words {
        let own = self.topic.iter().find(|topic| topic.categories.iter().any(|code| code == category));
        let other = || self.topic.iter().find(|topic| topic.categories.is_empty());
        let (titles, bodies, handled): (&[String], &[String], &[String]) = match own.or_else(other) {
            Some(topic) => (&topic.titles, &topic.bodies, &topic.handled),
            None => (&[], &[], &[]),
        };
        let spot = fill(&drawn(&self.spots, lot), &drawn(&self.streets, lot), lot);
        let title = format!("{} {}", drawn(titles, lot), spot);
        let said: [&[String]; 4] = [bodies, &self.since, &self.harm, &self.wish];
        let body = said.map(|part| fill(&drawn(part, lot), "", lot));
        let answer = |middle: &[String], lot: &mut Lot| {
            let said: [&[String]; 3] = [&self.answer_begins, middle, &self.answer_ends];
            said.map(|part| fill(&drawn(part, lot), "", lot).replace("{spot}", &spot)).join(" ")
        };
        let name = [&self.family, &self.middle, &self.given].map(|part| drawn(part, lot)).join(" ");
        let (answer, explained) = (answer(handled, lot), answer(&self.explained, lot));
        Words {
            title: capital(&title),
            body: body.join(" "),
            place: capital(&spot),
            name,
            // Ten thousand numbers, so that some people sent more than one.
            phone: format!("090000{:04}", lot.below(10_000)),
            answer,
            explained,
            signed: drawn(&self.signed, lot),
            document: format!("{}/TL-{}", lot.between(12, 2_980), lot.between(10, 99)),
        }
    }
}

fn drawn(parts: &[String], lot: &mut Lot) -> String {
    lot.of_all(parts).cloned().unwrap_or_default()
}

fn fill(part: &str, street: &str, lot: &mut Lot) -> String {
    let (n, m, days) = (lot.between(8, 190), lot.between(2, 9), lot.between(2, 20));
    part.replace("{street}", street)
        .replace("{n}", &n.to_string())
        .replace("{m}", &m.to_string())
        .replace("{days}", &days.to_string())
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Person, PublicText, Said};

    #[test]
    fn whatever_is_drawn_can_be_sent_and_says_no_bracket() {
        let parts = Parts::read().unwrap();
        for number in 0..500 {
            let topic = &parts.topic[number % parts.topic.len()];
            let category = topic.categories.first().map_or("whatever", String::as_str);
            let words = parts.about(category, &mut Lot::of(3, number as u64));
            let said = Said::parse("report", &words.title, &words.body).unwrap();
            assert_eq!(said.title.to_string(), words.title);
            assert_eq!(said.body.to_string(), words.body);
            assert!(PublicText::parse(&words.title, &words.body).is_ok());
            assert!(Person::parse(&words.name, &words.phone, "").is_ok(), "{words:?}");
            for text in [&words.title, &words.body, &words.answer, &words.explained, &words.place] {
                assert!(!text.contains('{') && !text.trim().is_empty(), "{text}");
            }
        }
    }
}
