//! The map of the public list as a picture, for another page.
use super::list::titled;
use super::{Frame, piece};
use crate::clock;
use crate::domain::status::PublicWord;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::public::cells::{NARROWED, View};
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::status_tag::tone;
use crate::web::public::map::asked::MapQuestion;
use crate::web::public::map::looked::Looked;
use crate::web::query::Query;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// Where the reports are that were asked for, and how they stand.
#[derive(Template)]
#[template(path = "public/embed/map.html")]
pub struct EmbedMapPage {
    pub frame: Frame,
    /// The picture, drawn by the portal.
    pub picture: String,
    /// In colours, not with numbers.
    pub dense: bool,
    /// "96 phản ánh trong khung"
    pub total: String,
    /// That only the newest are shown; "" where all are.
    pub cut: String,
    pub states: Vec<StateCount>,
    /// The map itself, with the same question.
    pub all: String,
}

/// How many of them stand alike.
pub struct StateCount {
    pub tone: &'static str,
    pub word: String,
    pub count: String,
}

/// What is asked for, chosen as the public list chooses, on the commune that was chosen or the whole city.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<MapQuestion>,
) -> Result<HttpResponse, Failure> {
    let (asked, now) = (asked.into_inner(), portal.now());
    let (w, today) = (asked.list.feed_words(), clock::local(now).date());
    let (asked, looked) = off_thread::look_in_city(&portal, move |c, city| {
        let asked = asked.settled(&city, today);
        let looked = Looked::at(c, city, &asked, now)?;
        Ok((asked, looked))
    })
    .await?;
    let (city, view) = (&looked.city, &looked.view);
    let title = titled(w.say("map.title"), &asked.list, (&w, city, today));
    let page = EmbedMapPage {
        frame: Frame::new(city, w, title),
        picture: asked.framed(&links::map_picture()),
        dense: asked.is_dense(),
        total: w.count("map.total", view.total),
        cut: if view.is_cut { w.fill("map.cut", [("n", w.number(NARROWED as i64))]) } else { String::new() },
        states: states(&w, view),
        all: asked.framed(&links::map()),
    };
    piece(&request, city, &page)
}

/// Each of the four words that any of them has.
fn states(w: &Words, view: &View) -> Vec<StateCount> {
    let counted = PublicWord::ALL.iter().enumerate().map(|(at, word)| {
        let count: i64 = view.squares.iter().map(|(_, counts)| counts[at]).sum();
        (word, count)
    });
    let there = counted.filter(|(_, count)| *count > 0);
    there
        .map(|(word, count)| StateCount {
            tone: tone(*word),
            word: w.say(&format!("status.{word}")),
            count: w.number(count),
        })
        .collect()
}
