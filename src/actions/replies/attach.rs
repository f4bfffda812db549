//! Photos taken after the work, and signed PDF documents, are put to a draft.
use crate::actions::tickets::{Order, find_for, own_part, takes_parts};
use crate::actions::{Refusal, shelf};
use crate::domain::photo::PhotoRole;
use crate::domain::policy::Act;
use crate::domain::reply::Document;
use crate::domain::status::Status;
use crate::domain::text::tidy;
use crate::domain::ticket::Ticket;
use crate::files::{KeptDocument, KeptPhoto};
use crate::ids::DocumentId;
use crate::portal::Portal;
use crate::store::{Conn, documents, photos};

/// How many photos, and how many documents, one answer may carry.
pub const FILES_LIMIT: usize = 8;

/// Puts a photo that already lies on the shelf to the draft. What cannot be put there leaves the shelf.
pub fn attach_photo(portal: &Portal, order: Order<'_>, kept: KeptPhoto) -> Result<(), Refusal> {
    lay_photo(portal, order, drafting, kept)
}

/// The same for whoever may put files to it.
pub(super) fn lay_photo(
    portal: &Portal,
    order: Order<'_>,
    whose: Finder,
    kept: KeptPhoto,
) -> Result<(), Refusal> {
    let done = put_photo(portal, order, whose, &kept);
    if done.is_err() {
        shelf::give_up_photo(portal, kept);
    }
    done
}

fn put_photo(portal: &Portal, order: Order<'_>, whose: Finder, kept: &KeptPhoto) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = whose(c, order)?;
        let standing = photos::unpublished_after(c, ticket.id)?;
        if standing.len() >= FILES_LIMIT {
            return Err(Refusal::field("after", "too_many_files"));
        }
        if standing.iter().any(|photo| photo.display == kept.display.to_string()) {
            return Ok(());
        }
        let photo = shelf::photo_row(kept, ticket.id, PhotoRole::After, standing.len(), now);
        Ok(photos::insert(c, &photo)?)
    })
}

/// Puts a PDF that already lies on the shelf to the draft, under the name its sender gave it. What cannot be put there
/// leaves the shelf.
pub fn attach_document(
    portal: &Portal,
    order: Order<'_>,
    kept: KeptDocument,
    name: &str,
) -> Result<(), Refusal> {
    lay_document(portal, order, drafting, (kept, name))
}

/// The same for whoever may put files to it.
pub(super) fn lay_document(
    portal: &Portal,
    order: Order<'_>,
    whose: Finder,
    (kept, name): (KeptDocument, &str),
) -> Result<(), Refusal> {
    let done = put_document(portal, order, whose, (&kept, name));
    if done.is_err() {
        shelf::give_up_document(portal, kept);
    }
    done
}

fn put_document(
    portal: &Portal,
    order: Order<'_>,
    whose: Finder,
    (kept, name): (&KeptDocument, &str),
) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = whose(c, order)?;
        let standing = documents::unpublished(c, ticket.id)?;
        if standing.len() >= FILES_LIMIT {
            return Err(Refusal::field("document", "too_many_files"));
        }
        if standing.iter().any(|document| document.hash == kept.hash.to_string()) {
            return Ok(());
        }
        let document = Document {
            id: DocumentId::fresh(now),
            ticket_id: ticket.id,
            reply_id: None,
            hash: kept.hash.to_string(),
            name: tidy(name).chars().take(120).collect(),
            bytes: i64::try_from(kept.bytes).unwrap_or(0),
            is_public: false,
            created_at: now,
            acts: kept.acts,
        };
        Ok(documents::insert(c, &document)?)
    })
}

/// Finds the ticket, if files may be put to its answer by whoever asks.
pub(super) type Finder = fn(&mut Conn, Order<'_>) -> Result<Ticket, Refusal>;

/// The ticket, if whoever works with the lead may do its part now.
pub(super) fn contributing(conn: &mut Conn, order: Order<'_>) -> Result<Ticket, Refusal> {
    let ticket = find_for(conn, order, Act::Contribute)?;
    let theirs = own_part(order.actor, &ticket).is_some();
    if theirs && takes_parts(ticket.status) { Ok(ticket) } else { Err(Refusal::TooLate) }
}

/// The ticket, if its draft may be changed now.
pub(super) fn drafting(conn: &mut Conn, order: Order<'_>) -> Result<Ticket, Refusal> {
    let ticket = find_for(conn, order, Act::DraftReply)?;
    if ticket.status == Status::InProgress { Ok(ticket) } else { Err(Refusal::TooLate) }
}
