//! What anybody may read of how the city answers: by month, by agency, commune, category and channel, with the rule beside
//! each drawing, its numbers as a table below it, and all of them as one file.
pub mod drawn;
pub mod file;
pub mod page;
pub mod ranking;
pub mod rises;
pub mod table;

pub use page::StatisticsPage;

use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use crate::web::{kept_page, known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

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

/// The page, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<StatisticsQuestion>,
) -> Result<HttpResponse, Failure> {
    let (db, now) = (portal.db.clone(), portal.now());
    let (city, all) = off_thread::look_in_city(&portal, move |c, city| {
        let all = db.statistics(c, &city, now)?;
        Ok((city, all))
    })
    .await?;
    let month = asked.month(&all.months);
    let page = || StatisticsPage::of(&portal, &visitor, (&city, &all), month);
    if !visitor.only_reads() {
        return known::page(&request, &visitor, &page());
    }
    let key = format!("{} {} page {month}", portal.config.database_url, visitor.lang());
    kept_page::answer(&request, (key, "text/html; charset=utf-8"), &all, || Ok(page().render()?.into_bytes()))
}
