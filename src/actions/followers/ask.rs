//! A reader asks to follow something. Whatever is known of the address, whoever asks hears the same: only its owner learns by
//! letter what became of it.
use crate::actions::throttle::{self, Count};
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::contact::Email;
use crate::domain::follow::{Follow, FollowTyped, ONE_PRESS, Pace};
use crate::domain::letter::mailbox;
use crate::domain::limits::Limited;
use crate::ids::{FollowId, Secret, TicketId};
use crate::mail::letters::Subject;
use crate::portal::Portal;
use crate::store::public::copy;
use crate::store::{Conn, follows};
use chrono::Duration;

/// What somebody wants to follow.
pub enum Wanted<'a> {
    /// The public report with this code.
    Report(&'a str),
    /// What the public list was asked for, and that in words.
    List { question: &'a str, named: &'a str },
}

/// The same, found.
struct Thing {
    ticket: Option<TicketId>,
    question: String,
    named: String,
    /// The code of a report.
    code: Option<String>,
}

/// Writes the letter by which the owner of an address confirms it. What was asked for before is the same; once more within
/// minutes it is the same press. A box that had enough letters, or follows enough, gets none, and nobody is told.
///
/// # Errors
/// `Invalid` with everything that cannot be taken, `Missing` where nobody may read the report, `TooMany` for a network that
/// asked too often.
pub fn ask(
    portal: &Portal,
    (network, lang): (&str, &str),
    wanted: &Wanted<'_>,
    typed: &FollowTyped,
) -> Result<(), Refusal> {
    let (email, pace) = typed.check(matches!(wanted, Wanted::Report(_))).map_err(Refusal::Invalid)?;
    let thing = portal.db.look(|c| thing(c, wanted))?;
    throttle::count(portal, &[Count::new(Limited::FollowsNetwork, network)])?;
    match throttle::count(portal, &[Count::new(Limited::FollowsAddress, mailbox(email.as_str()))]) {
        Err(Refusal::TooMany) => return Ok(()),
        counted => counted?,
    }
    let (token, now) = (Secret::random(), portal.now());
    portal.db.change(|c| {
        let rules = portal.db.city(c)?.facts.following;
        let by = now + Duration::days(rules.confirm_days);
        let fresh = follow(&thing, (&email, lang, pace), (&token, now, by));
        let follow = match follows::same(c, email.as_str(), (thing.ticket, &thing.question))? {
            Some(known) if now - known.asked_at < ONE_PRESS && known.asked_pace == pace => return Ok(()),
            Some(known) => {
                let Follow { token_hash, asked_pace, asked_at, confirm_by, .. } = fresh;
                let again = Follow { token_hash, asked_pace, asked_at, confirm_by, ..known };
                follows::ask_again(c, &again)?;
                again
            }
            None if follows::count_of(c, &fresh.mailbox)? >= rules.most => return Ok(()),
            None => {
                follows::insert(c, &fresh)?;
                fresh
            }
        };
        let subject = thing.code.as_deref().map_or(Subject::List, Subject::Report);
        letters::follow_confirm(portal, c, &follow, (subject, token.reveal()))
    })
}

fn thing(conn: &mut Conn, wanted: &Wanted<'_>) -> Result<Thing, Refusal> {
    Ok(match wanted {
        Wanted::Report(code) => {
            let (card, _) = copy::report(conn, code)?.ok_or(Refusal::Missing)?;
            let (ticket, code) = (Some(card.ticket.id), Some(card.ticket.code));
            Thing { ticket, question: String::new(), named: String::new(), code }
        }
        Wanted::List { question, named } => {
            Thing { ticket: None, question: (*question).to_owned(), named: (*named).to_owned(), code: None }
        }
    })
}

fn follow(
    thing: &Thing,
    (email, lang, pace): (&Email, &str, Pace),
    (token, now, confirm_by): (&Secret, Moment, Moment),
) -> Follow {
    Follow {
        id: FollowId::fresh(now),
        email: email.as_str().to_owned(),
        mailbox: mailbox(email.as_str()),
        lang: lang.to_owned(),
        ticket_id: thing.ticket,
        question: thing.question.clone(),
        named: thing.named.clone(),
        pace,
        asked_pace: pace,
        token_hash: token.hash(),
        asked_at: now,
        confirm_by,
        confirmed_at: None,
        told_until: None,
        woken_at: None,
    }
}
