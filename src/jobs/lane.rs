//! One lane's work: each of its jobs in its time, by one instance, with signs of life.
use super::timetable::{Job, Lane};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::portal::Portal;
use crate::store::jobs::{self, Ended, LEASE};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs every job of `lane` whose time has come, one after the other, unless `halted` says to begin nothing more. Where
/// the clock is not believed, what needs a right one waits.
pub fn run_lane(portal: &Portal, lane: &Lane, clock_is_right: bool, halted: &dyn Fn() -> bool) {
    for job in lane.jobs {
        if halted() {
            return;
        }
        if job.needs_right_clock && !clock_is_right {
            continue;
        }
        if let Err(refusal) = run(portal, job, halted) {
            tracing::error!(job = job.name, "the job could not run: {refusal:?}");
        }
    }
}

/// Runs one job if it is due and nobody else has it. What the job says, good or bad, is kept with it.
fn run(portal: &Portal, job: &Job, halted: &dyn Fn() -> bool) -> Result<(), Refusal> {
    let began = portal.now();
    if !portal.db.look(|c| Ok::<_, Refusal>(jobs::is_due(c, job.name, began, job.every)?))? {
        return Ok(());
    }
    let claimed = portal.db.change(|c| Ok::<_, Refusal>(jobs::claim(c, job.name, began, job.every)?))?;
    let Some(until) = claimed else { return Ok(()) };
    let shift = Shift { portal, job, halted, held: Cell::new(until), cut: Cell::new(false) };
    let work = catch_unwind(AssertUnwindSafe(|| (job.work)(portal, &|| shift.goes_on())));
    let (outcome, failed) = match work {
        Ok(Ok(said)) => (said, false),
        Ok(Err(refusal)) => {
            tracing::error!(job = job.name, "the job failed: {refusal:?}");
            (told(refusal), true)
        }
        Err(_) => ("it broke off; the log says where".to_owned(), true),
    };
    // What was cut short goes on as soon as somebody can: here after a restart, or on another instance.
    let next = (!shift.cut.get()).then_some(began + job.every);
    let ended = Ended { at: portal.now(), next, outcome: &outcome, failed };
    portal.db.change(|c| Ok::<_, Refusal>(jobs::release(c, job.name, shift.held.get(), ended)?))
}

/// One run of a job.
struct Shift<'a> {
    portal: &'a Portal,
    job: &'a Job,
    halted: &'a dyn Fn() -> bool,
    /// Until when the job is ours.
    held: Cell<Moment>,
    /// It was told not to go on.
    cut: Cell<bool>,
}

impl Shift<'_> {
    /// May the next unit of work begin? Gives a sign of life when one is due.
    fn goes_on(&self) -> bool {
        let on = !(self.halted)() && self.keep();
        self.cut.set(self.cut.get() || !on);
        on
    }

    /// Keeps the job ours; false when another instance has it, or the database does not answer.
    fn keep(&self) -> bool {
        let (now, held) = (self.portal.now(), self.held.get());
        // The last sign was given just now, and no clock was turned back.
        if held - LEASE <= now && now <= held - LEASE + LEASE / 9 {
            return true;
        }
        let kept = self.portal.db.change(|c| Ok::<_, Refusal>(jobs::renew(c, self.job.name, held, now)?));
        match kept {
            Ok(Some(until)) => {
                self.held.set(until);
                true
            }
            Ok(None) => false,
            Err(refusal) => {
                tracing::error!(job = self.job.name, "the job could not be kept: {refusal:?}");
                false
            }
        }
    }
}

/// What an administrator reads of a failure.
fn told(refusal: Refusal) -> String {
    match refusal {
        Refusal::Unavailable(why) => why,
        other => format!("{other:?}"),
    }
}
