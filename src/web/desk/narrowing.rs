//! What narrows the desk's figures, its list and its files: it all stands in the address, under the same names.
use crate::clock::moment_of;
use crate::domain::figures::{Choice, Span};
use crate::domain::policy::Scope;
use crate::domain::ticket::{Channel, Kind, Level};
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::links;
use crate::store::city::City;
use crate::web::form::Choice as Offered;
use crate::web::parts::city_choices::CityChoices;
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use std::str::FromStr;

/// In the place of an agency: none holds it yet.
pub const NO_AGENCY: &str = "chua-co";
/// In the place of a commune: nobody said which.
pub const NO_COMMUNE: &str = "khong-ro";

/// As it stands in the address; "" is not chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Narrowing {
    /// Days, as a browser sends them: "2026-09-07".
    pub tu: String,
    pub den: String,
    pub co_quan: String,
    pub phuong_xa: String,
    pub linh_vuc: String,
    pub kenh: String,
    pub loai: String,
    pub muc_do: String,
    pub trang_thai: String,
    /// What is counted: a word of `Measure`.
    pub muc: String,
}

impl Narrowing {
    /// The reports that it means, within a reach.
    pub fn choice(&self, city: &City, scope: Scope) -> Choice {
        let mut strange = false;
        let categories = city.category_and_below(&self.linh_vuc);
        strange |= !self.linh_vuc.is_empty() && categories.is_empty();
        let choice = Choice {
            agency: named(&self.co_quan, NO_AGENCY, &mut strange, |word| {
                let known = |id: &AgencyId| city.agencies.contains_key(id);
                let by_slug = || city.agencies.values().find(|one| one.slug == word).map(|one| one.id);
                word.parse().ok().filter(known).or_else(by_slug)
            }),
            commune: named(&self.phuong_xa, NO_COMMUNE, &mut strange, |word| {
                city.communes.values().find(|one| one.slug == word).map(|one| one.id)
            }),
            categories,
            channel: read(&self.kenh, &mut strange),
            kind: read(&self.loai, &mut strange),
            level: read(&self.muc_do, &mut strange),
            status: read(&self.trang_thai, &mut strange),
            measure: read(&self.muc, &mut strange),
            span: Span {
                from: read(&self.tu, &mut strange).map(midnight),
                until: read(&self.den, &mut strange).and_then(|day: NaiveDate| day.succ_opt()).map(midnight),
            },
            ..Choice::within(scope)
        };
        Choice { is_strange: strange, ..choice }
    }

    /// What is chosen, each under its name in the address.
    pub fn pairs(&self) -> [(&'static str, &str); 10] {
        [
            ("tu", &self.tu),
            ("den", &self.den),
            ("co-quan", &self.co_quan),
            ("phuong-xa", &self.phuong_xa),
            ("linh-vuc", &self.linh_vuc),
            ("kenh", &self.kenh),
            ("loai", &self.loai),
            ("muc-do", &self.muc_do),
            ("trang-thai", &self.trang_thai),
            ("muc", &self.muc),
        ]
    }

    /// The list of just these reports.
    pub fn list(&self) -> String {
        links::asking(&links::tickets(), &self.pairs())
    }

    /// How many things are chosen besides the period.
    pub fn chosen(&self) -> usize {
        self.pairs().iter().filter(|(name, value)| !["tu", "den"].contains(name) && !value.is_empty()).count()
    }
}

/// The first moment of a day in the city.
pub fn midnight(day: NaiveDate) -> crate::clock::Moment {
    moment_of(day.and_time(NaiveTime::MIN))
}

/// What can be chosen, for the selects of a form.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    pub agencies: Vec<Offered>,
    pub communes: Vec<Offered>,
    pub categories: Vec<Offered>,
    pub channels: Vec<Offered>,
    pub kinds: Vec<Offered>,
    pub levels: Vec<Offered>,
}

impl Offers {
    /// With what is chosen marked.
    pub fn of(w: &Words, city: &City, today: NaiveDate, chosen: &Narrowing) -> Self {
        let choices = CityChoices { city, w, today };
        let agency = city.agencies.values().find(|one| one.id.to_string() == chosen.co_quan);
        let agency = agency.map_or(chosen.co_quan.as_str(), |one| &one.slug);
        let mut agencies = choices.agencies(agency, |one| one.slug.clone());
        agencies.insert(0, Offered::new(NO_AGENCY, w.say("narrow.no_agency"), agency));
        let mut communes = choices.communes(&chosen.phuong_xa);
        communes.insert(0, Offered::new(NO_COMMUNE, w.say("narrow.no_commune"), &chosen.phuong_xa));
        let each = |all: &[&'static str], prefix: &str, chosen: &str| {
            let offer = |word: &&str| Offered::new(word, w.say(&format!("{prefix}{word}")), chosen);
            all.iter().map(offer).collect()
        };
        let channels: Vec<_> = Channel::ALL.iter().map(Channel::as_str).collect();
        let kinds: Vec<_> = Kind::ALL.iter().map(Kind::as_str).collect();
        let levels: Vec<_> = Level::ALL.iter().map(Level::as_str).collect();
        Self {
            agencies,
            communes,
            categories: choices.categories(&chosen.linh_vuc),
            channels: each(&channels, "desk.channel.", &chosen.kenh),
            kinds: each(&kinds, "kind.", &chosen.loai),
            levels: each(&levels, "desk.level.", &chosen.muc_do),
        }
    }
}

fn read<T: FromStr>(word: &str, strange: &mut bool) -> Option<T> {
    let read = word.parse().ok();
    *strange |= !word.is_empty() && read.is_none();
    read
}

fn named<T>(
    word: &str,
    none: &str,
    strange: &mut bool,
    find: impl FnOnce(&str) -> Option<T>,
) -> Option<Option<T>> {
    if word.is_empty() {
        return None;
    }
    if word == none {
        return Some(None);
    }
    let found = find(word);
    *strange |= found.is_none();
    Some(found)
}
