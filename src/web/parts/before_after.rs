//! What it looked like and what it looks like now, side by side.
use super::photo_strip::PhotoShown;

/// Arguments of `photo::pair`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BeforeAfter {
    pub before: PhotoShown,
    pub after: PhotoShown,
}

/// Pairs the first photo before with the first after, the second with the second; what is left over on either side follows.
pub fn pair(
    before: Vec<PhotoShown>,
    after: Vec<PhotoShown>,
) -> (Vec<BeforeAfter>, Vec<PhotoShown>, Vec<PhotoShown>) {
    let both = before.len().min(after.len());
    let (mut before, mut after) = (before, after);
    let (more_before, more_after) = (before.split_off(both), after.split_off(both));
    let pairs = before.into_iter().zip(after).map(|(before, after)| BeforeAfter { before, after }).collect();
    (pairs, more_before, more_after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_pair_in_order_and_none_is_lost() {
        let photo = |name: &str| PhotoShown { small: name.into(), ..PhotoShown::default() };
        let (pairs, before, after) = pair(vec![photo("b1"), photo("b2")], vec![photo("a1")]);
        assert_eq!((pairs[0].before.small.as_str(), pairs[0].after.small.as_str()), ("b1", "a1"));
        assert_eq!((pairs.len(), before.len(), after.len()), (1, 1, 0));
    }
}
