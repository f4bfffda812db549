//! The desk's own address: goes on to what this person's day begins with.
use crate::links;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use crate::web::{menu, redirect};
use actix_web::HttpResponse;

/// Goes on to the first thing in the menu of whoever came in.
pub async fn show(visitor: Visitor) -> Result<HttpResponse, Failure> {
    let first = menu::desk(&visitor).into_iter().next();
    Ok(redirect::to(&first.map_or_else(links::own_account, |item| item.href)))
}
