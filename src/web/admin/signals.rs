//! What is listened for in what residents write, and how often it was heard.
use crate::domain::signal::Signal;
use crate::links;
use crate::portal::Portal;
use crate::store::signals;
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Duration;

/// How far back is counted.
const DAYS: i64 = 30;

/// The signals, with how often each was shown and how many reports came in with it, for an administrator.
#[derive(Template)]
#[template(path = "admin/signals.html")]
pub struct SignalsPage {
    pub shell: Shell,
    pub rows: Vec<SignalRow>,
    /// "Số lượt tính trong 30 ngày qua."
    pub since: String,
}

/// A signal in the list.
pub struct SignalRow {
    pub href: String,
    pub title: String,
    pub kind: String,
    /// It has no words: nothing is listened for.
    pub is_silent: bool,
    pub shown: String,
    pub sent: String,
}

/// Every signal, for an administrator.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, since) = (visitor.words(), portal.now() - Duration::days(DAYS));
    let (all, counts) =
        off_thread::look(&portal, move |c| Ok((signals::all(c)?, signals::counts(c, since)?))).await?;
    let row = |signal: &Signal| {
        let counted = counts.get(&signal.id).copied().unwrap_or_default();
        SignalRow {
            href: links::admin_signal(signal.id),
            title: signal.title(w.lang()).to_owned(),
            kind: w.say(&format!("admin.signal_kind.{}", signal.kind)),
            is_silent: signal.phrases().next().is_none(),
            shown: w.number(counted.shown),
            sent: w.number(counted.sent),
        }
    };
    page::page(&SignalsPage {
        rows: all.iter().map(row).collect(),
        since: w.fill("admin.signals_since", [("n", DAYS)]),
        shell: Shell::new(&portal, &visitor, w.say("menu.admin_signals")),
    })
}
