//! An administrator has put right what kept a letter back, and sends it off again.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::policy::{Act, Actor};
use crate::ids::LetterId;
use crate::portal::Portal;
use crate::store::{contacts, letters};

/// Puts a letter that was given up back into the queue.
///
/// # Errors
/// `TooLate` when it was not given up, or somebody tried again already, or its reader wants no more letters.
pub fn retry_letter(portal: &Portal, actor: &Actor, id: LetterId) -> Result<(), Refusal> {
    if !actor.may_somewhere(Act::ReadLetters) {
        return Err(Refusal::Forbidden);
    }
    let now = portal.now();
    portal.db.change(|c| {
        let letter = letters::find(c, id)?;
        if let Some(ticket) = letter.ticket_id
            && contacts::state(c, ticket)?.letters_stopped_at.is_some()
            && !letter.kind.is_receipt()
        {
            return Err(Refusal::TooLate);
        }
        if letters::revive(c, id, now)? {
            let subject = (Subject::Letter, id.0);
            Ok(Journal::by(actor.id, now).write(c, subject, AuditKind::Retried, Vec::new())?)
        } else {
            Err(Refusal::TooLate)
        }
    })
}
