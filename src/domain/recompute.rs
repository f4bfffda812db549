//! What a change of the calendar does to a term that is running already. Rules change and old deadlines do not: this
//! is only done when an administrator asks for it.
use super::calendar::Calendar;
use super::deadline::{TermUnit, after_days, after_working, closing_from};
use crate::clock::{Moment, local, moment_of};

/// A term that is running: since when, until when, and what it is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    pub since: Moment,
    pub due: Moment,
    pub unit: TermUnit,
}

impl Running {
    /// Where the deadline moves when the calendar `old` becomes `new`; nothing where this change does not touch it.
    ///
    /// As much working time as lies between the beginning and the deadline by the old calendar is given again by the
    /// new one. So pauses, an extension, and a change that was stored before without moving deadlines all stay in it. A
    /// deadline on a day off counts as the end of the next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5). None
    /// is moved into the past: what would have ended before `now` ends with the working hours that come next, though
    /// never later than it did.
    pub fn moved(self, old: &Calendar, new: &Calendar, now: Moment) -> Option<Moment> {
        let (before, after) = (self.laid(old, old), self.laid(old, new));
        if before == after {
            return None;
        }
        let after = if after <= now { moment_of(closing_from(local(now), new)).min(self.due) } else { after };
        (after != self.due).then_some(after)
    }

    /// The term, measured by one calendar, laid out on another from where it began.
    fn laid(self, measure: &Calendar, calendar: &Calendar) -> Moment {
        let (since, due) = (local(self.since), local(self.due));
        match self.unit {
            TermUnit::Minutes => self.due,
            TermUnit::WorkingMinutes => {
                let minutes = measure.working_minutes_between(self.since, self.due);
                moment_of(after_working(since, chrono::Duration::minutes(minutes), calendar))
            }
            TermUnit::WorkingDays => {
                // A term in days belongs to its day, also where the hours of that day became other ones.
                let is_worked = measure.closing_time(due.date()).is_some();
                let last = if is_worked { due.date() } else { closing_from(due, measure).date() };
                match u32::try_from(measure.working_days_between(since.date(), last)) {
                    Ok(0) | Err(_) => moment_of(closing_from(since, calendar)),
                    Ok(days) => moment_of(after_days(since.date(), days, calendar)),
                }
            }
        }
    }
}
