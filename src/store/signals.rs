//! Words by which a report is known to need another way first, which reports had them, and how often they were shown.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::signal::{Signal, SignalKind};
use crate::ids::{SignalId, TicketId};
use crate::schema::{report_signals, shown_signals, signals};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// Every signal, in the city's order.
pub fn all(conn: &mut Conn) -> Found<Vec<Signal>> {
    signals::table.order((signals::position, signals::id)).select(Signal::as_select()).load(conn)
}

/// The signal with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: SignalId) -> Found<Signal> {
    signals::table.filter(signals::id.eq(id)).select(Signal::as_select()).first(conn)
}

/// Adds a signal.
pub fn insert(conn: &mut Conn, signal: &Signal) -> Found<()> {
    diesel::insert_into(signals::table).values(signal).execute(conn).map(drop)
}

/// Writes a signal whose version has been raised, if the one before still stands; false when somebody was faster.
pub fn save(conn: &mut Conn, signal: &Signal) -> Found<bool> {
    let seen =
        signals::table.filter(signals::id.eq(signal.id)).filter(signals::version.eq(signal.version - 1));
    Ok(diesel::update(seen).set(signal).execute(conn)? == 1)
}

/// Keeps that a report had this when it came in; no signal: its sender said that somebody is in danger.
pub fn keep(conn: &mut Conn, ticket: TicketId, signal: Option<SignalId>, now: Moment) -> Found<()> {
    let row = (
        report_signals::id.eq(SignalId::fresh(now)),
        report_signals::ticket_id.eq(ticket),
        report_signals::signal_id.eq(signal),
    );
    diesel::insert_into(report_signals::table).values(row).execute(conn).map(drop)
}

/// Did it come in saying, by its words or its sender's, that somebody is in danger?
pub fn is_dangerous(conn: &mut Conn, ticket: TicketId) -> Found<bool> {
    let dangers = signals::table.filter(signals::kind.eq(SignalKind::Danger)).select(signals::id.nullable());
    let told = report_signals::table.filter(report_signals::ticket_id.eq(ticket)).filter(
        report_signals::signal_id.is_null().or(report_signals::signal_id.eq_any(dangers).assume_not_null()),
    );
    diesel::select(diesel::dsl::exists(told)).get_result(conn)
}

/// Keeps that this was shown to somebody who wrote; of whom, is not kept.
pub fn note_shown(conn: &mut Conn, signal: SignalId, now: Moment) -> Found<()> {
    let row = (shown_signals::id.eq(SignalId::fresh(now)), shown_signals::signal_id.eq(signal));
    diesel::insert_into(shown_signals::table).values(row).execute(conn).map(drop)
}

/// How often a signal was shown to somebody who wrote, and how many reports came in with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub shown: i64,
    pub sent: i64,
}

/// The counts of each signal since a moment; one that has none is not named.
pub fn counts(conn: &mut Conn, since: Moment) -> Found<HashMap<SignalId, Counts>> {
    let from = SignalId::first_at(since);
    let shown: Vec<(SignalId, i64)> = shown_signals::table
        .filter(shown_signals::id.ge(from))
        .group_by(shown_signals::signal_id)
        .select((shown_signals::signal_id, count_star()))
        .load(conn)?;
    let sent: Vec<(Option<SignalId>, i64)> = report_signals::table
        .filter(report_signals::id.ge(from))
        .group_by(report_signals::signal_id)
        .select((report_signals::signal_id, count_star()))
        .load(conn)?;
    let mut all: HashMap<SignalId, Counts> = HashMap::new();
    for (id, n) in shown {
        all.entry(id).or_default().shown = n;
    }
    for (id, n) in sent.into_iter().filter_map(|(id, n)| Some((id?, n))) {
        all.entry(id).or_default().sent = n;
    }
    Ok(all)
}

/// What was shown before this moment is counted no more; how many rows there were.
pub fn forget_shown(conn: &mut Conn, before: Moment) -> Found<usize> {
    let old = shown_signals::table.filter(shown_signals::id.lt(SignalId::first_at(before)));
    diesel::delete(old).execute(conn)
}
