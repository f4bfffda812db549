//! What the list of answers is asked for: it all stands in the address, so that a list can be sent to somebody.
use crate::clock;
use crate::domain::status::PublicWord;
use crate::domain::ticket::Kind;
use crate::i18n::Words;
use crate::ids::TicketId;
use crate::links;
use crate::store::city::City;
use crate::store::listing::Filter;
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

/// The query of the address; "" is not chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct AnswersQuestion {
    pub q: String,
    pub linh_vuc: String,
    pub phuong_xa: String,
    pub co_quan: String,
    pub trang_thai: String,
    pub loai: String,
    /// Days, as a browser sends them: "2026-09-07".
    pub tu: String,
    pub den: String,
    pub sau: String,
}

/// One of the four words, one tap away.
pub struct Chip {
    pub href: String,
    pub label: String,
    pub current: bool,
}

impl AnswersQuestion {
    /// What the address asks for; `None` when it names something that does not exist, where nothing can be found.
    pub fn filter(&self, city: &City) -> Option<Filter> {
        let categories = city.category_and_below(&self.linh_vuc);
        let commune = city.communes.values().find(|one| one.slug == self.phuong_xa);
        let agency = city.agencies.values().find(|one| one.slug == self.co_quan);
        let word: Option<PublicWord> = self.trang_thai.parse().ok();
        let kind: Option<Kind> = self.loai.parse().ok();
        let from: Option<NaiveDate> = self.tu.parse().ok();
        let until: Option<NaiveDate> = self.den.parse().ok();
        let missing = |typed: &str, found: bool| !typed.is_empty() && !found;
        let strange = missing(&self.linh_vuc, !categories.is_empty())
            || missing(&self.phuong_xa, commune.is_some())
            || missing(&self.co_quan, agency.is_some())
            || missing(&self.trang_thai, word.is_some())
            || missing(&self.loai, kind.is_some())
            || missing(&self.tu, from.is_some())
            || missing(&self.den, until.is_some());
        (!strange).then(|| Filter {
            categories,
            commune: commune.map(|one| one.id),
            agency: agency.map(|one| one.id),
            word,
            kind,
            from: from.map(first_of),
            until: until.and_then(|day| day.succ_opt()).map(first_of),
            text: self.q.clone(),
        })
    }

    /// What is chosen, each under its name in the address.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("q", &self.q),
            ("linh-vuc", &self.linh_vuc),
            ("phuong-xa", &self.phuong_xa),
            ("co-quan", &self.co_quan),
            ("trang-thai", &self.trang_thai),
            ("loai", &self.loai),
            ("tu", &self.tu),
            ("den", &self.den),
            ("sau", &self.sau),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key, value.as_str()))
            .collect()
    }

    /// The same list with one thing chosen otherwise.
    pub fn with(&self, name: &'static str, value: &str) -> String {
        let mut pairs = self.pairs();
        pairs.retain(|(key, _)| *key != name && (*key != "sau" || name == "sau"));
        if !value.is_empty() {
            pairs.push((name, value));
        }
        match serde_urlencoded::to_string(&pairs) {
            Ok(query) if !query.is_empty() => format!("{}?{query}", links::answers()),
            _ => links::answers(),
        }
    }

    /// Is anything chosen that the folded filters hold?
    pub fn narrowed(&self) -> bool {
        let folded = [&self.linh_vuc, &self.phuong_xa, &self.co_quan, &self.loai, &self.tu, &self.den];
        folded.iter().any(|value| !value.is_empty())
    }

    /// The choice of state: any at all, and each of the four words.
    pub fn chips(&self, w: &Words) -> Vec<Chip> {
        let all = Chip {
            href: self.with("trang-thai", ""),
            label: w.say("answers.any_state"),
            current: self.trang_thai.is_empty(),
        };
        let each = PublicWord::ALL.iter().map(|word| Chip {
            href: self.with("trang-thai", word.as_str()),
            label: w.say(&format!("status.{word}")),
            current: self.trang_thai == word.as_str(),
        });
        std::iter::once(all).chain(each).collect()
    }
}

/// The first id that may be made on this day in Vietnam.
fn first_of(day: NaiveDate) -> TicketId {
    TicketId::first_at(clock::moment_of(day.and_time(NaiveTime::MIN)))
}
