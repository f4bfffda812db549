//! An officer hands the draft to the approver.
use super::Written;
use super::save_draft::keep;
use crate::actions::tickets::{Happening, Order, find_for, record, wait_no_more};
use crate::actions::{Problem, Refusal};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::promise;
use crate::domain::reason::Reason;
use crate::domain::reply::{Outcome, ReplyDraft};
use crate::domain::status::Step;
use crate::domain::text::count_letters;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::{Conn, categories, documents, photos};

/// Fewer letters than this are no answer.
const BODY_LEAST: usize = 30;

/// Saves the draft and proposes it for approval. It waits for each part that was asked for, unless `without` says why it does
/// not: then those agencies owe none any more, and are told.
///
/// # Errors
/// `Invalid` when it is too short, says "đã xử lý" without the proof that its category asks for, or parts are owed.
pub fn propose(
    portal: &Portal,
    order: Order<'_>,
    written: &Written,
    without: &str,
) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::DraftReply)?;
        let draft = keep(c, order, &ticket, written, now)?;
        check(portal, c, &ticket, &draft)?;
        let owing: Vec<AgencyId> = ticket.clocks.parts().filter_map(|clock| clock.agency_id).collect();
        let mut happening = Happening::of(EventKind::Proposed);
        if !owing.is_empty() {
            let why = Reason::new(without).map_err(|_| Refusal::field("without", "parts_owed"))?;
            happening = happening.remarked(why.as_str());
        }
        let mut moved = ticket.take(Step::Propose, now)?;
        owing.into_iter().for_each(|agency| wait_no_more(&mut moved.ticket, agency, now));
        record(c, now, Some(order.actor.id), moved, happening)
    })
}

/// Is this draft an answer that may go out?
pub(super) fn check(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    draft: &ReplyDraft,
) -> Result<(), Refusal> {
    let mut problems: Vec<Problem> = promise_problem(portal, conn, ticket, draft)?.into_iter().collect();
    if count_letters(&draft.body) < BODY_LEAST {
        problems.push(Problem::new("body", "answer_too_short"));
    }
    let promised = ticket.clocks.running(Owed::Promise).is_some();
    let proof_asked =
        promised || ticket.kind.needs_proof() && categories::find(conn, ticket.category_id)?.proof_required;
    if draft.outcome == Outcome::Handled && proof_asked {
        let pictured = !photos::unpublished_after(conn, ticket.id)?.is_empty();
        let documented = !documents::unpublished(conn, ticket.id)?.is_empty();
        if !pictured && !documented {
            problems.push(Problem::new("after", "proof_missing"));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Invalid(problems)) }
}

/// A plan names its day; and where something is promised already, the answer says that it is done, or names another day.
fn promise_problem(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    draft: &ReplyDraft,
) -> Result<Option<Problem>, Refusal> {
    let standing = ticket.clocks.running(Owed::Promise).map(|clock| clock.due_at);
    Ok(match (draft.outcome, draft.promised_for) {
        (Outcome::Planned, None) => Some(Problem::new("promised", "promise_missing")),
        (Outcome::Planned, Some(day)) if standing == Some(promise::end_of(day)) => {
            Some(Problem::new("promised", "promise_same"))
        }
        (Outcome::Planned, Some(day)) => {
            let years = portal.db.city(conn)?.facts.promise_years;
            promise::check(day, portal.now(), years).err().map(|word| Problem::new("promised", word))
        }
        (Outcome::Explained, _) if standing.is_some() => Some(Problem::new("outcome", "promise_stands")),
        (Outcome::Explained | Outcome::Handled, _) => None,
    })
}
