//! A report is worked on once more, because of what its sender thinks of the answer.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::rating::Review;

pub const STEP: Step = Step {
    name: "open_for_rating",
    path: "mo-lai-vi-danh-gia",
    letter: "",
    act: Act::ReviewRating,
    offered: |opened| opened.rating.as_ref().is_some_and(|rating| rating.review == Review::Open),
    fields: &[Field::area("open_for_rating_word").of("word")],
    stands: Stands::Listed,
    place: 154,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::open_for_rating(portal, order, fields.get("open_for_rating_word")),
    leaves: &[EventKind::Reopened],
    after: After::Stay,
};
