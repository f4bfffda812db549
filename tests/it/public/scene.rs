//! Scenes for the public pages: reports as the desk leaves them.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::city::Commune;
use langnghe::domain::photo::{Photo, PhotoRole};
use langnghe::domain::ticket::Ticket;
use langnghe::ids::{ConsentId, DocumentId, PhotoId};
use langnghe::schema::{communes, consents, contacts, documents, photos, tickets};

pub fn commune(portal: &TestPortal, name: &str) -> Commune {
    portal.with_db(|c| {
        communes::table.filter(communes::short_name.eq(name)).select(Commune::as_select()).first(c)
    })
}

/// Writes a ticket as it stands in the struct, past all rules.
pub fn force(portal: &TestPortal, ticket: &Ticket) {
    portal.with_db(|c| {
        diesel::update(tickets::table.filter(tickets::id.eq(ticket.id))).set(&ticket.report).execute(c)
    });
}

pub fn contact(portal: &TestPortal, ticket: &Ticket, name: &str, show_name: bool) {
    portal.with_db(|c| {
        let consent: ConsentId = consents::table.select(consents::id).first(c)?;
        diesel::insert_into(contacts::table)
            .values((
                contacts::ticket_id.eq(ticket.id),
                contacts::name.eq(name),
                contacts::phone.eq("+84900000123"),
                contacts::email.eq("kin-mail@example.vn"),
                contacts::show_name.eq(show_name),
                contacts::consent_id.eq(consent),
                contacts::consented_at.eq(portal.now()),
            ))
            .execute(c)
    });
}

/// A photo on a report, on the shelf and in its table.
pub fn photo(portal: &TestPortal, ticket: &Ticket, role: PhotoRole, is_public: bool, bytes: &[u8]) -> Photo {
    let kept = portal.photos.keep_now(bytes).unwrap_or_else(|problem| panic!("{}", problem.word()));
    let photo = Photo {
        id: PhotoId::fresh(portal.now()),
        ticket_id: ticket.id,
        reply_id: None,
        role,
        position: 1,
        display: kept.display.to_string(),
        thumb: kept.thumb.to_string(),
        original: kept.original.to_string(),
        width: i32::try_from(kept.width).unwrap(),
        height: i32::try_from(kept.height).unwrap(),
        is_public,
        created_at: portal.now(),
    };
    portal.with_db(|c| diesel::insert_into(photos::table).values(&photo).execute(c));
    photo
}

/// A PDF on a report; its hash.
pub fn document(portal: &TestPortal, ticket: &Ticket, name: &str, is_public: bool) -> String {
    let kept = portal
        .photos
        .document(include_bytes!("../../../data/demo/document.pdf"))
        .unwrap_or_else(|problem| panic!("{}", problem.word()));
    let hash = kept.hash.to_string();
    portal.with_db(|c| {
        diesel::insert_into(documents::table)
            .values((
                documents::id.eq(DocumentId::fresh(portal.now())),
                documents::ticket_id.eq(ticket.id),
                documents::hash.eq(&hash),
                documents::name.eq(name),
                documents::bytes.eq(214_000),
                documents::is_public.eq(is_public),
                documents::created_at.eq(portal.now()),
            ))
            .execute(c)
    });
    hash
}
