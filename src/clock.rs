//! What time it is. The only file that may ask the machine; everything else is told.
use chrono::{FixedOffset, NaiveDateTime, Timelike, Utc};
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

/// Vietnam keeps UTC+7 all year: no daylight saving, one zone for the whole country.
pub fn vietnam() -> FixedOffset {
    FixedOffset::east_opt(7 * 3600).expect("seven hours is a valid offset")
}

/// The wall clock in Vietnam at a moment.
pub fn local(moment: Moment) -> NaiveDateTime {
    moment.and_utc().with_timezone(&vietnam()).naive_local()
}

/// The moment when a Vietnamese wall clock shows `wall`.
pub fn moment_of(wall: NaiveDateTime) -> Moment {
    wall - chrono::Duration::hours(7)
}
