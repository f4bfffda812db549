//! What the list of answers is asked for: it all stands in the address, so that a list can be sent to somebody.
use crate::clock;
use crate::domain::status::PublicWord;
use crate::domain::ticket::Kind;
use crate::i18n::Words;
use crate::ids::TicketId;
use crate::links;
use crate::store::city::City;
use crate::store::listing::{Filter, Sort, Turn};
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
        let communes = city.commune_and_before(&self.phuong_xa);
        let agency = city.agencies.values().find(|one| one.slug == self.co_quan);
        let word: Option<PublicWord> = self.trang_thai.parse().ok();
        let kind: Option<Kind> = self.loai.parse().ok();
        let from: Option<NaiveDate> = self.tu.parse().ok();
        let until: Option<NaiveDate> = self.den.parse().ok();
        let sort: Option<Sort> = self.xep.parse().ok();
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
            text: self.q.clone(),
            sort: sort.unwrap_or(Sort::Newest),
        })
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
            ("xep", &self.xep),
            ("sau", &self.sau),
            ("truoc", &self.truoc),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
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

    /// The same list from its beginning with one thing chosen otherwise, or a page of it.
    pub fn with(&self, name: &'static str, value: &str) -> String {
        let mut pairs = self.chosen();
        pairs.retain(|(key, _)| *key != name);
        if !value.is_empty() {
            pairs.push((name, value));
        }
        asked_of(&links::answers(), &pairs)
    }

    /// The same list at another address, from its beginning.
    pub fn under(&self, path: &str) -> String {
        asked_of(path, &self.chosen())
    }

    /// The words of a feed: a feed says its language in its address, since whoever fetches it has no cookie.
    pub fn feed_words(&self) -> Words {
        Words::of(&self.tieng)
    }

    /// The list as a feed in this language.
    pub fn feed(&self, path: &str, lang: &str) -> String {
        let mut pairs = self.chosen();
        if lang != Words::of("").lang() {
            pairs.push(("tieng", lang));
        }
        asked_of(path, &pairs)
    }

    /// The page of that feed that begins after this key.
    pub fn feed_after(&self, path: &str, key: &str) -> String {
        let first = self.feed(path, self.feed_words().lang());
        let mark = if first.contains('?') { '&' } else { '?' };
        format!("{first}{mark}sau={key}")
    }

    /// The choice of state: any at all, and each of the four words.
    pub fn states(&self, w: &Words) -> Vec<Chip> {
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

fn asked_of(path: &str, pairs: &[(&str, &str)]) -> String {
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

/// The first id that may be made on this day in Vietnam.
fn first_of(day: NaiveDate) -> TicketId {
    TicketId::first_at(clock::moment_of(day.and_time(NaiveTime::MIN)))
}
