//! An administrator has put right what kept a letter back, and sends it off again.
use crate::actions::Refusal;
use crate::actions::office::Journal;
use crate::domain::office::{OfficeKind, Subject};
use crate::domain::policy::{Act, Actor};
use crate::ids::LetterId;
use crate::portal::Portal;
use crate::store::letters;

/// Puts a letter that was given up back into the queue.
///
/// # Errors
/// `TooLate` when it was not given up, or somebody tried again already.
pub fn retry_letter(portal: &Portal, actor: &Actor, id: LetterId) -> Result<(), Refusal> {
    if !actor.may_somewhere(Act::ReadLetters) {
        return Err(Refusal::Forbidden);
    }
    let now = portal.now();
    portal.db.change(|c| {
        letters::find(c, id)?;
        if letters::revive(c, id, now)? {
            let subject = (Subject::Letter, id.0);
            Ok(Journal::by(actor.id, now).write(c, subject, OfficeKind::Retried, Vec::new())?)
        } else {
            Err(Refusal::TooLate)
        }
    })
}
