//! A reader, or whoever sent a report, says something about it that everybody may read once it was looked at.
use crate::actions::Refusal;
use crate::actions::notices::{Tidings, tell};
use crate::actions::senders::remember_as;
use crate::actions::throttle::{self, Count};
use crate::clock::Moment;
use crate::domain::audience::{Audience, Share};
use crate::domain::comment::{Comment, checked};
use crate::domain::event::EventKind;
use crate::domain::limits::Limited;
use crate::domain::partners::Partners;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::ids::{CommentId, TicketId};
use crate::portal::Portal;
use crate::store::{Conn, comments, tickets};

/// Keeps what a reader says about the report with this code, and tells the 1022 desk. The same once more, while it waits, is
/// the same comment.
///
/// # Errors
/// `Invalid` for words that cannot be taken, or where nobody says anything about it any more, `Missing` where nobody may read the
/// report, `TooMany` for a network that said much.
pub fn say(portal: &Portal, network: &str, code: &str, words: &str) -> Result<(), Refusal> {
    let words = checked("words", words).map_err(Refusal::Invalid)?;
    throttle::count(portal, &[Count::new(Limited::CommentsNetwork, network)])?;
    portal.db.change(|c| {
        let ticket = tickets::by_code(c, code)?.ok_or(Refusal::Missing)?;
        match keep(portal, c, &ticket, (false, &words), portal.now()) {
            Err(Refusal::TooLate) => Err(Refusal::field("words", "comment_closed")),
            done => done,
        }
    })
}

/// The same for whoever sent it.
///
/// # Errors
/// As [`say`], but for the network; `TooLate` where it is not said any more.
pub fn say_as_sender(portal: &Portal, id: TicketId, words: &str) -> Result<(), Refusal> {
    let words = checked("comment", words).map_err(Refusal::Invalid)?;
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        keep(portal, c, &ticket, (true, &words), portal.now())
    })
}

fn keep(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    (by_sender, words): (bool, &str),
    now: Moment,
) -> Result<(), Refusal> {
    if ticket.shares(Audience::Anyone) < Share::Words {
        return Err(Refusal::Missing);
    }
    let city = portal.db.city(conn)?;
    let category = city.categories.get(&ticket.category_id).ok_or(Refusal::Missing)?;
    // What repeats another is talked about there.
    if ticket.status == Status::Duplicate || !category.discussion.allows(by_sender) {
        return Err(Refusal::TooLate);
    }
    if comments::is_waiting(conn, ticket.id, words)? {
        return Ok(());
    }
    let comment = Comment {
        id: CommentId::fresh(now),
        ticket_id: ticket.id,
        by_sender,
        words: words.to_owned(),
        sent_at: now,
        decision: None,
        shown_words: String::new(),
        answer: String::new(),
        answered_by: None,
        why: String::new(),
        decided_at: None,
        decided_by: None,
        version: 1,
    };
    comments::insert(conn, &comment)?;
    let kind = EventKind::CommentSent;
    let event = remember_as(conn, ticket.id, (kind, ""), now)?;
    let before = (None, Partners::default());
    let tidings = Tidings { event, kind, ticket, before, agency: None, named: &[], by: None };
    Ok(tell(conn, &tidings, now)?)
}
