//! What runs by itself: when it ran, when it runs next, what it said, and which letters wait.
use super::history::{self, HistoryRow};
use crate::actions::upkeep::run_job;
use crate::clock::Moment;
use crate::domain::audit::Subject;
use crate::domain::letter::LetterState;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::jobs::JobState;
use crate::store::letters::Standing;
use crate::store::{audit, jobs, letters};
use crate::web::error::Failure;
use crate::web::parts::facts::Fact;
use crate::web::parts::moment::{MomentShown, full};
use crate::web::posted::{ButtonForm, Posted};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;

/// What runs by itself and which letters wait, for an administrator.
#[derive(Template)]
#[template(path = "admin/jobs.html")]
pub struct JobsPage {
    pub shell: Shell,
    pub jobs: Vec<JobRow>,
    /// The letters that have not left, by state, and since when the first of them waits.
    pub letters: Vec<Fact>,
    /// Why letters stand still; "" when they do not.
    pub standing: String,
    /// What the mail server said last; "" when nothing is known.
    pub standing_why: String,
    pub retry_all: String,
    pub outbox: String,
    pub history: Vec<HistoryRow>,
}

/// One job.
pub struct JobRow {
    pub name: String,
    pub last: Option<MomentShown>,
    /// What it said, in the reader's language; a failure in the machine's own words.
    pub said: String,
    /// "3 lần liền, từ 9:00, 7/9/2026"; "" when it did not fail.
    pub failing: String,
    pub next: String,
    pub running: bool,
    pub run_to: String,
}

/// The jobs with what each did last, for an administrator.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, now) = (visitor.words(), portal.now());
    let (states, waits, counts, events) = off_thread::look(&portal, move |c| {
        let held = letters::count(c, LetterState::Held)?;
        let counts = [letters::count(c, LetterState::Failed)?, held];
        let waits = (letters::waiting(c)?, letters::standing(c, now, letters::PATIENCE)?);
        Ok((jobs::all(c)?, waits, counts, audit::of(c, Subject::Job, 0, history::SHOWN)?))
    })
    .await?;
    let (waiting, still) = waits;
    page::page(&JobsPage {
        shell: Shell::new(&portal, &visitor, w.say("menu.admin_jobs")),
        jobs: states.into_iter().map(|job| row(&w, job, now)).collect(),
        letters: facts(&w, waiting, counts),
        standing: still.as_ref().map(|still| told(&w, still)).unwrap_or_default(),
        standing_why: still.map(|still| still.why).unwrap_or_default(),
        retry_all: links::admin_letters(),
        outbox: links::admin_letters(),
        history: history::rows(&w, events),
    })
}

/// Makes a job due now, before its time.
pub async fn run(
    portal: web::Data<Portal>,
    visitor: Visitor,
    name: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    off_thread::change(move || run_job(&inside, &actor, &name)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_jobs(), "admin.job_hastened"))
}

fn row(w: &Words, job: JobState, now: Moment) -> JobRow {
    let running = job.is_held(now);
    let failing = job.failing_since.map(|since| {
        let times = w.count("admin.job_failures", job.failures.into());
        w.fill("admin.job_failing", [("times", times), ("since", full(since))])
    });
    let next = job.next_at.filter(|next| *next > now);
    JobRow {
        said: if job.failures > 0 { job.outcome } else { said(w, &job.outcome) },
        failing: failing.unwrap_or_default(),
        next: next.map_or_else(|| w.say("admin.job_soon"), full),
        last: job.started_at.map(MomentShown::of),
        running,
        run_to: links::admin_job(&job.name),
        name: w.say(&format!("admin.job.{}", job.name)),
    }
}

/// "sent 3, held 1" in the reader's words. What is no such list is shown as it is.
fn said(w: &Words, outcome: &str) -> String {
    let part = |part: &str| {
        let (word, number) = part.split_once(' ')?;
        let number: i64 = number.parse().ok()?;
        Some(format!("{}: {}", w.say(&format!("admin.job_did.{word}")), w.number(number)))
    };
    let parts: Option<Vec<String>> = outcome.split(", ").map(part).collect();
    parts.map_or_else(|| outcome.to_owned(), |parts| parts.join(", "))
}

fn facts(w: &Words, waiting: Option<(i64, Moment)>, [failed, held]: [i64; 2]) -> Vec<Fact> {
    let pair = |term: &str, value: String| Fact::new(w.say(term), value);
    let mut all = vec![pair("admin.letter.waiting", w.number(waiting.map_or(0, |(count, _)| count)))];
    all.extend(waiting.map(|(_, since)| pair("admin.job_oldest", full(since))));
    all.push(pair("admin.letter.failed", w.number(failed)));
    all.push(pair("admin.letter.held", w.number(held)));
    all
}

fn told(w: &Words, still: &Standing) -> String {
    w.fill("admin.job_standing", [("n", w.number(still.waiting)), ("since", full(still.since))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_job_did_is_told_in_the_readers_words() {
        assert_eq!(said(&Words::of("vi"), "sent 1284"), "đã gửi: 1.284");
        assert_eq!(said(&Words::of("en"), "expired 0"), "expired: 0");
        assert_eq!(said(&Words::of("en"), "a head was written"), "a head was written");
    }
}
