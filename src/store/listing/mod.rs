//! Which public reports a list shows, found by index whatever is filtered and in whatever order.
mod around;
mod asked;
mod slices;

use super::search::{self, Walk, Wanted};
use super::{Conn, Found};
use crate::domain::circle::Circle;
use crate::domain::search::Question;
use crate::domain::status::PublicWord;
use crate::domain::ticket::Kind;
use crate::ids::{AgencyId, CategoryId, CommuneId, TicketId, text_enum};
pub use asked::{AnswersQuestion, IN_TIME};
use slices::listed;
pub use slices::{Entry, Way, supported_at};

text_enum! {
    /// In which order a list stands.
    pub enum Sort {
        /// Sent last, first.
        Newest = "moi-gui",
        /// Answered last, first: what stands answered.
        Answered = "moi-tra-loi",
        /// Sent first, first: what nobody has answered yet.
        Waiting = "cho-lau",
        /// By how well they fit the words that are looked for; without words, sent last, first.
        Fitting = "lien-quan",
        /// What most others have, too, first: what anybody else has.
        Supported = "nhieu-nguoi",
    }
}

/// What narrows a list. Nothing set: every public report.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Any of these: a leaf, or all leaves of a group. Empty: any at all.
    pub categories: Vec<CategoryId>,
    /// Any of these: a commune, and those that were merged into it.
    pub communes: Vec<CommuneId>,
    /// Any of these: an agency, and those that it took over from.
    pub agencies: Vec<AgencyId>,
    pub word: Option<PublicWord>,
    /// Any of these, where no one word is chosen. Empty: any at all.
    pub states: Vec<PublicWord>,
    pub kind: Option<Kind>,
    /// Sent from here on. An id tells when: see [`TicketId::first_at`].
    pub from: Option<TicketId>,
    /// Sent before this.
    pub until: Option<TicketId>,
    /// Only with a photo; only with a document.
    pub with_photo: bool,
    pub with_document: bool,
    /// Only what was answered in time, or late.
    pub on_time: Option<bool>,
    /// Only what lies there, by its square.
    pub near: Option<Circle>,
    /// Words to be found, as typed.
    pub text: String,
    pub sort: Sort,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            categories: Vec::new(),
            communes: Vec::new(),
            agencies: Vec::new(),
            word: None,
            states: Vec::new(),
            kind: None,
            from: None,
            until: None,
            with_photo: false,
            with_document: false,
            on_time: None,
            near: None,
            text: String::new(),
            sort: Sort::Newest,
        }
    }
}

impl Filter {
    /// The states that are wanted; none: any at all.
    fn words(&self) -> Option<Vec<PublicWord>> {
        let open = [PublicWord::Waiting, PublicWord::Working];
        match (self.sort, self.word) {
            (Sort::Newest | Sort::Answered | Sort::Fitting | Sort::Supported, None)
                if self.states.is_empty() =>
            {
                None
            }
            (Sort::Newest | Sort::Answered | Sort::Fitting | Sort::Supported, None) => {
                Some(self.states.clone())
            }
            (Sort::Newest | Sort::Answered | Sort::Fitting | Sort::Supported, Some(word)) => Some(vec![word]),
            (Sort::Waiting, word) => {
                Some(open.into_iter().filter(|open| word.is_none_or(|word| word == *open)).collect())
            }
        }
    }

    fn is_worded(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// Does anything narrow it but words and days?
    fn narrows(&self) -> bool {
        let any = Self {
            text: self.text.clone(),
            sort: self.sort,
            from: self.from,
            until: self.until,
            ..Self::default()
        };
        *self != any || self.words().is_some()
    }
}

/// Where a page of a list ended. Of a search, those that fit best come first, then the others ([`search::tiers`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// What orders the list: the id of the report, or of its answer, or its place among the supported.
    at: i64,
    /// Among which: 0 for the best.
    tier: usize,
}

/// In an address: "123", and "123-1" among the second best.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.tier {
            0 => write!(f, "{}", self.at),
            tier => write!(f, "{}-{tier}", self.at),
        }
    }
}

impl std::str::FromStr for Key {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        for tier in 1..TIERS {
            if let Some(at) = text.strip_suffix(&format!("-{tier}")) {
                return Ok(Self { at: at.parse()?, tier });
            }
        }
        Ok(Self { at: text.parse()?, tier: 0 })
    }
}

/// No search has more tiers.
const TIERS: usize = 4;

/// Which page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    First,
    After(Key),
    Before(Key),
}

impl Turn {
    /// As an address says it: the key after which the page stands, or the one before which it does.
    pub fn read(after: &str, before: &str) -> Self {
        let after = after.parse().ok().map(Self::After);
        after.or_else(|| before.parse().ok().map(Self::Before)).unwrap_or(Self::First)
    }
}

/// A page of a list, and the ways on: to the page before it and to the page after it, where there may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    pub items: Vec<T>,
    pub before: Option<Key>,
    pub after: Option<Key>,
}

impl<T> Listed<T> {
    /// The same page with other entries.
    pub fn with<U>(self, items: Vec<U>) -> Listed<U> {
        Listed { items, before: self.before, after: self.after }
    }
}

