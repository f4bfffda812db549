//! What an answer says will be done, and by which day: a clock of its own, until the agency keeps it or names another day.
use super::clocks::{Clocks, Owed, Stopped};
use super::deadline::last_moment;
use super::status::{PublicWord, Status};
use crate::clock::{Moment, local, moment_of};
use crate::ids::AgencyId;
use chrono::{Months, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// A promise as anybody may know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// The end of the day that was named last.
    pub until: Moment,
    /// The days that were named before, the oldest first.
    pub before: Vec<Moment>,
    /// Who owes it.
    pub agency: Option<AgencyId>,
    /// When the agency said that it is done.
    pub kept_at: Option<Moment>,
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its day has not passed.
    Open,
    /// Its day has passed without a word.
    Late,
    Kept,
    /// Kept, after its day.
    KeptLate,
}

impl Promised {
    /// The last promise of a report; none where none was made, or where it is not owed any more.
    pub fn of(clocks: &Clocks) -> Option<Self> {
        let all: Vec<_> = clocks.all().iter().filter(|clock| clock.owed == Owed::Promise).collect();
        let last = all.last().filter(|clock| clock.stopped != Stopped::Dropped)?;
        let mut before = Vec::new();
        let mut since = last.since;
        for clock in all.iter().rev().skip(1) {
            // One that was kept before is another promise.
            if clock.until != since {
                break;
            }
            before.insert(0, clock.due_at);
            since = clock.since;
        }
        Some(Self {
            until: last.due_at,
            before,
            agency: last.agency_id,
            kept_at: (!last.is_running()).then_some(last.until),
        })
    }

    /// The promise of an answer that stands: while it is opened again, another answer is owed first.
    pub fn standing(clocks: &Clocks) -> Option<Self> {
        Self::of(clocks).filter(|_| clocks.running(Owed::Answer).is_none())
    }

    /// How it stands at `now`.
    pub fn stands(&self, now: Moment) -> Standing {
        match self.kept_at {
            Some(at) if at > self.until => Standing::KeptLate,
            Some(_) => Standing::Kept,
            None if now > self.until => Standing::Late,
            None => Standing::Open,
        }
    }

    /// Is a word still owed?
    pub fn is_open(&self) -> bool {
        self.kept_at.is_none()
    }
}

/// What the public reads of a state: what was promised is under way until it is kept.
pub fn public_word(standing: Status, promised: Option<&Promised>) -> PublicWord {
    match standing.public_word() {
        PublicWord::Done if promised.is_some_and(Promised::is_open) => PublicWord::Working,
        word => word,
    }
}

/// The last moment of a day: by then what is promised for it is done.
pub fn end_of(day: NaiveDate) -> Moment {
    last_moment(moment_of(day.and_time(NaiveTime::MIN)), 0)
}

/// May something be promised for this day? It lies ahead, and no further than so many years.
///
/// # Errors
/// The word that says why not.
pub fn check(day: NaiveDate, now: Moment, years: u32) -> Result<(), &'static str> {
    let today = local(now).date();
    let furthest = today.checked_add_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MAX);
    if day <= today {
        Err("promise_past")
    } else if day > furthest {
        Err("promise_far")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::TicketId;
    use chrono::Duration;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, month, day).unwrap()
    }

    fn at(on: NaiveDate) -> Moment {
        moment_of(on.and_hms_opt(9, 0, 0).unwrap())
    }

    #[test]
    fn a_day_that_was_named_ends_with_its_last_minute() {
        let end = end_of(day(3, 31));
        assert_eq!(local(end).format("%d/%m %H:%M").to_string(), "31/03 23:59");
        assert_eq!(local(end + Duration::microseconds(1)).date(), day(4, 1));
    }

    #[test]
    fn only_a_day_ahead_and_not_too_far_can_be_promised() {
        let now = at(day(3, 1));
        assert_eq!(check(day(3, 1), now, 3), Err("promise_past"));
        assert_eq!(check(day(3, 2), now, 3), Ok(()));
        assert_eq!(check(NaiveDate::from_ymd_opt(2030, 3, 1).unwrap(), now, 3), Ok(()));
        assert_eq!(check(NaiveDate::from_ymd_opt(2030, 3, 2).unwrap(), now, 3), Err("promise_far"));
    }

    #[test]
    fn it_is_open_late_or_kept_and_remembers_the_days_before() {
        let ticket = TicketId(1);
        let mut clocks = Clocks::default();
        assert_eq!(Promised::of(&clocks), None);
        clocks.promise(ticket, None, end_of(day(3, 31)), at(day(3, 1)));
        let one = Promised::of(&clocks).unwrap();
        assert_eq!((one.stands(at(day(3, 31))), one.stands(at(day(4, 1)))), (Standing::Open, Standing::Late));
        assert_eq!(public_word(Status::Closed, Some(&one)), PublicWord::Working);
        clocks.promise(ticket, None, end_of(day(6, 30)), at(day(4, 2)));
        let stopped: Vec<Stopped> = clocks.all().iter().map(|clock| clock.stopped).collect();
        assert_eq!(stopped, [Stopped::Missed, Stopped::Not], "it was changed too late");
        assert_eq!(Promised::of(&clocks).unwrap().before, [end_of(day(3, 31))]);
        clocks.meet(Owed::Promise, at(day(6, 1)));
        let kept = Promised::of(&clocks).unwrap();
        assert_eq!((kept.stands(at(day(9, 1))), kept.is_open()), (Standing::Kept, false));
        assert_eq!(public_word(Status::Answered, Some(&kept)), PublicWord::Done);
        clocks.promise(ticket, None, end_of(day(9, 30)), at(day(7, 1)));
        assert_eq!(Promised::of(&clocks).unwrap().before, [], "what was kept before is another promise");
        clocks.drop(Owed::Promise, at(day(7, 2)));
        assert_eq!(Promised::of(&clocks), None);
    }

    #[test]
    fn what_is_kept_after_its_day_was_kept_late() {
        let mut clocks = Clocks::default();
        clocks.promise(TicketId(1), None, end_of(day(3, 31)), at(day(3, 1)));
        clocks.meet(Owed::Promise, at(day(4, 1)));
        assert_eq!(Promised::of(&clocks).unwrap().stands(at(day(9, 1))), Standing::KeptLate);
    }
}
