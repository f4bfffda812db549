//! Which public reports a list shows, found by index whatever is filtered.
use super::db::MultiBackend;
use super::public::open;
use super::search::Question;
use super::{Conn, Found};
use crate::domain::status::{PublicWord, Status};
use crate::domain::ticket::Kind;
use crate::ids::{AgencyId, CategoryId, CommuneId, TicketId};
use crate::schema::tickets;
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

/// The newest public reports before `before` that the filter lets through, newest first, at most `limit`.
pub fn ids(conn: &mut Conn, filter: &Filter, before: Option<TicketId>, limit: usize) -> Found<Vec<TicketId>> {
    if !filter.text.trim().is_empty() {
        let Some(question) = Question::read(conn, &filter.text)? else {
            return Ok(Vec::new());
        };
        return question.ids(conn, before, limit, |c, candidates| {
            let slice = Slice { among: Some(candidates), ..Slice::default() };
            slice.load(c, filter, None, candidates.len())
        });
    }
    let mut found = Vec::new();
    for slice in slices(filter) {
        found.extend(slice.load(conn, filter, before, limit)?);
    }
    found.sort_by(|a, b| b.cmp(a));
    found.truncate(limit);
    Ok(found)
}

/// How many there are, counted no further than `most`.
pub fn count_up_to(conn: &mut Conn, filter: &Filter, most: usize) -> Found<usize> {
    Ok(ids(conn, filter, None, most)?.len())
}

/// A part of a list that one index gives in the order of the list. A list of several categories, or of a public word
/// that stands for several states, is put together from such parts: asked for in one query, the database would have
/// to sort all of them to show the first twenty.
#[derive(Default, Clone, Copy)]
struct Slice<'a> {
    category: Option<CategoryId>,
    status: Option<Status>,
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
    match filter.word {
        Some(word) => word
            .statuses()
            .into_iter()
            .map(|status| Slice { status: Some(status), ..Slice::default() })
            .collect(),
        None => vec![Slice::default()],
    }
}

impl Slice<'_> {
    fn load(
        &self,
        conn: &mut Conn,
        filter: &Filter,
        before: Option<TicketId>,
        limit: usize,
    ) -> Found<Vec<TicketId>> {
        let mut query = tickets::table
            .filter(open())
            .order(tickets::id.desc())
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(tickets::id)
            .into_boxed::<MultiBackend>();
        if let Some(before) = before {
            query = query.filter(tickets::id.lt(before));
        }
        if let Some(among) = self.among {
            query = query.filter(tickets::id.eq_any(among));
        }
        if let Some(agency) = filter.agency {
            query = query.filter(tickets::agency_id.eq(agency));
        }
        if let Some(commune) = filter.commune {
            query = query.filter(tickets::commune_id.eq(commune));
        }
        if let Some(from) = filter.from {
            query = query.filter(tickets::id.ge(from));
        }
        if let Some(until) = filter.until {
            query = query.filter(tickets::id.lt(until));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(tickets::kind.eq(kind));
        }
        // "+ 0" and "|| ''" keep the databases from walking another index than the one that has the list's order.
        if let Some(category) = self.category {
            query = query.filter(tickets::category_id.eq(category));
        } else if !filter.categories.is_empty() {
            let wanted: Vec<i64> = filter.categories.iter().map(|id| id.0).collect();
            query = query.filter((tickets::category_id + 0_i64).eq_any(wanted));
        }
        if let Some(status) = self.status {
            query = query.filter(tickets::standing.eq(status));
        } else if let Some(word) = filter.word {
            query = query.filter(tickets::standing.concat("").eq_any(word.statuses()));
        }
        query.load(conn)
    }
}
