//! The visitor chooses a language.
use super::error::Failure;
use super::posted::{Form, Posted};
use super::{cookies, redirect};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The language, and the page that it was chosen on.
#[derive(Deserialize)]
pub struct Choice {
    lang: String,
    #[serde(default)]
    back: String,
}

impl Form for Choice {}

/// Remembers it for a year and goes back to the page it was chosen on.
pub async fn choose(portal: web::Data<Portal>, posted: Posted<Choice>) -> Result<HttpResponse, Failure> {
    let lang = Words::of(&posted.form.lang).lang();
    let mut answer = redirect::to(links::own_path(&posted.form.back));
    let cookie = cookies::make(&portal, "lang", lang.to_owned(), Some(365));
    answer.add_cookie(&cookie).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(answer)
}
