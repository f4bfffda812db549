//! Guessing is slow, from one network and at one account; whoever knows the password comes in all the same.
use super::{PASSWORD, enter, lan};
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::accounts::ask_reset::ask_reset;
use langnghe::actions::accounts::sign_in::{Entered, Presented, sign_in};
use langnghe::actions::throttle::{self, Count};
use langnghe::domain::limits::Limited;
use std::sync::Barrier;

const WRONG: &str = "không phải mật khẩu này";

fn small() -> TestPortal {
    TestPortal::in_city(&[("city.limits.passwords", "3/15"), ("city.limits.passwords_network", "5/15")])
}

fn from(portal: &TestPortal, network: &str, known: &str, password: &str) -> Result<Entered, Refusal> {
    let presented = Presented {
        email: "lan@example.vn".into(),
        password: password.into(),
        network: network.into(),
        known: known.into(),
        held: None,
    };
    sign_in(portal, &presented)
}

fn wrong() -> Option<Refusal> {
    Some(Refusal::field("email", "sign_in_wrong"))
}

#[actix_web::test]
async fn an_office_comes_in_behind_one_address() {
    let portal = small();
    lan(&portal);
    for _ in 0..7 {
        assert!(enter(&portal, "lan@example.vn", PASSWORD).await.path.starts_with("/lam-viec"));
    }
}

#[actix_web::test]
async fn one_network_guesses_slowly_at_all_accounts_together() {
    let portal = small();
    lan(&portal);
    for number in 0..5 {
        enter(&portal, &format!("{number}@example.vn"), WRONG).await.is(422);
    }
    enter(&portal, "lan@example.vn", PASSWORD).await.is(429);
    portal.wait(Duration::minutes(16));
    assert!(enter(&portal, "lan@example.vn", PASSWORD).await.path.starts_with("/lam-viec"));
}

#[test]
fn all_networks_together_guess_slowly_at_one_account() {
    let portal = small();
    lan(&portal);
    for number in 0..3 {
        assert_eq!(from(&portal, &format!("203.0.113.{number}"), "", WRONG).err(), wrong());
    }
    assert_eq!(from(&portal, "203.0.113.99", "", PASSWORD).err(), Some(Refusal::TooMany));
}

#[actix_web::test]
async fn nobody_keeps_an_owner_out_of_their_own_browser() {
    let portal = TestPortal::new();
    lan(&portal);
    let own = portal.browser().await;
    let at_the_door = |page: crate::support::Page, password: &'static str| {
        page.form("/dang-nhap").fill("email", "lan@example.vn").fill("password", password)
    };
    let page = at_the_door(own.get("/dang-nhap").await, PASSWORD).press("Đăng nhập").await;
    assert!(page.path.starts_with("/lam-viec"));
    page.form("/dang-xuat").press("Đăng xuất").await;
    for _ in 0..20 {
        enter(&portal, "lan@example.vn", WRONG).await.is(422);
    }
    enter(&portal, "lan@example.vn", PASSWORD).await.is(429);
    let page = at_the_door(own.get("/dang-nhap").await, PASSWORD).press("Đăng nhập").await;
    assert!(page.path.starts_with("/lam-viec"), "{}", page.text());
    // Not even by way of it: its owner's coming in gives strangers no new tries.
    enter(&portal, "lan@example.vn", PASSWORD).await.is(429);
}

#[test]
fn a_known_browser_has_a_count_of_its_own_and_only_for_whom_it_knows() {
    let portal = small();
    lan(&portal);
    let known = from(&portal, "203.0.113.1", "", PASSWORD).map(|entered| entered.known).unwrap();
    for _ in 0..3 {
        assert_eq!(from(&portal, "203.0.113.1", &known, WRONG).err(), wrong());
    }
    assert_eq!(from(&portal, "203.0.113.1", &known, PASSWORD).err(), Some(Refusal::TooMany));
    // Forged or another's: a stranger's count, which is still empty.
    let forged = known.replacen('-', "-0", 1);
    assert!(from(&portal, "203.0.113.2", &forged, PASSWORD).is_ok());
    portal.wait(Duration::minutes(16));
    assert!(from(&portal, "203.0.113.1", &known, PASSWORD).is_ok());
}

#[test]
fn of_many_who_guess_at_once_no_more_get_an_answer() {
    let portal = small();
    lan(&portal);
    let start = Barrier::new(8);
    let told = std::thread::scope(|scope| {
        let each = || {
            start.wait();
            from(&portal, "203.0.113.1", "", WRONG).err()
        };
        let all: Vec<_> = (0..8).map(|_| scope.spawn(each)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    let answered = told.iter().filter(|told| **told == wrong()).count();
    // Two passwords are looked at in the same moment.
    assert!((3..=4).contains(&answered), "{told:?}");
    assert_eq!(told.iter().filter(|told| **told == Some(Refusal::TooMany)).count(), 8 - answered);
}

#[test]
fn all_who_count_at_once_are_counted_and_none_fails() {
    let portal = TestPortal::in_city(&[("city.limits.codes_network", "39/10")]);
    let counts = [Count::new(Limited::CodesNetwork, "203.0.113.1")];
    let start = Barrier::new(4);
    let refused = std::thread::scope(|scope| {
        let each = || {
            start.wait();
            (0..10).map(|_| throttle::count(&portal, &counts)).filter_map(Result::err).collect::<Vec<_>>()
        };
        let all: Vec<_> = (0..4).map(|_| scope.spawn(each)).collect();
        all.into_iter().flat_map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(refused, [Refusal::TooMany]);
    assert_eq!(throttle::check(&portal, &counts), Err(Refusal::TooMany));
}

#[test]
fn a_clock_that_was_wrong_for_a_moment_shuts_nobody_out_for_a_day() {
    let portal = TestPortal::in_city(&[("city.limits.codes_network", "1/10")]);
    let counts = [Count::new(Limited::CodesNetwork, "203.0.113.1")];
    let right = portal.now();
    portal.wait(Duration::days(1));
    assert_eq!(throttle::count(&portal, &counts), Ok(()));
    assert_eq!(throttle::check(&portal, &counts), Err(Refusal::TooMany));
    portal.clock.set(right);
    assert_eq!(throttle::check(&portal, &counts), Ok(()));
    assert_eq!(throttle::count(&portal, &counts), Ok(()));
    assert_eq!(throttle::count(&portal, &counts), Err(Refusal::TooMany));
    portal.wait(Duration::minutes(10));
    assert_eq!(throttle::count(&portal, &counts), Ok(()));
}

#[test]
fn nobody_uses_up_the_links_that_an_owner_may_ask_for() {
    let portal =
        TestPortal::in_city(&[("city.limits.resets", "2/60"), ("city.limits.resets_network", "4/60")]);
    lan(&portal);
    let known = from(&portal, "203.0.113.1", "", PASSWORD).map(|entered| entered.known).unwrap();
    let ask = |network: &str, known: &str| ask_reset(&portal, "lan@example.vn", network, known);
    for number in 0..2 {
        assert_eq!(ask(&format!("203.0.113.{number}"), ""), Ok(()));
    }
    assert_eq!(ask("203.0.113.3", ""), Err(Refusal::TooMany));
    assert_eq!(ask("203.0.113.1", &known), Ok(()));
    assert_eq!(ask("203.0.113.1", &known), Ok(()));
    assert_eq!(ask("203.0.113.1", &known), Err(Refusal::TooMany));
}
