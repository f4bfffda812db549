//! Which public reports a list shows, found by index whatever is filtered.
use super::db::MultiBackend;
use super::page::Page;
use super::search::{Question, Wanted};
use super::{Conn, Found};
use crate::domain::status::PublicWord;
use crate::domain::ticket::Kind;
use crate::ids::{AgencyId, CategoryId, CommuneId, TicketId};
use crate::schema::public_reports;
use diesel::prelude::*;

/// What narrows a list. Nothing set: every public report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Any of these: a leaf, or all leaves of a group. Empty: any at all.
    pub categories: Vec<CategoryId>,
    pub commune: Option<CommuneId>,
    pub agency: Option<AgencyId>,
    pub word: Option<PublicWord>,
    pub kind: Option<Kind>,
    /// Sent from here on. An id tells when: see [`TicketId::first_at`].
    pub from: Option<TicketId>,
    /// Sent before this.
    pub until: Option<TicketId>,
    /// Words to be found, as typed.
    pub text: String,
}

/// Where a page of a list ended. Where tones were typed, those that agree in them come first and the others after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub id: TicketId,
    others: bool,
}

/// In an address: "123", and "123-1" among the others.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.id, if self.others { OTHERS } else { "" })
    }
}

impl std::str::FromStr for Key {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id = text.strip_suffix(OTHERS);
        Ok(Self { id: id.unwrap_or(text).parse()?, others: id.is_some() })
    }
}

const OTHERS: &str = "-1";

/// The public reports after `from` that the filter lets through, newest first, a page of them.
pub fn page(conn: &mut Conn, filter: &Filter, from: Option<Key>, size: usize) -> Found<Page<TicketId, Key>> {
    let before = from.map(|key| key.id);
    if filter.text.trim().is_empty() {
        let found = newest(conn, filter, before, size + 1)?;
        return Ok(Page::cut(found, size, |id| Key { id: *id, others: false }));
    }
    let Some(question) = Question::read(&filter.text) else {
        return Ok(Page { items: Vec::new(), next: None });
    };
    let mut found: Vec<Key> = Vec::new();
    for others in [false, true] {
        if found.len() > size
            || (others && !question.is_toned())
            || (!others && from.is_some_and(|key| key.others))
        {
            continue;
        }
        let (before, rest) =
            (before.filter(|_| from.is_some_and(|key| key.others == others)), size + 1 - found.len());
        let walk = match (question.is_toned(), others) {
            (false, _) => question.all(conn, before, rest, wanted(filter))?,
            (true, false) => question.agreeing(conn, before, rest, wanted(filter))?,
            (true, true) => question.differing(conn, before, rest, wanted(filter))?,
        };
        found.extend(walk.found.into_iter().map(|id| Key { id, others }));
        if let Some(id) = walk.stopped.filter(|_| found.len() <= size) {
            let items = found.into_iter().map(|key| key.id).collect();
            return Ok(Page { items, next: Some(Key { id, others }) });
        }
    }
    Ok(Page::cut(found, size, |key| *key).map(|key| key.id))
}

/// A page, and how many there are in all, counted no further than `most`: for the first page of a list without words one
/// look tells both.
pub fn page_and_count(
    conn: &mut Conn,
    filter: &Filter,
    from: Option<Key>,
    (size, most): (usize, usize),
) -> Found<(Page<TicketId, Key>, usize)> {
    if from.is_some() || !filter.text.trim().is_empty() {
        return Ok((page(conn, filter, from, size)?, count_up_to(conn, filter, most)?));
    }
    let mut found = newest(conn, filter, None, most.max(size + 1))?;
    let count = found.len().min(most);
    found.truncate(size + 1);
    Ok((Page::cut(found, size, |id| Key { id: *id, others: false }), count))
}

