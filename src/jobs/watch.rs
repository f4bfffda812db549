//! Is the wall clock to be believed? It is compared with a count that only ever runs on: where the two part, somebody set
//! the clock, and whether it is right now nobody knows.
use crate::clock::Moment;
use std::time::Duration;

/// A clock that is off by less is believed: it is being put right in small steps, as clocks are.
const SLACK: chrono::Duration = chrono::Duration::minutes(5);
/// After so long a new time is believed: it was set on purpose.
const PROBATION: Duration = Duration::from_secs(3_600);

/// Watches one clock.
#[derive(Debug, Default)]
pub struct ClockWatch {
    /// The wall clock that was last believed, and the steady count at that moment.
    believed: Option<(Moment, Duration)>,
    /// The steady count when the two parted.
    doubted_since: Option<Duration>,
}

impl ClockWatch {
    /// Is `now` to be believed? `steady` counts on evenly, from any beginning.
    pub fn believes(&mut self, now: Moment, steady: Duration) -> bool {
        let off = self.believed.map_or(chrono::Duration::zero(), |(then, count)| {
            let passed = steady.saturating_sub(count);
            now - then - chrono::Duration::from_std(passed).unwrap_or_default()
        });
        if off.abs() <= SLACK {
            self.believe(now, steady);
            return true;
        }
        match self.doubted_since {
            Some(since) if steady.saturating_sub(since) >= PROBATION => {
                self.believe(now, steady);
                true
            }
            Some(_) => false,
            None => {
                tracing::warn!(
                    "the clock jumped by {} seconds: what deletes by the clock waits up to an hour",
                    off.num_seconds()
                );
                self.doubted_since = Some(steady);
                false
            }
        }
    }

    fn believe(&mut self, now: Moment, steady: Duration) {
        self.believed = Some((now, steady));
        self.doubted_since = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap().naive_utc()
    }

    fn steady(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_clock_that_jumps_and_comes_back_is_doubted_meanwhile() {
        for jump in [86_400, -86_400, 7_200, 400] {
            let mut watch = ClockWatch::default();
            assert!(watch.believes(at(0), steady(0)) && watch.believes(at(5), steady(5)));
            assert!(!watch.believes(at(10 + jump), steady(10)), "{jump}");
            assert!(!watch.believes(at(25 + jump), steady(25)), "{jump}");
            assert!(watch.believes(at(30), steady(30)), "{jump}");
        }
    }

    #[test]
    fn a_clock_that_stays_where_it_was_set_is_believed_after_an_hour() {
        let mut watch = ClockWatch::default();
        assert!(watch.believes(at(0), steady(0)));
        assert!(!watch.believes(at(90_000), steady(10)));
        assert!(!watch.believes(at(93_590), steady(3_600)));
        assert!(watch.believes(at(93_600), steady(3_610)));
        assert!(watch.believes(at(93_605), steady(3_615)));
    }

    #[test]
    fn small_steps_are_followed_however_many_there_are() {
        let mut watch = ClockWatch::default();
        for step in 0..100 {
            assert!(watch.believes(at(step * 65), steady(5 * step as u64)));
        }
    }
}
