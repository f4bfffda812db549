//! The outbox: letters are put in by whoever changes something, in the same transaction, and taken out by a job.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::letter::{ATTEMPTS, HELD, longest_wait};
use crate::domain::letter::{LetterKind, LetterState, QueuedLetter};
use crate::ids::{LetterId, TicketId};
use crate::schema::{contacts, letters, tickets};
use chrono::Duration;
use diesel::prelude::*;

/// After so long without a try, or with nothing but failures, the letters stand still.
pub const PATIENCE: Duration = Duration::minutes(10);
/// The job that sends them, as its row is named.
pub const JOB: &str = "send_letters";

/// Letters that stand still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How many wait in all.
    pub waiting: i64,
    /// Since when the longest waiting one waits.
    pub since: Moment,
    /// What the mail server said last; "" when nothing is known.
    pub why: String,
}

/// Neither left nor given up.
const UNDER_WAY: [LetterState; 2] = [LetterState::Waiting, LetterState::Sending];

/// Puts a letter into the queue; it leaves only if the caller's transaction is kept.
pub fn enqueue(conn: &mut Conn, letter: &QueuedLetter) -> Found<()> {
    diesel::insert_into(letters::table).values(letter).execute(conn).map(drop)
}

/// The letter with this id, sent or not; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: LetterId) -> Found<QueuedLetter> {
    letters::table.filter(letters::id.eq(id)).select(QueuedLetter::as_select()).first(conn)
}

/// The letters to try at `now`, the longest waiting first. One that somebody took and did not finish in time
/// (a crash) is among them again.
pub fn due(conn: &mut Conn, now: Moment, limit: i64) -> Found<Vec<QueuedLetter>> {
    letters::table
        .filter(letters::state.eq_any(UNDER_WAY))
        .filter(letters::next_try_at.le(now))
        .order((letters::next_try_at, letters::id))
        .limit(limit)
        .select(QueuedLetter::as_select())
        .load(conn)
}

/// Lets go at once what waits for a moment that no right clock could have set: a clock that was ahead for a while and is
/// right again must not keep letters back. How many they were.
pub fn unstick(conn: &mut Conn, now: Moment) -> Found<usize> {
    let beyond = |state, limit| {
        letters::table.filter(letters::state.eq(state)).filter(letters::next_try_at.gt(now + limit))
    };
    let freed = letters::next_try_at.eq(now);
    let taken = beyond(LetterState::Sending, HELD + Duration::minutes(1));
    (0..=ATTEMPTS).try_fold(diesel::update(taken).set(freed).execute(conn)?, |count, attempts| {
        let waiting = beyond(LetterState::Waiting, longest_wait(attempts));
        let waiting = waiting.filter(letters::attempts.eq(attempts));
        Ok(count + diesel::update(waiting).set(freed).execute(conn)?)
    })
}

/// The letters that stand still, if they do: one was not tried for `patience` after its time, or for so long the job
/// that sends them has done nothing but fail.
pub fn standing(conn: &mut Conn, now: Moment, patience: Duration) -> Found<Option<Standing>> {
    let Some((count, since)) = waiting(conn)? else { return Ok(None) };
    let job = super::jobs::find(conn, JOB)?;
    let failing =
        job.as_ref().and_then(|job| job.failing_since).is_some_and(|failing| failing <= now - patience);
    let overdue = letters::table
        .filter(letters::state.eq_any(UNDER_WAY))
        .filter(letters::next_try_at.le(now - patience));
    let overdue = diesel::dsl::exists(overdue);
    if !failing && !diesel::select(overdue).get_result(conn)? {
        return Ok(None);
    }
    let why = job.filter(|job| job.failures > 0).map(|job| job.outcome).unwrap_or_default();
    Ok(Some(Standing { waiting: count, since, why }))
}

/// Takes a letter until `until`, for this process alone: false when another one took it since it was read.
pub fn claim(conn: &mut Conn, letter: &QueuedLetter, until: Moment) -> Found<bool> {
    let untouched = letters::table
        .filter(letters::id.eq(letter.id))
        .filter(letters::state.eq(letter.state))
        .filter(letters::next_try_at.eq(letter.next_try_at))
        .filter(letters::attempts.eq(letter.attempts));
    let taken = (
        letters::state.eq(LetterState::Sending),
        letters::next_try_at.eq(until),
        letters::attempts.eq(letters::attempts + 1),
    );
    Ok(diesel::update(untouched).set(taken).execute(conn)? == 1)
}

