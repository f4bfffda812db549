//! Half of the time to answer a question is over: its sender is reminded, once.
use super::GoesOn;
use crate::actions::senders::remember;
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::letter::LetterKind;
use crate::domain::status::Status;
use crate::portal::Portal;
use crate::store::tickets::{self, OpenQuestion};
use crate::store::{contacts, events};

/// Questions of one run, those that are due first.
const AT_ONCE: i64 = 1_000;

/// Writes to the senders who have not answered by half of their time, each in a transaction of its own: how many. Who left
/// no address, or wants no letters, is not reminded.
pub fn remind_senders(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now();
    let asked = portal.db.look(|c| Ok::<_, Refusal>(tickets::asked(c, AT_ONCE)?))?;
    asked
        .iter()
        .filter(|asked| asked.since + (asked.due - asked.since) / 2 <= now && now < asked.due)
        .take_while(|_| goes_on())
        .try_fold(0, |count, asked| Ok(count + usize::from(remind(portal, asked)?)))
}

fn remind(portal: &Portal, asked: &OpenQuestion) -> Result<bool, Refusal> {
    portal.db.change(|c| {
        let ticket = tickets::find(c, asked.ticket)?;
        let all = events::of_ticket(c, asked.ticket)?;
        let since = all.iter().map(|(event, _)| event).skip_while(|event| event.at < asked.since);
        let (mut question, mut reminded) = (String::new(), false);
        for event in since {
            match event.kind {
                EventKind::InfoAsked => question.clone_from(&event.public_text),
                EventKind::InfoReminded => reminded = true,
                _ => {}
            }
        }
        let reads = contacts::email(c, ticket.id)?.is_some()
            && contacts::state(c, ticket.id)?.takes(LetterKind::InfoReminder);
        if reminded || !reads || ticket.status != Status::NeedsInfo {
            return Ok(false);
        }
        remember(c, ticket.id, EventKind::InfoReminded, portal.now())?;
        letters::info_reminder(portal, c, &ticket, &question)?;
        Ok(true)
    })
}
