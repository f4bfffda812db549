//! All that an action may use: the database, the time, the mail, the shelf of photos, the city's facts.
use crate::clock::{Clock, Moment};
use crate::config::Config;
use crate::domain::city_facts::CityFacts;
use crate::mail::Mailer;
use crate::photos::Photos;
use crate::secrets::Secrets;
use crate::store::Db;
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
    pub city: Arc<CityFacts>,
}

impl Portal {
    pub fn now(&self) -> Moment {
        self.clock.now()
    }
}
