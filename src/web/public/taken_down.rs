//! What was taken down because somebody asked, and why: numbers by month and by reason alone, none so small that it could
//! name somebody.
use crate::clock::{Moment, local, moment_of};
use crate::domain::figures::{FEW, pooled};
use crate::domain::removal::{RemovalDecision, RemovalWhy};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::removals;
use crate::web::desk::figures::spelled::count;
use crate::web::error::Failure;
use crate::web::public::statistics::table::short;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{Datelike, Months, NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// Months that are told.
const MONTHS: u32 = 12;

/// How many requests there were, and what was decided.
#[derive(Template)]
#[template(path = "public/taken_down.html")]
pub struct TakenDownPage {
    pub shell: Shell,
    pub canonical: String,
    pub months: Vec<TakenDownRow>,
    /// Why something was hidden or blacked out, with how often.
    pub reasons: Vec<(String, String)>,
    pub rule: String,
}

/// A month.
#[derive(Debug, Clone, Default)]
pub struct TakenDownRow {
    pub month: String,
    pub asked: String,
    pub hidden: String,
    pub redacted: String,
    pub kept: String,
}

/// When a request came, why, and what was decided.
type Told = (Moment, RemovalWhy, Option<RemovalDecision>);

/// The numbers of the last months, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (w, today) = (visitor.words(), local(portal.now()).date());
    let this = today.with_day(1).unwrap_or(today);
    let first = this.checked_sub_months(Months::new(MONTHS - 1)).unwrap_or(this);
    let since = moment_of(first.and_time(NaiveTime::MIN));
    let all = off_thread::look(&portal, move |c| Ok(removals::since(c, since)?)).await?;
    let page = TakenDownPage {
        shell: Shell::new(&portal, &visitor, w.say("removal.taken_down"))
            .indexed(w.say("removal.taken_down_lead")),
        canonical: format!("{}{}", portal.config.base_url, links::taken_down()),
        months: months(&w, &all, this),
        reasons: reasons(&w, &all),
        rule: w.fill("removal.rule", [("n", FEW)]),
    };
    known::page(&request, &visitor, &page)
}

/// The months with a request in them, the newest first.
pub fn months(w: &Words, all: &[Told], this: NaiveDate) -> Vec<TakenDownRow> {
    let month = |back: u32| this.checked_sub_months(Months::new(back)).unwrap_or(this);
    let row = |month: NaiveDate| {
        let of = |at: &Moment| {
            let day = local(*at).date();
            (day.year(), day.month()) == (month.year(), month.month())
        };
        let own: Vec<&Told> = all.iter().filter(|(at, ..)| of(at)).collect();
        let decided = |as_what: RemovalDecision| {
            few(w, own.iter().filter(|(.., decision)| *decision == Some(as_what)).count() as u64)
        };
        (!own.is_empty()).then(|| TakenDownRow {
            month: short(month),
            asked: few(w, own.len() as u64),
            hidden: decided(RemovalDecision::Hidden),
            redacted: decided(RemovalDecision::Redacted),
            kept: decided(RemovalDecision::Kept),
        })
    };
    (0..MONTHS).map(month).filter_map(row).collect()
}

/// Why something was taken down in all these months together.
pub fn reasons(w: &Words, all: &[Told]) -> Vec<(String, String)> {
    let mut counts = BTreeMap::new();
    for (_, why, decision) in all {
        match decision {
            Some(RemovalDecision::Hidden | RemovalDecision::Redacted) => {
                *counts.entry(why.to_string()).or_insert(0) += 1;
            }
            Some(RemovalDecision::Kept) | None => {}
        }
    }
    let (shown, pool) = pooled(&counts);
    let mut rows: Vec<(String, String)> =
        shown.into_iter().map(|(why, n)| (w.say(&format!("removal.why_{why}")), count(w, n))).collect();
    if pool.kinds > 0 {
        rows.push((w.say("statistics.refused_rest"), few(w, pool.sum)));
    }
    rows
}

/// "dưới 5" where a number could name somebody.
fn few(w: &Words, n: u64) -> String {
    if (1..FEW).contains(&n) { w.fill("statistics.under", [("n", count(w, FEW))]) } else { count(w, n) }
}
