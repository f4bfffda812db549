//! Readers follow reports and lists by mail: asked, confirmed, told from the public copy alone, and stopped at one press.
use super::scene::set_prominence;
use crate::support::{Page, TestPortal};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::followers::{write_digests, write_news};
use langnghe::clock::local;
use langnghe::domain::follow::Follow;
use langnghe::domain::letter::{LetterKind, QueuedLetter};
use langnghe::domain::policy::Role;
use langnghe::domain::report_point::{PointSource, Pointed, ReportPoint};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::links;
use langnghe::schema::{follows, letters};
use langnghe::store::report_points;

pub const READER: &str = "ban.doc@example.vn";
pub const ASKED: &str = "Bạn mở hộp thư và bấm đường dẫn xác nhận";

/// Types the address into the form that stands at `at`.
pub async fn ask(portal: &TestPortal, at: &str, (email, pace): (&str, &str)) -> Page {
    let form = portal.browser().await.get(at).await.is(200).form("/theo-doi").fill("email", email);
    let form = if pace.is_empty() { form } else { form.choose("pace", pace) };
    form.press("Theo dõi bằng thư").await
}

/// The address that the letter leads to.
pub fn link_in(letter: &QueuedLetter) -> String {
    letter.text.lines().find(|line| line.contains("/theo-doi/")).expect("the letter has a link").to_owned()
}

pub async fn press(portal: &TestPortal, letter: &QueuedLetter) {
    let page = portal.browser().await.get(&link_in(letter)).await;
    page.is(200).form("/theo-doi/").press("Xác nhận").await.is(200).says("Bạn đang theo dõi");
}

/// Somebody follows what stands at `at`, since just now.
pub async fn follow(portal: &TestPortal, at: &str, (email, pace): (&str, &str)) {
    ask(portal, at, (email, pace)).await.is(200).says(ASKED);
    press(portal, &portal.letter_to(email)).await;
}

pub fn kept(portal: &TestPortal) -> Vec<Follow> {
    portal.with_db(|c| follows::table.order(follows::id).select(Follow::as_select()).load(c))
}

pub fn news(portal: &TestPortal) -> usize {
    write_news(portal, &|| true).unwrap()
}

pub fn digests(portal: &TestPortal) -> usize {
    write_digests(portal, &|| true).unwrap()
}

/// How many letters to readers lie anywhere.
pub fn lying(portal: &TestPortal) -> i64 {
    portal.with_db(|c| letters::table.filter(letters::recipient.eq(READER)).count().get_result(c))
}

/// From Monday at ten to the next morning's letters, a little after the hour.
pub const TO_MORNING: Duration = Duration::minutes(21 * 60 + 31);

fn hide(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    let agent = portal.player(Role::Agent, "tt-1022");
    set_prominence(portal, (&agent, ticket), Prominence::Hidden)
}

