//! How the city, an agency, a commune or a category answers, in a few figures, for another page.
use super::{EmbedQuestion, Frame, piece};
use crate::domain::figures::Group;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::measured::{Measured, measured};
use crate::web::public::group::rule;
use crate::web::query::Query;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Figures of one group, with their numbers and rules.
#[derive(Template)]
#[template(path = "public/embed/number.html")]
pub struct EmbedNumberPage {
    pub frame: Frame,
    pub measured: Vec<Measured>,
    /// The page that says more.
    pub all: String,
}

/// Of whom; of the whole city where nothing is said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct NumberQuestion {
    pub co_quan: String,
    pub phuong_xa: String,
    pub linh_vuc: String,
}

/// A group, what it is called, and its own page.
pub type Meant = (Option<Group>, String, String);

impl NumberQuestion {
    /// Who is meant; none where somebody is named who is not there.
    pub fn meant(&self, w: &Words, city: &City) -> Option<Meant> {
        if !self.co_quan.is_empty() {
            let one = city.agencies.values().find(|one| one.slug == self.co_quan)?;
            return Some((Some(Group::Agency(Some(one.id))), one.name.clone(), links::agency(&one.slug)));
        }
        if !self.phuong_xa.is_empty() {
            let one = city.communes.values().find(|one| one.slug == self.phuong_xa)?;
            return Some((Some(Group::Commune(Some(one.id))), one.name.clone(), links::commune(&one.slug)));
        }
        if !self.linh_vuc.is_empty() {
            let one = city.categories.values().find(|one| one.code == self.linh_vuc)?;
            let name = one.name(w.lang()).to_owned();
            return Some((Some(Group::Category(one.id)), name, links::category(&one.code)));
        }
        Some((None, w.say("embed.whole_city"), links::statistics()))
    }
}

/// The figures of the last days.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<NumberQuestion>,
    language: Query<EmbedQuestion>,
) -> Result<HttpResponse, Failure> {
    let (db, now, w) = (portal.db.clone(), portal.now(), Words::of(&language.tieng));
    let (city, (name, all, told)) = off_thread::look_in_city(&portal, move |c, city| {
        let (group, name, all) = asked.meant(&w, &city).ok_or(Failure::NotFound)?;
        let statistics = db.statistics(c, &city, now)?;
        let told = group.map_or_else(|| statistics.recent_city(), |group| statistics.recent(group));
        let told = measured(&w, &told, rule(&city, &statistics));
        Ok((city, (name, all, told)))
    })
    .await?;
    let title = w.fill("embed.number_of", [("name", name)]);
    // What was received says nothing of how it was answered.
    let measured = told.into_iter().skip(2).take(4).collect();
    piece(&request, &city, &EmbedNumberPage { frame: Frame::new(&city, w, title), measured, all })
}
