//! Whoever must act is told, once, and nobody of what they did themselves.
use super::*;
use crate::domain::ticket::Report;
use crate::ids::CategoryId;

const LEAD: AgencyId = AgencyId(5);
const WITH: AgencyId = AgencyId(6);

fn now() -> Moment {
    at("2026-11-26 09:00")
}

fn at(text: &str) -> Moment {
    moment_of(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn held() -> Ticket {
    use crate::domain::assignment::Ended;
    let mut ticket = Ticket::of(Report::received("26-8K3F-Q7".into(), CategoryId(1), now()));
    let id = ticket.id;
    ticket.holders.give(id, LEAD, Ended::Rerouted, now());
    ticket.holders.join(id, WITH, now());
    ticket
}

fn told_of(kind: EventKind, ticket: &Ticket, named: &[AccountId]) -> Vec<(What, Circle)> {
    told(
        kind,
        &Around { ticket, before: &(None, Partners::default()), agency: None, named, in_danger: false },
    )
}

fn staffer(root: Option<AgencyId>, above: i32, role: Role, id: i64) -> Staffer {
    let account = AccountId(id);
    Staffer { root, above, role: Some(role), account, letters: LetterChoice::AtOnce, deputy: None }
}

fn accounts(told: &[(What, Circle)], staff: &[Staffer], by: Option<i64>) -> Vec<i64> {
    addressees(told, staff, by.map(AccountId)).iter().map(|one| one.account.0).collect()
}

#[test]
fn whoever_is_given_it_is_told_and_who_had_it_is_not_told_again() {
    let ticket = held();
    let fresh = [(What::Arrived, Circle::Takers(LEAD)), (What::PartAsked, Circle::Takers(WITH))];
    assert_eq!(told_of(EventKind::Forwarded, &ticket, &[]), fresh);
    let before = (None, Partners::of(vec![WITH]));
    let again = Around { ticket: &ticket, before: &before, agency: None, named: &[], in_danger: false };
    assert_eq!(told(EventKind::Forwarded, &again), fresh[..1]);
    let asked = Around { agency: Some(WITH), ..again };
    let part = [(What::PartTakenBack, Circle::Takers(WITH))];
    assert_eq!(told(EventKind::PartTakenBack, &asked), part, "of a part hears whose part it is");
}

#[test]
fn whoever_loses_it_to_another_agency_is_told_and_who_sent_it_back_is_not() {
    use crate::domain::assignment::Ended;
    let other = AgencyId(9);
    let arrived = (What::Arrived, Circle::Takers(other));
    let sent_on = |ticket: &Ticket| {
        let before = (Some(LEAD), Partners::of(vec![WITH]));
        told(
            EventKind::Forwarded,
            &Around { ticket, before: &before, agency: None, named: &[], in_danger: false },
        )
    };
    let mut taken = held();
    taken.holders.hand_to(Some(AccountId(3)), now());
    let mut back = taken.clone();
    taken.holders.give(taken.report.id, other, Ended::Rerouted, now());
    let lost = What::SentElsewhere;
    let expected = [arrived, (lost, Circle::Takers(LEAD)), (lost, Circle::Person(AccountId(3)))];
    assert_eq!(sent_on(&taken), expected);
    back.holders.end_lead(Ended::SentBack, now());
    back.holders.give(back.report.id, other, Ended::Rerouted, now());
    assert_eq!(sent_on(&back), [arrived]);
}

#[test]
fn who_works_on_it_hears_that_it_happened_elsewhere_and_nobody_where_only_the_map_shows_it_otherwise() {
    let ticket = held();
    let before = (Some(LEAD), Partners::of(vec![WITH]));
    let around = Around { ticket: &ticket, before: &before, agency: None, named: &[], in_danger: false };
    assert_eq!(told(EventKind::PointMoved, &around), []);
    let moved = What::PointMoved;
    let around = Around { agency: Some(LEAD), ..around };
    let all = [(moved, Circle::Takers(LEAD)), (moved, Circle::Takers(WITH))];
    assert_eq!(told(EventKind::PointMoved, &around), all);
}

#[test]
fn what_nobody_holds_is_the_desks() {
    let loose = Ticket::of(Report::received("26-8K3F-Q7".into(), CategoryId(1), now()));
    assert_eq!(told_of(EventKind::InfoGiven, &loose, &[]), [(What::SenderAnswered, Circle::Desk)]);
    assert_eq!(told_of(EventKind::Submitted, &loose, &[]), []);
    let mut urgent = loose;
    urgent.level = Level::Urgent;
    assert_eq!(told_of(EventKind::Submitted, &urgent, &[]), [(What::Urgent, Circle::Desk)]);
    let mut given = held();
    given.holders.hand_to(Some(AccountId(3)), now());
    assert_eq!(
        told_of(EventKind::InfoAdded, &given, &[]),
        [(What::SenderAdded, Circle::Person(AccountId(3)))]
    );
}

#[test]
fn the_nearest_who_can_take_it_on_are_told() {
    let told = [(What::Arrived, Circle::Takers(LEAD))];
    let officer = staffer(Some(LEAD), 0, Role::Officer, 1);
    let focal = staffer(Some(LEAD), 0, Role::Focal, 2);
    let above = staffer(Some(LEAD), 1, Role::Focal, 3);
    let elsewhere = staffer(Some(WITH), 0, Role::Focal, 4);
    assert_eq!(accounts(&told, &[officer, focal, above, elsewhere], None), [2]);
    assert_eq!(accounts(&told, &[officer, above], None), [1], "its own officers before a parent's focal");
    assert_eq!(accounts(&told, &[above, elsewhere], None), [3]);
    assert_eq!(accounts(&[(What::ToApprove, Circle::Approvers(LEAD))], &[officer, focal], None), [0; 0]);
}

#[test]
fn nobody_is_told_twice_or_of_what_they_did_themselves() {
    let told = [(What::Mentioned, Circle::Person(AccountId(2))), (What::Arrived, Circle::Takers(LEAD))];
    let staff = [staffer(Some(LEAD), 0, Role::Focal, 2), staffer(Some(LEAD), 0, Role::Focal, 7)];
    let found = addressees(&told, &staff, Some(AccountId(7)));
    assert_eq!(found.iter().map(|one| (one.what, one.account.0)).collect::<Vec<_>>(), [(What::Mentioned, 2)]);
}

#[test]
fn whoever_is_away_is_heard_by_their_deputy() {
    let told = [(What::Arrived, Circle::Takers(LEAD))];
    let mut away = staffer(Some(LEAD), 0, Role::Focal, 2);
    away.deputy = Some((AccountId(9), LetterChoice::Digest));
    let found = addressees(&told, &[away], None);
    let expected = Addressee {
        what: What::Arrived,
        account: AccountId(9),
        letters: LetterChoice::Digest,
        instead_of: Some(AccountId(2)),
    };
    assert_eq!(found, [expected]);
    assert_eq!(accounts(&told, &[away], Some(2)), [0; 0]);
    assert_eq!(accounts(&told, &[away], Some(9)), [0; 0]);
}

#[test]
fn what_is_urgent_comes_at_once_whatever_was_chosen() {
    use LetterChoice::*;
    assert_eq!(
        [AtOnce, Digest, Never].map(|choice| letter(Level::Urgent, choice)),
        [NoticeLetter::AtOnce; 3]
    );
    let normal = [AtOnce, Digest, Never].map(|choice| letter(Level::Normal, choice));
    assert_eq!(normal, [NoticeLetter::AtOnce, NoticeLetter::Digest, NoticeLetter::Spared]);
}

#[test]
fn the_morning_letter_comes_on_working_days_only() {
    let (half_past_seven, calendar) = (NaiveTime::from_hms_opt(7, 30, 0).unwrap(), Calendar::default());
    let last = |now| last_digest(at(now), half_past_seven, &calendar);
    assert_eq!(last("2026-11-26 07:30"), Some(at("2026-11-26 07:30")));
    assert_eq!(last("2026-11-26 07:29"), Some(at("2026-11-25 07:30")));
    assert_eq!(last("2026-11-29 12:00"), Some(at("2026-11-27 07:30")), "a Sunday");
    assert_eq!(last("2026-11-30 07:00"), Some(at("2026-11-27 07:30")), "a Monday before the hour");
}
