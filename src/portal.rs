//! All that an action may use: the database, the time, the mail, the shelf of photos.
use crate::clock::{Clock, Moment};
use crate::config::Config;
use crate::files::Photos;
use crate::mail::Mailer;
use crate::secrets::Secrets;
use crate::store::Db;
use crate::store::city::City;
use std::sync::Arc;

/// Handed to every action and every page; cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub db: Db,
    pub clock: Clock,
    pub mailer: Mailer,
    pub photos: Photos,
    pub config: Arc<Config>,
    pub secrets: Arc<Secrets>,
}

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
}
