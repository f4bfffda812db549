//! Who sent a report, and what came with it.
use super::TestPortal;
use diesel::prelude::*;
use langnghe::domain::contact::ContactState;
use langnghe::domain::intake::{Person, Sender};
use langnghe::domain::ticket::Ticket;
use langnghe::files::KeptPhoto;
use langnghe::portal::Portal;
use langnghe::schema::contacts;
use langnghe::store::{Conn, consents};

/// Whoever sends a report where no test says who.
pub fn somebody(portal: &Portal) -> Sender {
    let consent = look(portal, |c| consents::latest(c, consents::TO_SEND, "vi")).unwrap().id;
    let person = Person::parse("Trần Văn Gửi", "0900 000 456", "").unwrap();
    Sender { person, show_name: false, consent }
}

/// A photo as it lies on the shelf.
pub fn kept(portal: &Portal, photo: &[u8]) -> KeptPhoto {
    portal.photos.keep_now(photo).unwrap_or_else(|problem| panic!("{}", problem.word()))
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
