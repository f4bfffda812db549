//! One report with its answer, for another page.
use super::{EmbedQuestion, Frame, piece};
use crate::domain::public::PublicCard;
use crate::domain::text::excerpt;
use crate::i18n::Words;
use crate::ids::TicketCode;
use crate::portal::Portal;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::public::shown;
use crate::web::query::Query;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// Characters of an answer; the whole of it stands on the report's page.
const ANSWER: usize = 900;

/// A report, how it stands, and what was answered.
#[derive(Template)]
#[template(path = "public/embed/item.html")]
pub struct EmbedItemPage {
    pub frame: Frame,
    pub card: TicketCard,
    /// "" while it is not answered.
    pub answer: String,
}

/// The report with the code in the address, while anybody may read it.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    code: web::Path<String>,
    language: Query<EmbedQuestion>,
) -> Result<HttpResponse, Failure> {
    let (now, w) = (portal.now(), Words::of(&language.tieng));
    let wanted = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    let (city, public) = off_thread::look_in_city(&portal, move |c, city| {
        let (public, _) = public::copy::report(c, wanted.as_str())?.ok_or(Failure::NotFound)?;
        Ok((city, public))
    })
    .await?;
    let card = shown::card(&w, &city, &public, now);
    let page =
        EmbedItemPage { frame: Frame::new(&city, w, card.title.clone()), answer: answer(&public), card };
    piece(&request, &city, &page)
}

fn answer(public: &PublicCard) -> String {
    shown::answer_of(public).map_or_else(String::new, |answer| excerpt(&answer.body, ANSWER))
}
