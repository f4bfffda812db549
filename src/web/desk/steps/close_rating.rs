//! A poor rating was looked over, and the answer stays.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::rating::Review;

pub const STEP: Step = Step {
    name: "close_rating",
    path: "khep-danh-gia",
    letter: "",
    act: Act::ReviewRating,
    offered: |opened| opened.rating.as_ref().is_some_and(|rating| rating.review == Review::Open),
    fields: &[Field::area("close_rating_word").of("word")],
    stands: Stands::Listed,
    place: 152,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::close_rating(portal, order, fields.get("close_rating_word")),
    leaves: &[EventKind::RatingClosed],
    after: After::Stay,
};
