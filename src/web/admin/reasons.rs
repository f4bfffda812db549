//! Why a report may be refused: every reason, those that are given no more among them.
use super::history::{self, HistoryRow};
use crate::clock::local;
use crate::domain::audit::Subject;
use crate::domain::city::RefusalReason;
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, reasons};
use crate::web::error::Failure;
use crate::web::parts::moment::date;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;

/// The reasons, for whoever keeps the city's texts.
#[derive(Template)]
#[template(path = "admin/reasons.html")]
pub struct ReasonsPage {
    pub shell: Shell,
    pub rows: Vec<ReasonRow>,
    pub history: Vec<HistoryRow>,
}

/// A reason in the list.
pub struct ReasonRow {
    pub href: String,
    pub name: String,
    /// What the sender reads.
    pub text: String,
    pub hides: bool,
    /// "đã kết thúc 30/11/2026"; "" where no last day is set.
    pub over: String,
}

/// Every reason, in the city's order.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, today) = (visitor.words(), local(portal.now()).date());
    let (all, events) = off_thread::look(&portal, |c| {
        Ok((reasons::all(c)?, audit::of(c, Subject::Reasons, 0, history::SHOWN)?))
    })
    .await?;
    let row = |reason: &RefusalReason| {
        let key = if reason.is_current(today) { "admin.ends_on" } else { "admin.ended_on" };
        ReasonRow {
            href: links::admin_reason(&reason.code),
            name: reason.name(w.lang()).to_owned(),
            text: reason.text(w.lang()).to_owned(),
            hides: reason.hides,
            over: reason.valid_to.map(|day| w.fill(key, [("day", date(day))])).unwrap_or_default(),
        }
    };
    page::page(&ReasonsPage {
        rows: all.iter().map(row).collect(),
        history: history::rows(&w, events),
        shell: Shell::new(&portal, &visitor, w.say("rules.reasons")),
    })
}
