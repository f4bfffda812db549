//! Fills an empty database: rows as they are, once.
use super::{Conn, Found};
use crate::domain::calendar::CalendarDay;
use crate::domain::city::{Agency, Category, Commune, Consent, DeadlineRule, RatingReason, RefusalReason};
use crate::domain::escalation::Rung;
use crate::domain::letter_topic::LetterTopic;
use crate::domain::signal::Signal;
use crate::schema::{
    agencies, calendar_days, categories, communes, consents, deadline_rules, letter_topics, rating_reasons,
    refusal_reasons, rungs, shifts, signals,
};
use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

/// Any number that no other lock of this program uses.
const PLANTING: i64 = 0x4c61_6e67_506c_616e;

/// Makes instances that start at once over one PostgreSQL take turns until the transaction ends. On SQLite the one
/// writer is turn enough.
pub fn take_turns(conn: &mut Conn) -> Found<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => c.batch_execute(&format!("SELECT pg_advisory_xact_lock({PLANTING})")),
    }
}

/// Agencies first stand alone and are joined afterwards: a parent or a successor may come later in the list.
pub fn agencies(conn: &mut Conn, rows: &[Agency]) -> Found<()> {
    for row in rows {
        let alone = Agency { parent_id: None, successor_id: None, ..row.clone() };
        diesel::insert_into(agencies::table).values(&alone).execute(conn)?;
    }
    for row in rows.iter().filter(|row| row.parent_id.is_some() || row.successor_id.is_some()) {
        diesel::update(agencies::table.filter(agencies::id.eq(row.id)))
            .set((agencies::parent_id.eq(row.parent_id), agencies::successor_id.eq(row.successor_id)))
            .execute(conn)?;
    }
    Ok(())
}

/// The communes; the agencies that they name must be there already.
pub fn communes(conn: &mut Conn, rows: &[Commune]) -> Found<()> {
    rows.iter().try_for_each(|row| diesel::insert_into(communes::table).values(row).execute(conn).map(drop))
}

/// A group must stand before its leaves.
pub fn categories(conn: &mut Conn, rows: &[Category]) -> Found<()> {
    rows.iter().try_for_each(|row| diesel::insert_into(categories::table).values(row).execute(conn).map(drop))
}

/// How long each step may take; the categories that the rules name must be there already.
pub fn rules(conn: &mut Conn, rows: &[DeadlineRule]) -> Found<()> {
    rows.iter()
        .try_for_each(|row| diesel::insert_into(deadline_rules::table).values(row).execute(conn).map(drop))
}

/// Who is told when something is owed for long.
pub fn rungs(conn: &mut Conn, rows: &[Rung]) -> Found<()> {
    rows.iter().try_for_each(|row| diesel::insert_into(rungs::table).values(row).execute(conn).map(drop))
}

/// Why a report may be refused.
pub fn reasons(conn: &mut Conn, rows: &[RefusalReason]) -> Found<()> {
    rows.iter()
        .try_for_each(|row| diesel::insert_into(refusal_reasons::table).values(row).execute(conn).map(drop))
}

/// What may be ticked beside a rating.
pub fn rating_reasons(conn: &mut Conn, rows: &[RatingReason]) -> Found<()> {
    rows.iter()
        .try_for_each(|row| diesel::insert_into(rating_reasons::table).values(row).execute(conn).map(drop))
}

/// What senders are written about.
pub fn letter_topics(conn: &mut Conn, rows: &[LetterTopic]) -> Found<()> {
    rows.iter()
        .try_for_each(|row| diesel::insert_into(letter_topics::table).values(row).execute(conn).map(drop))
}

/// Words by which a report is known to need another way first.
pub fn signals(conn: &mut Conn, rows: &[Signal]) -> Found<()> {
    rows.iter().try_for_each(|row| diesel::insert_into(signals::table).values(row).execute(conn).map(drop))
}

/// The words that senders agree to.
pub fn consents(conn: &mut Conn, rows: &[Consent]) -> Found<()> {
    rows.iter().try_for_each(|row| diesel::insert_into(consents::table).values(row).execute(conn).map(drop))
}

/// The days of the calendar.
pub fn days(conn: &mut Conn, rows: &[CalendarDay]) -> Found<()> {
    rows.iter()
        .try_for_each(|row| diesel::insert_into(calendar_days::table).values(row).execute(conn).map(drop))
}

/// Hours that are worked, in minutes after midnight.
pub struct ShiftRow {
    pub id: i64,
    pub from_minute: i32,
    pub to_minute: i32,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
}

/// The hours that are worked.
pub fn shifts(conn: &mut Conn, rows: &[ShiftRow]) -> Found<()> {
    rows.iter().try_for_each(|row| {
        let values = (
            shifts::id.eq(row.id),
            shifts::from_minute.eq(row.from_minute),
            shifts::to_minute.eq(row.to_minute),
            shifts::valid_from.eq(row.valid_from),
            shifts::valid_to.eq(row.valid_to),
        );
        diesel::insert_into(shifts::table).values(values).execute(conn).map(drop)
    })
}
