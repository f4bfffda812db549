//! Who follows what is nobody's business, has its limits, and outlives no crash and no silence.
use super::follows::{ASKED, READER, TO_MORNING, ask, digests, follow, kept, link_in, lying, news, press};
use crate::support::TestPortal;
use chrono::Duration;
use diesel::prelude::*;
use diesel::sql_query;
use langnghe::actions::Refusal;
use langnghe::actions::followers::{self, write_digests, write_news};
use langnghe::domain::follow::Pace;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::schema::follows;

#[actix_web::test]
async fn what_nobody_confirms_is_forgotten_and_told_of_nothing() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::AwaitingApproval).build();
    ask(&portal, &links::follow_report(&ticket.code), (READER, "")).await;
    ask(&portal, &links::follow(), (READER, "daily")).await;
    let letter = portal.letters().remove(0);
    portal.wait(Duration::hours(1));
    portal.life(&ticket).answer(&ticket);
    portal.wait(TO_MORNING);
    assert_eq!((news(&portal), digests(&portal)), (0, 0));
    portal.wait(Duration::days(1));
    portal.run_jobs();
    assert_eq!(kept(&portal).len(), 2, "it was forgotten before its time");
    portal.wait(Duration::days(1) + Duration::hours(2));
    portal.run_jobs();
    assert_eq!((kept(&portal).len(), lying(&portal)), (0, 0));
    portal.browser().await.get(&link_in(&letter)).await.is(410).says("không dùng được nữa");
    let token = link_in(&letter).rsplit_once('/').unwrap().1.to_owned();
    assert_eq!(followers::confirm(&portal, &token).err(), Some(Refusal::Missing));
}

#[actix_web::test]
async fn whoever_asks_reads_the_same_whatever_an_address_follows() {
    let portal = TestPortal::in_city(&[("city.follows.most", "2")]);
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let at = links::follow_report(&ticket.code);
    follow(&portal, &at, (READER, "")).await;
    follow(&portal, &links::follow(), (READER, "daily")).await;
    portal.wait(Duration::hours(1));
    let mut read = Vec::new();
    for (at, pace) in [(at.as_str(), ""), ("/theo-doi", "weekly"), ("/theo-doi?q=cong", "daily")] {
        for email in [READER, "moi@example.vn"] {
            let page = ask(&portal, at, (email, pace)).await;
            read.push((at.to_owned(), page.is(200).path.clone(), page.text()));
        }
    }
    for pair in read.chunks(2) {
        assert_eq!(pair[0], pair[1]);
    }
    // Its owner is told; what is asked for once more is no second thing, and holds only once that is confirmed.
    let own: Vec<_> = portal.letters().into_iter().filter(|one| one.recipient == READER).collect();
    assert_eq!(own.len(), 2, "no letter for what is too much");
    let of = |email: &str| kept(&portal).into_iter().filter(|one| one.email == email).collect::<Vec<_>>();
    assert_eq!((of(READER).len(), of("moi@example.vn").len()), (2, 2));
    assert_eq!(of(READER)[1].pace, Pace::Daily, "anybody changed how often somebody is told");
    press(&portal, &own[1]).await;
    assert_eq!((of(READER).len(), of(READER)[1].pace), (2, Pace::Weekly));
}

#[actix_web::test]
async fn pressed_twice_it_is_one_subscription_one_letter_and_one_confirmation() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let page = portal.browser().await.get(&links::follow_report(&ticket.code)).await;
    let form = page.form("/theo-doi").fill("email", READER);
    form.clone().press("Theo dõi bằng thư").await.is(200).says(ASKED);
    form.press("Theo dõi bằng thư").await.is(200).says(ASKED);
    let letter = portal.letter_to(READER);
    assert_eq!(kept(&portal).len(), 1);
    let page = portal.browser().await.get(&link_in(&letter)).await;
    let form = page.form("/theo-doi/");
    form.clone().press("Xác nhận").await.is(200);
    let since = kept(&portal)[0].told_until;
    portal.wait(Duration::minutes(5));
    form.press("Xác nhận").await.is(200).says("Bạn đang theo dõi");
    assert_eq!((kept(&portal).len(), kept(&portal)[0].told_until), (1, since));
}

