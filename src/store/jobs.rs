//! Who runs which job: one instance at a time, and not before its time.
//!
//! A clock may be set wrong for a while and then right again. So nothing waits for a moment further ahead than it could
//! have been written by a right clock: such a moment counts as over.
use super::{Conn, Found, on_each};
use crate::clock::Moment;
use crate::schema::jobs;
use chrono::Duration;
use diesel::prelude::*;

/// How long a job stays taken without a sign of life. After that whoever took it is believed to have stopped.
pub const LEASE: Duration = Duration::seconds(45);
/// How far the clocks of two instances may lie apart.
const SKEW: Duration = Duration::seconds(15);

/// A job as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct JobState {
    pub name: String,
    pub claimed_until: Moment,
    pub started_at: Option<Moment>,
    pub finished_at: Option<Moment>,
    /// What it said last, good or bad.
    pub outcome: String,
    /// When it is due again; nothing: at once.
    pub next_at: Option<Moment>,
    /// How often it failed in a row.
    pub failures: i32,
    pub failing_since: Option<Moment>,
}

impl JobState {
    /// Does somebody work on it at `now`?
    pub fn is_held(&self, now: Moment) -> bool {
        self.claimed_until > now && self.claimed_until <= now + LEASE + SKEW
    }

    /// When it runs next, `every` being its period: never later than that from `now`.
    pub fn next(&self, now: Moment, every: Duration) -> Moment {
        self.next_at.filter(|next| (now..=now + every).contains(next)).unwrap_or(now)
    }
}

/// What became of one run.
#[derive(Debug, Clone, Copy)]
pub struct Ended<'a> {
    pub at: Moment,
    /// When it is due again; nothing: at once.
    pub next: Option<Moment>,
    /// What an administrator reads.
    pub outcome: &'a str,
    pub failed: bool,
}

/// Every job that ever ran.
pub fn all(conn: &mut Conn) -> Found<Vec<JobState>> {
    jobs::table.order(jobs::name).select(JobState::as_select()).load(conn)
}

/// One job; nothing when it never ran.
pub fn find(conn: &mut Conn, name: &str) -> Found<Option<JobState>> {
    jobs::table.filter(jobs::name.eq(name)).select(JobState::as_select()).first(conn).optional()
}

/// Has a job's time come, and does nobody work on it? A job that never ran is due.
pub fn is_due(conn: &mut Conn, name: &str, now: Moment, every: Duration) -> Found<bool> {
    Ok(find(conn, name)?.is_none_or(|job| !job.is_held(now) && job.next(now, every) <= now))
}

/// Takes a job that is due, for [`LEASE`]: the end of that time is the key to [`renew`] and [`release`]. Nothing when it
/// is not due, or another instance has it.
pub fn claim(conn: &mut Conn, name: &str, now: Moment, every: Duration) -> Found<Option<Moment>> {
    let until = now + LEASE;
    let free = jobs::claimed_until.le(now).or(jobs::claimed_until.gt(until + SKEW));
    let time = jobs::next_at.is_null().or(jobs::next_at.le(now)).or(jobs::next_at.gt(now + every));
    let due = jobs::table.filter(jobs::name.eq(name)).filter(free).filter(time);
    let taken = (jobs::claimed_until.eq(until), jobs::started_at.eq(Some(now)));
    if diesel::update(due).set(taken).execute(conn)? == 1 {
        return Ok(Some(until));
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
    Ok((made == 1).then_some(until))
}

/// A sign of life: keeps a job that was taken until `held`. Nothing when another instance has taken it since.
pub fn renew(conn: &mut Conn, name: &str, held: Moment, now: Moment) -> Found<Option<Moment>> {
    let own = jobs::table.filter(jobs::name.eq(name)).filter(jobs::claimed_until.eq(held));
    let until = now + LEASE;
    let kept = diesel::update(own).set(jobs::claimed_until.eq(until)).execute(conn)?;
    Ok((kept == 1).then_some(until))
}

/// Lets go of a job that was taken until `held`, and keeps what became of it, unless another instance has it by now.
pub fn release(conn: &mut Conn, name: &str, held: Moment, ended: Ended<'_>) -> Found<()> {
    let Some(job) = find(conn, name)?.filter(|job| job.claimed_until == held) else {
        return Ok(());
    };
    let (failures, since) = match ended.failed {
        true => (job.failures + 1, job.failing_since.or(Some(ended.at))),
        false => (0, None),
    };
    let done = (
        jobs::claimed_until.eq(ended.at),
        jobs::finished_at.eq(Some(ended.at)),
        jobs::next_at.eq(ended.next),
        jobs::outcome.eq(ended.outcome),
        jobs::failures.eq(failures),
        jobs::failing_since.eq(since),
    );
    diesel::update(jobs::table.filter(jobs::name.eq(name))).set(done).execute(conn).map(drop)
}

/// Makes a job due at once; nothing to do when it never ran, for then it is due already.
pub fn hasten(conn: &mut Conn, name: &str) -> Found<()> {
    let row = jobs::table.filter(jobs::name.eq(name));
    diesel::update(row).set(jobs::next_at.eq(None::<Moment>)).execute(conn).map(drop)
}
