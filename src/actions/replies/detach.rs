//! A photo or document is taken off a draft; what was published stays.
use super::attach::drafting;
use crate::actions::Refusal;
use crate::actions::tickets::Order;
use crate::ids::{DocumentId, PhotoId};
use crate::portal::Portal;
use crate::store::{documents, photos};

pub fn detach_photo(portal: &Portal, order: Order<'_>, photo: PhotoId) -> Result<(), Refusal> {
    portal.db.change(|c| {
        let ticket = drafting(c, order)?;
        Ok(photos::remove_unpublished(c, ticket.id, photo)?)
    })
}

pub fn detach_document(portal: &Portal, order: Order<'_>, document: DocumentId) -> Result<(), Refusal> {
    portal.db.change(|c| {
        let ticket = drafting(c, order)?;
        Ok(documents::remove_unpublished(c, ticket.id, document)?)
    })
}
