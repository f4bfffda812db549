//! The public statistics of one commune, agency or category: who is meant, and what is chosen.
use crate::domain::figures::Group;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::form::Choice;
use crate::web::parts::city_choices::CityChoices;
use chrono::NaiveDate;
use serde::Deserialize;

/// Of whom; of the whole city where nothing is said. Figures are of one thing: of an agency before a commune, of that before
/// a category.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct OfWhom {
    pub co_quan: String,
    pub phuong_xa: String,
    pub linh_vuc: String,
}

/// A group that is meant.
#[derive(Debug, Clone)]
pub struct Meant {
    pub group: Group,
    pub name: String,
    /// Its own page.
    pub page: String,
    /// As it stands in an address.
    pub asked: (&'static str, String),
}

impl OfWhom {
    /// Who is meant; `None` where somebody is named who is not there.
    pub fn meant(&self, w: &Words, city: &City) -> Option<Option<Meant>> {
        let meant = |group, name: &str, page, asked: (&'static str, &str)| {
            let asked = (asked.0, asked.1.to_owned());
            Some(Some(Meant { group, name: name.to_owned(), page, asked }))
        };
        if !self.co_quan.is_empty() {
            let one = city.agencies.values().find(|one| one.slug == self.co_quan)?;
            let asked = ("co-quan", one.slug.as_str());
            return meant(Group::Agency(Some(one.id)), &one.name, links::agency(&one.slug), asked);
        }
        if !self.phuong_xa.is_empty() {
            let one = city.communes.values().find(|one| one.slug == self.phuong_xa)?;
            let asked = ("phuong-xa", one.slug.as_str());
            return meant(Group::Commune(Some(one.id)), &one.name, links::commune(&one.slug), asked);
        }
        if !self.linh_vuc.is_empty() {
            let one = city.categories.values().find(|one| one.code == self.linh_vuc)?;
            let asked = ("linh-vuc", one.code.as_str());
            return meant(Group::Category(one.id), one.name(w.lang()), links::category(&one.code), asked);
        }
        Some(None)
    }
}

/// What a page of figures may be narrowed to. The agencies are many: each one's own page leads here.
#[derive(Debug, Default)]
pub struct Narrowing {
    pub communes: Vec<Choice>,
    pub categories: Vec<Choice>,
    /// The one that is meant, if any is.
    pub agency: Vec<Choice>,
}

impl Narrowing {
    /// With what is meant chosen.
    pub fn of(w: &Words, city: &City, today: NaiveDate, meant: Option<&Meant>) -> Self {
        let chosen = |name: &str| match meant {
            Some(Meant { asked: (key, value), .. }) if *key == name => value.as_str(),
            _ => "",
        };
        let choices = CityChoices { city, w, today };
        Self {
            communes: choices.communes(chosen("phuong-xa")),
            categories: choices.categories(chosen("linh-vuc")),
            agency: meant
                .filter(|one| one.asked.0 == "co-quan")
                .map(|one| Choice::new(&one.asked.1, one.name.clone(), &one.asked.1))
                .into_iter()
                .collect(),
        }
    }
}

/// An address of the figures of whoever is meant.
pub fn address(path: &str, meant: Option<&Meant>) -> String {
    match meant {
        Some(Meant { asked: (name, value), .. }) => links::asking(path, &[(name, value.as_str())]),
        None => path.to_owned(),
    }
}
