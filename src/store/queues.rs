//! The desk's queues: what waits for whom, by what is due next. Every list keeps within the reader's scope.
use super::among::among;
use super::db::MultiBackend;
use super::fixed::{Fixed, fixed};
use super::page::Page;
use super::{Conn, Found, chosen};
use crate::clock::Moment;
use crate::domain::clocks::{Owed, Stopped};
use crate::domain::figures::Choice;
use crate::domain::policy::Scope;
use crate::domain::status::Status;
use crate::domain::ticket::Level;
use crate::ids::{AccountId, AgencyId, CategoryId, CommuneId, TicketId};
use crate::schema::{clocks, contacts, desk_reports as desk, tickets};
use diesel::dsl::{count, count_star};
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::helper_types::{InnerJoin, IntoBoxed, Select};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool, Integer, Timestamp};
use std::collections::HashMap;

/// No queue is counted further than this: past it, that there are more says enough, and the figures say how many.
pub const COUNTED: i64 = 200;

/// A report in a queue: enough to decide without opening it, and no word of who sent it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = tickets)]
pub struct Queued {
    pub id: TicketId,
    pub code: String,
    pub status: Status,
    pub level: Level,
    pub public_title: String,
    pub title: String,
    pub place: String,
    pub category_id: CategoryId,
    pub commune_id: Option<CommuneId>,
    #[diesel(select_expression = desk::agency_id)]
    pub agency_id: Option<AgencyId>,
    #[diesel(select_expression = desk::assignee_id)]
    pub assignee_id: Option<AccountId>,
    #[diesel(select_expression = desk::due_at)]
    pub due_at: Moment,
    /// How often an agency sent it back.
    #[diesel(select_expression = desk::sent_back)]
    pub sent_back: i32,
    pub created_at: Moment,
    pub version: i32,
}

/// Who works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hands {
    Any,
    /// A person's own, and those of whomever they stand in for.
    Of(Vec<AccountId>),
    Nobodys,
}

/// Which reports a queue holds.
#[derive(Debug, Clone)]
pub struct Queue {
    pub statuses: &'static [Status],
    pub hands: Hands,
    pub urgent_only: bool,
    /// Only what somebody owes this on: a word to a reminder, an approver's leave.
    pub owed_only: Option<Owed>,
    /// Only what was due before this moment.
    pub due_before: Option<Moment>,
    /// What others lead, and one's own agency still owes a part of.
    pub parts_only: bool,
    /// What came last first, for what is done; otherwise what is due next.
    pub newest_first: bool,
}

impl Queue {
    /// All reports in these states, whoever works on them, what is due next first.
    pub fn of(statuses: &'static [Status]) -> Self {
        Self {
            statuses,
            hands: Hands::Any,
            urgent_only: false,
            owed_only: None,
            due_before: None,
            parts_only: false,
            newest_first: false,
        }
    }
}

/// Where a page of a queue ended.
pub type Key = (Moment, TicketId);

/// A question about reports as a saved view chooses them.
pub(super) type Boxed<'a> = IntoBoxed<'a, InnerJoin<desk::table, tickets::table>, MultiBackend>;
/// A question about the lines by which queues choose. What is only counted asks for nothing more.
type Lines<'a> = IntoBoxed<'a, desk::table, MultiBackend>;

/// A page of a queue, what is due next first, from after `key` on.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    queue: &Queue,
    key: Option<Key>,
    size: usize,
) -> Found<Page<Queued, Key>> {
    let Some(query) = after(scope, queue, key, size + 1) else {
        return Ok(Page { items: Vec::new(), next: None });
    };
    let found: Vec<(Queued, Moment)> = query.select((Queued::as_select(), due(scope, queue))).load(conn)?;
    let found = found.into_iter().map(|(row, due_at)| Queued { due_at, ..row }).collect();
    Ok(Page::cut(found, size, |row| (row.due_at, row.id)))
}

