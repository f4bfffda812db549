//! Who is told when something is owed for long: the rungs of a ladder, each a row that the city can change.
use super::calendar::Calendar;
use super::clocks::{Clock, Owed};
use super::deadline::{Term, TermUnit, due};
use super::notice::{Circle, What, holder};
use super::ticket::Ticket;
use crate::clock::Moment;
use crate::ids::{ClimbId, ClockId, RungId, text_enum};
use crate::schema::{climbs, rungs};
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// From where a rung is counted.
    pub enum Point {
        /// So many hundredths of the term are over.
        Part = "part",
        /// So much is left of it.
        Before = "before",
        /// So much has passed since its end.
        After = "after",
    }
}

text_enum! {
    /// What a rung is counted in.
    pub enum RungUnit {
        Percent = "percent",
        Minutes = "minutes",
        WorkingMinutes = "working_minutes",
        WorkingDays = "working_days",
    }
}

text_enum! {
    /// Who is told. Whoever has nobody of a kind passes it up.
    pub enum Whom {
        /// Who has it in hand.
        Holder = "holder",
        Approver = "approver",
        /// Whoever watches over the agency.
        Supervisor = "supervisor",
        /// The city's office, which settles what others do not.
        Office = "office",
    }
}

/// One rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = rungs)]
pub struct Rung {
    pub id: RungId,
    pub moment: Point,
    pub amount: i32,
    pub unit: RungUnit,
    pub whom: Whom,
}

/// A rung that was reached for one deadline of a clock.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = climbs)]
pub struct Climb {
    pub id: ClimbId,
    pub clock_id: ClockId,
    pub rung_id: RungId,
    pub due_at: Moment,
    pub at: Moment,
}

impl Rung {
    /// Has it been reached on this clock? Never on one that stands still or has stopped; what tells of the end to come is
    /// not reached once that is past.
    pub fn is_reached(&self, clock: &Clock, now: Moment, calendar: &Calendar) -> bool {
        if !clock.is_running() || clock.is_paused() || clock.owed == Owed::Info {
            return false;
        }
        let amount = i64::from(self.amount);
        match self.moment {
            Point::Part => {
                let (whole, over) = (length(clock, clock.due_at, calendar), length(clock, now, calendar));
                now < clock.due_at && over * 100 >= amount * whole
            }
            Point::Before => {
                let left = match self.unit {
                    RungUnit::Minutes | RungUnit::Percent => (clock.due_at - now).num_minutes(),
                    RungUnit::WorkingMinutes => calendar.working_minutes_between(now, clock.due_at),
                    RungUnit::WorkingDays => {
                        let [from, to] = [now, clock.due_at].map(|at| crate::clock::local(at).date());
                        calendar.working_days_between(from, to)
                    }
                };
                // A term that is no longer than this would begin with its own end.
                now < clock.due_at && left <= amount && self.whole(clock, calendar) > amount
            }
            Point::After => now >= self.after(clock.due_at, calendar),
        }
    }

    /// How long the whole term is, in what this rung counts.
    fn whole(&self, clock: &Clock, calendar: &Calendar) -> i64 {
        match self.unit {
            RungUnit::WorkingDays => {
                let [from, to] = [clock.since, clock.due_at].map(|at| crate::clock::local(at).date());
                calendar.working_days_between(from, to)
            }
            RungUnit::Percent | RungUnit::Minutes | RungUnit::WorkingMinutes => {
                length(clock, clock.due_at, calendar)
            }
        }
    }

    fn after(&self, end: Moment, calendar: &Calendar) -> Moment {
        let unit = match self.unit {
            RungUnit::Percent | RungUnit::Minutes => TermUnit::Minutes,
            RungUnit::WorkingMinutes => TermUnit::WorkingMinutes,
            RungUnit::WorkingDays => TermUnit::WorkingDays,
        };
        let amount = self.amount.unsigned_abs();
        if amount == 0 { end } else { due(end, Term { amount, unit }, calendar) }
    }

    /// Can it be meant? Parts are hundredths of a term; everything else is counted in time.
    pub fn is_sound(&self) -> bool {
        match self.moment {
            Point::Part => self.unit == RungUnit::Percent && (1..100).contains(&self.amount),
            Point::Before => self.unit != RungUnit::Percent && self.amount > 0,
            Point::After => self.unit != RungUnit::Percent && self.amount >= 0,
        }
    }

    /// As an event keeps it: "after 1 working_days supervisor", with what is owed.
    pub fn code(&self, owed: Owed) -> String {
        format!("{} {} {} {} {owed}", self.moment, self.amount, self.unit, self.whom)
    }

    /// A rung and what was owed, as an event kept them.
    pub fn read(code: &str) -> Option<(Self, Owed)> {
        let mut parts = code.split(' ');
        let mut part = || parts.next();
        let rung = Self {
            id: RungId(0),
            moment: part()?.parse().ok()?,
            amount: part()?.parse().ok()?,
            unit: part()?.parse().ok()?,
            whom: part()?.parse().ok()?,
        };
        Some((rung, part()?.parse().ok()?))
    }

    /// What whoever is told reads.
    pub fn what(&self) -> What {
        match (self.moment, self.whom) {
            (Point::Part | Point::Before, _) => What::DueSoon,
            (Point::After, Whom::Holder | Whom::Approver) => What::Overdue,
            (Point::After, Whom::Supervisor | Whom::Office) => What::LongOverdue,
        }
    }
}

impl Whom {
    /// The people, for what is owed on a report; and those above them, in case there is nobody.
    pub fn circles(self, ticket: &Ticket, clock: &Clock) -> Vec<Circle> {
        let owed = clock.owed;
        let agency = match owed {
            Owed::Triage | Owed::Info => None,
            Owed::Take | Owed::Answer | Owed::Word | Owed::Promise | Owed::Consent => ticket.agency(),
            Owed::Part => clock.agency_id,
        };
        let ladder = Self::ALL.iter().filter(|whom| **whom >= self);
        ladder
            .map(|whom| match (whom, agency) {
                (Self::Holder, Some(agency)) if owed == Owed::Part => Circle::Takers(agency),
                // What was answered is in nobody's hands, but whoever answered owes what they promised.
                (Self::Holder, Some(agency)) if owed == Owed::Promise => {
                    ticket.assignee().map_or(Circle::Takers(agency), Circle::Person)
                }
                (Self::Holder, Some(agency)) if owed == Owed::Consent => Circle::Approvers(agency),
                (Self::Holder, Some(_)) => holder(ticket),
                (Self::Holder, None) => Circle::Desk,
                (Self::Approver, Some(agency)) => Circle::Approvers(agency),
                (Self::Supervisor, Some(agency)) => Circle::Supervisors(agency),
                (Self::Approver | Self::Supervisor, None) | (Self::Office, _) => Circle::Office,
            })
            .collect()
    }
}

/// How much of a clock's time has passed until `at`, pauses left out, in minutes of its own kind.
fn length(clock: &Clock, at: Moment, calendar: &Calendar) -> i64 {
    let minutes = |from: Moment, to: Moment| match clock.term().map(|term| term.unit) {
        Some(TermUnit::Minutes) => (to - from).num_minutes(),
        _ => calendar.working_minutes_between(from, to),
    };
    let paused: i64 =
        clock.pauses.all().iter().filter_map(|one| Some(minutes(one.from, one.until?.min(at)).max(0))).sum();
    minutes(clock.since, at) - paused
}

#[cfg(test)]
#[path = "escalation_tests.rs"]
mod tests;
