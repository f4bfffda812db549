//! The parts of a list that one index gives in the list's order.
use super::{Filter, Sort};
use crate::domain::status::PublicWord;
use crate::ids::{AgencyId, CategoryId, CommuneId, TicketId};
use crate::schema::public_reports;
use crate::store::db::MultiBackend;
use crate::store::fixed::fixed;
use crate::store::{Conn, Found, among};
use diesel::dsl::not;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};

/// What orders a list, and the report that stands there.
pub type Entry = (i64, TicketId);

/// By what a list is in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Sent,
    Answered,
    Supported,
}

impl Sort {
    fn order(self) -> Order {
        match self {
            Self::Newest | Self::Waiting | Self::Fitting => Order::Sent,
            Self::Answered => Order::Answered,
            Self::Supported => Order::Supported,
        }
    }
}

/// The place of a report among those that others have, too: how many they are, then when it was sent; nothing for nobody.
pub fn supported_at(supports: i64, id: TicketId) -> Option<i64> {
    // Fourteen bits say how many; then 41 bits of milliseconds, and of the counter what tells those of one of them apart.
    let sent = ((id.0 >> 20) & ((1 << 41) - 1)) << 8 | (id.0 & 0xff);
    (supports > 0).then(|| supports.min((1 << 14) - 1) << 49 | sent)
}

/// The way along a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    order: Order,
    /// From small ids to large ones.
    pub rising: bool,
}

impl Way {
    /// The way of an order, or the way back.
    pub(super) fn of(sort: Sort, back: bool) -> Self {
        Self { order: sort.order(), rising: (sort == Sort::Waiting) != back }
    }

    /// In the order of the reports themselves?
    pub(in crate::store) fn by_id(self) -> bool {
        self.order == Order::Sent
    }
}

/// The next reports that the filter lets through beyond `from`, whatever their words, at most `limit`: of the whole list, or
/// among some.
pub(super) fn listed(
    conn: &mut Conn,
    filter: &Filter,
    way: Way,
    (among, from): (Option<&[TicketId]>, Option<i64>),
    limit: usize,
) -> Found<Vec<Entry>> {
    if filter.words().is_some_and(|words| words.is_empty()) {
        return Ok(Vec::new());
    }
    let inside = filter.near.map(|circle| super::around::inside(conn, circle, among)).transpose()?;
    let among = inside.as_deref().or(among);
    let slices = if among.is_some() { vec![Slice { among, ..Slice::default() }] } else { slices(filter) };
    let mut found = Vec::new();
    for slice in slices {
        found.extend(slice.load(conn, (filter, way), from, limit)?);
    }
    found.sort();
    if !way.rising {
        found.reverse();
    }
    found.truncate(limit);
    Ok(found)
}

/// A part of a list that one index gives in the order of the list. A list of several categories is put together from
/// such parts: asked for in one query, the database would have to sort all of them to show the first twenty.
#[derive(Default, Clone, Copy)]
struct Slice<'a> {
    agency: Option<AgencyId>,
    commune: Option<CommuneId>,
    category: Option<CategoryId>,
    word: Option<PublicWord>,
    documented: bool,
    among: Option<&'a [TicketId]>,
}

fn slices(filter: &Filter) -> Vec<Slice<'static>> {
    let none = Slice::default();
    // What is open is little, whoever holds it.
    let by_id = filter.sort.order() == Order::Sent;
    let words = filter.words().filter(|_| by_id);
    let by_word = |words: Vec<PublicWord>| {
        words.into_iter().map(|word| Slice { word: Some(word), ..none }).collect::<Vec<_>>()
    };
    match words {
        Some(words) if filter.sort == Sort::Waiting => by_word(words),
        _ if !filter.agencies.is_empty() => {
            filter.agencies.iter().map(|id| Slice { agency: Some(*id), ..none }).collect()
        }
        _ if !filter.communes.is_empty() => {
            filter.communes.iter().map(|id| Slice { commune: Some(*id), ..none }).collect()
        }
        _ if !filter.categories.is_empty() => {
            filter.categories.iter().map(|id| Slice { category: Some(*id), ..none }).collect()
        }
        _ if filter.with_document && by_id => {
            vec![Slice { documented: true, ..none }]
        }
        Some(words) => by_word(words),
        None => vec![none],
    }
}

type Rows<'a> = public_reports::BoxedQuery<'a, MultiBackend, (BigInt, BigInt)>;

