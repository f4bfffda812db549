//! A code is typed, and what comes back.
use crate::support::TestPortal;
use langnghe::domain::limits::Limited;
use langnghe::domain::status::Status;
use langnghe::ids::TicketCode;
use langnghe::links;

#[actix_web::test]
async fn a_code_is_read_as_people_type_it() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Forwarded).build();
    let sloppy = ticket.code.replace('-', " ").to_lowercase();
    let page = portal.browser().await.get("/tra-cuu").await;
    let page = page.form("/tra-cuu").fill("ma", &sloppy).press("Tra cứu").await;
    assert_eq!(page.path, links::lookup_code(&ticket.code));
    page.is(200).says("Đang xử lý").says("Sở Xây dựng").says("Hạn trả lời");
    page.follow("Xem phản ánh").await.is(200).says(&ticket.public_title);
}

#[actix_web::test]
async fn what_waits_for_its_check_is_told_from_what_is_private() {
    let portal = TestPortal::new();
    let [waits, private] = [portal.ticket().build(), portal.ticket().private().build()];
    let browser = portal.browser().await;
    let page = browser.get(&links::lookup_code(&waits.code)).await;
    page.is(200).says("chưa có người kiểm tra").never_says("không công khai");
    browser
        .get(&links::lookup_code(&private.code))
        .await
        .is(200)
        .says("Nội dung phản ánh này không công khai");
    let going = portal.ticket().in_state(Status::Accepted).build();
    let page = browser.get(&links::lookup_code(&going.code)).await;
    assert_eq!(page.all("main .button-primary"), ["Xem phản ánh"], "there is no answer to see");
}

#[actix_web::test]
async fn a_wrong_character_is_told_from_an_unknown_code() {
    let portal = TestPortal::new();
    let right = TicketCode::random(2026);
    let last = if right.as_str().ends_with('2') { '3' } else { '2' };
    let wrong = format!("{}{last}", &right.as_str()[..11]);
    for (typed, said) in [
        ("", "Bạn chưa nhập mã"),
        ("26-8K3F", "10 ký tự"),
        (wrong.as_str(), "Có một ký tự bị nhầm"),
        (right.as_str(), "Chưa có phản ánh nào mang mã này"),
    ] {
        let page = portal.browser().await.get("/tra-cuu").await;
        let page = page.form("/tra-cuu").fill("ma", typed).press("Tra cứu").await;
        assert!(page.is(422).errors()[0].contains(said), "{typed}: {:?}", page.errors());
        assert_eq!(page.form("/tra-cuu").value("ma"), typed);
    }
}

#[actix_web::test]
async fn who_guesses_codes_is_shut_out_and_who_knows_one_is_not() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let browser = portal.browser().await;
    let limit = portal.facts().limits.of(Limited::CodesNetwork);
    for _ in 0..limit.most {
        browser.get(&links::lookup_code(&ticket.code)).await.is(200);
    }
    for _ in 0..limit.most {
        let guess = TicketCode::random(2026);
        browser.get(&links::lookup_code(guess.as_str())).await.is(404);
    }
    browser.get(&links::lookup_code(&ticket.code)).await.is(429);
    portal.wait(chrono::Duration::minutes(limit.minutes + 1));
    browser.get(&links::lookup_code(&ticket.code)).await.is(200);
}
