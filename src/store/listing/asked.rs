//! What the public list is asked for: it all stands in the address, so that a list can be sent to somebody, and followed.
use super::{Filter, Sort, Turn};
use crate::clock;
use crate::domain::cell::Cell;
use crate::domain::circle::{Circle, RADII};
use crate::domain::status::PublicWord;
use crate::domain::ticket::Kind;
use crate::ids::TicketId;
use crate::store::city::City;
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
    /// Anything: only with a photo; only with a document.
    pub co_anh: String,
    pub co_van_ban: String,
    /// One of [`IN_TIME`].
    pub han: String,
    /// Around the middle of this square, within so many metres: one of [`RADII`].
    pub quanh: String,
    pub trong: String,
    pub xep: String,
    /// Where the page begins, or ends.
    pub sau: String,
    pub truoc: String,
    /// The language of a feed; a page has its reader's.
    pub tieng: String,
}

/// Answered in time, and late.
pub const IN_TIME: [&str; 2] = ["dung", "tre"];
/// Where a page begins or ends: what is chosen otherwise begins anew.
const TURNS: [&str; 2] = ["sau", "truoc"];

impl AnswersQuestion {
    /// What the address asks for; `None` when it names something that does not exist, where nothing can be found.
    pub fn filter(&self, city: &City) -> Option<Filter> {
        let categories = city.category_and_below(&self.linh_vuc);
        let communes = city.commune_and_before(&self.phuong_xa);
        let agency = city.agencies.values().find(|one| one.slug == self.co_quan);
        let word: Option<PublicWord> = self.trang_thai.parse().ok();
        let kind: Option<Kind> = self.loai.parse().ok();
        let from: Option<NaiveDate> = self.tu.parse().ok();
        let until: Option<NaiveDate> = self.den.parse().ok();
        let sort: Option<Sort> = self.xep.parse().ok();
        let near = self.circle();
        let in_time = IN_TIME.contains(&self.han.as_str());
        let missing = |typed: &str, found: bool| !typed.is_empty() && !found;
        let strange = missing(&self.linh_vuc, !categories.is_empty())
            || missing(&self.phuong_xa, !communes.is_empty())
            || missing(&self.co_quan, agency.is_some())
            || missing(&self.trang_thai, word.is_some())
            || missing(&self.loai, kind.is_some())
            || missing(&self.tu, from.is_some())
            || missing(&self.den, until.is_some())
            || missing(&self.han, in_time)
            || missing(&self.quanh, near.is_some())
            || missing(&self.xep, sort.is_some());
        (!strange).then(|| Filter {
            categories,
            communes,
            agencies: agency.map(|one| city.with_predecessors(one.id)).unwrap_or_default(),
            word,
            states: Vec::new(),
            kind,
            from: from.map(first_of),
            until: until.and_then(|day| day.succ_opt()).map(first_of),
            with_photo: !self.co_anh.is_empty(),
            with_document: !self.co_van_ban.is_empty(),
            on_time: in_time.then(|| self.han == IN_TIME[0]),
            near,
            text: self.q.clone(),
            sort: sort.unwrap_or(Sort::Newest),
        })
    }

    /// The ground that is asked for.
    pub fn circle(&self) -> Option<Circle> {
        let middle = self.quanh.parse().ok().and_then(Cell::numbered)?;
        let metres = self.trong.parse().ok().filter(|metres| RADII.contains(metres))?;
        Some(Circle { middle, metres })
    }

    /// What of it somebody follows, as it is kept: in which order it stands is nothing to a letter.
    pub fn followed(&self) -> String {
        let pairs: Vec<_> = self.chosen().into_iter().filter(|(key, _)| *key != "xep").collect();
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// The same, read again.
    pub fn kept(question: &str) -> Self {
        serde_urlencoded::from_str(question).unwrap_or_default()
    }

    /// Which page of it.
    pub fn turn(&self) -> Turn {
        Turn::read(&self.sau, &self.truoc)
    }

    /// Everything that the address says, each under its name.
    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("q", &self.q),
            ("linh-vuc", &self.linh_vuc),
            ("phuong-xa", &self.phuong_xa),
            ("co-quan", &self.co_quan),
            ("trang-thai", &self.trang_thai),
            ("loai", &self.loai),
            ("tu", &self.tu),
            ("den", &self.den),
            ("co-anh", &self.co_anh),
            ("co-van-ban", &self.co_van_ban),
            ("han", &self.han),
            ("quanh", &self.quanh),
            ("trong", &self.trong),
            ("xep", &self.xep),
            ("sau", &self.sau),
            ("truoc", &self.truoc),
        ];
        all.into_iter()
            .filter(|(key, value)| !value.is_empty() && (*key != "trong" || !self.quanh.is_empty()))
            .map(|(key, value)| (key, value.as_str()))
            .collect()
    }

    /// Is nothing asked for, not even another page?
    pub fn is_plain(&self) -> bool {
        self.pairs().is_empty()
    }

    /// What is chosen, each under its name in the address, whichever page of it is shown.
    pub fn chosen(&self) -> Vec<(&'static str, &str)> {
        self.pairs().into_iter().filter(|(key, _)| !TURNS.contains(key)).collect()
    }
}

/// The first id that may be made on this day in Vietnam.
fn first_of(day: NaiveDate) -> TicketId {
    TicketId::first_at(clock::moment_of(day.and_time(NaiveTime::MIN)))
}
