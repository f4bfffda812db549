//! What senders agree to: for each consent its words as they stand, and how many versions there were.
use super::history::{self, HistoryRow};
use crate::domain::audit::Subject;
use crate::domain::city::{Consent, ConsentTo};
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, consents};
use crate::web::error::Failure;
use crate::web::parts::index_row::IndexRow;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;

/// The consents, for whoever keeps the city's texts.
#[derive(Template)]
#[template(path = "admin/consents.html")]
pub struct ConsentsPage {
    pub shell: Shell,
    pub rows: Vec<IndexRow>,
    pub history: Vec<HistoryRow>,
}

/// Each consent with its version.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let (all, events) = off_thread::look(&portal, |c| {
        Ok((consents::all(c)?, audit::of(c, Subject::Consents, 0, history::SHOWN)?))
    })
    .await?;
    let row = |to: &ConsentTo| {
        let own = |one: &&Consent| one.version.starts_with(&to.prefix());
        let last = all.iter().find(own).map(|one| one.version.clone()).unwrap_or_default();
        IndexRow {
            href: links::admin_consent(*to),
            label: w.say(&format!("rules.consent.{to}")),
            note: w.fill("rules.consent_version", [("version", last)]),
        }
    };
    page::page(&ConsentsPage {
        rows: ConsentTo::ALL.iter().map(row).collect(),
        history: history::rows(&w, events),
        shell: Shell::new(&portal, &visitor, w.say("rules.consents")),
    })
}
