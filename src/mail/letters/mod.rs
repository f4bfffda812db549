//! What the portal writes, to whom. All letters have one shape (a heading, a few sentences, facts, a quotation, one
//! link), so there is one pair of templates and not one for each: the words are in `locales/<language>/letters.toml`.
//!
//! A letter names the report's code, its category and a link, and never a phone number or an address; what the sender
//! wrote, be it the title, only to an address that its owner confirmed.
mod samples;
mod sheet;
#[cfg(test)]
mod tests;
mod to_askers;
mod to_followers;
mod to_readers;
mod to_senders;
mod to_staff;

pub use to_followers::News;
pub use to_readers::{Subject, Where};
pub use to_senders::Turn;

use crate::domain::city_facts::CityFacts;
use crate::links;

/// On whose paper a letter is written: the portal's name, and the address that its links begin with.
#[derive(Clone, Copy)]
pub struct Letterhead<'a> {
    pub city: &'a CityFacts,
    /// Without a slash at the end.
    pub base_url: &'a str,
    /// The key to the page where letters about this report are stopped; "" for letters that cannot be.
    pub stop: &'a str,
    /// The key to the sender's own page; "" for letters about no report.
    pub own: &'a str,
    /// Nobody confirmed that the address is the sender's: the key to the page where they may. Then the letter carries
    /// nothing that the sender wrote.
    pub unconfirmed: Option<&'a str>,
    /// The name of the report's category, which is the city's word; "" for letters about none.
    pub category: &'a str,
}

impl<'a> Letterhead<'a> {
    /// For letters about no report.
    pub fn plain(city: &'a CityFacts, base_url: &'a str) -> Self {
        Self { city, base_url, stop: "", own: "", unconfirmed: None, category: "" }
    }

    fn stop_link(&self) -> String {
        if self.stop.is_empty() { String::new() } else { self.link(&links::letters_of(self.stop)) }
    }

    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}
