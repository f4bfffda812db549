use super::*;
use crate::clock::{Moment, moment_of};
use crate::domain::calendar::Calendar;
use crate::domain::ledger::{Beside, Line};
use crate::domain::status::Status;
use crate::domain::ticket::{Report, Ticket};
use crate::ids::{CategoryId, CommuneId};
use chrono::{Duration, NaiveDate};
use std::collections::{BTreeMap, HashMap};

fn day(month: u32, day: u32) -> Moment {
    moment_of(NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(9, 0, 0).unwrap())
}

fn line(at: Moment) -> Line {
    let ticket = Ticket::of(Report::received("26-0000-0000".into(), CategoryId(7), at));
    let line = Line::of(&ticket, Beside::default(), &Calendar::default());
    Line { is_public: true, commune_id: Some(CommuneId(3)), ..line }
}

fn told(lines: &[Line]) -> Statistics {
    tell(lines, &Telling::at(day(11, 27), HashMap::from([(CategoryId(7), vec![CategoryId(1)])])))
}

#[test]
fn each_counts_in_its_month_its_groups_and_the_last_days() {
    let answered = Line { answered_at: Some(day(11, 2)), answer_minutes: Some(90), ..line(day(10, 30)) };
    let all = told(&[line(day(11, 1)), answered, line(day(1, 1)), line(day(11, 1) - Duration::days(400))]);
    let last = MONTHS - 1;
    assert_eq!(all.months[last], NaiveDate::from_ymd_opt(2026, 11, 1).unwrap());
    let numbers = |month| (all.city(month).tally.received, all.city(month).tally.answered);
    assert_eq!([numbers(last), numbers(last - 1)], [(1, 1), (1, 0)]);
    for group in
        [Group::Category(CategoryId(7)), Group::Category(CategoryId(1)), Group::Commune(Some(CommuneId(3)))]
    {
        assert_eq!(all.of(group, last).tally.received, 1, "{group:?}");
        assert_eq!((all.recent(group).tally.received, all.recent(group).spread.n), (2, 1), "{group:?}");
        assert_eq!(all.recent(group).tally.open, 4, "how it stands now belongs to no month: {group:?}");
    }
}

#[test]
fn what_is_not_public_counts_in_no_group() {
    let hidden = Line { is_public: false, ..line(day(11, 3)) };
    let waits = Line { unconfirmed: true, ..line(day(11, 3)) };
    let all = told(&[hidden.clone(), hidden, waits]);
    assert!(all.groups().is_empty());
    assert_eq!(all.city(MONTHS - 1), Told::default());
    assert_eq!(all.kept_in[MONTHS - 1], 2);
}

#[test]
fn refusals_count_by_reason_whether_they_are_public_or_not() {
    let refused = |reason: &str, is_public| Line {
        status: Status::Rejected,
        reason: Some(reason.into()),
        is_public,
        ..line(day(11, 3))
    };
    let all = told(&[refused("a", true), refused("a", false), refused("b", true)]);
    assert_eq!(all.refused[MONTHS - 1], BTreeMap::from([("a".into(), 2), ("b".into(), 1)]));
}

#[test]
fn small_counts_are_put_together_until_their_sum_tells_nothing() {
    let of = |counts: &[(&str, u64)]| {
        let counts: BTreeMap<String, u64> = counts.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect();
        let (shown, pool) = pooled(&counts);
        (shown.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>(), pool.kinds, pool.sum)
    };
    assert_eq!(of(&[("a", 25), ("b", 17), ("c", 5)]), (vec!["a".into(), "b".into(), "c".into()], 0, 0));
    assert_eq!(of(&[("a", 25), ("b", 3), ("c", 2)]), (vec!["a".into()], 2, 5));
    // One of one would follow from the sum of all: the next one goes with it.
    assert_eq!(of(&[("a", 25), ("b", 17), ("c", 1)]), (vec!["a".into()], 2, 18));
    assert_eq!(of(&[("a", 2)]), (Vec::new(), 1, 2));
}