/// A page of the public reports that the filter lets through, in its order.
pub fn page(conn: &mut Conn, filter: &Filter, turn: Turn, size: usize) -> Found<Listed<TicketId>> {
    let found = found(conn, filter, turn, size + 1)?;
    Ok(cut(found, turn, size))
}

/// A page, and how many there are in all, counted no further than `most`: for the first page of a list that is not searched
/// while something narrows it, one look tells both.
pub fn page_and_count(
    conn: &mut Conn,
    filter: &Filter,
    turn: Turn,
    (size, most): (usize, usize),
) -> Found<(Listed<TicketId>, usize)> {
    if turn == Turn::First && !(filter.is_worded() && filter.narrows()) {
        let found = found(conn, filter, turn, most.max(size + 1))?;
        let count = found.keys.len().min(most);
        return Ok((cut(found, turn, size), count));
    }
    let listed = page(conn, filter, turn, size)?;
    let count = match (turn, &listed.after) {
        (Turn::First, None) => listed.items.len(),
        _ => count_up_to(conn, filter, most)?,
    };
    Ok((listed, count))
}

/// Those of some reports that the filter lets through; nothing where it looks for words, which are looked for by themselves.
pub fn among(conn: &mut Conn, filter: &Filter, ids: &[TicketId]) -> Found<Option<Vec<TicketId>>> {
    if filter.is_worded() {
        return Ok(None);
    }
    let found = listed(conn, filter, Way::of(filter.sort, false), (Some(ids), None), ids.len())?;
    Ok(Some(found.into_iter().map(|(_, id)| id).collect()))
}

/// How many there are, counted no further than `most`.
pub fn count_up_to(conn: &mut Conn, filter: &Filter, most: usize) -> Found<usize> {
    Ok(found(conn, filter, Turn::First, most)?.keys.len())
}

/// What was found along the way of a turn.
#[derive(Default)]
struct Entries {
    keys: Vec<(Key, TicketId)>,
    /// Where the search for words stopped before the end of the list.
    stopped: Option<Key>,
}

/// At most `limit` reports from where the turn begins.
fn found(conn: &mut Conn, filter: &Filter, turn: Turn, limit: usize) -> Found<Entries> {
    let (from, back) = match turn {
        Turn::First => (None, false),
        Turn::After(key) => (Some(key), false),
        Turn::Before(key) => (Some(key), true),
    };
    let way = Way::of(filter.sort, back);
    if !filter.is_worded() {
        let found = listed(conn, filter, way, (None, from.map(|key| key.at)), limit)?;
        let keys = found.into_iter().map(|(at, id)| (Key { at, tier: 0 }, id)).collect();
        return Ok(Entries { keys, stopped: None });
    }
    let Some(question) = Question::read(&filter.text) else { return Ok(Entries::default()) };
    let tiers = search::tiers(conn, &question, filter.sort == Sort::Fitting)?;
    let mut found = Entries::default();
    let mut from = from.filter(|key| key.tier < tiers.len());
    let each: Vec<usize> = if back { (0..tiers.len()).rev().collect() } else { (0..tiers.len()).collect() };
    for tier in each {
        if from.is_some_and(|key| key.tier != tier) || found.keys.len() >= limit {
            continue;
        }
        let start = (way, from.take().map(|key| key.at), limit - found.keys.len());
        let wanted = (filter.narrows() || !way.by_id()).then(|| wanted(filter, way));
        let days = (filter.from, filter.until);
        let Walk { found: walked, stopped } = search::walk(conn, &tiers[tier], start, days, wanted)?;
        found.keys.extend(walked.into_iter().map(|(at, id)| (Key { at, tier }, id)));
        if let Some(at) = stopped.filter(|_| found.keys.len() < limit) {
            found.stopped = Some(Key { at, tier });
            break;
        }
    }
    Ok(found)
}

/// A page of what was found, of which one more than `size` was looked for.
fn cut(Entries { mut keys, stopped }: Entries, turn: Turn, size: usize) -> Listed<TicketId> {
    let more = keys.len() > size;
    keys.truncate(size);
    let first = keys.first().map(|(key, _)| *key);
    let onward = if more { keys.last().map(|(key, _)| *key) } else { stopped };
    if matches!(turn, Turn::Before(_)) {
        keys.reverse();
    }
    let items = keys.into_iter().map(|(_, id)| id).collect();
    match turn {
        Turn::First => Listed { items, before: None, after: onward },
        Turn::After(from) => Listed { items, before: first.or(Some(from)), after: onward },
        Turn::Before(from) => Listed { items, before: onward, after: first.or(Some(from)) },
    }
}

/// What a search asks of the list: which of some belong to it, in its order.
fn wanted(filter: &Filter, way: Way) -> impl Wanted {
    move |conn: &mut Conn, among: &[TicketId], from: Option<i64>, limit: usize| {
        listed(conn, filter, way, (Some(among), from), limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_nothing_else_is_one() {
        for key in [0, 1, 3].map(|tier| Key { at: 123, tier }) {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for strange in ["", "-1", "-1-1x", "x", "1-4", "1-01", "99999999999999999999"] {
            let read: Result<Key, _> = strange.parse();
            assert!(read.is_err(), "{strange}");
        }
    }
}