/// When what is asked of the reader is due: the report, or the part of it that their own agency owes.
fn due(scope: &Scope, queue: &Queue) -> Fixed<Timestamp> {
    let Scope::Agencies(own) = scope else { return fixed("desk_reports.due_at".into()) };
    if !queue.parts_only {
        return fixed("desk_reports.due_at".into());
    }
    let own: Vec<String> = own.iter().map(|agency| agency.0.to_string()).collect();
    fixed(format!(
        "(SELECT MIN(part.due_at) FROM clocks AS part WHERE part.ticket_id = desk_reports.ticket_id \
         AND part.owed = '{}' AND part.stopped = '{}' AND part.agency_id IN ({}))",
        Owed::Part,
        Stopped::Not,
        own.join(", ")
    ))
}

/// So many of a queue from after `key` on, in its order.
fn after<'a>(scope: &'a Scope, queue: &Queue, key: Option<Key>, many: usize) -> Option<Boxed<'a>> {
    let (lines, due) = (narrowed(scope, queue)?, due(scope, queue));
    let lines = match key {
        None => lines,
        Some((_, id)) if queue.newest_first => lines.filter(desk::ticket_id.lt(id)),
        Some((last, id)) => {
            let same = due.clone().eq(last).and(desk::ticket_id.gt(id));
            lines.filter(due.clone().gt(last).or(same))
        }
    };
    let many = i64::try_from(many).unwrap_or(i64::MAX);
    // Put in order before anything is read of the reports: of a thousand that wait, twenty are shown.
    let first = if queue.newest_first {
        lines.order(desk::ticket_id.desc()).limit(many).select(desk::ticket_id)
    } else {
        lines.order((due.clone(), desk::ticket_id)).limit(many).select(desk::ticket_id)
    };
    let rows = desk::table.inner_join(tickets::table).into_boxed::<MultiBackend>();
    let rows = rows.filter(First(first));
    Some(if queue.newest_first {
        rows.order(desk::ticket_id.desc())
    } else {
        rows.order((due, desk::ticket_id))
    })
}

/// How many each of these queues holds, up to [`COUNTED`]; all in one question, each part of which goes its own way.
pub fn counts(conn: &mut Conn, scope: &Scope, queues: &[&Queue]) -> Found<Vec<i64>> {
    counts_beside(conn, scope, queues, &Views::default())
}

/// What is saved beside the queues: what each view means where it is about what is open, and the moment that is now.
#[derive(Debug, Clone, Default)]
pub struct Views {
    pub choices: Vec<Choice>,
    pub now: Moment,
}

/// The same, and after them how many reports each view means.
pub fn counts_beside(conn: &mut Conn, scope: &Scope, queues: &[&Queue], views: &Views) -> Found<Vec<i64>> {
    let (parts, many) = parts(scope, queues, views);
    if parts.is_empty() {
        return Ok(vec![0; many]);
    }
    let found = Counts { parts, page: None }.load(conn)?;
    Ok(numbers(&found, many))
}

/// What is counted, each with its place, and how many places there are: an empty scope has no queue to look into.
fn parts<'a>(scope: &'a Scope, queues: &[&Queue], views: &Views) -> (Vec<Part<'a>>, usize) {
    let ids = |lines: Lines<'a>| Counted::Queue(lines.limit(COUNTED).select(desk::ticket_id));
    let of_queues = queues.iter().map(|queue| narrowed(scope, queue).map(ids));
    let of_view = |choice| chosen::open(choice, views.now).limit(COUNTED).select(desk::ticket_id);
    let of_views = views.choices.iter().map(|choice| Some(Counted::View(of_view(choice))));
    let all = of_queues.chain(of_views).enumerate();
    let parts = all.filter_map(|(place, counted)| Some((place, counted?)));
    (parts.collect(), queues.len() + views.choices.len())
}

/// In the order of their places; what was not asked holds nothing.
fn numbers(found: &[(i32, i64)], many: usize) -> Vec<i64> {
    let at = |place: usize| found.iter().find(|(own, _)| usize::try_from(*own) == Ok(place));
    (0..many).map(|place| at(place).map_or(0, |(_, count)| *count)).collect()
}

/// By what a queue's first page is known to have changed: its rows, each with its version, and the numbers beside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Mark {
    rows: Vec<(TicketId, i32)>,
    counts: Vec<i64>,
}

