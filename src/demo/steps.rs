//! Steps that the portal takes by itself or that no action is made for yet. They move a ticket by the same table and are
//! recorded the same way.
use super::pictures::Pictures;
use super::report::Report;
use crate::actions::tickets::{Happening, Order, find_for, grant_extension, record, start_clock};
use crate::actions::{Refusal, letters};
use crate::clock::local;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::policy::{Act, Actor};
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::domain::{Term, TermUnit, due};
use crate::ids::PhotoId;
use crate::portal::Portal;
use crate::store::{photos, terms};

type Done = Result<(), Refusal>;

/// The sender's photos, not public before somebody looked at them.
pub fn add_photos(portal: &Portal, ticket: &Ticket, report: &Report, pictures: &Pictures) -> Done {
    let sent = report.pictures.iter().filter(|picture| picture.when == "before");
    portal.db.change(|c| {
        for (position, picture) in (0..).zip(sent.clone()) {
            let kept = pictures.photo(&picture.file).ok_or(Refusal::Missing)?;
            let photo = Photo {
                id: PhotoId::fresh(portal.now()),
                ticket_id: ticket.id,
                reply_id: None,
                role: PhotoRole::Report,
                position,
                display: kept.display.to_string(),
                thumb: kept.thumb.to_string(),
                original: kept.original.to_string(),
                width: i32::try_from(kept.width).unwrap_or(0),
                height: i32::try_from(kept.height).unwrap_or(0),
                is_public: false,
                created_at: portal.now(),
            };
            photos::insert(c, &photo)?;
        }
        Ok(())
    })
}

/// What the agent on the phone knows at once: that it is urgent, and the number in the national system.
pub fn complete(portal: &Portal, agent: &Actor, ticket: Ticket, report: &Report) -> Done {
    let level = report.level.parse().unwrap_or(ticket.level);
    let number = report.national_code.clone().unwrap_or_default();
    if level == ticket.level && number.is_empty() {
        return Ok(());
    }
    let now = portal.now();
    portal.db.change(|c| {
        let mut moved = ticket.clone().change();
        moved.ticket.level = level;
        moved.ticket.national_code.clone_from(&number);
        start_clock(c, &mut moved.ticket, Owed::Triage, now)?;
        let happening =
            Happening::of(EventKind::LevelSet).remarked(level.as_str()).due(Some(moved.ticket.due_at()));
        record(c, now, Some(agent.id), moved, happening).map(drop)
    })
}

/// The answer takes longer, by so many working days, and everybody can read why.
pub fn extend(portal: &Portal, order: Order<'_>, ticket: &Ticket, report: &Report) -> Done {
    let extension = report.extension.as_ref().ok_or(Refusal::Missing)?;
    let first = ticket.answer_due().ok_or(Refusal::TooLate)?;
    let term = Term { amount: extension.working_days, unit: TermUnit::WorkingDays };
    let calendar = portal.db.look(|c| Ok::<_, Refusal>(terms::calendar(c)?))?;
    let until = local(due(first, term, &calendar)).date();
    grant_extension(portal, order, until, &extension.reason).map(drop)
}

/// Somebody who watches over deadlines reminds the agency.
pub fn remind(portal: &Portal, order: Order<'_>, words: &str) -> Done {
    let now = portal.now();
    portal.db.change(|c| {
        let moved = find_for(c, order, Act::Remind)?.change();
        record(c, now, Some(order.actor.id), moved, Happening::of(EventKind::Reminded).remarked(words))
            .map(drop)
    })
}

/// The sender takes it back.
pub fn withdraw(portal: &Portal, ticket: Ticket) -> Done {
    let now = portal.now();
    portal.db.change(|c| {
        let moved = ticket.clone().take(Step::Withdraw, now)?;
        record(c, now, None, moved, Happening::of(EventKind::Withdrawn)).map(drop)
    })
}

/// The sender is not content with the answer.
pub fn reopen(portal: &Portal, ticket: Ticket, why: &str) -> Done {
    let now = portal.now();
    portal.db.change(|c| {
        let mut moved = ticket.clone().take(Step::Reopen, now)?;
        start_clock(c, &mut moved.ticket, Owed::Triage, now)?;
        let happening = Happening::of(EventKind::Reopened).told(why).due(Some(moved.ticket.due_at()));
        let ticket = record(c, now, None, moved, happening)?;
        letters::reopened(portal, c, &ticket)
    })
}

/// Nobody objected in time: it closes by itself.
pub fn close(portal: &Portal, ticket: Ticket) -> Done {
    let now = portal.now();
    portal.db.change(|c| {
        let moved = ticket.clone().take(Step::Close, now)?;
        let ticket = record(c, now, None, moved, Happening::of(EventKind::Closed))?;
        letters::closed(portal, c, &ticket)
    })
}
