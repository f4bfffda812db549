//! The desk's queues: what waits for whom, by what is due next. Every list keeps within the reader's scope.
use super::db::MultiBackend;
use super::page::Page;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::policy::Scope;
use crate::domain::status::Status;
use crate::domain::ticket::Level;
use crate::ids::{AccountId, AgencyId, CategoryId, CommuneId, TicketId};
use crate::schema::{contacts, tickets};
use diesel::prelude::*;

/// No queue is counted further than this: past it, the number itself says enough.
pub const COUNTED: i64 = 1_000;

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
    pub agency_id: Option<AgencyId>,
    pub assignee_id: Option<AccountId>,
    pub due_at: Moment,
    pub created_at: Moment,
}

/// Who works on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    Any,
    Of(AccountId),
    Nobodys,
}

/// Which reports a queue holds.
#[derive(Debug, Clone)]
pub struct Queue {
    pub statuses: &'static [Status],
    pub hands: Hands,
    pub urgent_only: bool,
    /// Only what was due before this moment.
    pub due_before: Option<Moment>,
    /// What came last first, for what is done; otherwise what is due next.
    pub newest_first: bool,
}

impl Queue {
    pub fn of(statuses: &'static [Status]) -> Self {
        Self { statuses, hands: Hands::Any, urgent_only: false, due_before: None, newest_first: false }
    }

    /// The same that [`narrowed`] asks the database.
    fn holds(&self, (status, level, assignee, due): &Standing) -> bool {
        let hands = match self.hands {
            Hands::Any => true,
            Hands::Of(account) => *assignee == Some(account),
            Hands::Nobodys => assignee.is_none(),
        };
        let late = self.due_before.is_none_or(|before| *due < before);
        self.statuses.contains(status) && hands && late && (!self.urgent_only || *level == Level::Urgent)
    }
}

/// Where a page of a queue ended.
pub type Key = (Moment, TicketId);

type Boxed<'a> = tickets::BoxedQuery<'a, MultiBackend>;

/// A page of a queue, what is due next first, from after `key` on.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    queue: &Queue,
    key: Option<Key>,
    size: usize,
) -> Found<Page<Queued, Key>> {
    let Some(mut query) = narrowed(scope, queue) else {
        return Ok(Page { items: Vec::new(), next: None });
    };
    query = match key {
        None => query,
        Some((_, id)) if queue.newest_first => query.filter(tickets::id.lt(id)),
        Some((due, id)) => {
            query.filter(tickets::due_at.gt(due).or(tickets::due_at.eq(due).and(tickets::id.gt(id))))
        }
    };
    query = if queue.newest_first {
        query.order(tickets::id.desc())
    } else {
        query.order((tickets::due_at, tickets::id))
    };
    let found = query
        .limit(i64::try_from(size).unwrap_or(i64::MAX - 1) + 1)
        .select(Queued::as_select())
        .load(conn)?;
    Ok(Page::cut(found, size, |row| (row.due_at, row.id)))
}

/// How many each of these queues holds, up to [`COUNTED`] and in one look: what a queue asks of a report is asked of the
/// rows here.
pub fn counts(conn: &mut Conn, scope: &Scope, queues: &[&Queue]) -> Found<Vec<i64>> {
    let statuses = |urgent: bool| -> Vec<Status> {
        let asking = queues.iter().filter(|queue| queue.urgent_only == urgent);
        asking.flat_map(|queue| queue.statuses).copied().collect()
    };
    let Some(query) = within(scope) else {
        return Ok(vec![0; queues.len()]);
    };
    let urgent = tickets::level.eq(Level::Urgent).and(tickets::status.eq_any(statuses(true)));
    let rows: Vec<Standing> = query
        .filter(tickets::status.eq_any(statuses(false)).or(urgent))
        .limit(COUNTED * i64::try_from(queues.len()).unwrap_or(1))
        .select((tickets::status, tickets::level, tickets::assignee_id, tickets::due_at))
        .load(conn)?;
    let held = |queue: &&Queue| rows.iter().filter(|row| queue.holds(row)).count();
    Ok(queues.iter().map(|queue| i64::try_from(held(queue)).unwrap_or(COUNTED).min(COUNTED)).collect())
}

/// Where a report stands, as far as a queue asks.
type Standing = (Status, Level, Option<AccountId>, Moment);

/// The next report of a queue after the one just done, which has left it.
pub fn next(conn: &mut Conn, scope: &Scope, queue: &Queue, done: TicketId) -> Found<Option<String>> {
    let Some(query) = narrowed(scope, queue) else {
        return Ok(None);
    };
    query
        .filter(tickets::id.ne(done))
        .order((tickets::due_at, tickets::id))
        .select(tickets::code)
        .first(conn)
        .optional()
}

/// The reports within a scope; nothing where the scope is empty. What its sender did not confirm waits in no queue.
fn within(scope: &Scope) -> Option<Boxed<'_>> {
    let unconfirmed = contacts::table.filter(contacts::confirm_by.is_not_null()).select(contacts::ticket_id);
    let query = tickets::table.filter(tickets::id.ne_all(unconfirmed)).into_boxed::<MultiBackend>();
    match scope {
        Scope::Nothing => None,
        Scope::All => Some(query),
        Scope::Agencies(agencies) => Some(query.filter(tickets::agency_id.eq_any(agencies))),
    }
}

/// The queue within a scope.
fn narrowed<'a>(scope: &'a Scope, queue: &Queue) -> Option<Boxed<'a>> {
    let mut query = within(scope)?.filter(tickets::status.eq_any(queue.statuses));
    match queue.hands {
        Hands::Any => {}
        Hands::Of(account) => query = query.filter(tickets::assignee_id.eq(account)),
        Hands::Nobodys => query = query.filter(tickets::assignee_id.is_null()),
    }
    if queue.urgent_only {
        query = query.filter(tickets::level.eq(Level::Urgent));
    }
    if let Some(before) = queue.due_before {
        query = query.filter(tickets::due_at.lt(before));
    }
    Some(query)
}
