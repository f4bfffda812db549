//! Hands the letters that wait to the mail server. Nothing else waits for that server: no transaction is open while
//! it is spoken to, and no page asks it.
use super::GoesOn;
use crate::actions::{Refusal, followers, senders};
use crate::domain::letter::{HELD, QueuedLetter, next_try};
use crate::mail::{MailProblem, Round};
use crate::portal::Portal;
use crate::store::letters;
use chrono::Duration;

/// Letters read at a time.
const BATCH: i64 = 50;
/// How long a letter waits that the server would not even look at.
const REST: Duration = Duration::minutes(1);

/// Tries every letter that is due; how many left. A mail server that does not let the portal send ends the run: the letters
/// wait, no try of theirs is used up, and what it said is the job's own failure.
///
/// A crash between the mail server's "taken" and our note of it sends a letter twice, under the same Message-ID:
/// twice is better than never.
///
/// # Errors
/// `Unavailable` with the server's word when it took nothing at all.
pub fn send_letters(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    portal.db.change(|c| Ok::<_, Refusal>(letters::unstick(c, portal.now())?))?;
    let mut sent = 0;
    let mut round: Option<Round<'_>> = None;
    loop {
        let (due, city) = portal
            .db
            .look(|c| Ok::<_, Refusal>((letters::due(c, portal.now(), BATCH)?, portal.db.city(c)?)))?;
        if due.is_empty() {
            return Ok(sent);
        }
        for letter in due {
            let mut under_way = match round.take().filter(Round::goes_on) {
                Some(round) => round,
                None => match portal.mailer.round(city.facts.portal_name("vi")) {
                    Ok(round) => round,
                    Err(problem) => return ended(sent, &problem),
                },
            };
            if !goes_on() {
                return Ok(sent);
            }
            let until = portal.now() + HELD;
            if portal.db.change(|c| Ok::<_, Refusal>(letters::claim(c, &letter, until)?))? {
                let outcome = under_way.send(&letter, portal.now());
                note(portal, &letter, &outcome)?;
                sent += usize::from(outcome.is_ok());
                match outcome {
                    Err(problem @ MailProblem::Server(_)) => return ended(sent, &problem),
                    // Silence: whoever comes next would only wait as long. What was said stays with the letter, for it may
                    // name the reader.
                    Err(_) if under_way.is_broken() => {
                        let broken = MailProblem::Server("the mail server broke the dialog off".into());
                        return ended(sent, &broken);
                    }
                    _ => {}
                }
            }
            round = Some(under_way);
        }
    }
}

/// The run is over before its letters. Where some left, the server has merely had enough; the next run tells.
fn ended(sent: usize, problem: &MailProblem) -> Result<usize, Refusal> {
    if sent > 0 { Ok(sent) } else { Err(Refusal::Unavailable(problem.to_string())) }
}

/// Keeps what came of one letter.
fn note(portal: &Portal, letter: &QueuedLetter, outcome: &Result<(), MailProblem>) -> Result<(), Refusal> {
    let (attempts, now) = (letter.attempts + 1, portal.now());
    portal.db.change(|c| {
        let (why, again) = match outcome {
            Ok(()) => {
                senders::arrives_again(c, letter)?;
                return Ok::<_, Refusal>(letters::mark_sent(c, letter, now)?);
            }
            Err(MailProblem::Server(why)) => {
                return Ok(letters::put_back(c, letter, why, now + REST)?);
            }
            Err(MailProblem::Later(why)) => (why, next_try(attempts, now)),
            Err(MailProblem::Never(why)) => (why, None),
            Err(MailProblem::Undeliverable(why)) => {
                senders::bounced(c, letter, now)?;
                followers::bounced(c, letter)?;
                (why, None)
            }
        };
        Ok(letters::mark_unsent(c, letter.id, why, again, now)?)
    })?;
    if outcome.is_err() {
        // What the server said often names the recipient: it is kept with the letter and not in the log.
        tracing::warn!(letter = %letter.id, kind = %letter.kind, attempts, "a letter did not leave");
    }
    Ok(())
}
