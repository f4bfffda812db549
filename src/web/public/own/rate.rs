//! The sender rates the answer. A link in the letter only opens the form with a word chosen: what counts is the button.
use super::page::{TypedRating, Typing};
use super::{refused, whose};
use crate::actions::senders::{self, Given, RATING_LIMIT};
use crate::actions::throttle::{self, Count};
use crate::domain::limits::Limited;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The word, what was ticked, and a sentence; read field by field, as a name may come more than once.
#[derive(Deserialize)]
pub struct RatingForm {}

impl Form for RatingForm {
    const TEXTS: &'static [Text] = &[Text::new("words", RATING_LIMIT, "too_long")];
}

/// Keeps the rating; each sending counts like a report that is begun.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    sent: Posted<RatingForm>,
) -> Result<HttpResponse, Failure> {
    let (id, within) = (whose(&portal, &key).await?, sent.within());
    let counts = [
        Count::new(Limited::Drafts, format!("own {id}")),
        Count::new(Limited::DraftsNetwork, visitor.network()),
    ];
    let own = portal.clone();
    off_thread::change(move || throttle::count(&own, &counts)).await?;
    let rating = typed(&sent.fields);
    let given =
        Given { mark: rating.mark.parse().ok(), ticked: rating.reasons.clone(), words: rating.words.clone() };
    let inside = portal.clone();
    let done = off_thread::change(move || {
        Ok::<_, Failure>(within.and_then(|()| senders::rate(&inside, id, &given)))
    })
    .await?;
    match done {
        Ok(_) => Ok(redirect::to_saying(&portal, &links::own(&key), "own.rate_done")),
        Err(refusal) => {
            let typed = Typing { rating: Some(rating), ..Typing::default() };
            refused(&portal, &visitor, &key, refusal, typed).await
        }
    }
}

/// What the form held.
pub fn typed(fields: &Fields) -> TypedRating {
    TypedRating {
        mark: fields.get("mark").to_owned(),
        reasons: fields.all("reasons").into_iter().map(str::to_owned).collect(),
        words: fields.get("words").to_owned(),
    }
}
