//! What two people do in the same moment goes as if one came after the other.
use crate::support::{Server, TestPortal};
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::accounts::{invite_first_admin, lock, roles, set_password};
use langnghe::actions::tickets::{NewTicket, Order, mark_duplicate, submit};
use langnghe::domain::account::AccountState;
use langnghe::domain::intake::{Place, Said, Submission};
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Channel, Ticket};
use langnghe::ids::{AccountId, CategoryId, Secret};
use langnghe::portal::Portal;
use langnghe::schema::{account_roles, accounts, settings, tickets};
use langnghe::store::{self, Conn, Db};
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering};

/// How often a race is run: on PostgreSQL, without taking turns, one of these goes wrong in nearly every run.
const TIMES: usize = 12;

/// Does two things at the same moment.
fn at_once<T: Send, U: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() -> U + Send) -> (T, U) {
    let start = Barrier::new(2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            start.wait();
            other()
        });
        start.wait();
        let one = one();
        (one, other.join().unwrap())
    })
}

fn setting(conn: &mut Conn, name: &str) -> Result<String, Refusal> {
    Ok(settings::table.filter(settings::name.eq(name)).select(settings::value).first(conn)?)
}

fn set(conn: &mut Conn, name: &str, value: &str) -> Result<(), Refusal> {
    let row = settings::table.filter(settings::name.eq(name));
    Ok(diesel::update(row).set(settings::value.eq(value)).execute(conn).map(drop)?)
}

/// Each reads what the other writes, and both have read before one of them writes. Only PostgreSQL lets them so far:
/// SQLite's second writer waits before it reads.
#[test]
fn who_decided_by_what_another_was_changing_decides_again() {
    if Server::named().is_none() {
        return;
    }
    let portal = TestPortal::new();
    portal.with_db(|c| {
        let rows = ["one", "other"].map(|name| (name.to_owned(), "on".to_owned()));
        store::settings::insert(c, &rows)
    });
    let (both_have_read, rounds) = (Barrier::new(2), AtomicU32::new(0));
    // Each may switch itself off while the other is on.
    let switch_off = |own: &'static str, other: &'static str| {
        let mut first = true;
        portal.db.change(|c| {
            rounds.fetch_add(1, Ordering::Relaxed);
            let other_is_on = setting(c, other)? == "on";
            if std::mem::take(&mut first) {
                both_have_read.wait();
            }
            if other_is_on { set(c, own, "off") } else { Err(Refusal::TooLate) }
        })
    };
    let done = at_once(|| switch_off("one", "other"), || switch_off("other", "one"));
    assert!(matches!(done, (Ok(()), Err(Refusal::TooLate)) | (Err(Refusal::TooLate), Ok(()))), "{done:?}");
    assert_eq!(rounds.load(Ordering::Relaxed), 3);
}

/// A body that puts its own word in the place of the database's is run again all the same, and one that goes on after a
/// failed statement is not told that it was done.
#[test]
fn a_failure_that_the_body_passes_over_is_still_one() {
    let portal = TestPortal::new();
    portal.with_db(|c| store::settings::insert(c, &[("taken".into(), "yes".into())]));
    let mut rounds = 0;
    let done = portal.db.change(|c| {
        rounds += 1;
        if setting(c, "taken").is_ok() && rounds > 1 {
            return Err(Refusal::TooLate);
        }
        store::settings::insert(c, &[("taken".into(), "again".into())])
            .map_err(|_| Refusal::field("name", "taken"))
    });
    let expected = if Server::named().is_some() { Refusal::TooLate } else { Refusal::field("name", "taken") };
    assert_eq!(done, Err(expected));
    let done = portal.db.change(|c| {
        set(c, "taken", "changed")?;
        let _ = diesel::sql_query("SELECT nothing FROM nowhere").execute(c);
        Ok::<_, Refusal>(())
    });
    // SQLite forgives a failed statement and keeps the others.
    let kept = portal.with_db(|c| Ok(setting(c, "taken").unwrap()));
    assert_eq!(done.is_ok(), kept == "changed", "{done:?}, and the value is {kept:?}");
}

#[test]
fn others_who_are_always_faster_are_not_waited_for_for_ever() {
    if Server::named().is_none() {
        return;
    }
    let portal = TestPortal::new();
    portal.with_db(|c| store::settings::insert(c, &[("asked".into(), "0".into())]));
    let mut rounds = 0;
    let done = portal.db.change(|c| {
        rounds += 1;
        let read = setting(c, "asked")?;
        portal.with_db(|other| {
            set(other, "asked", &format!("{rounds}")).unwrap();
            Ok(())
        });
        set(c, "asked", &format!("after {read}"))
    });
    assert!(matches!(done, Err(Refusal::Unavailable(_))), "{done:?}");
    assert!((2..100).contains(&rounds), "{rounds} rounds");
}

#[test]
fn two_administrators_do_not_lock_each_other_out() {
    let portal = TestPortal::new();
    let (one, other) = (admin(&portal), admin(&portal));
    for _ in 0..TIMES {
        let locked = at_once(
            || lock::lock(&portal, &one, (other.id, version(&portal, other.id)), None),
            || lock::lock(&portal, &other, (one.id, version(&portal, one.id)), None),
        );
        let still: i64 = portal.with_db(|c| {
            accounts::table.filter(accounts::state.eq(AccountState::Active)).count().get_result(c)
        });
        assert_eq!(still, 1, "{locked:?}");
        assert!(locked.0.is_ok() != locked.1.is_ok(), "{locked:?}");
        portal.with_db(|c| {
            diesel::update(accounts::table).set(accounts::state.eq(AccountState::Active)).execute(c)
        });
    }
}

