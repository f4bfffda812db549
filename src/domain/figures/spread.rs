//! How long things take: the middle one, and within what nine of ten are done.

/// Of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spread {
    pub n: u64,
    /// Minutes of the middle one; of the lower of two in the middle.
    pub median: i64,
    /// Minutes within which nine of ten were done.
    pub p90: i64,
}

impl Spread {
    /// Of these minutes, in whatever order.
    pub fn of(mut minutes: Vec<i32>) -> Self {
        let n = minutes.len();
        if n == 0 {
            return Self::default();
        }
        let mut ranked = |rank: usize| i64::from(*minutes.select_nth_unstable(rank - 1).1);
        Self { n: n as u64, median: ranked(n.div_ceil(2)), p90: ranked((n * 9).div_ceil(10)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_nine_of_ten() {
        assert_eq!(Spread::of(Vec::new()), Spread::default());
        assert_eq!(Spread::of(vec![7]), Spread { n: 1, median: 7, p90: 7 });
        assert_eq!(Spread::of((1..=10).rev().collect()), Spread { n: 10, median: 5, p90: 9 });
        assert_eq!(Spread::of((1..=101).collect()), Spread { n: 101, median: 51, p90: 91 });
    }
}
