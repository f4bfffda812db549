//! Whoever may hide a report decides a request that it is taken down.
use crate::actions::Refusal;
use crate::actions::letters;
use crate::actions::tickets::{Happening, Order, find_for, record};
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor};
use crate::domain::reason::Reason;
use crate::domain::removal::{Removal, RemovalDecision};
use crate::domain::ticket::Prominence;
use crate::ids::RemovalId;
use crate::portal::Portal;
use crate::store::{Conn, Found, events, removals, tickets};

/// Keeps the decision with the words for whoever asked, hides the report where that was decided, and writes the letter
/// with the outcome; then nobody knows any more who asked.
///
/// # Errors
/// `Invalid` without a word, or where something is said to be taken out and nothing was edited since; `Missing` or `Forbidden` for who may not, `Stale` where somebody was faster.
pub fn decide(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (RemovalId, i32),
    (decision, answer): (RemovalDecision, &str),
) -> Result<(), Refusal> {
    let answer = Reason::at("answer", answer)?;
    let now = portal.now();
    portal.db.change(|c| {
        let removal = removals::find(c, id)?;
        let code = tickets::find(c, removal.ticket_id)?.report.code;
        let order = Order { actor, code: &code, seen };
        let ticket = find_for(c, order, Act::SetProminence)?;
        if decision == RemovalDecision::Redacted && !is_edited(c, &removal)? {
            return Err(Refusal::field("decision", "removal_not_redacted"));
        }
        if !removals::decide(c, id, (decision, answer.as_str()), (actor.id, now))? {
            return Err(Refusal::Stale);
        }
        if decision == RemovalDecision::Hidden && ticket.prominence == Prominence::Public {
            let mut moved = ticket.change();
            moved.ticket.prominence = Prominence::Hidden;
            let remark = format!("{}: {answer}", Prominence::Hidden);
            let happening = Happening::of(EventKind::ProminenceSet).remarked(&remark);
            record(c, now, Some(actor.id), moved, happening)?;
        }
        letters::removal_decided(portal, c, (&code, &removal), (decision, answer.as_str()))
    })
}

/// Was its public copy edited, or a mended answer published, since somebody asked?
fn is_edited(conn: &mut Conn, removal: &Removal) -> Found<bool> {
    let edits =
        [EventKind::TextEdited, EventKind::Answered, EventKind::CommentMended, EventKind::CommentRefused];
    let all = events::of_ticket(conn, removal.ticket_id)?;
    Ok(all.iter().any(|(event, _)| event.at > removal.asked_at && edits.contains(&event.kind)))
}