/// The mail server took it. A letter that carried a way in forgets it: nobody who reads the database may use it; one to who
/// follows something is forgotten altogether, since their addresses stand in one place.
pub fn mark_sent(conn: &mut Conn, letter: &QueuedLetter, now: Moment) -> Found<()> {
    let row = letters::table.filter(letters::id.eq(letter.id));
    if letter.follow_id.is_some() {
        return diesel::delete(row).execute(conn).map(drop);
    }
    let sent =
        (letters::state.eq(LetterState::Sent), letters::sent_at.eq(Some(now)), letters::last_error.eq(""));
    diesel::update(row).set(sent).execute(conn)?;
    if matches!(letter.kind, LetterKind::Invite | LetterKind::Reset) {
        let emptied = (letters::text.eq(""), letters::html.eq(""));
        diesel::update(row).set(emptied).execute(conn)?;
    }
    Ok(())
}

/// It did not leave: it waits until `again`, or is given up when there is no more try.
pub fn mark_unsent(
    conn: &mut Conn,
    id: LetterId,
    why: &str,
    again: Option<Moment>,
    now: Moment,
) -> Found<()> {
    let state = if again.is_some() { LetterState::Waiting } else { LetterState::Failed };
    let row = letters::table.filter(letters::id.eq(id));
    let unsent = (
        letters::state.eq(state),
        letters::next_try_at.eq(again.unwrap_or(now)),
        letters::last_error.eq(why),
    );
    diesel::update(row).set(unsent).execute(conn).map(drop)
}

/// It was taken and not even looked at: it waits until `again` with all the tries that it had.
pub fn put_back(conn: &mut Conn, letter: &QueuedLetter, why: &str, again: Moment) -> Found<()> {
    let waiting = (
        letters::state.eq(LetterState::Waiting),
        letters::attempts.eq(letter.attempts),
        letters::next_try_at.eq(again),
        letters::last_error.eq(why),
    );
    let row = letters::table.filter(letters::id.eq(letter.id));
    diesel::update(row).set(waiting).execute(conn).map(drop)
}

/// Takes back what has not left yet for a reader who wants no more letters about a report; receipts stay.
pub fn take_back(conn: &mut Conn, ticket: TicketId, recipient: &str) -> Found<()> {
    let wanted: Vec<_> = LetterKind::ALL.iter().copied().filter(|kind| kind.is_receipt()).collect();
    let row = letters::table.filter(letters::ticket_id.eq(ticket)).filter(letters::recipient.eq(recipient));
    let unwanted = row.filter(letters::state.ne(LetterState::Sent)).filter(letters::kind.ne_all(wanted));
    diesel::delete(unwanted).execute(conn).map(drop)
}

/// Takes back the letters of these kinds about a report that have not gone out.
pub fn take_back_kinds(conn: &mut Conn, ticket: TicketId, kinds: &[LetterKind]) -> Found<()> {
    let row = letters::table.filter(letters::ticket_id.eq(ticket)).filter(letters::kind.eq_any(kinds));
    diesel::delete(row.filter(letters::state.ne(LetterState::Sent))).execute(conn).map(drop)
}

/// Forgets every letter about a report, sent or not: nothing says any more whom it went to.
pub fn erase(conn: &mut Conn, ticket: TicketId) -> Found<()> {
    diesel::delete(letters::table.filter(letters::ticket_id.eq(ticket))).execute(conn).map(drop)
}

/// Puts a letter that was given up or held back into the queue, with all its tries; false when it was neither.
pub fn revive(conn: &mut Conn, id: LetterId, now: Moment) -> Found<bool> {
    let given_up = letters::table
        .filter(letters::id.eq(id))
        .filter(letters::state.eq_any([LetterState::Failed, LetterState::Held]));
    let waiting =
        (letters::state.eq(LetterState::Waiting), letters::attempts.eq(0), letters::next_try_at.eq(now));
    Ok(diesel::update(given_up).set(waiting).execute(conn)? == 1)
}

