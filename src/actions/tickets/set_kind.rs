//! What the sender wants is judged anew: a question is no report, and a praise is answered without proof.
use super::{Happening, Order, find_for, record};
use crate::actions::{Problem, Refusal};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::{Kind, Ticket};
use crate::portal::Portal;

/// Changes the kind, with a reason for the staff. The city's terms go by level and category, not by kind
/// (`data/deadlines.csv`), so no deadline moves.
///
/// # Errors
/// `Invalid` without a reason, or when it is of that kind already.
pub fn set_kind(portal: &Portal, order: Order<'_>, kind: Kind, why: &str) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SetKind)?;
        if ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        let mut problems = Vec::new();
        if ticket.kind == kind {
            problems.push(Problem::new("kind", "kind_same"));
        }
        let why = Reason::new(why).map_err(|problem| problems.push(problem));
        let (Ok(why), true) = (why, problems.is_empty()) else {
            return Err(Refusal::Invalid(problems));
        };
        let remark = format!("{} → {kind}: {why}", ticket.kind);
        let mut moved = ticket.change();
        moved.ticket.kind = kind;
        record(c, now, Some(order.actor.id), moved, Happening::of(EventKind::KindSet).remarked(&remark))
    })
}
