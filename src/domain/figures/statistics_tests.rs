use super::*;
use crate::clock::{Moment, moment_of};
use crate::domain::calendar::Calendar;
use crate::domain::ledger::{Beside, Line, Lines};
use crate::domain::status::Status;
use crate::domain::ticket::{Report, Ticket};
use crate::ids::{CategoryId, CommuneId, TicketId};
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

/// Lines of so many reports.
fn numbered(lines: &[Line]) -> Lines {
    let numbered = lines.iter().zip(1..).map(|(line, n)| Line { ticket_id: TicketId(n), ..line.clone() });
    numbered.collect()
}

fn told(lines: &[Line]) -> Statistics {
    let telling = Telling::at(day(11, 27), HashMap::from([(CategoryId(7), vec![CategoryId(1)])]));
    tell(&numbered(lines), &telling)
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

#[test]
fn of_a_group_only_what_anybody_may_open_is_told() {
    let here = Group::Commune(Some(CommuneId(3)));
    let rated = Line { rated_at: Some(day(11, 4)), answered_at: Some(day(11, 3)), ..line(day(11, 3)) };
    let hidden = Line { is_public: false, ..line(day(11, 3)) };
    let refused =
        Line { status: Status::Rejected, reason: Some("a".into()), is_public: true, ..line(day(11, 5)) };
    let elsewhere = Line { commune_id: Some(CommuneId(4)), ..line(day(11, 3)) };
    let lines = numbered(&[rated, hidden, refused, elsewhere]);
    let telling = Telling::at(day(11, 27), HashMap::from([(CategoryId(7), vec![CategoryId(1)])]));
    let (whole, own) = (tell(&lines, &telling), tell_of(&lines, &telling, here));
    let last = MONTHS - 1;
    assert_eq!((own.city(last).tally.received, own.city(last).tally.answered), (2, 1));
    assert_eq!(own.of(Group::Category(CategoryId(1)), last).tally.received, 2);
    // The city's number less this one is of the others that anybody may open.
    assert_eq!(whole.city(last).tally.received - own.city(last).tally.received, 1);
    assert_eq!((whole.city(last).tally.rated, own.city(last).tally.rated), (1, 0));
    assert!(own.refused.is_empty() && own.kept_in.is_empty());
    for group in [Group::Category(CategoryId(1)), Group::Category(CategoryId(7))] {
        assert_eq!(tell_of(&lines, &telling, group).city(last).tally.received, 3, "{group:?}");
    }
}

#[test]
fn what_a_few_think_does_not_follow_from_what_all_others_think() {
    let rated = |commune: i64, category: i64| Line {
        rated_at: Some(day(11, 4)),
        commune_id: Some(CommuneId(commune)),
        category_id: CategoryId(category),
        ..line(day(11, 3))
    };
    let many = |n: usize, commune, category| vec![rated(commune, category); n];
    let lines = [many(9, 1, 7), many(6, 2, 7), many(5, 3, 8), many(1, 4, 9)].concat();
    let above = [(7, 70), (8, 70), (9, 71)].map(|(one, in_it)| (CategoryId(one), vec![CategoryId(in_it)]));
    let all = tell(&numbered(&lines), &Telling::at(day(11, 27), HashMap::from(above)));
    let told = |group| all.of(group, MONTHS - 1).opinions().map(|share| share.of);
    let commune = |id| told(Group::Commune(Some(CommuneId(id))));
    // One alone is the city's number less the others': the smallest of these is kept with it.
    assert_eq!([1, 2, 3, 4].map(commune), [Some(9), Some(6), None, None]);
    let category = |id| told(Group::Category(CategoryId(id)));
    assert_eq!([7, 8, 9].map(category), [Some(15), None, None]);
    assert_eq!([70, 71].map(category), [None, None], "the sum of what is in it");
    assert_eq!(all.city(MONTHS - 1).opinions().map(|share| share.of), Some(21));
    let enough = tell(&numbered(&many(6, 1, 7)), &Telling::at(day(11, 27), HashMap::new()));
    assert_eq!(enough.of(Group::Commune(Some(CommuneId(1))), MONTHS - 1).opinions().unwrap().of, 6);
}