/// All that wait for another try, and all that were given up, are due now; how many. Left out are letters to an address
/// that is known to be dead, or whose reader wants no more.
pub fn revive_all(conn: &mut Conn, now: Moment) -> Found<usize> {
    let later =
        letters::table.filter(letters::state.eq(LetterState::Waiting)).filter(letters::next_try_at.gt(now));
    let hastened = diesel::update(later).set(letters::next_try_at.eq(now)).execute(conn)?;
    let dead = contacts::table.filter(contacts::email_failed_at.is_not_null()).select(contacts::ticket_id);
    let unwilling =
        contacts::table.filter(contacts::letters_stopped_at.is_not_null()).select(contacts::ticket_id);
    let receipts: Vec<_> = LetterKind::ALL.iter().copied().filter(|kind| kind.is_receipt()).collect();
    let about = letters::ticket_id.assume_not_null();
    let wanted = about.ne_all(unwilling).or(letters::kind.eq_any(receipts));
    let given_up = letters::table
        .filter(letters::state.eq(LetterState::Failed))
        .filter(letters::ticket_id.is_null().or(about.ne_all(dead).and(wanted)));
    let waiting =
        (letters::state.eq(LetterState::Waiting), letters::attempts.eq(0), letters::next_try_at.eq(now));
    Ok(hastened + diesel::update(given_up).set(waiting).execute(conn)?)
}

/// How many letters have neither left nor been given up, and since when the first of them waits.
pub fn waiting(conn: &mut Conn) -> Found<Option<(i64, Moment)>> {
    let under_way = letters::table.filter(letters::state.eq_any(UNDER_WAY));
    let (count, since): (i64, Option<Moment>) =
        under_way.select((diesel::dsl::count_star(), diesel::dsl::min(letters::created_at))).first(conn)?;
    Ok(since.map(|since| (count, since)))
}

/// How many letters were written to a mailbox since `since` about reports whose senders confirmed no address.
pub fn to_unconfirmed(conn: &mut Conn, mailbox: &str, since: Moment, now: Moment) -> Found<i64> {
    // From the mailbox's few letters to their reports: the other way round all senders of all years would be gone through.
    letters::table
        .inner_join(contacts::table.on(letters::ticket_id.eq(contacts::ticket_id.nullable())))
        .filter(contacts::email_verified_at.is_null())
        .filter(letters::mailbox.eq(mailbox))
        .filter(letters::created_at.gt(since))
        .filter(letters::created_at.le(now))
        .filter(letters::state.ne(LetterState::Held))
        .count()
        .get_result(conn)
}

/// Is any letter about a report held back?
pub fn is_held(conn: &mut Conn, ticket: TicketId) -> Found<bool> {
    let held =
        letters::table.filter(letters::ticket_id.eq(ticket)).filter(letters::state.eq(LetterState::Held));
    diesel::select(diesel::dsl::exists(held)).get_result(conn)
}

/// The sender confirmed the address: what was held back about the report goes out.
pub fn let_go(conn: &mut Conn, ticket: TicketId, now: Moment) -> Found<()> {
    let held =
        letters::table.filter(letters::ticket_id.eq(ticket)).filter(letters::state.eq(LetterState::Held));
    let waiting = (letters::state.eq(LetterState::Waiting), letters::next_try_at.eq(now));
    diesel::update(held).set(waiting).execute(conn).map(drop)
}

/// How many letters stand in a state.
pub fn count(conn: &mut Conn, state: LetterState) -> Found<i64> {
    letters::table.filter(letters::state.eq(state)).count().get_result(conn)
}

/// Letters in a state, the newest first, before the one that a page ended with; each with its report's code.
pub fn in_state(
    conn: &mut Conn,
    state: LetterState,
    before: Option<LetterId>,
    limit: i64,
) -> Found<Vec<(QueuedLetter, Option<String>)>> {
    letters::table
        .left_join(tickets::table.on(letters::ticket_id.eq(tickets::id.nullable())))
        .filter(letters::state.eq(state))
        .filter(letters::id.lt(before.unwrap_or(LetterId(i64::MAX))))
        .order(letters::id.desc())
        .limit(limit)
        .select((QueuedLetter::as_select(), tickets::code.nullable()))
        .load(conn)
}
