//! Hands the letters that wait to the mail server. Nothing else waits for that server: no transaction is open while
//! it is spoken to, and no page asks it.
use super::GoesOn;
use crate::actions::{Refusal, senders};
use crate::domain::letter::{HELD, QueuedLetter, next_try};
use crate::mail::MailProblem;
use crate::portal::Portal;
use crate::store::letters;

/// Letters of one run; the rest wait for the next, a few seconds later.
const BATCH: i64 = 50;

/// Tries every letter that is due; how many left.
///
/// A crash between the mail server's "taken" and our note of it sends a letter twice, under the same Message-ID:
/// twice is better than never.
pub fn send_letters(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    portal.db.change(|c| Ok::<_, Refusal>(letters::unstick(c, portal.now())?))?;
    let due = portal.db.look(|c| Ok::<_, Refusal>(letters::due(c, portal.now(), BATCH)?))?;
    let mut sent = 0;
    for letter in due {
        if !goes_on() {
            break;
        }
        let until = portal.now() + HELD;
        if portal.db.change(|c| Ok::<_, Refusal>(letters::claim(c, &letter, until)?))?
            && send(portal, &letter)?
        {
            sent += 1;
        }
    }
    Ok(sent)
}

fn send(portal: &Portal, letter: &QueuedLetter) -> Result<bool, Refusal> {
    let outcome = portal.mailer.send(letter, portal.now());
    let (attempts, now) = (letter.attempts + 1, portal.now());
    portal.db.change(|c| {
        let (why, again) = match &outcome {
            Ok(()) => {
                senders::arrives_again(c, letter)?;
                return Ok::<_, Refusal>(letters::mark_sent(c, letter, now)?);
            }
            Err(MailProblem::Later(why)) => (why, next_try(attempts, now)),
            Err(MailProblem::Never(why)) => (why, None),
            Err(MailProblem::Undeliverable(why)) => {
                senders::bounced(c, letter, now)?;
                (why, None)
            }
        };
        Ok(letters::mark_unsent(c, letter.id, why, again, now)?)
    })?;
    if outcome.is_err() {
        // What the server said often names the recipient: it is kept with the letter and not in the log.
        tracing::warn!(letter = %letter.id, kind = %letter.kind, attempts, "a letter did not leave");
    }
    Ok(outcome.is_ok())
}
