//! The public list, a few lines of it, for another page.
use super::{Frame, piece};
use crate::clock;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::listing::Turn;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::public::asked::AnswersQuestion;
use crate::web::public::{chosen, shown};
use crate::web::query::Query;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// How many lines it may have.
pub const LINES: [usize; 3] = [3, 5, 10];

/// A few reports, each a line that leads to it.
#[derive(Template)]
#[template(path = "public/embed/list.html")]
pub struct EmbedListPage {
    pub frame: Frame,
    pub cards: Vec<TicketCard>,
    /// The whole list.
    pub all: String,
}

/// How many lines.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListQuestion {
    pub dong: String,
}

/// As many as were asked for, where that is one of [`LINES`].
pub fn lines(asked: &str) -> usize {
    let asked: Option<usize> = asked.parse().ok();
    asked.filter(|lines| LINES.contains(lines)).unwrap_or(LINES[1])
}

/// The newest that fit, chosen as the public list chooses.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
    size: Query<ListQuestion>,
) -> Result<HttpResponse, Failure> {
    let (asked, now, many) = (asked.into_inner(), portal.now(), lines(&size.dong));
    let w = asked.feed_words();
    let question = asked.clone();
    let (city, cards) = off_thread::look_in_city(&portal, move |c, city| {
        let found = match question.filter(&city) {
            Some(filter) => public::list(c, &filter, Turn::First, many)?.items,
            None => Vec::new(),
        };
        let cards = shown::cards(&w, &city, &found, now);
        Ok((city, cards))
    })
    .await?;
    let title = title(&asked, (&w, &city, clock::local(now).date()));
    let page =
        EmbedListPage { frame: Frame::new(&city, w, title), cards, all: asked.under(&links::answers()) };
    piece(&request, &city, &page)
}

/// "Phản ánh mới: Phường Lê Chân"
pub fn title(asked: &AnswersQuestion, of: (&Words, &City, NaiveDate)) -> String {
    let answered = asked.trang_thai == crate::domain::status::PublicWord::Done.as_str();
    titled(of.0.say(if answered { "embed.list_answered" } else { "embed.list_new" }), asked, of)
}

/// What it is, and what is chosen of it.
pub fn titled(what: String, asked: &AnswersQuestion, (w, city, today): (&Words, &City, NaiveDate)) -> String {
    let chosen: Vec<String> =
        chosen::chosen(asked, (w, city, today)).into_iter().map(|chip| chip.label).collect();
    if chosen.is_empty() { what } else { format!("{what}: {}", chosen.join(", ")) }
}
