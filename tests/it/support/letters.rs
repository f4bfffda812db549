//! The letters of a test: sent when it asks for them, and none forgotten in a journey.
use super::TestPortal;
use diesel::prelude::*;
use langnghe::actions::upkeep::send_letters;
use langnghe::domain::letter::{LetterState, QueuedLetter};
use langnghe::schema::letters;

impl TestPortal {
    /// Sends every letter that waits and gives back those that left, oldest first.
    pub fn letters(&self) -> Vec<QueuedLetter> {
        while send_letters(self, &|| true).unwrap_or_else(|refusal| panic!("{refusal:?}")) > 0 {}
        self.mailer.taken()
    }

    /// The one letter to this address among those that [`TestPortal::letters`] sends now.
    pub fn letter_to(&self, address: &str) -> QueuedLetter {
        let sent = self.letters();
        let told: Vec<String> =
            sent.iter().map(|letter| format!("{} · {}", letter.recipient, letter.subject)).collect();
        let mut own = sent.into_iter().filter(|letter| letter.recipient == address);
        match (own.next(), own.next()) {
            (Some(letter), None) => letter,
            (Some(_), Some(_)) => panic!("more than one letter went to {address}: {told:#?}"),
            (None, _) => panic!("no letter went to {address}: {told:#?}"),
        }
    }

    /// Letters that still wait in the outbox.
    pub fn unsent(&self) -> Vec<QueuedLetter> {
        self.with_db(|c| {
            letters::table
                .filter(letters::state.eq_any([LetterState::Waiting, LetterState::Sending]))
                .order(letters::id)
                .select(QueuedLetter::as_select())
                .load(c)
        })
    }
}

impl Drop for TestPortal {
    fn drop(&mut self) {
        if self.journey && !std::thread::panicking() {
            let left: Vec<String> = self
                .unsent()
                .iter()
                .map(|letter| format!("{} to {}", letter.kind, letter.recipient))
                .collect();
            assert!(left.is_empty(), "the journey ended and letters were left unsent: {left:#?}");
        }
    }
}
