//! So many places, and nobody is shut out for good: the newest always comes in, and when there is no place left, of those
//! who hold most and do not keep the portal at work the one gives way that has used its place longest ago. Whoever has
//! only just come may first say what they want.
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Places with a way `S` to end what stands in each. Cheap to clone.
pub struct Places<S>(Arc<Mutex<Table<S>>>);

impl<S> Clone for Places<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// A place that is held; given back when it is dropped.
pub struct Place<S> {
    number: u64,
    table: Arc<Mutex<Table<S>>>,
}

impl<S> Places<S> {
    /// From `enough` on the newest makes another give way, though nobody within `grace` of coming; at `most` anybody.
    pub fn new(enough: usize, most: usize, grace: Duration) -> Self {
        Self(Arc::new(Mutex::new(Table { enough, most, grace, clock: 0, held: HashMap::new() })))
    }

    /// A place for whoever comes from `from`, and what ends the one that gives way.
    pub fn admit(&self, from: String, end: S) -> (Place<S>, Option<S>) {
        let (number, gone) = locked(&self.0).admit(from, end);
        (Place { number, table: self.0.clone() }, gone)
    }

    /// Whether more than half of enough are taken.
    pub fn are_crowded(&self) -> bool {
        let table = locked(&self.0);
        table.held.len() * 2 > table.enough
    }
}

impl<S> Place<S> {
    /// It is of use now.
    pub fn used(&self) {
        locked(&self.table).used(self.number, None);
    }

    /// The portal is at work for it from now on, or no longer. While it is, it does not give way.
    pub fn at_work(&self, at_work: bool) {
        locked(&self.table).used(self.number, Some(at_work));
    }
}

impl<S> Drop for Place<S> {
    fn drop(&mut self) {
        locked(&self.table).held.remove(&self.number);
    }
}

fn locked<S>(table: &Mutex<Table<S>>) -> MutexGuard<'_, Table<S>> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Table<S> {
    enough: usize,
    most: usize,
    grace: Duration,
    /// Counts uses: only their order matters.
    clock: u64,
    held: HashMap<u64, Held<S>>,
}

struct Held<S> {
    from: String,
    since: Instant,
    used: u64,
    at_work: bool,
    end: S,
}

impl<S> Table<S> {
    fn admit(&mut self, from: String, end: S) -> (u64, Option<S>) {
        let gone = if self.held.len() < self.enough { None } else { self.give_way() };
        self.clock += 1;
        self.held
            .insert(self.clock, Held { from, since: Instant::now(), used: self.clock, at_work: false, end });
        (self.clock, gone)
    }

    fn used(&mut self, number: u64, at_work: Option<bool>) {
        self.clock += 1;
        if let Some(held) = self.held.get_mut(&number) {
            held.used = self.clock;
            held.at_work = at_work.unwrap_or(held.at_work);
        }
    }

    fn give_way(&mut self) -> Option<S> {
        let mut shares: HashMap<&str, usize> = HashMap::new();
        for held in self.held.values() {
            *shares.entry(&held.from).or_default() += 1;
        }
        let full = self.held.len() >= self.most;
        let idle = self
            .held
            .iter()
            .filter(|(_, held)| !held.at_work && (full || held.since.elapsed() >= self.grace));
        let number = idle.min_by_key(|(_, held)| (Reverse(shares[held.from.as_str()]), held.used));
        let number = number.map(|(number, _)| *number)?;
        self.held.remove(&number).map(|held| held.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_in_and_the_longest_unused_of_the_heaviest_gives_way() {
        let places = Places::new(4, 4, Duration::ZERO);
        let come = |from: &str, end| places.admit(from.to_owned(), end);
        let _reader = come("a", "reader");
        let (first, _) = come("b", "first");
        let (_second, none) = come("b", "second");
        assert_eq!(none, None);
        let _third = come("b", "third");
        first.used();
        assert_eq!(come("b", "fourth").1, Some("second"));
        let _fourth = come("b", "fourth again");
        assert_eq!(come("c", "another reader").1, Some("third"));
    }

    #[test]
    fn who_keeps_the_portal_at_work_does_not_give_way() {
        let places = Places::new(2, 2, Duration::ZERO);
        let (first, _) = places.admit("a".into(), 1);
        let (second, _) = places.admit("a".into(), 2);
        first.at_work(true);
        assert_eq!(places.admit("b".into(), 3).1, Some(2));
        second.at_work(true);
        let (third, _) = places.admit("b".into(), 4);
        third.at_work(true);
        assert_eq!(places.admit("c".into(), 5).1, None);
        first.at_work(false);
        assert_eq!(places.admit("c".into(), 6).1, Some(1));
    }

    #[test]
    fn whoever_has_just_come_may_say_what_they_want_while_there_is_room_at_all() {
        let places = Places::new(1, 2, Duration::from_secs(3_600));
        let (_first, _) = places.admit("a".into(), 1);
        let (_second, none) = places.admit("a".into(), 2);
        assert_eq!(none, None);
        assert_eq!(places.admit("a".into(), 3).1, Some(1));
    }

    #[test]
    fn among_equals_the_longest_unused_gives_way_and_a_place_comes_back() {
        let places = Places::new(2, 2, Duration::ZERO);
        let (first, _) = places.admit("a".into(), 1);
        let (second, _) = places.admit("b".into(), 2);
        first.used();
        assert!(places.are_crowded());
        let (third, gone) = places.admit("c".into(), 3);
        assert_eq!(gone, Some(2));
        drop((first, second, third));
        assert!(!places.are_crowded());
        assert_eq!(places.admit("d".into(), 4).1, None);
    }
}
