//! Who can be given a report: the one question of every verb that gives it to an agency.
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::city::Agency;
use crate::domain::routing::{Offices, Unable};
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::store::city::City;
use std::sync::Arc;

/// A report as work: when it is given and when it is due, and who there is to do it.
pub struct Work {
    city: Arc<City>,
    now: Moment,
    due: Moment,
}

impl Work {
    /// The answer to this report as work that is given `now`; due at once where nothing says when.
    pub fn of(city: Arc<City>, ticket: &Ticket, now: Moment) -> Self {
        Self { city, now, due: ticket.answer_due().unwrap_or(now) }
    }

    /// The agency itself, or whoever takes over from it before this is due, or else the nearest above where somebody can
    /// act; nobody where there is none.
    pub fn receiver(&self, agency: AgencyId) -> Option<AgencyId> {
        self.offices().receiver(agency, (self.now, self.due))
    }

    /// The agency itself, or whoever takes over from it before this is due, where somebody can act there.
    pub fn helper(&self, agency: AgencyId) -> Option<AgencyId> {
        let taker = self.offices().taker(agency, (self.now, self.due));
        taker.filter(|taker| self.city.manned.contains(taker))
    }

    /// Is nobody there who can act, in it or in whoever takes over from it?
    pub fn is_unmanned(&self, agency: AgencyId) -> bool {
        let taker = self.offices().taker(agency, (self.now, self.due));
        taker.is_some_and(|taker| !self.city.manned.contains(&taker))
    }

    /// The nearest agency above that can be given it.
    pub fn above(&self, agency: AgencyId) -> Option<AgencyId> {
        self.offices().above(agency, (self.now, self.due))
    }

    /// The agency, if it can be given this.
    ///
    /// # Errors
    /// `Invalid` at `field` where it does not exist, has ended, ends before this is due, or has nobody who can act.
    pub fn given_to(&self, field: &'static str, agency: AgencyId) -> Result<&Agency, Refusal> {
        self.offices().able(agency, (self.now, self.due)).map_err(|why| {
            Refusal::field(
                field,
                match why {
                    Unable::Unknown => "agency_unknown",
                    Unable::Ended => "agency_ended",
                    Unable::Ends => "agency_ends",
                    Unable::Unmanned => "agency_unmanned",
                },
            )
        })
    }

    fn offices(&self) -> Offices<'_> {
        Offices { all: &self.city.agencies, manned: &self.city.manned }
    }
}