impl Slice<'_> {
    fn load(
        &self,
        conn: &mut Conn,
        (filter, way): (&Filter, Way),
        from: Option<i64>,
        limit: usize,
    ) -> Found<Vec<Entry>> {
        let mut query = along(way, from).limit(i64::try_from(limit).unwrap_or(i64::MAX));
        if let Some(some) = self.among {
            query = query.filter(among::reports("public_reports.ticket_id", some));
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
        if let Some(on_time) = filter.on_time {
            query = query.filter(public_reports::on_time.eq(on_time));
        }
        if filter.with_photo {
            query = query.filter(public_reports::has_photo.eq(true));
        }
        self.choose(query, filter).load(conn)
    }

    /// By what the slice is made of. "+ 0", "|| ''" and "not" keep the databases from walking another index than the one that
    /// has the list's order.
    fn choose<'a>(&self, mut query: Rows<'a>, filter: &Filter) -> Rows<'a> {
        if let Some(agency) = self.agency {
            query = query.filter(public_reports::agency_id.eq(agency));
        } else if !filter.agencies.is_empty() {
            let wanted = filter.agencies.iter().map(|id| id.0);
            query = query.filter(among::among("public_reports.agency_id + 0", wanted));
        }
        if let Some(commune) = self.commune {
            query = query.filter(public_reports::commune_id.eq(commune));
        } else if !filter.communes.is_empty() {
            let wanted = filter.communes.iter().map(|id| id.0);
            query = query.filter(among::among("public_reports.commune_id + 0", wanted));
        }
        if let Some(category) = self.category {
            query = query.filter(public_reports::category_id.eq(category));
        } else if !filter.categories.is_empty() {
            let wanted = filter.categories.iter().map(|id| id.0);
            query = query.filter(among::among("public_reports.category_id + 0", wanted));
        }
        if self.documented {
            query = query.filter(public_reports::has_document.eq(true));
        } else if filter.with_document {
            query = query.filter(not(public_reports::has_document.eq(false)));
        }
        if let Some(word) = self.word {
            query = query.filter(public_reports::word.eq(word));
        } else if let Some(words) = filter.words() {
            let wanted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            let one_of = format!("public_reports.word || '' IN ({})", wanted.join(", "));
            query = query.filter(fixed::<Bool>(one_of));
        }
        query
    }
}

/// Rows in the order of one column, each at its own place in it.
macro_rules! in_order {
    ($rows:expr, $at:expr, $way:expr, $from:expr) => {
        match ($way.rising, $from) {
            (true, None) => $rows.order($at.asc()),
            (true, Some(from)) => $rows.filter($at.gt(from)).order($at.asc()),
            (false, None) => $rows.order($at.desc()),
            (false, Some(from)) => $rows.filter($at.lt(from)).order($at.desc()),
        }
    };
}

/// All rows in the order of the way, beyond `from`.
fn along<'a>(way: Way, from: Option<i64>) -> Rows<'a> {
    use public_reports::{answer_id, supported, ticket_id};
    match way.order {
        Order::Sent => {
            let rows = public_reports::table.select((ticket_id, ticket_id)).into_boxed::<MultiBackend>();
            in_order!(rows, ticket_id, way, from)
        }
        // Each answer belongs to one report: no two stand in the same place.
        Order::Answered => {
            let rows = public_reports::table.filter(answer_id.is_not_null());
            let rows = rows.select((answer_id.assume_not_null(), ticket_id)).into_boxed::<MultiBackend>();
            in_order!(rows, answer_id, way, from)
        }
        Order::Supported => {
            let rows = public_reports::table.filter(supported.is_not_null());
            let rows = rows.select((supported.assume_not_null(), ticket_id)).into_boxed::<MultiBackend>();
            in_order!(rows, supported, way, from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_supports_stand_before_and_of_as_many_the_newer() {
        let at =
            |supports: i64, millis: i64, count: i64| supported_at(supports, TicketId(millis << 20 | count));
        assert_eq!(at(0, 5, 1), None);
        let order = [at(1, 5, 1), at(1, 5, 2), at(1, 6, 0), at(2, 3, 9), at(9_000, 1, 0), at(1 << 14, 2, 0)];
        assert!(order.is_sorted() && order.iter().all(|one| one.is_some_and(|at| at > 0)), "{order:?}");
        assert_eq!(at(1 << 20, 2, 0), at(1 << 30, 2, 0));
    }
}
