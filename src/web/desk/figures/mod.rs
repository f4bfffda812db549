//! The figures of the city or of an agency: what is late now, then what was done over a stretch of days, by whom and how
//! fast. Every number is counted by the rule by which its list chooses.
pub mod breakdown;
pub mod drawing;
pub mod file;
pub mod late;
mod page;
pub mod period;
pub mod ratings;
pub mod spelled;
pub mod tiles;

pub use page::{Counting, FiguresPage, Lengths, Linked, SeriesRow};

use super::narrowing::Narrowing;
use crate::clock::{Moment, local};
use crate::domain::figures::{GroupBy, Spread, Survey, Surveyed, stages, survey};
use crate::domain::policy::{Act, Actor, Scope};
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::queues::Queued;
use crate::store::{Conn, Db, Found, desk_search};
use crate::web::error::Failure;
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page as pages};
use actix_web::{HttpResponse, web};
use period::{AGES, Period, came_in};
use serde::Deserialize;
use std::sync::Arc;

/// What is asked of the page.
#[derive(Deserialize, Default, Clone)]
#[serde(default, rename_all = "kebab-case")]
pub struct FiguresQuestion {
    #[serde(flatten)]
    pub narrowing: Narrowing,
    /// By what the table tells apart: a word of `GroupBy`.
    pub theo: String,
    /// Anything: the table shows all its rows.
    pub het: String,
}

impl FiguresQuestion {
    /// What narrows and divides, each under its name in the address.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        self.narrowing.pairs().into_iter().chain([("theo", self.theo.as_str())]).collect()
    }
}

/// What was counted, ready to be shown or written into a file.
pub struct FiguresFound {
    pub city: Arc<City>,
    pub period: Period,
    pub by: GroupBy,
    pub found: Surveyed,
    /// How long the stages take in the whole city, for who sees a part of it.
    pub whole: Option<[Spread; 3]>,
    pub late: Vec<Queued>,
}

/// The page, for whoever may read figures, of what is within their reach.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<FiguresQuestion>,
) -> Result<HttpResponse, Failure> {
    let (actor, now) = (visitor.staff()?.clone(), portal.now());
    let (query, db) = (asked.clone(), portal.db.clone());
    let found =
        off_thread::look_in_city(&portal, move |c, city| Ok(count(c, &db, city, &actor, &query, now)?))
            .await?;
    pages::page(&FiguresPage::of(&portal, &visitor, &asked, &found)?)
}

/// Counts, in one walk over the ledger.
pub fn count(
    conn: &mut Conn,
    db: &Db,
    city: Arc<City>,
    actor: &Actor,
    asked: &FiguresQuestion,
    now: Moment,
) -> Found<FiguresFound> {
    let today = local(now).date();
    let period = Period::of(&asked.narrowing.tu, &asked.narrowing.den, today);
    let scope = actor.scope(Act::ReadFigures);
    // The days stand in the period, and no one thing is counted.
    let plain =
        Narrowing { tu: String::new(), den: String::new(), muc: String::new(), ..asked.narrowing.clone() };
    let choice = plain.choice(&city, scope.clone());
    let by = asked.theo.parse().unwrap_or(GroupBy::Agency);
    let wanted = Survey {
        choice: &choice,
        now,
        span: period.span(),
        before: period.before().span(),
        by,
        series: period.bars().all.iter().map(Period::span).collect(),
        ages: AGES.iter().map(|age| came_in(*age, today).span()).collect(),
    };
    let (found, whole) = db.ledger(conn, |lines| {
        let whole = match scope {
            Scope::All | Scope::Nothing => None,
            Scope::Agencies(_) => {
                let all = Narrowing { co_quan: String::new(), ..plain.clone() }.choice(&city, Scope::All);
                Some(stages(lines, &all, &wanted.span))
            }
        };
        (survey(lines, &wanted), whole)
    })?;
    let first: Vec<TicketId> = found.late.iter().take(late::SHOWN).map(|(_, id)| *id).collect();
    let mut late = desk_search::of(conn, &first)?;
    late.sort_by_key(|row| (row.due_at, row.id));
    Ok(FiguresFound { city, period, by, found, whole, late })
}
