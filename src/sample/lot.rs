//! Chance that is the same in every run: what is drawn follows from a seed and a number alone (SplitMix64).

/// Draws one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lot(u64);

impl Lot {
    /// The draws of the report with this number.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut lot = Self(seed ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93));
        lot.next();
        lot
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut drawn = self.0;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        drawn ^ (drawn >> 31)
    }

    /// A number below `end`; 0 where `end` is.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    /// A number from `first` to `last`.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last + 1 - first)
    }

    /// Is it among so many of a hundred?
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of these; nothing where there are none.
    pub fn of_all<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_number_draw_the_same_and_others_draw_others() {
        let drawn = |seed, number| {
            let mut lot = Lot::of(seed, number);
            (0..8).map(|_| lot.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(1, 7), drawn(1, 7));
        assert_ne!(drawn(1, 7), drawn(1, 8));
        assert_ne!(drawn(1, 7), drawn(2, 7));
        assert_eq!(Lot::of(1, 1).below(0), 0);
        assert_eq!(Lot::of(1, 1).of_all::<u8>(&[]), None);
    }
}
