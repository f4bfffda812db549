//! The city's ledger: a line for each report, written in the transaction that changes the report, whoever changes it. A
//! process keeps the lines in memory and asks, each time, for those that were written since: figures of a year are a walk
//! over memory, not over the disk.
use super::city::City;
use super::{Conn, Db, Found, on_each, ratings, tickets as all};
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::domain::ledger::{Beside, Line, Lines};
use crate::ids::TicketId;
use crate::schema::{contacts as senders, events, ledger, tickets};
use diesel::dsl::{exists, max};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

/// Lines that are read in one question when a process reads them all.
const READ_AT_ONCE: i64 = 20_000;

/// The lines as they were read last. Cheap to clone.
#[derive(Clone, Default)]
pub struct KnownLedger(Arc<RwLock<Ledger>>);

/// The lines, and from which turn on there may be others.
#[derive(Default)]
struct Ledger {
    mark: Option<i64>,
    lines: Lines,
}

#[derive(QueryableByName)]
struct Turn {
    #[diesel(sql_type = BigInt)]
    turn: i64,
}

impl Db {
    /// Lets `read` see the ledger as it is now: two questions, and the lines that are new.
    pub fn ledger<T>(&self, conn: &mut Conn, read: impl FnOnce(&Lines) -> T) -> Found<T> {
        let known = &self.known_ledger().0;
        known.write().unwrap_or_else(PoisonError::into_inner).bring_up_to_date(conn)?;
        Ok(read(&known.read().unwrap_or_else(PoisonError::into_inner).lines))
    }
}

impl Ledger {
    fn bring_up_to_date(&mut self, conn: &mut Conn) -> Found<()> {
        // Asked for before the lines are read: what is written meanwhile is read once more the next time.
        let mark = mark(conn)?;
        let written: Vec<Line> = match self.mark {
            None => {
                self.lines = all_lines(conn)?;
                Vec::new()
            }
            Some(known) => {
                let since = ledger::table.filter(ledger::turn.ge(known));
                since.order(ledger::ticket_id).select(Line::as_select()).load(conn)?
            }
        };
        self.mark = Some(mark);
        written.into_iter().for_each(|line| self.lines.put(line));
        Ok(())
    }
}

/// Every line, a part at a time, so that a million take their own room and no more.
fn all_lines(conn: &mut Conn) -> Found<Lines> {
    let many: i64 = ledger::table.count().get_result(conn)?;
    let mut lines = Lines::with_room(usize::try_from(many).unwrap_or_default());
    let mut after = TicketId(0);
    loop {
        let next =
            ledger::table.filter(ledger::ticket_id.gt(after)).order(ledger::ticket_id).limit(READ_AT_ONCE);
        let part: Vec<Line> = next.select(Line::as_select()).load(conn)?;
        let Some(last) = part.last() else { return Ok(lines) };
        after = last.ticket_id;
        part.into_iter().for_each(|line| lines.put(line));
    }
}

/// No transaction that is still to end writes a turn before this. SQLite has one writer, so that the last turn is it; PostgreSQL
/// ends transactions in another order than it begins them, and knows the oldest that has not ended.
fn mark(conn: &mut Conn) -> Found<i64> {
    match conn {
        Conn::Sqlite(c) => Ok(ledger::table.select(max(ledger::turn)).first::<Option<i64>>(c)?.unwrap_or(0)),
        Conn::Postgres(c) => {
            let oldest = sql_query("SELECT txid_snapshot_xmin(txid_current_snapshot()) AS turn");
            Ok(oldest.get_result::<Turn>(c)?.turn)
        }
    }
}

/// The turn of a change that is being written.
fn turn(conn: &mut Conn) -> Found<i64> {
    match conn {
        Conn::Sqlite(c) => {
            Ok(ledger::table.select(max(ledger::turn)).first::<Option<i64>>(c)?.unwrap_or(0) + 1)
        }
        Conn::Postgres(c) => Ok(sql_query("SELECT txid_current() AS turn").get_result::<Turn>(c)?.turn),
    }
}

/// After a database came back from a copy, its turns may be of another server: none is ahead of this one's.
pub fn settle(conn: &mut Conn) -> Found<()> {
    if let Conn::Postgres(c) = conn {
        sql_query("UPDATE ledger SET turn = 0 WHERE turn > txid_current()").execute(c)?;
    }
    Ok(())
}

/// Brings the lines of these reports up to date.
pub(super) fn follow(conn: &mut Conn, city: &City, touched: &BTreeSet<TicketId>) -> Found<()> {
    touched.iter().try_for_each(|id| refresh(conn, city, *id).map(drop))
}

/// Writes the line of one report anew; whether it was another.
pub fn refresh(conn: &mut Conn, city: &City, id: TicketId) -> Found<bool> {
    let made = make(conn, city, id)?;
    if kept(conn, id)? == made {
        return Ok(false);
    }
    let Some(line) = made else {
        return Ok(diesel::delete(ledger::table.find(id)).execute(conn)? > 0);
    };
    let row = (&line, ledger::turn.eq(turn(conn)?));
    on_each!(conn, |c| diesel::insert_into(ledger::table)
        .values(row)
        .on_conflict(ledger::ticket_id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(true)
}

/// Writes lines of reports that have none yet.
pub(super) fn lay(conn: &mut Conn, lines: &[Line]) -> Found<()> {
    let turn = turn(conn)?;
    lines.iter().try_for_each(|line| {
        let row = (line, ledger::turn.eq(turn));
        on_each!(conn, |c| diesel::insert_into(ledger::table).values(row).execute(c)).map(drop)
    })
}

/// Is the line of this report what it would be if it were written now?
pub fn is_true(conn: &mut Conn, city: &City, id: TicketId) -> Found<bool> {
    Ok(kept(conn, id)? == make(conn, city, id)?)
}

/// The reports after `from`, oldest first.
pub fn part(conn: &mut Conn, from: TicketId, size: i64) -> Found<Vec<TicketId>> {
    tickets::table.filter(tickets::id.gt(from)).order(tickets::id).limit(size).select(tickets::id).load(conn)
}

/// Is there a report that has no line yet?
pub fn is_missing(conn: &mut Conn) -> Found<bool> {
    let without = tickets::table
        .left_join(ledger::table.on(ledger::ticket_id.eq(tickets::id)))
        .filter(ledger::ticket_id.is_null());
    diesel::select(diesel::dsl::exists(without)).get_result(conn)
}

fn kept(conn: &mut Conn, id: TicketId) -> Found<Option<Line>> {
    ledger::table.find(id).select(Line::as_select()).first(conn).optional()
}

/// The line of a report as it would be written now; nothing where there is no report.
pub(super) fn make(conn: &mut Conn, city: &City, id: TicketId) -> Found<Option<Line>> {
    let Some(ticket) = all::find(conn, id).optional()? else { return Ok(None) };
    let reopened =
        events::table.filter(events::ticket_id.eq(id)).filter(events::kind.eq(EventKind::Reopened));
    let unconfirmed =
        senders::table.filter(senders::ticket_id.eq(id)).filter(senders::confirm_by.is_not_null());
    let (reopened_at, unconfirmed): (Option<Moment>, bool) =
        diesel::select((reopened.select(max(events::at)).single_value(), exists(unconfirmed)))
            .get_result(conn)?;
    let rated = ratings::of_ticket(conn, id)?.map(|one| (one.mark, one.rated_at));
    let beside = Beside { reopened_at, unconfirmed, rated };
    Ok(Some(Line::of(&ticket, beside, &city.calendar)))
}