#[actix_web::test]
async fn a_reader_follows_a_report_is_told_what_became_of_it_and_stops_at_one_press() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Cống vỡ").in_state(Status::AwaitingApproval).build();
    portal.ticket().titled("Việc khác").in_state(Status::Accepted).build();
    let page = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    let page = page.follow("Theo dõi phản ánh này").await;
    let feed = page.is(200).says("Cống vỡ").follow("Atom").await;
    assert_eq!((feed.is(200).html.contains("Cống vỡ"), feed.html.matches("<entry>").count()), (true, 1));
    page.form("/theo-doi").fill("email", READER).press("Theo dõi bằng thư").await.is(200).says(ASKED);
    let letter = portal.letter_to(READER);
    assert_eq!(letter.kind, LetterKind::FollowConfirm);
    assert!(letter.text.contains(&ticket.code), "{}", letter.text);
    let link = link_in(&letter);
    portal.browser().await.get(&link).await.is(200).says("Xác nhận theo dõi").never_says(READER);
    assert!(kept(&portal)[0].confirmed_at.is_none(), "a mail scanner must not confirm");
    press(&portal, &letter).await;
    assert_eq!(news(&portal), 0, "what the page said before is not told");

    portal.wait(Duration::hours(1));
    let answered = portal.life(&ticket).answer(&ticket);
    assert_eq!(news(&portal), 1);
    let letter = portal.letter_to(READER);
    assert_eq!(letter.kind, LetterKind::FollowNews);
    for said in [&ticket.code, "Cống vỡ", "Đã trả lời", "lấp ổ gà sáng nay", &links::ticket(&ticket.code)]
    {
        assert!(letter.text.contains(said) && letter.html.contains(said), "{said}: {}", letter.text);
    }
    assert_eq!((news(&portal), lying(&portal)), (0, 0), "a letter that was sent is kept nowhere");

    for personal in ["ban", "doc", "example.vn", &ticket.code] {
        assert!(!letter.stop_link.contains(personal), "{personal} stands in {}", letter.stop_link);
    }
    assert!(letter.text.contains(&letter.stop_link) && letter.html.contains(&letter.stop_link));
    let browser = portal.browser().await;
    let page = browser.get(&letter.stop_link).await;
    page.is(200).says("Cống vỡ").never_says(READER);
    assert_eq!(kept(&portal).len(), 1, "looking stops nothing");
    let page = page.form("/thu/").press("Thôi theo dõi").await;
    page.is(200).says("Đã thôi theo dõi");
    assert!(kept(&portal).is_empty(), "the address is still kept");
    page.again().await.is(200).says("Đã thôi theo dõi");
    portal.wait(Duration::hours(1));
    portal.life(&answered).close(&answered);
    assert_eq!((news(&portal), portal.letters().len()), (0, 0));
    browser.get(&link).await.is(410);
}

#[actix_web::test]
async fn a_mail_program_stops_it_without_cookie_and_what_waits_is_taken_back() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::AwaitingApproval).build();
    follow(&portal, &links::follow_report(&ticket.code), (READER, "")).await;
    portal.wait(Duration::hours(1));
    portal.life(&ticket).answer(&ticket);
    assert_eq!((news(&portal), lying(&portal)), (1, 1));
    let stop = portal.unsent().remove(0).stop_link;
    let page = portal.browser().await.post_raw(&stop, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(page.is(200).header("set-cookie"), None);
    assert_eq!((kept(&portal).len(), lying(&portal)), (0, 0));
    portal.browser().await.post_raw(&stop, &[("List-Unsubscribe", "One-Click")]).await.is(200);
    portal.browser().await.post_raw(&format!("{stop}0"), &[("List-Unsubscribe", "One-Click")]).await.is(404);
}

#[actix_web::test]
async fn a_digest_tells_in_the_morning_what_is_new_or_newly_answered_in_the_list_as_its_address_asks_for_it()
{
    let portal = TestPortal::new();
    let drain = portal.category("thoat_nuoc");
    let answer = portal.ticket().titled("Cống xưa").about(drain).in_state(Status::AwaitingApproval).build();
    portal.ticket().titled("Cống cũ").about(drain).in_state(Status::Accepted).build();
    portal.wait(Duration::minutes(30));
    let list = portal.browser().await.get("/phan-anh?linh-vuc=thoat_nuoc&xep=cho-lau").await;
    let page = list.follow("Theo dõi danh sách này").await;
    page.is(200).says("Thoát nước");
    let wrong = page.form("/theo-doi").fill("email", "không phải").press("Theo dõi bằng thư").await;
    assert_eq!(wrong.is(422).errors().len(), 2, "{:?}", wrong.errors());
    assert!(wrong.html.contains("không phải"));
    follow(&portal, &page.path, (READER, "daily")).await;
    follow(
        &portal,
        &links::commune("phuong-le-chan").replace("/phuong-xa/", "/theo-doi?phuong-xa="),
        ("b@b.vn", "weekly"),
    )
    .await;

    portal.wait(Duration::minutes(30));
    portal.ticket().titled("Cống mới").about(drain).in_state(Status::Accepted).build();
    portal.ticket().titled("Ổ gà mới").in_state(Status::Accepted).build();
    portal.life(&answer).answer(&answer);
    portal.wait(TO_MORNING - Duration::minutes(1));
    assert_eq!(digests(&portal), 0, "what is being written just now is told the next time");
    portal.wait(Duration::minutes(1));
    assert_eq!(digests(&portal), 1);
    let letter = portal.letter_to(READER);
    assert!(letter.subject.starts_with("2 tin mới: Thoát nước"), "{}", letter.subject);
    for said in ["Cống mới", "Cống xưa", "Đã trả lời", "/phan-anh?linh-vuc=thoat_nuoc"] {
        assert!(letter.text.contains(said) && letter.html.contains(said), "{said}: {}", letter.text);
    }
    for other in ["Cống cũ", "Ổ gà mới", "xep="] {
        assert!(!letter.text.contains(other), "{other}: {}", letter.text);
    }
    assert_eq!(digests(&portal), 0, "it is told once");
    portal.wait(Duration::days(1));
    assert_eq!((digests(&portal), portal.letters().len()), (0, 0), "where nothing is new there is no letter");
    assert!(kept(&portal)[0].told_until > Some(portal.now() - Duration::hours(1)));
}

