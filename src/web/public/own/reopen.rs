//! The answer did not settle it: the sender opens the report again, with the reason and, if they like, photos of now.
use super::page::Typing;
use super::{answer, whose};
use crate::actions::senders::{self, MORE_LIMIT};
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Form, Posted, Text};
use crate::web::public::photos::receive;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Why, and how it looks now.
#[derive(Deserialize)]
pub struct ReopenForm {
    #[serde(default)]
    why: String,
}

impl Form for ReopenForm {
    const TEXTS: &'static [Text] = &[Text::new("why", MORE_LIMIT, "too_long")];
    const FILES: &'static [&'static str] = &["photos_now"];
}

/// Opens it again. A photo that cannot be kept is named, and may be added afterwards.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    sent: Posted<ReopenForm>,
) -> Result<HttpResponse, Failure> {
    let (id, within, why) = (whose(&portal, &key).await?, sent.within(), sent.form.why);
    let typed = Typing { why: why.clone(), ..Typing::default() };
    if within.is_err() {
        let errors = Errors::of(&visitor.words(), &sent.too_long);
        return answer(&portal, &visitor, &key, StatusCode::UNPROCESSABLE_ENTITY, typed, errors).await;
    }
    let came = receive(&portal, &visitor, "photos_now", sent.files, &sent.surplus).await?;
    let (inside, photos) = (portal.clone(), came.photos);
    let done =
        off_thread::change(move || Ok::<_, Failure>(senders::reopen(&inside, id, &why, photos))).await?;
    match done {
        Ok(_) if came.errors.is_empty() => {
            Ok(redirect::to_saying(&portal, &links::own(&key), "own.reopened"))
        }
        Ok(_) => {
            // It is open now: what is missing is added where the page has room for it.
            let mut errors = came.errors.all_at("photos");
            errors.add("photos", visitor.words().say("own.rest_kept"));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = answer(&portal, &visitor, &key, status, Typing::default(), errors).await?;
            Ok(if came.ours { page::later(shown) } else { shown })
        }
        Err(refusal) => super::refused(&portal, &visitor, &key, refusal, typed).await,
    }
}
