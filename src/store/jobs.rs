//! Who runs which job: one instance at a time, and not before its time.
use super::{Conn, Found, on_each};
use crate::clock::Moment;
use crate::schema::jobs;
use diesel::prelude::*;

/// Has a job's time come? A job that never ran is due.
pub fn is_due(conn: &mut Conn, name: &str, now: Moment) -> Found<bool> {
    let until: Option<Moment> =
        jobs::table.filter(jobs::name.eq(name)).select(jobs::claimed_until).first(conn).optional()?;
    Ok(until.is_none_or(|until| until <= now))
}

/// Takes a job until `until` (longer than it ever runs): false when it is not due, or another instance has it.
pub fn claim(conn: &mut Conn, name: &str, now: Moment, until: Moment) -> Found<bool> {
    let due = jobs::table.filter(jobs::name.eq(name)).filter(jobs::claimed_until.le(now));
    let taken = (jobs::claimed_until.eq(until), jobs::started_at.eq(Some(now)));
    if diesel::update(due).set(taken).execute(conn)? == 1 {
        return Ok(true);
    }
    let first = (
        jobs::name.eq(name),
        jobs::claimed_until.eq(until),
        jobs::started_at.eq(Some(now)),
        jobs::outcome.eq(""),
    );
    let made = on_each!(conn, |c| diesel::insert_into(jobs::table)
        .values(first)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(made == 1)
}

/// Lets go of a job: it is due again at `next`. `outcome` is what an administrator reads.
pub fn release(conn: &mut Conn, name: &str, now: Moment, next: Moment, outcome: &str) -> Found<()> {
    let done = (jobs::claimed_until.eq(next), jobs::finished_at.eq(Some(now)), jobs::outcome.eq(outcome));
    diesel::update(jobs::table.filter(jobs::name.eq(name))).set(done).execute(conn).map(drop)
}
