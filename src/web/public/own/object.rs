//! The sender does not agree that the report was refused.
use super::page::Typing;
use super::{refused, whose};
use crate::actions::senders::{self, MORE_LIMIT};
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{Form, Posted, Text};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Why.
#[derive(Deserialize)]
pub struct ObjectionForm {
    #[serde(default)]
    objection: String,
}

impl Form for ObjectionForm {
    const TEXTS: &'static [Text] = &[Text::new("objection", MORE_LIMIT, "too_long")];
}

/// Asks that somebody else looks at it.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    sent: Posted<ObjectionForm>,
) -> Result<HttpResponse, Failure> {
    let (id, within, why) = (whose(&portal, &key).await?, sent.within(), sent.form.objection);
    let (inside, said) = (portal.clone(), why.clone());
    let done = off_thread::change(move || {
        Ok::<_, Failure>(within.and_then(|()| senders::object(&inside, id, &said)))
    })
    .await?;
    match done {
        Ok(_) => Ok(redirect::to_saying(&portal, &links::own(&key), "own.objected")),
        Err(refusal) => {
            let typed = Typing { objection: why, ..Typing::default() };
            refused(&portal, &visitor, &key, refusal, typed).await
        }
    }
}
