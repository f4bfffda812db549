//! What anybody may read of how the city answers: by month, by agency, commune, category and channel, with the rule beside
//! each drawing, its numbers as a table below it, and all of them as one file. The same of one commune, agency or category.
pub mod drawn;
pub mod file;
pub mod narrowed;
pub mod page;
pub mod ranking;
pub mod rises;
pub mod table;

pub use page::StatisticsPage;

use crate::domain::figures::Statistics;
use crate::i18n::Words;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use crate::web::{kept_page, known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use narrowed::{Meant, OfWhom};
use serde::Deserialize;
use std::sync::Arc;

/// What is asked of the page.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct StatisticsQuestion {
    /// A month, as "2026-11"; this one where nothing else is said.
    pub thang: String,
}

impl StatisticsQuestion {
    /// The place of the month among those that are told; the last where another one is asked for.
    fn month(&self, months: &[NaiveDate]) -> usize {
        let asked = months.iter().position(|month| key(*month) == self.thang);
        asked.unwrap_or(months.len().saturating_sub(1))
    }
}

/// A month in an address.
fn key(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// The figures that are asked for, and of whom; of the whole city where nobody is named.
struct Figures {
    city: Arc<City>,
    all: Arc<Statistics>,
    meant: Option<Meant>,
}

impl Figures {
    /// # Errors
    /// `NotFound` where somebody is named who is not there.
    async fn read(portal: &web::Data<Portal>, w: Words, of: OfWhom) -> Result<Self, Failure> {
        let (db, now) = (portal.db.clone(), portal.now());
        off_thread::look_in_city(portal, move |c, city| {
            let meant = of.meant(&w, &city).ok_or(Failure::NotFound)?;
            let all = db.statistics_of(c, &city, meant.as_ref().map(|one| one.group), now)?;
            Ok(Self { city, all, meant })
        })
        .await
    }

    /// What a page of them is kept under.
    fn key(&self, portal: &Portal, visitor: &Visitor, what: &str) -> String {
        let own = narrowed::address("", self.meant.as_ref());
        format!("{} {} {own} {what}", portal.config.database_url, visitor.lang())
    }
}

/// The page, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<StatisticsQuestion>,
    of: Query<OfWhom>,
) -> Result<HttpResponse, Failure> {
    let figures = Figures::read(&portal, visitor.words(), of.into_inner()).await?;
    let Figures { city, all, meant } = &figures;
    let month = asked.month(&all.months);
    let page = || StatisticsPage::of(&portal, &visitor, (city, all, meant.as_ref()), month);
    if !visitor.only_reads() {
        return known::page(&request, &visitor, &page());
    }
    let key = figures.key(&portal, &visitor, &format!("page {month}"));
    kept_page::answer(&request, (key, "text/html; charset=utf-8"), all, || Ok(page().render()?.into_bytes()))
}
