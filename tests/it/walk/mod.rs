//! Random people take random steps on random reports, and a plain model says what must come of it: who may, where a report
//! stands, who holds it, what is owed on it, who is told, what the public reads. Nothing may differ.
//!
//! `LANGNGHE_WALKS` says how many walks are gone (few in an ordinary run), `LANGNGHE_WALK_SEED` from which number on.
mod cast;
mod compare;
mod model;
mod moves;
mod steps;

use crate::support::{TestPortal, monday_morning};
use cast::Cast;
use chrono::Duration;
use compare::Seen;
use model::{Model, Why};
use moves::{Hand, Move};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Walks in an ordinary run.
const USUAL: u64 = 24;
/// Steps of a walk.
const STEPS: usize = 12;
/// Walks over one database: after these its tables are begun anew.
const TOGETHER: u64 = 2_000;

#[test]
fn random_lives_are_what_a_plain_model_says() {
    let (first, walks) = (number("LANGNGHE_WALK_SEED", 1), number("LANGNGHE_WALKS", USUAL));
    let mut seeds = first..first + walks;
    let mut taken = 0;
    while !seeds.is_empty() {
        let portal = TestPortal::new();
        let cast = Cast::of(&portal);
        taken += seeds
            .by_ref()
            .take(TOGETHER.try_into().unwrap())
            .map(|seed| walk(&portal, &cast, seed))
            .sum::<usize>();
    }
    assert!(taken as u64 > walks, "of {walks} walks only {taken} steps could be taken");
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// One walk over two reports. Answers how many steps were taken, not refused.
fn walk(portal: &TestPortal, cast: &Cast, seed: u64) -> usize {
    let mut lot = SmallRng::seed_from_u64(seed);
    // Each begins on the same Monday: the model knows of no holidays.
    portal.clock.set(monday_morning());
    let hands: Vec<Hand> = (0..2).map(|_| Hand::send(portal, lot.random_bool(0.2))).collect();
    let mut model = Model::of(hands.iter().map(|hand| hand.private).collect(), portal.now());
    let mut gone = Vec::new();
    let mut taken = 0;
    for _ in 0..STEPS {
        if lot.random_bool(0.25) {
            portal.wait(Duration::minutes(lot.random_range(1..60 * 30)));
        }
        let (report, by) = (lot.random_range(0..2), lot.random_range(0..cast.people.len()));
        // Most who try are those who may: else few reports would come far.
        let one = Move::choose(&mut lot, &model, report);
        let by = if lot.random_bool(0.85) { cast.fit(one, &model, report).unwrap_or(by) } else { by };
        gone.push(format!("{one:?} of {report} by {}", cast.people[by].name));
        let told_before = compare::notices_of(portal, &hands);
        let (before, now) = (model.clone(), portal.now());
        let expected = model.step(cast, report, by, one, now);
        let done = hands[report].take(portal, cast, &hands, by, one);
        let same = match (&expected, &done) {
            (Ok(_), Ok(())) => true,
            (Err(why), Err(refusal)) => why.is(refusal),
            _ => false,
        };
        assert!(same, "seed {seed}: expected {expected:?}, got {done:?}\n{}", gone.join("\n"));
        let told = expected.unwrap_or_else(|_: Why| {
            model = before;
            Vec::new()
        });
        taken += usize::from(done.is_ok());
        for (place, hand) in hands.iter().enumerate() {
            let (is, must) = (Seen::of(portal, cast, hand), Seen::by(&model, place));
            assert_eq!(is, must, "seed {seed}, report {place}: left is, right must be\n{}", gone.join("\n"));
        }
        let heard = compare::told_since(portal, cast, &hands, &told_before);
        assert_eq!(heard, compare::sorted(told), "seed {seed}: left was told\n{}", gone.join("\n"));
    }
    taken
}
