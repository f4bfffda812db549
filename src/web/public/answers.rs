//! All that is public, to be narrowed and searched. Everything that is chosen stands in the address.
use super::asked::{AnswersQuestion, Chip};
use super::feed::FORMATS;
use super::{chosen, found, shown};
use crate::clock;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::listing::{Listed, Sort};
use crate::store::public;
use crate::web::error::Failure;
use crate::web::parts::index_row::IndexRow;
use crate::web::parts::pager::Pager;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// How many reports stand on one page.
pub const PAGE: usize = 20;
/// An exact total would cost more than the page: beyond this it is "hơn 200".
pub const COUNTED: usize = 201;

/// The public reports that fit what was chosen, for anybody.
#[derive(Template)]
#[template(path = "public/answers.html")]
pub struct AnswersPage {
    pub shell: Shell,
    pub canonical: String,
    pub q: String,
    pub states: Vec<Chip>,
    /// What is chosen besides: each leads to the list without it.
    pub chosen: Vec<Chip>,
    /// What the search box keeps, under its name.
    pub kept: Vec<(&'static str, String)>,
    /// Of what a commune that is chosen was made; "" for nothing.
    pub made_from: String,
    /// Where it is narrowed further.
    pub narrow: String,
    /// Is anything chosen at all?
    pub narrowed: bool,
    /// What somebody may have meant.
    pub meant: Vec<IndexRow>,
    /// How those that were found are put in order, where that has to be said.
    pub order: String,
    pub total: String,
    pub cards: Vec<TicketCard>,
    pub pager: Pager,
    /// The same list for machines.
    pub feeds: Vec<FeedShown>,
    /// Where it is followed by mail.
    pub follow: String,
}

/// A way to the list for machines.
pub struct FeedShown {
    pub href: String,
    pub name: &'static str,
    pub mime: &'static str,
}

impl AnswersPage {
    /// The same list on a map.
    fn on_map(&self) -> String {
        let kept = self.kept.iter().map(|(name, value)| (*name, value.as_str()));
        let pairs: Vec<(&str, &str)> = kept.chain([("q", self.q.as_str())]).collect();
        links::asking(&links::map(), &pairs)
    }
}

/// The public reports, newest first; where tones were typed, those that agree in them before the others.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, asked) = (visitor.words(), asked.into_inner());
    let now = portal.now();
    let question = asked.clone();
    let (city, found, count, meant) = off_thread::look_in_city(&portal, move |c, city| {
        let Some(filter) = question.filter(&city) else {
            return Ok((city, Listed { items: Vec::new(), before: None, after: None }, 0, Vec::new()));
        };
        let (found, count) = public::list_and_count(c, &filter, question.turn(), (PAGE, COUNTED))?;
        let mut cards = shown::cards(&w, &city, &found.items, now);
        found::mark(&w, &question.q, &mut cards, &found.items);
        let meant = found::meant(c, (&w, &city), &question, (&filter, count))?;
        Ok((city, found.with(cards), count, meant))
    })
    .await?;
    let pager = Pager {
        newer: found.before.map_or_else(String::new, |key| asked.with("truoc", &key.to_string())),
        older: found.after.map_or_else(String::new, |key| asked.with("sau", &key.to_string())),
        told: String::new(),
    };
    let shell = Shell::new(&portal, &visitor, w.say("answers.title"));
    let plain = asked.is_plain();
    let today = clock::local(now).date();
    let (worded, fitting) = (!asked.q.trim().is_empty(), Sort::Fitting.as_str());
    let kept = asked.chosen().into_iter().filter(|(key, _)| *key != "q");
    let shown = AnswersPage {
        shell: if plain { shell.indexed(w.say("answers.lead")) } else { shell },
        canonical: format!("{}{}", portal.config.base_url, links::answers()),
        states: asked.states(&w),
        chosen: chosen::chosen(&asked, (&w, &city, today)),
        kept: kept.map(|(key, value)| (key, value.to_owned())).collect(),
        made_from: made_from(&w, &city, &asked.phuong_xa),
        narrow: asked.under(&links::narrow_list()),
        narrowed: !asked.chosen().is_empty(),
        order: if worded && asked.xep == fitting { w.say("found.fitting") } else { String::new() },
        meant,
        total: total(&w, count),
        feeds: feeds(&w, &asked),
        follow: asked.under(&links::follow()),
        q: asked.q,
        cards: found.items,
        pager,
    };
    known::page(&request, &visitor, &shown)
}

/// The ways to a list for machines.
pub fn feeds(w: &Words, asked: &AnswersQuestion) -> Vec<FeedShown> {
    let each = FORMATS.iter();
    each.map(|one| FeedShown { href: asked.feed(&(one.path)(), w.lang()), name: one.name, mime: one.mime })
        .collect()
}

/// The old communes of which the chosen one was made.
fn made_from(w: &Words, city: &City, slug: &str) -> String {
    match city.communes.values().find(|one| one.slug == slug) {
        Some(chosen) if !chosen.old_units.is_empty() => {
            let names: Vec<&str> = chosen.old_units.split(';').map(str::trim).collect();
            w.fill("answers.made_from", [("names", names.join(", "))])
        }
        _ => String::new(),
    }
}

/// "12 phản ánh", or that there are more than are counted.
pub fn total(w: &Words, count: usize) -> String {
    if count >= COUNTED {
        w.fill("answers.more_than", [("n", COUNTED - 1)])
    } else {
        w.count("answers.total", i64::try_from(count).unwrap_or(i64::MAX))
    }
}
