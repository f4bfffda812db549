//! "Phản ánh của tôi": a report as its sender sees it, and what they can still do about it. Whoever holds the key in the
//! address is the sender; the key is in each letter about the report. No cache keeps these pages, and no address of theirs
//! is told to another page.
pub mod comment;
pub mod contact;
pub mod correct;
pub mod files;
pub mod letters;
mod load;
pub mod looks;
pub mod mine;
pub mod object;
pub mod page;
pub mod rate;
pub mod rating;
pub mod renew;
pub mod reopen;
pub mod say_more;
pub mod who_sees;
pub mod withdraw;

use crate::actions::Refusal;
use crate::domain::rating::Mark;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::Fields;
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page as answers, redirect};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use actix_web::{HttpResponse, web};
use page::{TypedRating, Typing, page_of};
use serde::Deserialize;

/// The word that a link in the letter about the answer chooses beforehand; "" for none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OwnQuestion {
    #[serde(rename = "danh-gia")]
    rating: String,
}

/// The page behind the link in a letter; not found once another link was asked for or the sender's contact is erased.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    asked: Query<OwnQuestion>,
) -> Result<HttpResponse, Failure> {
    let mark: Option<Mark> = asked.rating.parse().ok();
    let rating =
        mark.map(|mark| TypedRating { mark: mark.to_string(), reasons: Vec::new(), words: String::new() });
    let typed = Typing { rating, ..Typing::default() };
    answer(&portal, &visitor, &key, StatusCode::OK, typed, Errors::default()).await
}

/// The page as it was sent; photos that came with it were not kept.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    key: &str,
    fields: &Fields,
) -> Result<HttpResponse, Failure> {
    let typed = Typing {
        more: fields.get("more").to_owned(),
        why: fields.get("why").to_owned(),
        objection: fields.get("objection").to_owned(),
        comment: fields.get("comment").to_owned(),
        rating: fields.has("mark").then(|| rate::typed(fields)),
        words: fields.has("body").then(|| correct::typed(fields)),
    };
    answer(portal, visitor, key, StatusCode::FORBIDDEN, typed, Errors::default()).await
}

/// The page as it stands now, with what was typed and what is wrong with it.
async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    key: &str,
    status: StatusCode,
    typed: Typing,
    errors: Errors,
) -> Result<HttpResponse, Failure> {
    let found = load::load(portal, key, visitor.words().lang()).await?;
    let mut shown = answers::page_as(status, &page_of(portal, visitor, (key, found), typed, errors))?;
    shown.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(shown)
}

/// Answers a button of the page: says that it was done, or what stands in the way.
async fn pressed(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    key: &str,
    said: &str,
    verb: fn(&Portal, TicketId) -> Result<Ticket, Refusal>,
) -> Result<HttpResponse, Failure> {
    let (inside, id) = (portal.clone(), whose(portal, key).await?);
    match off_thread::change(move || Ok::<_, Failure>(verb(&inside, id))).await? {
        Ok(_) => Ok(redirect::to_saying(portal, &links::own(key), said)),
        Err(refusal) => refused(portal, visitor, key, refusal, Typing::default()).await,
    }
}

/// The page again, with all that was typed: 422 with what is wrong, or 409 where it stands otherwise by now.
async fn refused(
    portal: &Portal,
    visitor: &Visitor,
    key: &str,
    refusal: Refusal,
    typed: Typing,
) -> Result<HttpResponse, Failure> {
    match refusal {
        Refusal::Invalid(problems) => {
            let errors = Errors::of(&visitor.words(), &problems);
            answer(portal, visitor, key, StatusCode::UNPROCESSABLE_ENTITY, typed, errors).await
        }
        Refusal::TooLate | Refusal::Stale => {
            let visitor = visitor.before_again("own.overtaken");
            answer(portal, &visitor, key, StatusCode::CONFLICT, typed, Errors::default()).await
        }
        other => Err(other.into()),
    }
}

/// The report whose sender holds this key.
async fn whose(portal: &Portal, key: &str) -> Result<TicketId, Failure> {
    let (inside, key) = (portal.clone(), key.to_owned());
    off_thread::look_up(portal, move |c| load::whose(&inside, c, &key)).await
}
