//! What comes in: what a resident typed, or an agent for somebody who called, becomes checked values here and nowhere
//! else. Whatever way a report comes, only a [`Submission`] can be kept.
//!
//! Each limit stands once, beside what it limits; forms ask for it here. A [`Problem`](super::problem::Problem) names the
//! field and the word that says why.
mod answers;
mod call;
mod named;
mod person;
mod place;
mod public_text;
mod said;
#[cfg(test)]
mod tests;

pub use call::{CATEGORY_LIMIT, Call, Offers};
pub use named::{Communes, Meant, category_named};
pub use person::{Asks, EMAIL_LIMIT, NAME_LIMIT, PHONE_LIMIT, Person, Sender};
pub use place::{COMMUNE_LIMIT, InCommune, PLACE_LIMIT, Place};
pub use public_text::{PUBLIC_BODY_LIMIT, PublicText};
pub use said::{BODY_LIMIT, Body, Said, TITLE_LIMIT, Title};

use super::question::Answered;
use super::text::tidy;
use crate::ids::CategoryId;

/// A report as it may be kept: what was sent, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    pub said: Said,
    pub category: CategoryId,
    pub place: Place,
    /// Nobody, where the city asks for nobody or a caller would not say their name.
    pub sender: Option<Sender>,
    /// The sender asked that it never appears anywhere public.
    pub wants_private: bool,
    /// The sender said that somebody is in danger.
    pub in_danger: bool,
    /// What the category asked beside, answered.
    pub asked: Vec<Answered>,
}

fn one_line(text: &str) -> String {
    tidy(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
