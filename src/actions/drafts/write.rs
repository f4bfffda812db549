//! Something was typed: it is kept as it is, whether or not it can be taken yet.
use crate::actions::Refusal;
use crate::domain::draft::{Answers, Draft};
use crate::portal::Portal;
use crate::store::{Conn, drafts};

/// Keeps what a step of the form changed, and lets the draft live on. Whoever has none yet, or sent the last one,
/// begins a new one.
pub fn write(
    portal: &Portal,
    key_hash: &str,
    mut change: impl FnMut(&mut Answers),
) -> Result<Draft, Refusal> {
    portal.db.change(|c| {
        let mut draft = open(portal, c, key_hash)?;
        let mut answers = draft.read();
        change(&mut answers);
        draft.write(&answers, portal.now());
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
