//! What has to be looked at once more by somebody who did not do it: refusals that are objected to, poor ratings.
use super::step::Maker;
use crate::domain::objection::Objection;
use crate::domain::policy::Act;
use crate::domain::rating::Rating;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::queues::Queued;
use crate::store::{objections, ratings};
use crate::web::error::Failure;
use crate::web::parts::moment;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;

/// Of each kind, the longest waiting.
const ROWS: i64 = 50;

/// What waits for whoever watches, each kind with its own words.
#[derive(Template)]
#[template(path = "desk/reviews.html")]
pub struct ReviewsPage {
    pub shell: Shell,
    pub kinds: Vec<Waiting>,
}

/// Reports that wait for one kind of look.
pub struct Waiting {
    pub title: String,
    /// What is to be done with them, and where.
    pub hint: String,
    /// Said where there are none.
    pub none: String,
    pub rows: Vec<Row>,
}

/// One of them: enough to know whether to open it.
pub struct Row {
    pub href: String,
    pub title: String,
    /// "26-8K3F-Q7 · Sở Xây dựng · từ 13:15, 7/9/2026"
    pub about: String,
    /// "Không hài lòng"
    pub what: String,
    /// Somebody's own words; "" for none.
    pub said: String,
    /// The text of a refused report; "" for others.
    pub wrote: String,
}

/// A rating as staff read it.
pub struct RatingShown {
    pub mark: String,
    pub words: String,
    /// "Vì: Thời gian, Thái độ · 13:15, 7/9/2026 · Đang chờ xem lại"
    pub about: String,
}

/// What waits within this person's reach.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, actor) = (visitor.words(), visitor.staff()?.clone());
    let kinds = off_thread::look_in_city(&portal, move |c, city| {
        let mut kinds = Vec::new();
        if actor.may_somewhere(Act::SettleRefusal) {
            let open = objections::open(c, ROWS)?;
            let rows = open.iter().map(|one| objection_row(&w, one)).collect();
            kinds.push(Waiting::of(&w, "refusal", rows));
        }
        let scope = actor.scope(Act::ReviewRating);
        let poor = ratings::to_review(c, &scope, ROWS)?;
        let rows = poor.iter().map(|(rating, report)| poor_row(&w, &city, rating, report)).collect();
        kinds.push(Waiting::of(&w, "rating", rows));
        Ok(kinds)
    })
    .await?;
    let shell = Shell::new(&portal, &visitor, visitor.words().say("reviews.title"));
    page::page(&ReviewsPage { shell, kinds })
}

fn objection_row(w: &Words, (objection, report, wrote): &(Objection, Queued, String)) -> Row {
    let since = moment::full(objection.raised_at);
    let about = [report.code.as_str(), &since];
    let (what, said) = (raised(w, objection), objection.why.clone());
    Row { what, said, wrote: wrote.clone(), ..Row::of(report, &about) }
}

fn raised(w: &Words, objection: &Objection) -> String {
    w.say(if objection.by_sender { "reviews.refusal_objected" } else { "reviews.refusal_doubted" })
}

/// What is said against the refusal, before what the step says of itself.
pub fn objected(maker: &Maker<'_>, hint: &str) -> String {
    match &maker.opened.objection {
        Some(objection) => format!("{}: {} {hint}", raised(&maker.w, objection), objection.why),
        None => hint.to_owned(),
    }
}

fn poor_row(w: &Words, city: &City, rating: &Rating, report: &Queued) -> Row {
    let shown = RatingShown::of(w, city, rating);
    let about = [report.code.as_str(), city.agency(report.agency_id), &shown.about];
    Row { what: shown.mark, said: shown.words, ..Row::of(report, &about) }
}

impl Waiting {
    fn of(w: &Words, kind: &str, rows: Vec<Row>) -> Self {
        let say = |tail: &str| w.say(&format!("reviews.{kind}_{tail}"));
        Self { title: say("title"), hint: say("hint"), none: say("none"), rows }
    }
}

impl Row {
    fn of(report: &Queued, about: &[&str]) -> Self {
        let checked = !report.public_title.is_empty();
        let about: Vec<&str> = about.iter().copied().filter(|part| !part.is_empty()).collect();
        Self {
            href: links::desk_ticket(&report.code),
            title: if checked { &report.public_title } else { &report.title }.clone(),
            about: about.join(" · "),
            what: String::new(),
            said: String::new(),
            wrote: String::new(),
        }
    }
}

impl RatingShown {
    /// In the words of whoever reads it.
    pub fn of(w: &Words, city: &City, rating: &Rating) -> Self {
        let ticked = city.rating_reasons.iter().filter(|one| rating.ticked().any(|code| code == one.code));
        let ticked: Vec<&str> = ticked.map(|one| one.name(w.lang())).collect();
        let why = w.fill("reviews.rating_why", [("reasons", ticked.join(", "))]);
        let why = if ticked.is_empty() { String::new() } else { why };
        let review = w.say_or_nothing(&format!("reviews.rating_{}", rating.review));
        let about = [why, moment::full(rating.rated_at), review];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            mark: w.say(&format!("rating.{}", rating.mark)),
            words: rating.words.clone(),
            about: about.join(" · "),
        }
    }
}
