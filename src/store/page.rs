//! A part of a long list, found by the key where the part before it ended: never by counting rows.

/// Some entries, and the key to go on from if there are more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, K = i64> {
    pub items: Vec<T>,
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// Makes a page of at most `size` from what was found, of which one more than `size` was asked for.
    pub fn cut(mut found: Vec<T>, size: usize, key: impl Fn(&T) -> K) -> Self {
        let more = found.len() > size;
        found.truncate(size);
        let next = if more { found.last().map(key) } else { None };
        Self { items: found, next }
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn there_is_a_next_page_only_when_one_more_was_found() {
        let page = Page::cut(vec![9, 7, 5], 2, |key| *key);
        assert_eq!((page.items, page.next), (vec![9, 7], Some(7)));
        let last = Page::cut(vec![9, 7], 2, |key| *key);
        assert_eq!((last.items, last.next), (vec![9, 7], None));
    }
}
