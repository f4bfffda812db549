//! A sender says more about a report: because somebody asked, or of themselves.
use crate::actions::tickets::{Happening, go_on, open_again, record};
use crate::actions::{Refusal, shelf};
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::domain::intake::BODY_LIMIT;
use crate::domain::last_moment;
use crate::domain::photo::PhotoRole;
use crate::domain::status::Status;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::files::KeptPhoto;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{Conn, events, photos, tickets};
use chrono::Duration;

/// The most characters that are said at once: as many as a report may have.
pub const MORE_LIMIT: usize = BODY_LIMIT;
/// The most photos that one report may have from its sender, first and later ones together.
pub const PHOTOS_LIMIT: usize = 20;
/// The same words within this time are one sending: a button pressed twice, a page loaded again.
const AGAIN: Duration = Duration::minutes(10);

/// Adds words and photos to a report on which something is still owed; the staff read them, the public does not before
/// somebody looked. Where somebody asked, this is the answer, and the clocks go on at this moment; a report that closed
/// without it is taken up again for some days. The same once more changes nothing.
///
/// # Errors
/// `Invalid` without words and photos, or with too many photos; `TooLate` where nothing is owed any more.
pub fn say_more(portal: &Portal, id: TicketId, said: &str, kept: Vec<KeptPhoto>) -> Result<Ticket, Refusal> {
    let done = keep(portal, id, &tidy(said), &kept);
    if done.is_err() {
        kept.into_iter().for_each(|photo| shelf::give_up_photo(portal, photo));
    }
    done
}

fn keep(portal: &Portal, id: TicketId, said: &str, kept: &[KeptPhoto]) -> Result<Ticket, Refusal> {
    if kept.is_empty() && count_letters(said) < 2 {
        return Err(Refusal::field("more", "more_empty"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        let new = add_photos(c, id, ("photos", kept), now)?;
        if ticket.status == Status::NeedsInfo {
            return go_on(c, now, None, ticket, Happening::of(EventKind::InfoGiven).remarked(said));
        }
        if !new && was_said(c, id, said, now)? {
            return Ok(ticket);
        }
        if taken_up_until(portal, c, &ticket)?.is_some_and(|last| last >= now) {
            return open_again(portal, c, None, ticket, Happening::of(EventKind::InfoGiven).remarked(said));
        }
        if ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        record(c, now, None, ticket.change(), Happening::of(EventKind::InfoAdded).remarked(said))
    })
}

/// Whoever was asked knows no more: the report goes on with what there is.
///
/// # Errors
/// `TooLate` where nobody asks any more.
pub fn know_no_more(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        go_on(c, now, None, ticket, Happening::of(EventKind::NoMoreInfo))
    })
}

/// The end of the last day on which an answer takes up a report again that closed because its sender had not answered;
/// nothing for any other report, and where the city does not do so.
pub fn taken_up_until(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Result<Option<Moment>, Refusal> {
    let days = portal.db.city(conn)?.facts.info_again_days;
    let (Some(closed), None, Status::Closed) = (ticket.closed_at, ticket.answered_at, ticket.status) else {
        return Ok(None);
    };
    let all = events::of_ticket(conn, ticket.id)?;
    let last = all.iter().rev().map(|(event, _)| event).find(|event| event.kind == EventKind::Closed);
    let by_itself = last.is_some_and(|event| event.actor_id.is_none());
    Ok((days > 0 && by_itself).then(|| last_moment(closed, days)))
}

/// Puts those photos to the report that it does not have yet; whether there were any.
pub(super) fn add_photos(
    conn: &mut Conn,
    id: TicketId,
    (field, kept): (&'static str, &[KeptPhoto]),
    now: Moment,
) -> Result<bool, Refusal> {
    let own = photos::of_ticket(conn, id)?.into_iter().filter(|photo| photo.role == PhotoRole::Report);
    let mut own: Vec<String> = own.map(|photo| photo.display).collect();
    let before = own.len();
    for photo in kept {
        let name = photo.display.to_string();
        if own.contains(&name) {
            continue;
        }
        if own.len() >= PHOTOS_LIMIT {
            return Err(Refusal::field(field, "photos_enough"));
        }
        photos::insert(conn, &shelf::photo_row(photo, id, PhotoRole::Report, own.len(), now))?;
        own.push(name);
    }
    Ok(own.len() > before)
}

/// Did the sender say this just before?
fn was_said(conn: &mut Conn, id: TicketId, said: &str, now: Moment) -> Result<bool, Refusal> {
    let all = events::of_ticket(conn, id)?;
    let last = all.iter().rev().map(|(event, _)| event).find(|event| event.actor_id.is_none());
    Ok(last.is_some_and(|last| last.quotes_the_sender() && last.remark == said && now - last.at < AGAIN))
}
