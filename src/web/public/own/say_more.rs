//! The sender answers a question, or adds something of themselves: words, photos, or that they know no more.
use super::page::Typing;
use super::{answer, whose};
use crate::actions::senders::{self, MORE_LIMIT};
use crate::actions::throttle::{self, Count};
use crate::domain::limits::Limited;
use crate::files::KeptPhoto;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{ButtonForm, Form, Posted, Text};
use crate::web::public::photos::receive;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the sender adds.
#[derive(Deserialize)]
pub struct MoreForm {
    #[serde(default)]
    more: String,
}

impl Form for MoreForm {
    const TEXTS: &'static [Text] = &[Text::new("more", MORE_LIMIT, "too_long")];
    const FILES: &'static [&'static str] = &["photos"];
}

/// Adds what came; each sending counts like a report that is begun. Each photo is answered for itself: one that cannot be kept keeps nothing else away.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    sent: Posted<MoreForm>,
) -> Result<HttpResponse, Failure> {
    let (id, within, typed) = (whose(&portal, &key).await?, sent.within(), sent.form.more);
    let again = |status, more, errors| {
        answer(&portal, &visitor, &key, status, Typing { more, ..Typing::default() }, errors)
    };
    if within.is_err() {
        let errors = Errors::of(&visitor.words(), &sent.too_long);
        return again(StatusCode::UNPROCESSABLE_ENTITY, typed, errors).await;
    }
    let counts = [
        Count::new(Limited::Drafts, format!("own {id}")),
        Count::new(Limited::DraftsNetwork, visitor.network()),
    ];
    let own = portal.clone();
    off_thread::change(move || throttle::count(&own, &counts)).await?;
    let came = receive(&portal, &visitor, "photos", sent.files, &sent.surplus).await?;
    let (inside, said, photos): (_, _, Vec<KeptPhoto>) = (portal.clone(), typed.clone(), came.photos);
    let nothing_but_faults = photos.is_empty() && said.trim().is_empty() && !came.errors.is_empty();
    let done = match nothing_but_faults {
        true => Ok(false),
        false => {
            let said =
                off_thread::change(move || Ok::<_, Failure>(senders::say_more(&inside, id, &said, photos)));
            said.await?.map(|_| true)
        }
    };
    let mut errors = came.errors;
    let shown = match done {
        Ok(_) if errors.is_empty() => {
            return Ok(redirect::to_saying(&portal, &links::own(&key), "own.said"));
        }
        // What was kept needs not be sent again; what was not is named.
        Ok(kept) => {
            if kept {
                errors.add("photos", visitor.words().say("own.rest_kept"));
            }
            again(StatusCode::UNPROCESSABLE_ENTITY, String::new(), errors).await?
        }
        Err(refusal) => {
            return super::refused(
                &portal,
                &visitor,
                &key,
                refusal,
                Typing { more: typed, ..Typing::default() },
            )
            .await;
        }
    };
    Ok(if came.ours { page::later(shown) } else { shown })
}

/// The sender was asked and knows no more: it goes on with what there is.
pub async fn know_no_more(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    super::pressed(&portal, &visitor, &key, "own.goes_on", senders::know_no_more).await
}
