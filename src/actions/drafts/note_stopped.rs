//! A form led somebody who writes to advice instead of taking a report: it is counted, once for each form.
use crate::actions::Refusal;
use crate::domain::question::Stop;
use crate::portal::Portal;
use crate::store::{drafts, questions};

/// Counts that the draft under this key was stopped here, unless it was counted already. Who writes it is not kept.
///
/// # Errors
/// Only the database's.
pub fn note_stopped(portal: &Portal, key_hash: &str, stop: &Stop) -> Result<(), Refusal> {
    let (now, mark) = (portal.now(), stop.mark());
    portal.db.change(|c| {
        let Some(mut draft) = drafts::find(c, key_hash, now)?.filter(|draft| !draft.is_sent()) else {
            return Ok(());
        };
        let mut answers = draft.read();
        if answers.stopped_at == mark {
            return Ok(());
        }
        answers.stopped_at.clone_from(&mark);
        draft.write(&answers, now);
        drafts::save(c, &draft)?;
        Ok(questions::note_stopped(c, stop, now)?)
    })
}

/// The same for a call, whose form remembers by itself what was counted.
///
/// # Errors
/// Only the database's.
pub fn note_call_stopped(portal: &Portal, stop: &Stop) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.change(|c| Ok(questions::note_stopped(c, stop, now)?))
}
