//! Every page as it may look: with nothing to show, as usual, refused, and at its worst, in both languages. A page is one
//! struct, one handler, one template, and its samples here; `house::gallery` finds the page that has none.
mod account;
mod admin;
mod agencies;
mod calendar;
mod comments;
mod desk;
mod embed;
mod errors;
mod figures;
mod hand;
mod letters;
mod map;
mod parts;
mod programs;
mod public;
mod questions;
mod readers;
mod removals;
mod rules;
mod signin;
mod statistics;
mod steps;
mod submit;
mod views;

use askama::Template;
use hand::{Hand, Size};
use langnghe::i18n::LANGS;
use std::any::type_name;
use std::collections::BTreeSet;

/// A page that can be made for the gallery.
pub trait Sampled: Template + Sized {
    /// The page with as much on it as the hand gives.
    fn sample(h: &Hand) -> Self;
}

/// A page that was made.
pub struct Sample {
    /// The type it was made of, as `langnghe::web::public::home::HomePage`; "letter" of a letter.
    pub page: &'static str,
    /// What it shows: `empty`, `usual`, `wrong`, `worst`, or a word of its own.
    pub name: String,
    pub lang: &'static str,
    pub html: String,
}

impl Sample {
    /// Is it shown by a browser, and not by a mail program?
    pub fn is_page(&self) -> bool {
        self.page != "letter"
    }

    /// "vi-public-home-worst", for a file.
    pub fn file(&self) -> String {
        let page = self.page.strip_prefix("langnghe::web::").unwrap_or(self.page).replace("::", "-");
        format!("{}-{page}-{}", self.lang, self.name)
    }
}

/// What was made so far.
#[derive(Default)]
pub struct Shown(Vec<Sample>);

impl Shown {
    /// Adds a page in every size and language, but for what looks the same as before.
    fn page<P: Sampled>(&mut self) {
        let mut seen = BTreeSet::new();
        for lang in LANGS {
            for size in Size::ALL {
                let html = P::sample(&Hand::new(size, lang)).render().unwrap();
                if seen.insert(html.clone()) {
                    self.0.push(Sample { page: type_name::<P>(), name: size.name().into(), lang, html });
                }
            }
        }
    }

    /// Adds one more sample of a page.
    fn one<P: Template>(&mut self, name: &str, size: Size, make: impl Fn(&Hand) -> P) {
        for lang in LANGS {
            let html = make(&Hand::new(size, lang)).render().unwrap();
            self.0.push(Sample { page: type_name::<P>(), name: name.to_owned(), lang, html });
        }
    }
}

/// Every sample of every page.
pub fn all() -> Vec<Sample> {
    let mut shown = Shown::default();
    public::pages(&mut shown);
    readers::pages(&mut shown);
    submit::pages(&mut shown);
    signin::pages(&mut shown);
    desk::pages(&mut shown);
    figures::pages(&mut shown);
    statistics::pages(&mut shown);
    embed::pages(&mut shown);
    comments::pages(&mut shown);
    removals::pages(&mut shown);
    views::pages(&mut shown);
    admin::pages(&mut shown);
    questions::pages(&mut shown);
    account::pages(&mut shown);
    calendar::pages(&mut shown);
    errors::pages(&mut shown);
    map::pages(&mut shown);
    letters::letters(&mut shown);
    shown.0
}
