//! All that an action may use: the database, the time, the mail, the shelf of photos.
use crate::clock::{Clock, Moment};
use crate::config::Config;
use crate::domain::letter::QueuedLetter;
use crate::files::{Ground, Photos};
use crate::mail::Mailer;
use crate::secrets::Secrets;
use crate::store::Db;
use crate::store::city::City;
use std::sync::{Arc, Mutex, PoisonError};

/// Handed to every action and every page; cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub db: Db,
    pub clock: Clock,
    pub mailer: Mailer,
    pub photos: Photos,
    /// Pictures of the ground, where the city has a file of them.
    pub ground: Option<Arc<Ground>>,
    pub config: Arc<Config>,
    pub secrets: Arc<Secrets>,
    /// The letters of what is only rehearsed; `None` where what is done is done.
    pub rehearsal: Option<Rehearsal>,
}

/// The letters that would have gone out.
#[derive(Clone, Default)]
pub struct Rehearsal(Arc<Mutex<Vec<QueuedLetter>>>);

impl Portal {
    /// The time that everything in the house goes by.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The city as it was read last: each page begins with a look that reads it again where it has changed. A verb asks
    /// for it in its own transaction ([`Db::city`]).
    pub fn city(&self) -> Arc<City> {
        self.db.last_city()
    }

    /// Does it to its end and takes all of it back: what it came to, and the letters that would have gone out. No key
    /// stands in them: whoever rehearses is not who would read them.
    ///
    /// # Errors
    /// What `verb` says.
    pub fn rehearse<T, E>(
        &self,
        verb: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<(T, Vec<QueuedLetter>), E> {
        let rehearsal = Rehearsal::default();
        let inside = Self { db: self.db.rehearsing(), rehearsal: Some(rehearsal.clone()), ..self.clone() };
        let done = verb(&inside)?;
        Ok((done, rehearsal.letters().clone()))
    }
}

impl Rehearsal {
    /// Notes a letter. A verb may run twice: the same letter takes its own place.
    pub fn note(&self, letter: &QueuedLetter) {
        let mut letters = self.letters();
        letters.retain(|one| (one.ticket_id, one.kind) != (letter.ticket_id, letter.kind));
        letters.push(letter.clone());
    }

    fn letters(&self) -> std::sync::MutexGuard<'_, Vec<QueuedLetter>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