#[actix_web::test]
async fn a_weekly_digest_gathers_a_week_names_so_many_and_counts_the_rest() {
    let portal = TestPortal::in_city(&[("city.follows.items", "2"), ("city.notices.digest_at", "06:00")]);
    follow(&portal, "/theo-doi?q=tac", (READER, "weekly")).await;
    for day in 0..4 {
        portal.wait(Duration::days(1));
        portal.ticket().titled(&format!("Cống tắc {day}")).in_state(Status::Accepted).build();
        portal.ticket().titled(&format!("Ổ gà {day}")).in_state(Status::Accepted).build();
        assert_eq!(digests(&portal), 0);
    }
    // From Friday at nine to Monday at six and a minute.
    portal.wait(Duration::days(2) + Duration::hours(21));
    assert_eq!(digests(&portal), 0);
    portal.wait(Duration::minutes(1));
    assert_eq!(digests(&portal), 1);
    let letter = portal.letter_to(READER);
    assert!(letter.subject.starts_with("4 tin mới") && letter.subject.contains("tac"), "{}", letter.subject);
    for said in ["Cống tắc 3", "Cống tắc 2", "Danh sách còn 2 phản ánh"] {
        assert!(letter.text.contains(said), "{said}: {}", letter.text);
    }
    assert!(!letter.text.contains("Cống tắc 1") && !letter.text.contains("Ổ gà"), "{}", letter.text);
}

#[actix_web::test]
async fn around_a_place_counts_what_a_public_map_shows_within_so_many_metres() {
    let portal = TestPortal::new();
    let here = super::map::here();
    let away = |metres: i32| langnghe::domain::point::Point { lat: here.lat + metres * 9 / 10, ..here };
    let at = |title: &str, metres| {
        let ticket = portal.ticket().titled(title).in_state(Status::Accepted).build();
        portal.pin(&ticket, away(metres));
        ticket
    };
    let first = at("Ở đây", 0);
    let page = portal.browser().await.get(&links::follow_report(&first.code)).await;
    let page = page.follow("1 km").await;
    page.is(200).says("Trong vòng 1 km quanh");
    let feed = page.follow("Atom").await;
    assert!(feed.is(200).html.contains("Ở đây"));
    portal.wait(Duration::minutes(1));
    follow(&portal, &page.path, (READER, "daily")).await;
    portal.wait(Duration::hours(1));
    at("Gần", 700);
    at("Xa hơn", 1_500);
    let hidden = portal.ticket().titled("Ghim kín").in_state(Status::InProgress).build();
    // Where the desk hides a pin, the map shows the middle of the commune.
    let located = portal.city().locate(here, local(portal.now()).date());
    let said = ReportPoint::said(hidden.id, Pointed::of(here, PointSource::Map, ""), &located, portal.now());
    portal.with_db(|c| report_points::insert(c, &ReportPoint { is_shown: false, ..said }));
    let list = |metres: u32| {
        let path =
            page.path.replace("/theo-doi", "/phan-anh").replace("trong=1000", &format!("trong={metres}"));
        let browser = portal.browser();
        async move { browser.await.get(&path).await.is(200).all(".ticket-card h3") }
    };
    assert_eq!(list(500).await, ["Ở đây"]);
    assert_eq!(list(1_000).await, ["Gần", "Ở đây"]);
    assert_eq!(list(2_000).await, ["Xa hơn", "Gần", "Ở đây"]);
    assert_eq!(list(3).await, [""; 0], "no such distance is offered");
    portal.wait(TO_MORNING);
    assert_eq!(digests(&portal), 1);
    let letter = portal.letter_to(READER);
    assert!(letter.text.contains("Gần"), "{}", letter.text);
    for other in ["Xa hơn", "Ghim kín", "Ở đây"] {
        assert!(!letter.text.contains(other), "{other}: {}", letter.text);
    }
}

