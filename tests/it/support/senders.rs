//! Who sent a report, and what came with it.
use super::TestPortal;
use diesel::prelude::*;
use langnghe::actions::drafts::{self, Page, Writer};
use langnghe::actions::tickets::Reviewed;
use langnghe::domain::contact::ContactState;
use langnghe::domain::intake::{Person, Sender};
use langnghe::domain::ticket::Ticket;
use langnghe::ids::{CategoryId, Secret};
use langnghe::portal::Portal;
use langnghe::schema::contacts;
use langnghe::store::drafts::uploads;
use langnghe::store::{Conn, consents};

/// Whoever sends a report where no test says who.
pub fn somebody(portal: &Portal) -> Sender {
    let consent = look(portal, |c| consents::latest(c, consents::TO_SEND, "vi")).unwrap().id;
    let person = Person::parse("Trần Văn Gửi", "0900 000 456", "").unwrap();
    Sender { person, show_name: false, consent }
}

/// The draft in which these photos lie until their report is sent; none where there are no photos.
pub fn draft_with(
    portal: &Portal,
    photos: &[&[u8]],
    form_key: &str,
    category: CategoryId,
) -> Option<Reviewed> {
    if photos.is_empty() {
        return None;
    }
    let key_hash = Secret::random().hash();
    // From a network of its own: how many may be begun from one is no matter here.
    let writer = Writer { key_hash: key_hash.clone(), network: key_hash.clone() };
    let page = Page { form_key: form_key.to_owned(), begins: true };
    let draft = drafts::write(portal, &writer, &page, |_| ()).unwrap().unwrap();
    for bytes in photos {
        let kept = portal.photos.keep_now(bytes).unwrap_or_else(|problem| panic!("{}", problem.word()));
        drafts::keep_photo(portal, &key_hash, form_key, kept).unwrap().unwrap();
    }
    let print = look(portal, |c| {
        let kept = uploads(c, &key_hash)?;
        Ok(draft.read().print(&kept, &portal.db.city(c)?.categories[&category]))
    });
    Some(Reviewed { key_hash, print })
}

fn look<T>(portal: &Portal, body: impl FnOnce(&mut Conn) -> QueryResult<T>) -> T {
    portal.db.look(body).unwrap_or_else(|error| panic!("{error}"))
}

impl TestPortal {
    /// How letters fare with a report's sender.
    pub fn sender_state(&self, ticket: &Ticket) -> ContactState {
        let row = contacts::table.filter(contacts::ticket_id.eq(ticket.id));
        self.with_db(|c| row.select(ContactState::as_select()).first(c))
    }
}
