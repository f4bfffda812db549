//! What readers follow by mail. Personal data: read only where a letter is written.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::follow::{Follow, Pace};
use crate::domain::letter::LetterKind;
use crate::ids::{FollowId, TicketId};
use crate::schema::{follows, letters};
use diesel::dsl::min;
use diesel::prelude::*;

/// The letters that tell what happened.
const TELL: [LetterKind; 2] = [LetterKind::FollowNews, LetterKind::FollowDigest];

/// Keeps what somebody asks to follow.
pub fn insert(conn: &mut Conn, follow: &Follow) -> Found<()> {
    diesel::insert_into(follows::table).values(follow).execute(conn).map(drop)
}

/// The one with this id, if it is still there.
pub fn find(conn: &mut Conn, id: FollowId) -> Found<Option<Follow>> {
    follows::table.find(id).select(Follow::as_select()).first(conn).optional()
}

/// The one that this link confirms, by its hash.
pub fn by_token(conn: &mut Conn, hash: &str) -> Found<Option<Follow>> {
    follows::table.filter(follows::token_hash.eq(hash)).select(Follow::as_select()).first(conn).optional()
}

/// What this address asked for before, if it is the same: the report, or the list.
pub fn same(
    conn: &mut Conn,
    email: &str,
    (ticket, question): (Option<TicketId>, &str),
) -> Found<Option<Follow>> {
    let own = follows::table.filter(follows::email.eq(email)).select(Follow::as_select());
    match ticket {
        Some(ticket) => own.filter(follows::ticket_id.eq(ticket)).first(conn),
        None => own.filter(follows::ticket_id.is_null()).filter(follows::question.eq(question)).first(conn),
    }
    .optional()
}

/// How much one box follows, or was asked to.
pub fn count_of(conn: &mut Conn, mailbox: &str) -> Found<i64> {
    follows::table.filter(follows::mailbox.eq(mailbox)).count().get_result(conn)
}

/// It was asked for once more: with another link, and how often from when that is pressed.
pub fn ask_again(conn: &mut Conn, follow: &Follow) -> Found<()> {
    let put = (
        follows::token_hash.eq(&follow.token_hash),
        follows::asked_pace.eq(follow.asked_pace),
        follows::asked_at.eq(follow.asked_at),
        follows::confirm_by.eq(follow.confirm_by),
    );
    diesel::update(follows::table.find(follow.id)).set(put).execute(conn).map(drop)
}

/// It is confirmed: what happens from `since` on is told.
pub fn confirm(conn: &mut Conn, id: FollowId, (now, since): (Moment, Moment)) -> Found<()> {
    let put = (follows::confirmed_at.eq(now), follows::told_until.eq(since));
    diesel::update(follows::table.find(id)).set(put).execute(conn).map(drop)
}

/// How often it is told from now on.
pub fn set_pace(conn: &mut Conn, id: FollowId, pace: Pace) -> Found<()> {
    diesel::update(follows::table.find(id)).set(follows::pace.eq(pace)).execute(conn).map(drop)
}

/// Something happened to a report, in the transaction in which it did: who follows it is to be told.
pub(super) fn wake(conn: &mut Conn, ticket: TicketId, at: Moment) -> Found<()> {
    let asleep = follows::table
        .filter(follows::ticket_id.eq(ticket))
        .filter(follows::confirmed_at.is_not_null())
        .filter(follows::woken_at.is_null());
    diesel::update(asleep).set(follows::woken_at.eq(at)).execute(conn).map(drop)
}

/// Those to whose report something happened, beyond `from`.
pub fn woken(conn: &mut Conn, from: FollowId, size: i64) -> Found<Vec<FollowId>> {
    follows::table
        .filter(follows::woken_at.is_not_null())
        .filter(follows::id.gt(from))
        .order(follows::id)
        .limit(size)
        .select(follows::id)
        .load(conn)
}

/// Those of a pace that were told nothing of what was before `until`, the longest ago first.
pub fn due(conn: &mut Conn, pace: Pace, until: Moment, size: i64) -> Found<Vec<FollowId>> {
    follows::table
        .filter(follows::pace.eq(pace))
        .filter(follows::told_until.lt(until))
        .order((follows::told_until, follows::id))
        .limit(size)
        .select(follows::id)
        .load(conn)
}

/// What happened before `until` was told.
pub fn told(conn: &mut Conn, id: FollowId, until: Moment) -> Found<()> {
    let put = (follows::told_until.eq(until), follows::woken_at.eq(None::<Moment>));
    diesel::update(follows::table.find(id)).set(put).execute(conn).map(drop)
}

/// Takes back the letters that tell of a report and have not left: it stands otherwise now, or nowhere. They are written anew.
pub(super) fn take_back(conn: &mut Conn, code: &str) -> Found<()> {
    // By the index of the few that are about following: "not null" would have all letters looked through at each change of a copy.
    let all: Vec<FollowId> = letters::table
        .filter(letters::follow_id.gt(FollowId(0)))
        .filter(letters::kind.eq_any(TELL))
        .filter(letters::text.like(format!("%{code}%")))
        .select(letters::follow_id.assume_not_null())
        .load(conn)?;
    for id in all {
        let waiting = || letters::table.filter(letters::follow_id.eq(id)).filter(letters::kind.eq_any(TELL));
        let since: Option<Moment> = waiting().select(min(letters::follow_since)).first(conn)?;
        diesel::delete(waiting()).execute(conn)?;
        let Some(since) = since else { continue };
        let own = follows::table.filter(follows::id.eq(id));
        diesel::update(own).set(follows::told_until.eq(since)).execute(conn)?;
        let of_report = own.filter(follows::ticket_id.is_not_null());
        diesel::update(of_report).set(follows::woken_at.eq(since)).execute(conn)?;
    }
    Ok(())
}

/// Those that nobody confirmed in time.
pub fn unconfirmed(conn: &mut Conn, now: Moment, size: i64) -> Found<Vec<FollowId>> {
    follows::table
        .filter(follows::confirmed_at.is_null())
        .filter(follows::confirm_by.le(now))
        .order((follows::confirm_by, follows::id))
        .limit(size)
        .select(follows::id)
        .load(conn)
}

/// Forgets it, with the address and every letter about it that still lies here.
pub fn erase(conn: &mut Conn, id: FollowId) -> Found<()> {
    diesel::delete(letters::table.filter(letters::follow_id.eq(id))).execute(conn)?;
    diesel::delete(follows::table.find(id)).execute(conn).map(drop)
}
