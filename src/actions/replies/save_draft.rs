//! An officer writes at the answer.
use crate::actions::tickets::{Order, find_for};
use crate::actions::{Problem, Refusal};
use crate::clock::Moment;
use crate::domain::policy::Act;
use crate::domain::reply::{Outcome, ReplyDraft};
use crate::domain::status::Status;
use crate::domain::text::tidy;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::{Conn, reply_drafts};
use chrono::NaiveDate;

/// The longest answer, in characters.
pub const BODY_LIMIT: usize = 20_000;
/// The longest signature and the longest document number, in characters.
pub const LINE_LIMIT: usize = 200;

/// An answer as it was typed.
pub struct Written {
    pub outcome: Outcome,
    pub body: String,
    /// The position in whose name it will go out.
    pub signed_as: String,
    /// Số, ký hiệu of the official document.
    pub document_number: String,
    /// The day by which it promises that something is done.
    pub promised_for: Option<NaiveDate>,
    /// The version of the draft that it was written over, 0 for none.
    pub over: i32,
}

/// Keeps what was written; nothing is public and the ticket does not move.
///
/// # Errors
/// `Stale` when another page wrote something else at the same answer meanwhile.
pub fn save_draft(portal: &Portal, order: Order<'_>, written: &Written) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::DraftReply)?;
        keep(c, order, &ticket, written, now)?;
        Ok(ticket)
    })
}

/// Writes the draft of a ticket that is being worked on.
pub(super) fn keep(
    conn: &mut Conn,
    order: Order<'_>,
    ticket: &Ticket,
    written: &Written,
    now: Moment,
) -> Result<ReplyDraft, Refusal> {
    if ticket.status != Status::InProgress {
        return Err(Refusal::TooLate);
    }
    let body = tidy(&written.body);
    let signed_as = tidy(&written.signed_as);
    let document_number = tidy(&written.document_number);
    let mut problems = Vec::new();
    if body.chars().count() > BODY_LIMIT {
        problems.push(Problem::new("body", "too_long"));
    }
    if signed_as.chars().count() > LINE_LIMIT {
        problems.push(Problem::new("signed_as", "too_long"));
    }
    if document_number.chars().count() > LINE_LIMIT {
        problems.push(Problem::new("document_number", "too_long"));
    }
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems));
    }
    // Only what is planned has a day.
    let promised_for = written.promised_for.filter(|_| written.outcome == Outcome::Planned);
    let before = reply_drafts::find(conn, ticket.id)?;
    let standing = before.as_ref().map_or(0, |draft| draft.version);
    let same = |draft: &ReplyDraft| {
        (&draft.body, &draft.signed_as, &draft.document_number) == (&body, &signed_as, &document_number)
            && (draft.outcome, draft.promised_for) == (written.outcome, promised_for)
    };
    if standing != written.over && !before.as_ref().is_some_and(same) {
        return Err(Refusal::Stale);
    }
    let draft = ReplyDraft {
        ticket_id: ticket.id,
        outcome: written.outcome,
        body,
        signed_as,
        document_number,
        author_id: order.actor.id,
        remark: before.as_ref().map(|draft| draft.remark.clone()).unwrap_or_default(),
        updated_at: now,
        version: before.map_or(1, |draft| draft.version + 1),
        promised_for,
    };
    reply_drafts::put(conn, &draft)?;
    Ok(draft)
}
