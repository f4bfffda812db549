//! The sender corrects what they wrote, or takes some of it out.
use super::page::{TypedWords, Typing};
use super::{answer, refused, whose};
use crate::actions::senders::{self, Correction};
use crate::actions::throttle::{self, Count};
use crate::domain::intake::{BODY_LIMIT, PLACE_LIMIT, TITLE_LIMIT};
use crate::domain::limits::Limited;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::public::photos::receive;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Title, text, place, which photos go and which come; read field by field, as a name may come more than once.
#[derive(Deserialize)]
pub struct CorrectionForm {}

impl Form for CorrectionForm {
    const TEXTS: &'static [Text] = &[
        Text::new("title", TITLE_LIMIT, "title_long"),
        Text::new("body", BODY_LIMIT, "body_long"),
        Text::new("place", PLACE_LIMIT, "place_long"),
    ];
    const FILES: &'static [&'static str] = &["photos_new"];
}

/// Replaces what was written; each sending counts like a report that is begun. A photo that cannot be kept is named, and may
/// be added afterwards.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    sent: Posted<CorrectionForm>,
) -> Result<HttpResponse, Failure> {
    let (id, within) = (whose(&portal, &key).await?, sent.within());
    let words = typed(&sent.fields);
    let typing = |words: &TypedWords| Typing { words: Some(words.clone()), ..Typing::default() };
    if within.is_err() {
        let errors = Errors::of(&visitor.words(), &sent.too_long);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return answer(&portal, &visitor, &key, status, typing(&words), errors).await;
    }
    let counts = [
        Count::new(Limited::Drafts, format!("own {id}")),
        Count::new(Limited::DraftsNetwork, visitor.network()),
    ];
    let own = portal.clone();
    off_thread::change(move || throttle::count(&own, &counts)).await?;
    let came = receive(&portal, &visitor, "photos_new", sent.files, &sent.surplus).await?;
    let wanted = Correction {
        title: words.title.clone(),
        body: words.body.clone(),
        place: words.place.clone(),
        photos_off: words.photos_off.iter().filter_map(|id| id.parse().ok()).collect(),
    };
    let (inside, photos) = (portal.clone(), came.photos);
    let done =
        off_thread::change(move || Ok::<_, Failure>(senders::correct(&inside, id, &wanted, photos))).await?;
    match done {
        Ok(_) if came.errors.is_empty() => {
            Ok(redirect::to_saying(&portal, &links::own(&key), "own.corrected"))
        }
        Ok(_) => {
            let mut errors = came.errors;
            errors.add("photos_new", visitor.words().say("own.rest_kept"));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = answer(&portal, &visitor, &key, status, Typing::default(), errors).await?;
            Ok(if came.ours { page::later(shown) } else { shown })
        }
        Err(refusal) => refused(&portal, &visitor, &key, refusal, typing(&words)).await,
    }
}

/// What the form held.
pub fn typed(fields: &Fields) -> TypedWords {
    TypedWords {
        title: fields.get("title").to_owned(),
        body: fields.get("body").to_owned(),
        place: fields.get("place").to_owned(),
        photos_off: fields.all("photo_off").into_iter().map(str::to_owned).collect(),
    }
}
