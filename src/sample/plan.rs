//! What becomes of each report: drawn by its number, so that the same seed plans the same.
use super::cast::Cast;
use super::lot::Lot;
use crate::ids::AgencyId;

/// How many times each life is lived by the verbs, each on another day of the week.
const TURNS: usize = 4;
/// The longest that samples reach back.
pub(super) const YEARS_IN_DAYS: i64 = 3 * 365;

/// What a report goes through, until where it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Life {
    Closed,
    Explained,
    Rated,
    Poor,
    Late,
    Private,
    Refused,
    /// It repeats another, which is lived with it.
    Merged,
    Withdrawn,
    /// An agency works on it and is late.
    Overdue,
    Answered,
    New,
    Accepted,
    Forwarded,
    Working,
    Approval,
    Asked,
    SentBack,
    Reopened,
}

/// A life, how many of a thousand live it, and how many days ago it may have begun.
const LIVES: [(Life, usize, i64, i64); 19] = [
    (Life::Closed, 460, 14, i64::MAX),
    (Life::Explained, 130, 14, i64::MAX),
    (Life::Rated, 130, 14, i64::MAX),
    (Life::Poor, 14, 14, i64::MAX),
    (Life::Late, 90, 46, i64::MAX),
    (Life::Private, 30, 14, i64::MAX),
    (Life::Refused, 70, 4, i64::MAX),
    (Life::Merged, 40, 20, i64::MAX),
    (Life::Withdrawn, 16, 4, i64::MAX),
    (Life::Overdue, 20, 20, 120),
    (Life::Answered, 300, 6, 14),
    (Life::New, 300, 0, 1),
    (Life::Accepted, 150, 1, 3),
    (Life::Forwarded, 200, 1, 4),
    (Life::Working, 300, 2, 7),
    (Life::Approval, 120, 4, 8),
    (Life::Asked, 60, 2, 6),
    (Life::SentBack, 40, 2, 6),
    (Life::Reopened, 30, 10, 20),
];

/// One report as it is to be.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub number: u64,
    /// Days before now that it is sent.
    pub days: i64,
    pub life: Life,
    pub turn: usize,
    pub category: usize,
    pub commune: Option<usize>,
    pub agency: AgencyId,
    /// For whatever else is drawn for it.
    pub lot: Lot,
}

/// What two reports have in common of which one can be made from the other.
pub(super) type Mould = (usize, Life, usize);

impl Life {
    /// The most days that it takes to be lived.
    pub fn takes(self) -> i64 {
        LIVES.iter().find(|(life, ..)| *life == self).map_or(0, |(_, _, least, _)| *least)
    }

    /// How many reports it is.
    pub fn reports(self) -> u64 {
        if self == Self::Merged { 2 } else { 1 }
    }
}

impl Plan {
    /// The report with this number, sent about so many days ago, where room is for so many reports.
    pub fn of(cast: &Cast, seed: u64, number: u64, (days, room): (i64, u64)) -> Option<Self> {
        let mut lot = Lot::of(seed, number);
        let life = life(days, room, &mut lot);
        let category = lot.below(cast.categories.len());
        let (chosen, _) = &cast.categories[category];
        let placed = chosen.place != crate::domain::city::PlaceNeed::NoPlace && !cast.communes.is_empty();
        let commune = placed.then(|| lot.below(cast.communes.len()));
        let anybody = *lot.of_all(&cast.agencies)?;
        let elsewhere = lot.percent(6);
        let agency = cast.proposed(category, commune).filter(|_| !elsewhere).unwrap_or(anybody);
        let turn = lot.below(TURNS);
        Some(Self { number, days, life, turn, category, commune, agency, lot })
    }

    /// From which mould it is made.
    pub fn mould(&self, cast: &Cast) -> Mould {
        (cast.categories[self.category].1, self.life, self.turn)
    }
}

fn life(days: i64, room: u64, lot: &mut Lot) -> Life {
    let fit = |(life, _, least, most): &&(Life, usize, i64, i64)| {
        (*least..=*most).contains(&days) && life.reports() <= room
    };
    let all: usize = LIVES.iter().filter(fit).map(|(_, weight, ..)| weight).sum();
    let mut at = lot.below(all);
    for (life, weight, ..) in LIVES.iter().filter(fit) {
        if at < *weight {
            return *life;
        }
        at -= weight;
    }
    Life::New
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_day_has_lives_and_most_of_what_is_old_was_answered() {
        let mut told: BTreeMap<bool, usize> = BTreeMap::new();
        for number in 0..20_000 {
            let days = i64::try_from(number).unwrap() % YEARS_IN_DAYS;
            let life = life(days, 9, &mut Lot::of(1, number));
            let answered = [Life::Closed, Life::Explained, Life::Rated, Life::Poor, Life::Late];
            let answered = answered.contains(&life) || [Life::Answered, Life::Private].contains(&life);
            *told.entry(answered).or_default() += 1;
            assert!(days == 0 || days == 1 || life != Life::New, "{days}");
        }
        let share = told[&true] * 100 / 20_000;
        assert!((82..=90).contains(&share), "{share} %");
        assert_ne!(life(30, 1, &mut Lot::of(1, 3)), Life::Merged);
    }
}
