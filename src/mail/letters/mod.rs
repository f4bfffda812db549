//! What the portal writes, to whom. All letters have one shape (a heading, a few sentences, facts, a quotation, one
//! link), so there is one pair of templates and not one for each: the words are in `locales/<language>/letters.toml`.
//!
//! A letter names the report's code, its title and a link, and never a phone number or an address.
mod samples;
mod sheet;
#[cfg(test)]
mod tests;
mod to_followers;
mod to_senders;
mod to_staff;

pub use to_followers::News;

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
}

impl Letterhead<'_> {
    fn stop_link(&self) -> String {
        if self.stop.is_empty() { String::new() } else { self.link(&links::letters_of(self.stop)) }
    }

    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}