#[test]
fn two_administrators_do_not_take_the_role_from_each_other() {
    let portal = TestPortal::new();
    let (one, other) = (admin(&portal), admin(&portal));
    let agency = portal.agency("ubnd-tp");
    let take = |by: &Actor, from: &Actor| {
        roles::revoke(&portal, by, (from.id, version(&portal, from.id)), Role::Admin, agency)
    };
    for _ in 0..TIMES {
        let taken = at_once(|| take(&one, &other), || take(&other, &one));
        let held: Vec<AccountId> =
            portal.with_db(|c| account_roles::table.select(account_roles::account_id).load(c));
        assert_eq!(held.len(), 1, "{taken:?}");
        portal.with_db(|c| {
            let back = if held[0] == one.id { other.id } else { one.id };
            store::accounts::grant(c, back, Role::Admin, agency)
        });
    }
}

#[test]
fn two_reports_do_not_become_duplicates_of_each_other() {
    let portal = TestPortal::new();
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let mark = |ticket: &Ticket, master: &Ticket| {
        let order = Order { actor: &dispatcher, code: &ticket.code, seen: ticket.version };
        mark_duplicate(&portal, order, &master.code)
    };
    for _ in 0..TIMES {
        let pair = [(), ()].map(|()| portal.ticket().in_state(Status::Accepted).build());
        let (one, other) = at_once(|| mark(&pair[0], &pair[1]), || mark(&pair[1], &pair[0]));
        let refused = one.err().xor(other.err());
        assert_eq!(refused, Some(Refusal::field("master", "master_follows")));
    }
}

#[test]
fn a_form_sent_twice_at_once_is_one_report_and_both_are_told() {
    let portal = TestPortal::new();
    let category = portal.any_category();
    for _ in 0..TIMES {
        let new = report(category);
        let (one, other) = at_once(|| submit(&portal, &new), || submit(&portal, &new));
        assert_eq!(one.unwrap().code, other.unwrap().code);
    }
}

/// Many more than two, over as many connections as a large city has: each waits a little, none is sent away.
#[test]
fn a_crowd_that_sends_at_once_gets_through() {
    let portal = TestPortal::new();
    let category = portal.any_category();
    let db = Db::open(&portal.config.database_url, 16, portal.secrets.sealing()).unwrap();
    let crowd = Portal { db, ..Portal::clone(&portal) };
    let start = Barrier::new(16);
    let sent: Vec<_> = std::thread::scope(|scope| {
        let each = || {
            start.wait();
            (0..3).map(|_| submit(&crowd, &report(category)).map(drop)).collect::<Vec<_>>()
        };
        let all: Vec<_> = (0..16).map(|_| scope.spawn(each)).collect();
        all.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    assert!(sent.iter().all(Result::is_ok), "{sent:?}");
    let kept: i64 = portal.with_db(|c| tickets::table.count().get_result(c));
    assert_eq!(kept, 48);
}

#[test]
fn two_instances_print_two_links_and_the_first_one_used_ends_both() {
    for _ in 0..2 {
        let portal = TestPortal::new();
        let (one, other) = at_once(|| invite_first_admin(&portal), || invite_first_admin(&portal));
        let links = [one.unwrap().unwrap(), other.unwrap().unwrap()];
        let chosen = |email: &str| set_password::Chosen {
            password: "mưa rào tháng bảy".into(),
            again: "mưa rào tháng bảy".into(),
            email: email.into(),
            name: "Trần Thị Hoa".into(),
        };
        let (one, other) = at_once(
            || set_password::set_password(&portal, links[0].reveal(), &chosen("hoa@example.vn"), ""),
            || set_password::set_password(&portal, links[1].reveal(), &chosen("hue@example.vn"), ""),
        );
        assert!(one.is_ok() != other.is_ok(), "{one:?}, {other:?}");
        assert!([Some(Refusal::Missing), Some(Refusal::Stale)].contains(&one.err().or(other.err())));
        assert!(invite_first_admin(&portal).unwrap().is_none());
        let active: i64 = portal.with_db(|c| {
            accounts::table.filter(accounts::state.eq(AccountState::Active)).count().get_result(c)
        });
        assert_eq!(active, 1);
    }
}

fn report(category: CategoryId) -> NewTicket {
    NewTicket {
        form_key: Secret::random().reveal().to_owned(),
        channel: Channel::Web,
        lang: "vi".into(),
        report: Submission {
            said: Said::parse("report", "Ổ gà", "Ổ gà sâu trước cổng trường").unwrap(),
            category,
            place: Place::default(),
            sender: None,
            wants_private: false,
            in_danger: false,
            asked: Vec::new(),
        },
        entered_by: None,
        draft: None,
    }
}

fn admin(portal: &TestPortal) -> Actor {
    portal.actor(Role::Admin, "ubnd-tp")
}

fn version(portal: &TestPortal, id: AccountId) -> i32 {
    portal.with_db(|c| accounts::table.find(id).select(accounts::version).first(c))
}