impl Mark {
    /// Of what was read.
    pub fn of(rows: &[Queued], counts: Vec<i64>) -> Self {
        let mut rows: Vec<_> = rows.iter().map(|row| (row.id, row.version)).collect();
        rows.sort_unstable();
        Self { rows, counts }
    }

    /// The same without reading any of it: one question.
    pub fn look(
        conn: &mut Conn,
        scope: &Scope,
        (queue, size): (&Queue, usize),
        counted: &[&Queue],
        views: &Views,
    ) -> Found<Self> {
        let (parts, many) = parts(scope, counted, views);
        let page =
            after(scope, queue, None, size).map(|page| page.select((desk::ticket_id, tickets::version)));
        if parts.is_empty() && page.is_none() {
            return Ok(Self { rows: Vec::new(), counts: vec![0; many] });
        }
        let found: Vec<(i32, i64)> = Counts { parts, page }.load(conn)?;
        let rows = found.iter().filter(|(place, _)| *place < 0);
        let mut rows: Vec<_> = rows.map(|(place, id)| (TicketId(*id), -1 - place)).collect();
        rows.sort_unstable();
        Ok(Self { rows, counts: numbers(&found, many) })
    }
}

/// A report is one of those that a question gives.
struct First<'a>(Select<Lines<'a>, desk::ticket_id>);

impl Expression for First<'_> {
    type SqlType = Bool;
}

impl<Tables> AppearsOnTable<Tables> for First<'_> {}
impl<Tables> SelectableExpression<Tables> for First<'_> {}

impl<Grouped> ValidGrouping<Grouped> for First<'_> {
    type IsAggregate = is_aggregate::No;
}

impl QueryFragment<MultiBackend> for First<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> Found<()> {
        out.push_sql("desk_reports.ticket_id IN (");
        <_ as QueryFragment<MultiBackend>>::walk_ast(&self.0, out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl QueryId for First<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

type Part<'a> = (usize, Counted<'a>);

/// The reports of which something is counted.
enum Counted<'a> {
    Queue(Select<Lines<'a>, desk::ticket_id>),
    View(Select<Boxed<'a>, desk::ticket_id>),
}

/// How many rows each of these has, with its place among them; and the rows of a page, whose versions stand in the place
/// of a place, below nought.
struct Counts<'a> {
    parts: Vec<Part<'a>>,
    page: Option<Select<Boxed<'a>, (desk::ticket_id, tickets::version)>>,
}

impl QueryFragment<MultiBackend> for Counts<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> Found<()> {
        for (at, (place, query)) in self.parts.iter().enumerate() {
            out.push_sql(if at == 0 { "" } else { " UNION ALL " });
            out.push_sql(&format!("SELECT {place} AS place, COUNT(*) AS held FROM ("));
            match query {
                Counted::Queue(lines) => {
                    <_ as QueryFragment<MultiBackend>>::walk_ast(lines, out.reborrow())?;
                }
                Counted::View(rows) => <_ as QueryFragment<MultiBackend>>::walk_ast(rows, out.reborrow())?,
            }
            out.push_sql(") AS part");
        }
        if let Some(page) = &self.page {
            out.push_sql(if self.parts.is_empty() { "" } else { " UNION ALL " });
            out.push_sql("SELECT -1 - version AS place, ticket_id AS held FROM (");
            <_ as QueryFragment<MultiBackend>>::walk_ast(page, out.reborrow())?;
            out.push_sql(") AS page");
        }
        Ok(())
    }
}

impl Query for Counts<'_> {
    type SqlType = (Integer, BigInt);
}

impl QueryId for Counts<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl RunQueryDsl<Conn> for Counts<'_> {}

