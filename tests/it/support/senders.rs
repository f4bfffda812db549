//! Who sent a report, for the tests of letters.
use super::TestPortal;
use diesel::prelude::*;
use langnghe::domain::contact::{Contact, ContactState};
use langnghe::domain::ticket::Ticket;
use langnghe::schema::contacts;
use langnghe::store::{self, consents};

impl TestPortal {
    /// Gives a report a sender who reads letters at this address.
    pub fn sender(&self, ticket: &Ticket, email: &str) {
        let contact = Contact {
            ticket_id: ticket.id,
            name: "Trần Văn Gửi".into(),
            phone: "0900000456".into(),
            email: email.into(),
            show_name: false,
            consent_id: self.with_db(|c| consents::latest(c, consents::TO_SEND, "vi")).unwrap().id,
            consented_at: self.now(),
        };
        self.with_db(|c| store::contacts::insert(c, &contact));
    }

    /// How letters fare with a report's sender.
    pub fn sender_state(&self, ticket: &Ticket) -> ContactState {
        let row = contacts::table.filter(contacts::ticket_id.eq(ticket.id));
        self.with_db(|c| row.select(ContactState::as_select()).first(c))
    }
}
