//! Shares of few and of many, told honestly.

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub part: u64,
    pub of: u64,
}

impl Share {
    /// In tenths of percents, rounded; none where there is nothing to have a share of.
    pub fn tenths(self) -> Option<u64> {
        (self.of > 0).then(|| (self.part * 1_000 + self.of / 2) / self.of)
    }
}

/// Between which shares the true one lies, with 95 % confidence, in tenths of percents (Wilson's interval): of eleven of
/// eleven it says 741 to 1,000, of a thousand of a thousand 996 to 1,000.
pub fn interval(share: Share) -> (f64, f64) {
    const Z: f64 = 1.96;
    if share.of == 0 {
        return (0.0, 1_000.0);
    }
    let (part, of) = (share.part as f64, share.of as f64);
    let (p, z2) = (part / of, Z * Z);
    let middle = p + z2 / (2.0 * of);
    let half = Z * (p * (1.0 - p) / of + z2 / (4.0 * of * of)).sqrt();
    let whole = 1.0 + z2 / of;
    let bounded = |value: f64| (value / whole * 1_000.0).clamp(0.0, 1_000.0);
    (bounded(middle - half), bounded(middle + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_say_less_than_many() {
        let low = |part, of| interval(Share { part, of }).0.round();
        assert_eq!([low(11, 11), low(1_000, 1_000), low(86, 88)], [741.0, 996.0, 921.0]);
        assert!(low(203, 214) > low(11, 11), "many that are nearly all stand before few that are all");
        assert_eq!(interval(Share { part: 0, of: 0 }), (0.0, 1_000.0));
        assert_eq!(interval(Share { part: 0, of: 5 }).0, 0.0);
    }

    #[test]
    fn a_share_is_rounded_and_none_of_nothing() {
        let tenths = |part, of| Share { part, of }.tenths();
        assert_eq!(
            [tenths(2, 3), tenths(0, 7), tenths(7, 7), tenths(0, 0)],
            [Some(667), Some(0), Some(1_000), None]
        );
    }
}
