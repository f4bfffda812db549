//! Who can be given a report: the one question of every verb that gives it to an agency.
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::city::Agency;
use crate::domain::routing::taker;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::store::{Conn, agencies};

/// A report as work: when it is given and when it is due, and who there is to do it.
pub struct Work {
    agencies: Vec<Agency>,
    now: Moment,
    due: Moment,
}

impl Work {
    /// The answer to this report as work that is given `now`; due at once where nothing says when.
    pub fn of(conn: &mut Conn, ticket: &Ticket, now: Moment) -> Result<Self, Refusal> {
        let due = ticket.answer_due().unwrap_or(now);
        Ok(Self { agencies: agencies::all(conn)?, now, due })
    }

    /// The agency itself, or whoever takes over from it before this is due; nobody where it ends without a successor.
    pub fn taker(&self, agency: AgencyId) -> Option<AgencyId> {
        taker(agency, &self.agencies, (self.now, self.due))
    }

    /// The agency, if it can be given this.
    ///
    /// # Errors
    /// `Invalid` at `field` where it does not exist, has ended, or ends before this is due.
    pub fn given_to(&self, field: &'static str, agency: AgencyId) -> Result<&Agency, Refusal> {
        let found = self.agencies.iter().find(|one| one.id == agency);
        let found = found.ok_or_else(|| Refusal::field(field, "agency_unknown"))?;
        if found.takes(self.now, self.due) {
            return Ok(found);
        }
        let ended = !found.is_current(crate::clock::local(self.now).date());
        Err(Refusal::field(field, if ended { "agency_ended" } else { "agency_ends" }))
    }
}
