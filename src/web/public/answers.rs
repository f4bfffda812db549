//! All that is public, to be narrowed and searched. Everything that is chosen stands in the address.
use super::asked::{AnswersQuestion, Chip};
use super::shown;
use crate::clock;
use crate::domain::ticket::Kind;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::parts::city_choices::CityChoices;
use crate::web::parts::pager::Pager;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;

/// How many reports stand on one page.
pub const PAGE: usize = 20;
/// An exact total would cost more than the page: beyond this it is "hơn 200".
const COUNTED: usize = 201;

/// The public reports that fit what was chosen, for anybody.
#[derive(Template)]
#[template(path = "public/answers.html")]
pub struct AnswersPage {
    pub shell: Shell,
    pub canonical: String,
    pub q: String,
    pub state: String,
    pub chips: Vec<Chip>,
    pub categories: Vec<Choice>,
    pub communes: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub kinds: Vec<Choice>,
    /// Sent from this day on, and until this day, as "2026-09-07".
    pub from: String,
    pub until: String,
    pub chosen: usize,
    pub open: bool,
    pub total: String,
    pub cards: Vec<TicketCard>,
    pub pager: Pager,
}

/// The public reports, newest first; where tones were typed, those that agree in them before the others.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, asked) = (visitor.words(), asked.into_inner());
    let now = portal.now();
    let kept = asked.clone();
    let (city, cards, next, count) = off_thread::look_in_city(&portal, move |c, city| {
        let Some(filter) = kept.filter(&city) else {
            return Ok((city, Vec::new(), None, 0));
        };
        let (found, count) = public::list_and_count(c, &filter, kept.sau.parse().ok(), (PAGE, COUNTED))?;
        let cards = shown::cards(&w, &city, &found.items, now);
        Ok((city, cards, found.next, count))
    })
    .await?;
    let pager = Pager {
        newer: if asked.sau.is_empty() { String::new() } else { asked.with("sau", "") },
        older: next.map_or_else(String::new, |key| asked.with("sau", &key.to_string())),
        told: String::new(),
    };
    let shell = Shell::new(&portal, &visitor, w.say("answers.title"));
    let plain = asked.pairs().is_empty();
    let choices = CityChoices { city: &city, w: &w, today: clock::local(now).date() };
    page::page(&AnswersPage {
        shell: if plain { shell.indexed() } else { shell },
        canonical: format!("{}{}", portal.config.base_url, links::answers()),
        chips: asked.chips(&w),
        categories: choices.categories(&asked.linh_vuc),
        communes: choices.communes(&asked.phuong_xa),
        agencies: choices.agencies(&asked.co_quan, |one| one.slug.clone()),
        kinds: kinds(&w, &asked.loai),
        chosen: asked.pairs().iter().filter(|(key, _)| *key != "sau").count(),
        open: asked.narrowed(),
        total: total(&w, count),
        state: asked.trang_thai,
        q: asked.q,
        from: asked.tu,
        until: asked.den,
        cards,
        pager,
    })
}

fn total(w: &Words, count: usize) -> String {
    if count >= COUNTED {
        w.fill("answers.more_than", [("n", COUNTED - 1)])
    } else {
        w.count("answers.total", i64::try_from(count).unwrap_or(i64::MAX))
    }
}

fn kinds(w: &Words, chosen: &str) -> Vec<Choice> {
    let each = Kind::ALL.iter();
    each.map(|kind| Choice::new(kind.as_str(), w.say(&format!("kind.{kind}")), chosen)).collect()
}
