//! A photo or document is taken off a draft, and off the shelf; what was published stays.
use super::attach::drafting;
use crate::actions::tickets::Order;
use crate::actions::{Refusal, shelf};
use crate::domain::photo::Photo;
use crate::ids::{DocumentId, PhotoId};
use crate::portal::Portal;
use crate::store::{documents, photos};

/// Takes a photo off the answer that is being written. One that is not on this draft is left alone.
pub fn detach_photo(portal: &Portal, order: Order<'_>, photo: PhotoId) -> Result<(), Refusal> {
    let taken = portal.db.change(|c| {
        let ticket = drafting(c, order)?;
        let mut taken = photos::unpublished_after(c, ticket.id)?;
        taken.retain(|one| one.id == photo);
        photos::remove_unpublished(c, ticket.id, photo)?;
        Ok::<_, Refusal>(taken)
    })?;
    shelf::clear_named(portal, taken.iter().flat_map(Photo::files));
    Ok(())
}

/// Takes a document off the answer that is being written. One that is not on this draft is left alone.
pub fn detach_document(portal: &Portal, order: Order<'_>, document: DocumentId) -> Result<(), Refusal> {
    let taken = portal.db.change(|c| {
        let ticket = drafting(c, order)?;
        let mut taken = documents::unpublished(c, ticket.id)?;
        taken.retain(|one| one.id == document);
        documents::remove_unpublished(c, ticket.id, document)?;
        Ok::<_, Refusal>(taken)
    })?;
    shelf::clear_named(portal, taken.iter().map(|one| &one.hash));
    Ok(())
}
