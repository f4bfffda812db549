//! Out, here or everywhere.
use crate::actions::accounts::sign_out;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::visitor::Visitor;
use crate::web::{cookies, off_thread, redirect};
use actix_web::{HttpRequest, HttpResponse, web};

/// Ends the session of this browser.
pub async fn here(
    request: HttpRequest,
    portal: web::Data<Portal>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    if let Some(token) = cookies::Jar::of(&request, &portal).session() {
        let portal = portal.clone();
        off_thread::change(move || sign_out::here(&portal, &token)).await?;
    }
    gone(&portal, "door.signed_out")
}

/// Ends every session of this member of staff, in whatever browser.
pub async fn everywhere(
    portal: web::Data<Portal>,
    visitor: Visitor,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (account, inside) = (visitor.staff()?.id, portal.clone());
    off_thread::change(move || sign_out::everywhere(&inside, account)).await?;
    gone(&portal, "door.signed_out_everywhere")
}

fn gone(portal: &Portal, words: &str) -> Result<HttpResponse, Failure> {
    let mut answer = redirect::to_saying(portal, &links::sign_in(), words);
    answer
        .add_cookie(&cookies::forget(portal, "session"))
        .map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(answer)
}