/// How many open reports each of these agencies holds, and how many of them nobody works on; of others none.
pub fn by_agency(conn: &mut Conn, agencies: &[AgencyId]) -> Found<HashMap<AgencyId, (i64, i64)>> {
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.is_settled()).collect();
    let rows: Vec<(Option<AgencyId>, i64, i64)> = desk::table
        .filter(desk::agency_id.eq_any(agencies))
        .filter(desk::status.eq_any(open))
        .group_by(desk::agency_id)
        .select((desk::agency_id, count_star(), count(desk::assignee_id)))
        .load(conn)?;
    let held = |(agency, all, given): (Option<AgencyId>, i64, i64)| Some((agency?, (all, all - given)));
    Ok(rows.into_iter().filter_map(held).collect())
}

/// The next report of a queue after the one just done, which has left it.
pub fn next(conn: &mut Conn, scope: &Scope, queue: &Queue, done: TicketId) -> Found<Option<String>> {
    let Some(query) = after(scope, queue, None, 2) else { return Ok(None) };
    let first: Vec<(TicketId, String)> = query.select((desk::ticket_id, tickets::code)).load(conn)?;
    Ok(first.into_iter().find(|(id, _)| *id != done).map(|(_, code)| code))
}

/// The queue within a scope; nothing where the scope is empty. What its sender did not confirm waits in no queue.
fn narrowed<'a>(scope: &'a Scope, queue: &Queue) -> Option<Lines<'a>> {
    let mut query = desk::table.into_boxed::<MultiBackend>();
    // Until it is confirmed no step is taken on it: it stays new, and other queues need not ask.
    if queue.statuses.contains(&Status::New) {
        let confirm_by = contacts::confirm_by.is_not_null();
        query = query
            .filter(desk::ticket_id.ne_all(contacts::table.filter(confirm_by).select(contacts::ticket_id)));
    }
    let running = |owed| clocks::table.filter(clocks::stopped.eq(Stopped::Not)).filter(clocks::owed.eq(owed));
    // A clock of this kind runs for few reports: they are found by it, as are a person's own by who they are. "|| ''" and "+ 0"
    // keep the databases from looking through all that is open instead.
    let few = queue.parts_only || queue.owed_only.is_some();
    let own_hands = matches!(queue.hands, Hands::Of(_));
    let status = if few { "desk_reports.status || ''" } else { "desk_reports.status" };
    query = query.filter(one_of(status, queue.statuses));
    match scope {
        Scope::Nothing => return None,
        Scope::All => {}
        Scope::Agencies(agencies) => {
            let own = |column| among(column, agencies.iter().map(|one| one.0));
            query = match (agencies.as_slice(), few) {
                // Most belong to one.
                ([one], false) if !own_hands => query.filter(desk::agency_id.eq(one)),
                (_, false) if !own_hands => query.filter(own("desk_reports.agency_id")),
                (..) if queue.parts_only => {
                    let parts = running(Owed::Part).filter(own("clocks.agency_id"));
                    query.filter(desk::ticket_id.eq_any(parts.select(clocks::ticket_id)))
                }
                _ => query.filter(own("desk_reports.agency_id + 0")),
            }
        }
    }
    match &queue.hands {
        Hands::Any => {}
        Hands::Of(accounts) => {
            query = match accounts.as_slice() {
                [one] => query.filter(desk::assignee_id.eq(*one)),
                many => query.filter(among("desk_reports.assignee_id", many.iter().map(|one| one.0))),
            }
        }
        Hands::Nobodys => query = query.filter(desk::assignee_id.is_null()),
    }
    if queue.urgent_only {
        // In so many words, as its index has them.
        query = query.filter(fixed::<Bool>(format!("desk_reports.level = '{}'", Level::Urgent)));
    }
    if let Some(wanted) = queue.owed_only {
        query = query.filter(desk::ticket_id.eq_any(running(wanted).select(clocks::ticket_id)));
    }
    if let Some(before) = queue.due_before {
        query = query.filter(desk::due_at.lt(before));
    }
    Some(query)
}

/// The states of a queue are the portal's own words.
pub(super) fn in_states(statuses: &[Status]) -> Fixed<Bool> {
    one_of("desk_reports.status", statuses)
}

fn one_of(what: &str, statuses: &[Status]) -> Fixed<Bool> {
    let words: Vec<String> = statuses.iter().map(|status| format!("'{status}'")).collect();
    fixed(format!("{what} IN ({})", words.join(", ")))
}