#[actix_web::test]
async fn a_network_a_box_and_what_a_box_follows_have_their_limits() {
    let portal = TestPortal::in_city(&[
        ("city.limits.follows_network", "4/60"),
        ("city.limits.follows_address", "2/1440"),
        ("city.follows.most", "1"),
    ]);
    for (at, email) in [
        ("/theo-doi?q=a", "ban.doc+1@example.vn"),
        ("/theo-doi?q=b", "ban.doc+2@example.vn"),
        ("/theo-doi?q=c", READER),
        ("/theo-doi?q=d", "khac@example.vn"),
    ] {
        ask(&portal, at, (email, "daily")).await.is(200).says(ASKED);
    }
    let to: Vec<String> = portal.letters().into_iter().map(|letter| letter.recipient).collect();
    assert_eq!(
        to,
        ["ban.doc+1@example.vn", "khac@example.vn"],
        "one box follows one thing, however it is spelt"
    );
    ask(&portal, "/theo-doi?q=e", ("nua@example.vn", "daily")).await.is(429);
    portal.wait(Duration::hours(2));
    portal.with_db(|c| diesel::delete(follows::table).execute(c));
    ask(&portal, "/theo-doi?q=a", (READER, "daily")).await.is(200).says(ASKED);
    assert!(portal.letters().is_empty(), "the box had its letters of the day");
    portal.wait(Duration::days(1));
    ask(&portal, "/theo-doi?q=a", (READER, "daily")).await;
    assert_eq!(portal.letters().len(), 1);
}

#[actix_web::test]
async fn a_crash_between_loses_no_letter_and_doubles_none() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Cống vỡ").in_state(Status::AwaitingApproval).build();
    for email in ["a@a.vn", "b@b.vn"] {
        follow(&portal, &links::follow_report(&ticket.code), (email, "")).await;
        follow(&portal, &links::follow(), (email, "daily")).await;
    }
    portal.wait(Duration::hours(1));
    portal.life(&ticket).answer(&ticket);
    // The outbox is away: what was noted before it was missed is taken back.
    let rename = |from: &str, to: &str| {
        portal.with_db(|c| sql_query(format!("ALTER TABLE {from} RENAME TO {to}")).execute(c));
    };
    rename("letters", "letters_away");
    assert!(write_news(&portal, &|| true).is_err());
    portal.wait(TO_MORNING);
    assert!(write_digests(&portal, &|| true).is_err());
    rename("letters_away", "letters");
    // Stopped after the first, another run goes on with the second.
    for write in [write_news, write_digests] {
        let left = std::cell::Cell::new(1);
        let once = || left.replace(left.get() - 1) > 0;
        assert_eq!((write(&portal, &once), write(&portal, &|| true)), (Ok(1), Ok(1)));
        let mut to: Vec<String> = portal.letters().into_iter().map(|letter| letter.recipient).collect();
        to.sort();
        assert_eq!(to, ["a@a.vn", "b@b.vn"]);
        assert_eq!(write(&portal, &|| true), Ok(0));
    }
}

#[actix_web::test]
async fn a_box_that_is_gone_and_a_report_or_list_that_is_not_there_are_not_followed() {
    let portal = TestPortal::new();
    let private = portal.ticket().private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    for nowhere in [links::follow_report(&private.code), "/theo-doi?co-quan=khong-co".into()] {
        browser.get(&nowhere).await.is(404);
    }
    follow(&portal, &links::follow(), (READER, "daily")).await;
    ask(&portal, "/theo-doi?q=x", (READER, "daily")).await;
    let letter = portal.unsent().remove(0);
    portal.with_db(|c| followers::bounced(c, &letter));
    let left: Vec<String> = kept(&portal).into_iter().map(|one| one.question).collect();
    assert_eq!((left, lying(&portal)), (vec![String::new()], 0));
}
