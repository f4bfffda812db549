//! The first page: what this is, the three steps, whom to call, the latest answers, honest figures.
use super::shown;
use crate::clock::{self, Moment};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::figures::Figures;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::parts::facts::Fact;
use crate::web::parts::moment;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveTime};

const CARDS: i64 = 6;

/// The first page of the portal, for anybody.
#[derive(Template)]
#[template(path = "public/home.html")]
pub struct HomePage {
    pub shell: Shell,
    pub canonical: String,
    pub figures: Vec<Fact>,
    /// Out of what the figures are computed.
    pub figures_note: String,
    pub cards: Vec<TicketCard>,
}

/// The first page, with the latest answers and the figures of this month.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (w, now) = (visitor.words(), portal.now());
    let since = month_start(now);
    let db = portal.db.clone();
    let (figures, cards) = off_thread::look_in_city(&portal, move |c, city| {
        let latest = public::latest_answered(c, CARDS)?;
        Ok((db.figures(c, None, since)?, shown::cards(&w, &city, &latest, now)))
    })
    .await?;
    let title = portal.city().facts.portal_name(visitor.lang()).to_owned();
    let shown = HomePage {
        shell: Shell::new(&portal, &visitor, title).indexed(w.say("home.lead")),
        canonical: format!("{}{}", portal.config.base_url, links::home()),
        figures_note: figures_note(&w, &figures, since),
        figures: facts(&w, &figures, "figures.answered_month"),
        cards,
    };
    known::page(&request, &visitor, &shown)
}

/// "1.284 đã trả lời tháng này · 94 % đúng hạn · 2,1 ngày"; a dash, and words under it, where there are too few to say.
pub fn facts(w: &Words, figures: &Figures, answered: &str) -> Vec<Fact> {
    let count = w.number(i64::try_from(figures.answered).unwrap_or(i64::MAX));
    let share = figures.on_time_percent().map(|share| format!("{share}%"));
    let middle = figures.median_tenths_of_days().map(|tenths| {
        let mark = if w.lang() == "vi" { ',' } else { '.' };
        w.fill("figures.days", [("n", format!("{}{mark}{}", tenths / 10, tenths % 10))])
    });
    vec![
        Fact::new(w.say(answered), if figures.capped { format!("{count}+") } else { count }),
        said_or_few(w, "figures.on_time", share),
        said_or_few(w, "figures.median", middle),
    ]
}

fn said_or_few(w: &Words, term: &str, value: Option<String>) -> Fact {
    match value {
        Some(value) => Fact::new(w.say(term), value),
        None => Fact::new(format!("{}: {}", w.say(term), w.say("figures.too_few")), "–"),
    }
}

/// Of how many answers the figures are made, and since which day.
pub fn figures_note(w: &Words, figures: &Figures, since: Moment) -> String {
    let count = w.count("figures.from", i64::try_from(figures.answered).unwrap_or(i64::MAX));
    let note = w.fill("figures.note", [("answers", count), ("day", moment::day(since))]);
    match figures.content_percent() {
        None => note,
        Some(share) => {
            let people = w.count("figures.rated", i64::try_from(figures.rated).unwrap_or(i64::MAX));
            format!(
                "{note} {}",
                w.fill("figures.content", [("share", share.to_string()), ("people", people)])
            )
        }
    }
}

/// Midnight of the first day of the month in Vietnam.
fn month_start(now: Moment) -> Moment {
    let today = clock::local(now).date();
    let first = today.with_day(1).unwrap_or(today);
    clock::moment_of(first.and_time(NaiveTime::MIN))
}
