//! Where more comes in than usual: the last seven days of a category in a commune against the weeks before.
use crate::clock::Moment;
use crate::ids::{CategoryId, CommuneId};
use chrono::Duration;
use std::collections::HashMap;

/// Weeks with which the last one is compared.
pub const WEEKS_BEFORE: usize = 8;
/// Fewer in the last week say nothing.
pub const LEAST: u64 = 5;
/// So many times the usual swing above the usual number.
pub const SWINGS: f64 = 2.0;
/// Rises that are told.
const MOST: usize = 10;

/// One place and kind of thing of which more came in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rise {
    pub commune: CommuneId,
    pub category: CategoryId,
    /// In the last seven days.
    pub count: u64,
    /// In a week of those before, in the middle of all of them, in tenths.
    pub usual_tenths: u64,
    pub swings: f64,
}

impl Rise {
    /// Those that rise, the clearest first.
    pub fn among(weeks: HashMap<(CommuneId, CategoryId), Vec<u64>>) -> Vec<Self> {
        let one = |((commune, category), weeks): ((CommuneId, CategoryId), Vec<u64>)| {
            let (count, before) = weeks.split_last()?;
            let (mean, swings) = swings(*count, before);
            (*count >= LEAST && swings >= SWINGS).then(|| Self {
                commune,
                category,
                count: *count,
                usual_tenths: (mean * 10.0).round() as u64,
                swings,
            })
        };
        let mut all: Vec<Self> = weeks.into_iter().filter_map(one).collect();
        all.sort_by(|a, b| {
            b.swings.total_cmp(&a.swings).then((a.commune, a.category).cmp(&(b.commune, b.category)))
        });
        all.truncate(MOST);
        all
    }
}

/// The mean of the weeks before, and how many of their swings this one lies above it (z-score). A swing is no less than
/// that of pure chance about such a mean, and no less than one.
fn swings(count: u64, before: &[u64]) -> (f64, f64) {
    let n = before.len().max(1) as f64;
    let mean = before.iter().sum::<u64>() as f64 / n;
    let apart: f64 = before.iter().map(|one| (*one as f64 - mean).powi(2)).sum();
    let swing = (apart / (n - 1.0).max(1.0)).sqrt().max(mean.sqrt()).max(1.0);
    (mean, (count as f64 - mean) / swing)
}

/// The weeks that are compared; the last one ends with yesterday.
#[derive(Debug, Clone, Copy)]
pub struct Weeks {
    begins: Moment,
    ends: Moment,
}

impl Weeks {
    /// Those before the first moment of today.
    pub fn before(today: Moment) -> Self {
        let weeks = i64::try_from(WEEKS_BEFORE + 1).unwrap_or_default();
        Self { begins: today - Duration::weeks(weeks), ends: today }
    }

    /// In which of them a moment lies, the oldest first.
    pub fn of(&self, at: Moment) -> Option<usize> {
        let inside = self.begins <= at && at < self.ends;
        inside.then(|| usize::try_from((at - self.begins).num_weeks()).unwrap_or_default())
    }

    /// Nothing in any of them.
    pub fn none() -> Vec<u64> {
        vec![0; WEEKS_BEFORE + 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rises_lies_far_above_what_is_usual_and_is_more_than_a_few() {
        let all =
            |weeks: [u64; 9]| Rise::among(HashMap::from([((CommuneId(1), CategoryId(2)), weeks.to_vec())]));
        let rise = all([1, 0, 2, 1, 1, 0, 2, 1, 9]);
        assert_eq!((rise.len(), rise[0].count, rise[0].usual_tenths), (1, 9, 10));
        assert!(rise[0].swings > 7.0);
        assert!(all([0, 0, 0, 0, 0, 0, 0, 0, 4]).is_empty(), "four are too few to say");
        assert!(all([9, 20, 11, 2, 30, 8, 14, 10, 22]).is_empty(), "it swings as much by itself");
        assert!(all([20, 20, 20, 20, 20, 20, 20, 20, 26]).is_empty(), "chance alone does that");
    }

    #[test]
    fn the_last_week_ends_with_yesterday() {
        let today = Moment::default();
        let weeks = Weeks::before(today);
        let at = |hours: i64| weeks.of(today + Duration::hours(hours));
        assert_eq!([at(0), at(-1), at(-7 * 24), at(-7 * 24 - 1)], [None, Some(8), Some(8), Some(7)]);
        assert_eq!([at(-9 * 7 * 24), at(-9 * 7 * 24 - 1)], [Some(0), None]);
    }
}
