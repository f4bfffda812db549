//! The files of an answer being written: some are taken off, others come.
use super::attach::{Finder, contributing, drafting, lay_document, lay_photo};
use super::{detach_document, detach_photo};
use crate::actions::tickets::Order;
use crate::actions::{Refusal, shelf};
use crate::domain::ticket::Ticket;
use crate::files::{KeptDocument, KeptPhoto};
use crate::ids::{DocumentId, PhotoId};
use crate::portal::Portal;
use crate::store::tickets;

/// A file that came and lies on the shelf.
pub enum Came {
    Photo(KeptPhoto),
    /// With the name that its sender gave it.
    Document(KeptDocument, String),
}

/// What changes among the files of a draft.
#[derive(Default)]
pub struct FileChanges {
    pub photos_off: Vec<PhotoId>,
    pub documents_off: Vec<DocumentId>,
    pub came: Vec<Came>,
}

/// Takes off what was ticked, and puts to the draft what came, each for itself: nine photos where eight may hang are eight
/// on the draft. Once one cannot be put there, those after it leave the shelf too.
///
/// # Errors
/// The first that could not be taken off or put; `Missing` for a report that is not there.
pub fn change_files(portal: &Portal, order: Order<'_>, changes: FileChanges) -> Result<Ticket, Refusal> {
    let done = take_off(portal, order, &changes);
    lay(portal, order, drafting, (done, changes.came))
}

/// Whoever works with the lead puts photos and papers of its part to the answer that the lead composes.
///
/// # Errors
/// The first that could not be put; `Missing` for a report that is not there.
pub fn bring_files(portal: &Portal, order: Order<'_>, came: Vec<Came>) -> Result<Ticket, Refusal> {
    lay(portal, order, contributing, (Ok(()), came))
}

fn lay(
    portal: &Portal,
    order: Order<'_>,
    whose: Finder,
    (mut done, came): (Result<(), Refusal>, Vec<Came>),
) -> Result<Ticket, Refusal> {
    for file in came {
        match (&done, file) {
            (Ok(()), Came::Photo(photo)) => done = lay_photo(portal, order, whose, photo),
            (Ok(()), Came::Document(document, name)) => {
                done = lay_document(portal, order, whose, (document, &name));
            }
            (Err(_), Came::Photo(photo)) => shelf::give_up_photo(portal, photo),
            (Err(_), Came::Document(document, _)) => shelf::give_up_document(portal, document),
        }
    }
    done?;
    portal.db.look(|c| tickets::by_code(c, order.code))?.ok_or(Refusal::Missing)
}

fn take_off(portal: &Portal, order: Order<'_>, changes: &FileChanges) -> Result<(), Refusal> {
    for id in &changes.photos_off {
        detach_photo(portal, order, *id)?;
    }
    for id in &changes.documents_off {
        detach_document(portal, order, *id)?;
    }
    Ok(())
}
