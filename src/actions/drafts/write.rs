//! Something was typed: it is kept as it is, whether or not it can be taken yet.
use super::admit::{Writer, admit};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::draft::{Answers, Draft};
use crate::portal::Portal;
use crate::store::{Conn, drafts, tickets};

/// The longest answers, in bytes: each field has a limit of its own, and all of them together stay below.
const ANSWERS_LIMIT: usize = 48 * 1024;

/// The draft that a page is a page of.
#[derive(Debug, Clone)]
pub struct Page {
    /// The draft's own number, as the page carries it.
    pub form_key: String,
    /// It may be the first of a new draft.
    pub begins: bool,
}

/// Why what a page sent is not put to the draft that lies there: it is not that page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// What that page belongs to was sent: it is a report now.
    Sent,
    /// It ran out, or was begun again.
    Gone,
    /// Another one was begun meanwhile.
    Another,
}

/// Keeps what a step of the form changed, and lets the draft live on.
///
/// # Errors
/// The inner one when the page is of another draft than the one that lies there; nothing is written then. `TooMany` when
/// too many were begun already, `Invalid` when the answers together are more than a report can hold.
pub fn write(
    portal: &Portal,
    writer: &Writer,
    page: &Page,
    mut change: impl FnMut(&mut Answers),
) -> Result<Result<Draft, Elsewhere>, Refusal> {
    let now = portal.now();
    match portal.db.look(|c| lying(c, &writer.key_hash, page, now))? {
        Err(elsewhere) => return Ok(Err(elsewhere)),
        Ok(None) => admit(portal, writer)?,
        Ok(Some(_)) => {}
    }
    portal.db.change(|c| {
        let mut draft = match open(portal, c, &writer.key_hash, page)? {
            Ok(draft) => draft,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        let mut answers = draft.read();
        change(&mut answers);
        draft.write(&answers, now);
        if draft.answers.len() > ANSWERS_LIMIT {
            return Err(Refusal::field("body", "body_long"));
        }
        drafts::save(c, &draft)?;
        Ok(Ok(draft))
    })
}

/// The draft of this page; a new one is stored at once, so that photos can hang on it.
pub(super) fn open(
    portal: &Portal,
    conn: &mut Conn,
    key_hash: &str,
    page: &Page,
) -> Result<Result<Draft, Elsewhere>, Refusal> {
    let now = portal.now();
    match lying(conn, key_hash, page, now)? {
        Err(elsewhere) => Ok(Err(elsewhere)),
        Ok(Some(draft)) => Ok(Ok(draft)),
        Ok(None) => {
            drafts::forget(conn, key_hash)?;
            let draft = Draft::begin(key_hash, &page.form_key, now);
            drafts::save(conn, &draft)?;
            Ok(Ok(draft))
        }
    }
}

/// The draft of this page that lies there; nothing where it is about to begin.
fn lying(
    conn: &mut Conn,
    key_hash: &str,
    page: &Page,
    now: Moment,
) -> Result<Result<Option<Draft>, Elsewhere>, Refusal> {
    if !is_number(&page.form_key) {
        return Ok(Err(Elsewhere::Gone));
    }
    let running = drafts::find(conn, key_hash, now)?.filter(|draft| !draft.is_sent());
    match running {
        Some(draft) if draft.read().form_key == page.form_key => Ok(Ok(Some(draft))),
        running => Ok(Err(match (tickets::by_form_key(conn, &page.form_key)?, running) {
            (Some(_), _) => Elsewhere::Sent,
            (None, Some(_)) => Elsewhere::Another,
            (None, None) if page.begins => return Ok(Ok(None)),
            (None, None) => Elsewhere::Gone,
        })),
    }
}

/// As [`Answers::blank`] makes them.
fn is_number(form_key: &str) -> bool {
    form_key.len() == 64 && form_key.bytes().all(|byte| byte.is_ascii_hexdigit())
}
