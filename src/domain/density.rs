//! How thickly reports lie: the steps of a map's colours, from one report in a square to the most that a square has.

/// Colours that are told apart.
pub const STEPS: i32 = 5;

/// From how many on each step begins. Each is so many times the one before: most squares hold few, and a few hold very many.
pub fn steps(most: i64) -> Vec<i64> {
    if most < 1 {
        return Vec::new();
    }
    let begins = |step: i32| ((most + 1) as f64).powf(f64::from(step) / f64::from(STEPS)).ceil() as i64;
    let mut all: Vec<i64> = (0..STEPS).map(begins).filter(|begin| *begin <= most).collect();
    all.dedup();
    all
}

/// In which step a number lies, from one on.
pub fn step_of(steps: &[i64], n: i64) -> usize {
    steps.partition_point(|begin| *begin <= n)
}

/// What each step holds: from how many to how many.
pub fn ranges(most: i64) -> Vec<(i64, i64)> {
    let steps = steps(most);
    let ends = steps.iter().skip(1).map(|begin| begin - 1).chain([most]);
    steps.iter().copied().zip(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_hold_every_number_once_and_the_most_lies_in_the_last() {
        assert_eq!(steps(0), [0; 0]);
        assert_eq!(ranges(1), [(1, 1)]);
        assert_eq!(ranges(10), [(1, 1), (2, 2), (3, 4), (5, 6), (7, 10)]);
        for most in [1, 2, 3, 7, 50, 1_000, 100_000] {
            let steps = steps(most);
            assert_eq!((step_of(&steps, 1), step_of(&steps, most)), (1, steps.len()), "{most}");
            let ranges = ranges(most);
            assert!(ranges.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0), "{ranges:?}");
        }
    }
}
