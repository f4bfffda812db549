//! What runs by itself, how often, and beside what.
use crate::actions::upkeep::{self, GoesOn};
use crate::actions::{Refusal, agencies, escalation, followers, notices, webhooks};
use crate::portal::Portal;
use crate::store::letters;
use chrono::Duration;

/// Jobs that run one after the other. Lanes do not wait for each other: a mail server that is silent keeps no form from
/// being cleared.
pub struct Lane {
    pub name: &'static str,
    pub jobs: &'static [Job],
}

/// A verb with its rhythm.
pub struct Job {
    pub name: &'static str,
    pub every: Duration,
    /// It ends or deletes what has had its time, so it passes over a clock that has just jumped.
    pub needs_right_clock: bool,
    /// Answers what it did, as words and numbers ("sent 3, held 1"; the words are `admin.job_did.…`).
    pub work: fn(&Portal, &GoesOn<'_>) -> Result<String, Refusal>,
}

const fn job(name: &'static str, every: Duration, work: Work) -> Job {
    Job { name, every, needs_right_clock: true, work }
}

type Work = fn(&Portal, &GoesOn<'_>) -> Result<String, Refusal>;

/// All that runs by itself. Each lane works through its own jobs in this order.
pub const LANES: &[Lane] = &[
    Lane {
        name: "letters",
        jobs: &[
            Job { needs_right_clock: false, ..job("write_notices", Duration::seconds(10), write_notices) },
            Job { needs_right_clock: false, ..job(letters::JOB, Duration::seconds(10), send_letters) },
        ],
    },
    Lane {
        name: "webhooks",
        jobs: &[Job {
            needs_right_clock: false,
            ..job("tell_webhooks", Duration::seconds(10), tell_webhooks)
        }],
    },
    Lane {
        name: "followers",
        jobs: &[
            job("write_news", Duration::seconds(30), write_news),
            job("write_digests", Duration::minutes(1), write_digests),
            job("forget_follows", Duration::hours(1), forget_follows),
        ],
    },
    Lane {
        name: "reports",
        jobs: &[
            Job { needs_right_clock: false, ..job("rewrite_copies", Duration::seconds(10), rewrite_copies) },
            job("expire_unconfirmed", Duration::hours(1), expire_unconfirmed),
            job("close_answered", Duration::hours(1), close_answered),
            job("close_unanswered", Duration::hours(1), close_unanswered),
            job("escalate", Duration::minutes(1), escalate),
            job("remind_senders", Duration::hours(1), remind_senders),
            job("pass_on", Duration::hours(1), pass_on),
        ],
    },
    Lane {
        name: "clearing",
        jobs: &[
            job("sweep", Duration::hours(1), sweep),
            job("keep_head", Duration::hours(1), keep_head),
            job("write_open_data", Duration::minutes(10), write_open_data),
        ],
    },
];

/// Every job of every lane.
pub fn jobs() -> impl Iterator<Item = &'static Job> {
    LANES.iter().flat_map(|lane| lane.jobs)
}

fn write_notices(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    notices::write_letters(portal, goes_on).map(|written| format!("written {written}"))
}

fn send_letters(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::send_letters(portal, goes_on).map(|sent| format!("sent {sent}"))
}

fn tell_webhooks(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    webhooks::deliver(portal, goes_on).map(|sent| format!("sent {sent}"))
}

fn write_news(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    followers::write_news(portal, goes_on).map(|written| format!("written {written}"))
}

fn write_digests(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    followers::write_digests(portal, goes_on).map(|written| format!("written {written}"))
}

fn forget_follows(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    followers::forget_unconfirmed(portal, goes_on).map(|expired| format!("expired {expired}"))
}

fn rewrite_copies(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::rewrite_copies(portal, goes_on).map(|copies| format!("copies {copies}"))
}

fn expire_unconfirmed(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::expire_unconfirmed(portal, goes_on).map(|expired| format!("expired {expired}"))
}

fn close_answered(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::close_answered(portal, goes_on).map(|closed| format!("closed {closed}"))
}

fn close_unanswered(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::close_unanswered(portal, goes_on).map(|closed| format!("closed {closed}"))
}

fn remind_senders(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::remind_senders(portal, goes_on).map(|sent| format!("sent {sent}"))
}

fn escalate(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    escalation::escalate(portal, goes_on).map(|told| format!("told {told}"))
}

fn pass_on(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    agencies::pass_on(portal, goes_on).map(|passed| format!("passed {passed}"))
}

fn sweep(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::sweep(portal, goes_on).map(|swept| {
        format!(
            "sessions {}, links {}, counters {}, forms {}, files {}",
            swept.sessions, swept.passes, swept.throttles, swept.drafts, swept.files
        )
    })
}

fn write_open_data(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    upkeep::open_data::write_open_data(portal, goes_on).map(|reports| format!("reports {reports}"))
}

/// Once a night, in the first hour of the day in which it can.
fn keep_head(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
    let folder = &portal.config.data;
    if upkeep::heads::kept_today(folder, portal.now()) {
        return Ok("heads 0".into());
    }
    let kept = upkeep::heads::keep_head(&portal.db, folder, portal.now(), goes_on)?;
    Ok(kept.map_or("heads 0".into(), |reports| format!("heads 1, reports {reports}")))
}
