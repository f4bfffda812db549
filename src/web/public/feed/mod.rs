//! The public list for machines: what the list shows, by its own question, as Atom, RSS, JSON Feed and GeoJSON.
mod atom;
mod geo;
mod json;
mod rss;

use super::asked::AnswersQuestion;
use super::{chosen, shown};
use crate::clock::{self, Moment};
use crate::domain::public::{About, PublicCard};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::query::Query;
use crate::web::{known, off_thread};
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, FixedOffset, SubsecRound};

/// Reports in one feed.
const PAGE: usize = 100;

/// A form of the list for machines: where it stands, what it is, and how it is written.
pub struct Format {
    /// As people call it.
    pub name: &'static str,
    pub path: fn() -> String,
    pub mime: &'static str,
    write: fn(&Feed) -> Result<String, Failure>,
}

/// Each of them, in the order in which the list names them.
pub static FORMATS: [Format; 4] = [
    Format { name: "Atom", path: links::answers_atom, mime: "application/atom+xml", write: atom::write },
    Format { name: "RSS", path: links::answers_rss, mime: "application/rss+xml", write: rss::write },
    Format {
        name: "JSON Feed",
        path: links::answers_json,
        mime: "application/feed+json",
        write: json::write,
    },
    Format { name: "GeoJSON", path: links::answers_geojson, mime: "application/geo+json", write: geo::write },
];

/// A list, as each format needs it. Addresses are whole.
struct Feed {
    title: String,
    lang: &'static str,
    /// Who speaks.
    owner: String,
    list: String,
    own: String,
    /// The next page of it; "" for none.
    next: String,
    updated: Moment,
    entries: Vec<Entry>,
}

/// What the list shows of one report.
struct Entry {
    address: String,
    code: String,
    card: TicketCard,
    /// A picture of it; "" for none.
    picture: String,
    /// What the list says beside the title, as text.
    text: String,
    sent: Moment,
    /// Answered last, or sent.
    updated: Moment,
    /// About where it is, as the map shows it.
    about: Option<About>,
}

/// The list as Atom.
pub async fn atom(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    serve(portal, request, asked, &FORMATS[0]).await
}

/// The list as RSS.
pub async fn rss(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    serve(portal, request, asked, &FORMATS[1]).await
}

/// The list as JSON Feed.
pub async fn json(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    serve(portal, request, asked, &FORMATS[2]).await
}

/// The list as GeoJSON.
pub async fn geojson(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    serve(portal, request, asked, &FORMATS[3]).await
}

async fn serve(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
    format: &'static Format,
) -> Result<HttpResponse, Failure> {
    let (asked, base, now) = (asked.into_inner(), portal.config.base_url.clone(), portal.now());
    let body = off_thread::look_in_city(&portal, move |c, city| {
        let (items, after) = match asked.filter(&city) {
            Some(filter) => {
                let found = public::list(c, &filter, asked.turn(), PAGE)?;
                (found.items, found.after)
            }
            None => (Vec::new(), None),
        };
        let next = after.map(|key| asked.feed_after(&(format.path)(), &key.to_string()));
        let made = Making { asked: &asked, city: &city, base: &base, now };
        (format.write)(&made.feed((format.path)(), next, &items))
    })
    .await?;
    let answer = HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, format!("{}; charset=utf-8", format.mime)))
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(body);
    Ok(known::unless_known(&request, answer))
}

struct Making<'a> {
    asked: &'a AnswersQuestion,
    city: &'a City,
    base: &'a str,
    now: Moment,
}

impl Making<'_> {
    fn feed(&self, path: String, next: Option<String>, cards: &[PublicCard]) -> Feed {
        let w = self.asked.feed_words();
        let entries: Vec<Entry> = cards.iter().map(|card| self.entry(&w, card)).collect();
        Feed {
            title: self.title(&w),
            lang: w.lang(),
            owner: self.city.facts.owner(w.lang()).to_owned(),
            list: format!("{}{}", self.base, self.asked.under(&links::answers())),
            own: format!("{}{}", self.base, self.asked.feed(&path, w.lang())),
            next: next.map_or_else(String::new, |next| format!("{}{next}", self.base)),
            updated: entries.iter().map(|entry| entry.updated).max().unwrap_or_default(),
            entries,
        }
    }

    /// "Phản ánh và trả lời: Cấp nước, Có ảnh · Hải Phòng lắng nghe"
    fn title(&self, w: &Words) -> String {
        let today = clock::local(self.now).date();
        let state =
            self.asked.states(w).into_iter().filter(|chip| chip.current && !self.asked.trang_thai.is_empty());
        let chosen = chosen::chosen(self.asked, (w, self.city, today));
        let chosen: Vec<String> = state.chain(chosen).map(|chip| chip.label).collect();
        let (title, portal) = (w.say("answers.title"), self.city.facts.portal_name(w.lang()));
        if chosen.is_empty() {
            format!("{title} · {portal}")
        } else {
            format!("{title}: {} · {portal}", chosen.join(", "))
        }
    }

    fn entry(&self, w: &Words, public: &PublicCard) -> Entry {
        let card = shown::card(w, self.city, public, self.now);
        let by = [card.agency.as_str(), &card.answered].into_iter().filter(|text| !text.is_empty());
        let lines = [
            card.state.clone(),
            format!("{} · {} · {}", card.category, card.place, card.sent),
            by.collect::<Vec<_>>().join(", "),
            card.answer.clone(),
        ];
        Entry {
            address: format!("{}{}", self.base, card.href),
            code: public.ticket.code.clone(),
            picture: if card.photo.is_empty() {
                String::new()
            } else {
                format!("{}{}", self.base, card.photo)
            },
            text: lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
            sent: public.ticket.created_at,
            updated: shown::answer_of(public).map_or(public.ticket.created_at, |answer| answer.published_at),
            about: shown::about(self.city, public),
            card,
        }
    }
}

/// A moment as feeds write it, to the second.
fn stamp(moment: Moment) -> DateTime<FixedOffset> {
    moment.and_utc().fixed_offset().trunc_subsecs(0)
}