#[actix_web::test]
async fn what_was_taken_down_meanwhile_is_in_no_letter_and_an_empty_digest_is_none() {
    let portal = TestPortal::new();
    let report = portal.ticket().titled("Bị ẩn").in_state(Status::AwaitingApproval).build();
    follow(&portal, &links::follow_report(&report.code), (READER, "")).await;
    follow(&portal, &links::follow(), (READER, "daily")).await;
    portal.wait(Duration::hours(1));
    let answered = portal.life(&report).answer(&report);
    hide(&portal, &answered);
    assert_eq!(news(&portal), 0);
    portal.wait(TO_MORNING);
    assert_eq!((digests(&portal), portal.letters().len()), (0, 0));
    // Public again it is told of.
    let agent = portal.player(Role::Agent, "tt-1022");
    let now = portal.with_db(|c| langnghe::store::tickets::find(c, report.id));
    set_prominence(&portal, (&agent, &now), Prominence::Public);
    assert_eq!(news(&portal), 1);
    assert!(portal.letter_to(READER).text.contains("Bị ẩn"));
    portal.wait(Duration::days(1));
    assert_eq!(digests(&portal), 1, "it became public anew");
}

#[actix_web::test]
async fn a_letter_speaks_the_language_of_its_page_and_repeats_no_typed_words_to_an_unconfirmed_address() {
    let portal = TestPortal::new();
    let browser = portal.browser().await.in_language("en");
    let form = browser.get("/theo-doi?q=mua%20ngay&co-anh=yes").await.form("/theo-doi");
    form.fill("email", READER).choose("pace", "daily").press("Follow by mail").await.is(200);
    let letter = portal.letter_to(READER);
    assert!(letter.text.contains("With a photo") && letter.text.contains("morning"), "{}", letter.text);
    for form in [&letter.subject, &letter.text, &letter.html] {
        assert!(!form.contains("mua ngay") && !form.contains("mua%20ngay"), "{form}");
    }
    browser.get(&link_in(&letter)).await.is(200).says("mua ngay");
}

#[actix_web::test]
async fn a_letter_that_waits_is_taken_back_when_its_report_is_and_written_anew_without_it() {
    let portal = TestPortal::new();
    let report = portal.ticket().titled("Bị ẩn").in_state(Status::AwaitingApproval).build();
    follow(&portal, &links::follow_report(&report.code), (READER, "")).await;
    follow(&portal, &links::follow(), (READER, "daily")).await;
    portal.wait(Duration::hours(1));
    let answered = portal.life(&report).answer(&report);
    portal.ticket().titled("Còn đó").in_state(Status::Accepted).build();
    portal.wait(TO_MORNING);
    assert_eq!((news(&portal), digests(&portal), lying(&portal)), (1, 1, 2));
    hide(&portal, &answered);
    assert_eq!((lying(&portal), news(&portal), digests(&portal)), (0, 0, 1));
    let letter = portal.letter_to(READER);
    assert!(letter.text.contains("Còn đó") && !letter.text.contains("Bị ẩn"), "{}", letter.text);
    // Public again, what happened to it is told after all.
    let agent = portal.player(Role::Agent, "tt-1022");
    let now = portal.with_db(|c| langnghe::store::tickets::find(c, report.id));
    set_prominence(&portal, (&agent, &now), Prominence::Public);
    assert_eq!(news(&portal), 1);
    assert!(portal.letter_to(READER).text.contains("lấp ổ gà sáng nay"));
}
