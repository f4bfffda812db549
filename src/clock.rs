//! What time it is. The only file that may ask the machine; everything else is told.
use chrono::{Duration, NaiveDateTime, Timelike, Utc};
use std::sync::{Arc, Mutex};

/// A moment in UTC, in whole microseconds (what both databases keep).
pub type Moment = NaiveDateTime;

/// Tells the time. Tests hold one that stands still until it is moved.
#[derive(Clone)]
pub enum Clock {
    Machine,
    Fixed(Arc<Mutex<Moment>>),
}

impl Clock {
    /// A clock that stands at `moment`.
    pub fn fixed(moment: Moment) -> Self {
        Self::Fixed(Arc::new(Mutex::new(moment)))
    }

    /// The present moment, UTC, cut to whole microseconds.
    #[allow(clippy::disallowed_methods)]
    pub fn now(&self) -> Moment {
        match self {
            Self::Machine => {
                let now = Utc::now().naive_utc();
                now.with_nanosecond(now.nanosecond() / 1_000 * 1_000).unwrap_or(now)
            }
            Self::Fixed(moment) => *moment.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
        }
    }

    /// Moves a fixed clock; the machine's own cannot be moved.
    pub fn set(&self, moment: Moment) {
        if let Self::Fixed(held) = self {
            *held.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = moment;
        }
    }
}

/// The wall clock in Vietnam at a moment. At the very end of time it is that end: days come from addresses, too.
pub fn local(moment: Moment) -> NaiveDateTime {
    moment.checked_add_signed(AHEAD).unwrap_or(Moment::MAX)
}

/// The moment when a Vietnamese wall clock shows `wall`. At the very beginning of time it is that beginning.
pub fn moment_of(wall: NaiveDateTime) -> Moment {
    wall.checked_sub_signed(AHEAD).unwrap_or(Moment::MIN)
}

/// Vietnam keeps UTC+7 all year: no daylight saving, one zone for the whole country.
const AHEAD: Duration = Duration::hours(7);

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn the_wall_clock_knows_no_day_that_stops_it() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let midnight = day.and_time(chrono::NaiveTime::MIN);
            assert!((moment_of(midnight) - midnight).abs() <= AHEAD);
        }
        assert_eq!((local(Moment::MAX), moment_of(Moment::MIN)), (Moment::MAX, Moment::MIN));
        let noon = NaiveDate::from_ymd_opt(2026, 9, 7).and_then(|day| day.and_hms_opt(12, 0, 0)).unwrap();
        assert_eq!(local(moment_of(noon)), noon);
    }
}
