//! What is counted, by whom, until when: to the last one that passes and the first that does not.
use crate::support::TestPortal;
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::throttle::{Count, check, count, count_many};
use langnghe::domain::limits::Limited;
use langnghe::schema::throttles;

const FULL: Result<(), Refusal> = Err(Refusal::TooMany);

fn codes(by: &str) -> Count {
    Count::new(Limited::CodesNetwork, by)
}

fn small() -> TestPortal {
    TestPortal::in_city(&[("city.limits.codes_network", "3/10"), ("city.limits.drafts", "1/10")])
}

#[test]
fn three_pass_and_the_fourth_does_not_and_looking_counts_nothing() {
    let portal = small();
    for _ in 0..5 {
        assert_eq!(check(&portal, &[codes("a")]), Ok(()));
    }
    for _ in 0..2 {
        assert_eq!(count(&portal, &[codes("a")]), Ok(()));
    }
    assert_eq!(check(&portal, &[codes("a")]), Ok(()), "one more is free");
    assert_eq!(count(&portal, &[codes("a")]), Ok(()));
    assert_eq!(check(&portal, &[codes("a")]), FULL);
    assert_eq!(count(&portal, &[codes("a")]), FULL);
}

#[test]
fn each_by_themselves_and_each_thing_by_itself() {
    let portal = small();
    let drafts = |by: &str| Count::new(Limited::Drafts, by);
    assert_eq!(count(&portal, &[drafts("a")]), Ok(()));
    assert_eq!(check(&portal, &[drafts("a")]), FULL);
    assert_eq!(check(&portal, &[drafts("b"), codes("a")]), Ok(()));
    // Whoever is full in one is counted in the others all the same.
    for _ in 0..3 {
        assert_eq!(count(&portal, &[drafts("a"), codes("a")]), FULL);
    }
    assert_eq!(check(&portal, &[codes("a")]), FULL);
    assert_eq!(check(&portal, &[codes("b"), drafts("b")]), Ok(()));
    let kept: Vec<String> = portal.with_db(|c| throttles::table.select(throttles::bucket).load(c));
    assert!(kept.iter().all(|bucket| bucket.len() > 60), "nobody is named in {kept:?}");
}

#[test]
fn a_window_ends_after_its_minutes_and_a_clock_set_back_keeps_nobody_out() {
    let portal = small();
    for _ in 0..4 {
        count(&portal, &[codes("a")]).ok();
    }
    portal.wait(Duration::minutes(10) - Duration::seconds(1));
    assert_eq!(check(&portal, &[codes("a")]), FULL);
    assert_eq!(count(&portal, &[codes("a")]), FULL);
    portal.wait(Duration::seconds(1));
    assert_eq!(check(&portal, &[codes("a")]), Ok(()));
    for _ in 0..3 {
        assert_eq!(count(&portal, &[codes("a")]), Ok(()));
    }
    assert_eq!(check(&portal, &[codes("a")]), FULL);
    portal.wait(-Duration::days(1));
    assert_eq!(check(&portal, &[codes("a")]), Ok(()));
    assert_eq!(count(&portal, &[codes("a")]), Ok(()));
}

#[test]
fn many_at_once_are_added_up() {
    let portal = small();
    assert_eq!(count_many(&portal, &codes("a"), 2), Ok(()));
    assert_eq!(count_many(&portal, &codes("a"), 1), Ok(()));
    assert_eq!(check(&portal, &[codes("a")]), FULL);
    assert_eq!(count_many(&portal, &codes("b"), 4), FULL);
}

#[test]
fn what_is_kept_tells_nobody_who_was_here() {
    let kept = || {
        let portal = small();
        count(&portal, &[codes("203.0.113.7")]).unwrap();
        let rows: Vec<String> = portal.with_db(|c| throttles::table.select(throttles::bucket).load(c));
        rows.concat()
    };
    let (one, other) = (kept(), kept());
    assert!(!one.is_empty() && !one.contains("203.0"), "{one}");
    assert_ne!(one, other, "who has not the portal's key finds out who it was by trying all addresses");
}
