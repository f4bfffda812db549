//! Something was typed: it is kept as it is, whether or not it can be taken yet.
use super::admit::{Writer, admit};
use crate::actions::Refusal;
use crate::domain::draft::{Answers, Draft};
use crate::portal::Portal;
use crate::store::{Conn, drafts};

/// The longest answers, in bytes: each field has a limit of its own, and all of them together stay below.
const ANSWERS_LIMIT: usize = 48 * 1024;

/// Keeps what a step of the form changed, and lets the draft live on. Whoever has none yet, or sent the last one,
/// begins a new one.
///
/// # Errors
/// `TooMany` when too many were begun already, `Invalid` when the answers together are more than a report can hold.
pub fn write(
    portal: &Portal,
    writer: &Writer,
    mut change: impl FnMut(&mut Answers),
) -> Result<Draft, Refusal> {
    admit(portal, writer)?;
    portal.db.change(|c| {
        let mut draft = open(portal, c, &writer.key_hash)?;
        let mut answers = draft.read();
        change(&mut answers);
        draft.write(&answers, portal.now());
        if draft.answers.len() > ANSWERS_LIMIT {
            return Err(Refusal::field("body", "body_long"));
        }
        drafts::save(c, &draft)?;
        Ok(draft)
    })
}

/// The draft to be written to; a new one is stored at once, so that photos can hang on it.
pub(super) fn open(portal: &Portal, conn: &mut Conn, key_hash: &str) -> Result<Draft, Refusal> {
    let now = portal.now();
    if let Some(draft) = drafts::find(conn, key_hash, now)?
        && !draft.is_sent()
    {
        return Ok(draft);
    }
    drafts::forget(conn, key_hash)?;
    let draft = Draft::begin(key_hash, now);
    drafts::save(conn, &draft)?;
    Ok(draft)
}