/// How many there are, counted no further than `most`.
fn count_up_to(conn: &mut Conn, filter: &Filter, most: usize) -> Found<usize> {
    if filter.text.trim().is_empty() {
        return Ok(newest(conn, filter, None, most)?.len());
    }
    let Some(question) = Question::read(&filter.text) else { return Ok(0) };
    Ok(question.all(conn, None, most, wanted(filter))?.found.len())
}

/// What a search asks of the list: the newest of it, or which of some belong to it.
fn wanted(filter: &Filter) -> impl Wanted {
    move |conn: &mut Conn, among: Option<&[TicketId]>, before: Option<TicketId>, limit: usize| match among {
        Some(_) => Slice { among, ..Slice::default() }.load(conn, filter, None, limit),
        None => newest(conn, filter, before, limit),
    }
}

/// The newest public reports before `before` that the filter lets through, whatever their words, newest first.
fn newest(conn: &mut Conn, filter: &Filter, before: Option<TicketId>, limit: usize) -> Found<Vec<TicketId>> {
    let mut found = Vec::new();
    for slice in slices(filter) {
        found.extend(slice.load(conn, filter, before, limit)?);
    }
    found.sort_by(|a, b| b.cmp(a));
    found.truncate(limit);
    Ok(found)
}

/// A part of a list that one index gives in the order of the list. A list of several categories is put together from
/// such parts: asked for in one query, the database would have to sort all of them to show the first twenty.
#[derive(Default, Clone, Copy)]
struct Slice<'a> {
    category: Option<CategoryId>,
    /// The index of the public words has the list's order.
    by_word: bool,
    among: Option<&'a [TicketId]>,
}

fn slices(filter: &Filter) -> Vec<Slice<'static>> {
    if filter.agency.is_some() || filter.commune.is_some() {
        return vec![Slice::default()];
    }
    if !filter.categories.is_empty() {
        let each = filter.categories.iter();
        return each.map(|id| Slice { category: Some(*id), ..Slice::default() }).collect();
    }
    vec![Slice { by_word: true, ..Slice::default() }]
}

impl Slice<'_> {
    fn load(
        &self,
        conn: &mut Conn,
        filter: &Filter,
        before: Option<TicketId>,
        limit: usize,
    ) -> Found<Vec<TicketId>> {
        let mut query = public_reports::table
            .order(public_reports::ticket_id.desc())
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(public_reports::ticket_id)
            .into_boxed::<MultiBackend>();
        if let Some(before) = before {
            query = query.filter(public_reports::ticket_id.lt(before));
        }
        if let Some(among) = self.among {
            query = query.filter(public_reports::ticket_id.eq_any(among));
        }
        if let Some(agency) = filter.agency {
            query = query.filter(public_reports::agency_id.eq(agency));
        }
        if let Some(commune) = filter.commune {
            query = query.filter(public_reports::commune_id.eq(commune));
        }
        if let Some(from) = filter.from {
            query = query.filter(public_reports::ticket_id.ge(from));
        }
        if let Some(until) = filter.until {
            query = query.filter(public_reports::ticket_id.lt(until));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(public_reports::kind.eq(kind));
        }
        // "+ 0" and "|| ''" keep the databases from walking another index than the one that has the list's order.
        if let Some(category) = self.category {
            query = query.filter(public_reports::category_id.eq(category));
        } else if !filter.categories.is_empty() {
            let wanted: Vec<i64> = filter.categories.iter().map(|id| id.0).collect();
            query = query.filter((public_reports::category_id + 0_i64).eq_any(wanted));
        }
        match filter.word {
            Some(word) if self.by_word => query = query.filter(public_reports::word.eq(word)),
            Some(word) => query = query.filter(public_reports::word.concat("").eq(word.as_str())),
            None => {}
        }
        query.load(conn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_nothing_else_is_one() {
        for key in [Key { id: TicketId(123), others: false }, Key { id: TicketId(7), others: true }] {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for strange in ["", "-1", "-1-1x", "x", "1-2", "99999999999999999999"] {
            let read: Result<Key, _> = strange.parse();
            assert!(read.is_err(), "{strange}");
        }
    }
}
