//! Two people at one report: nobody writes over the other, and nothing typed is lost.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::schema::notes;
use langnghe::store;

#[actix_web::test]
async fn whoever_comes_second_reads_who_was_faster_and_keeps_what_they_typed() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let [one, other] =
        [portal.staff(Role::Agent, "tt-1022").await, portal.staff(Role::Agent, "tt-1022").await];
    let slow = other.get(&links::desk_ticket(&ticket.code)).await;
    let fast = one.get(&links::desk_ticket(&ticket.code)).await;
    fast.form("/tiep-nhan").press("Chỉ tiếp nhận").await;

    let typed = "Một đoạn văn đã gõ rất lâu, không được mất.";
    let late = slow.form("/tiep-nhan").fill("public_body", typed).press("Chỉ tiếp nhận").await;
    assert_eq!(late.status, 409);
    late.says("Có người vừa thay đổi phản ánh này");
    late.says("Cán bộ agent.tt-1022");
    late.says(typed);
    drop(portal.letters());
}

#[actix_web::test]
async fn a_note_on_a_stale_page_stands_in_the_form_again() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Forwarded).build();
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    let other = portal.staff(Role::Focal, "so-xay-dung").await;
    let slow = other.get(&links::desk_ticket(&ticket.code)).await;
    let page = focal.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/nhan-viec").press("Nhận xử lý").await;
    let late = slow.form("/ghi-chu").fill("note", "Đã gọi cho tổ 3").press("Lưu ghi chú").await;
    assert_eq!(late.status, 409);
    let saved = late.form("/ghi-chu").press("Lưu ghi chú").await;
    saved.says("Đã lưu ghi chú");
    saved.says("Đã gọi cho tổ 3");
    drop(portal.letters());
}

#[actix_web::test]
async fn a_second_press_with_the_same_words_is_one_press_and_with_others_is_told() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    let page = focal.get(&links::desk_ticket(&ticket.code)).await;
    let note = |text: &str| page.form("/ghi-chu").fill("note", text).press("Lưu ghi chú");
    note("Đã gọi cho tổ 3").await.says("Đã lưu ghi chú");
    note("Đã gọi  cho tổ 3 ").await.is(200).says("Đã lưu ghi chú");
    let kept: i64 = portal.with_db(|c| notes::table.count().get_result(c));
    assert_eq!(kept, 1);
    let late = note("Tổ 3 không nghe máy, gọi lại chiều nay").await;
    late.is(409).says("Tổ 3 không nghe máy, gọi lại chiều nay");
    assert_eq!(late.form("/ghi-chu").value("note"), "Tổ 3 không nghe máy, gọi lại chiều nay");
    drop(portal.letters());
}

#[actix_web::test]
async fn another_choice_on_a_stale_page_is_not_said_to_be_saved() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    ["so-xay-dung", "so-y-te"].into_iter().for_each(|slug| portal.man(slug));
    let to = |slug: &str| page.form("/chuyen").choose("agency", &portal.agency(slug).to_string());
    to("so-xay-dung").press("Chuyển").await.is(200);
    to("so-xay-dung").press("Chuyển").await.is(200);
    to("so-y-te").press("Chuyển").await.is(409);
    let now = portal.with_db(|c| store::tickets::find(c, ticket.id));
    assert_eq!(now.agency(), Some(portal.agency("so-xay-dung")));
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let level = |word: &str| page.form("/muc-do").choose("level", word).fill("level_why", "Nhiều người đi");
    level("complex").press("Lưu mức độ").await.is(200);
    level("complex").press("Lưu mức độ").await.is(200);
    level("urgent").press("Lưu mức độ").await.is(409);
    drop(portal.letters());
}

#[actix_web::test]
async fn two_pages_at_one_answer_lose_neither_text() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    let ticket =
        portal.ticket().at("so-xay-dung").given_to(officer.who()).in_state(Status::InProgress).build();
    let page = officer.get(&links::desk_ticket(&ticket.code)).await;
    let save = |text: &str| page.form("/du-thao").fill("body", text).press("Lưu nháp");
    save("Đã vá xong ổ gà sáng nay.").await.is(200);
    save("Đã vá xong ổ gà sáng nay.").await.is(200);
    let late = save("Sẽ vá ổ gà vào tuần sau.").await;
    late.is(409).says("Sẽ vá ổ gà vào tuần sau.").says("Đã vá xong ổ gà sáng nay.");
    assert_eq!(late.form("/du-thao").value("body"), "Sẽ vá ổ gà vào tuần sau.");
    let saved = late.form("/du-thao").press("Lưu nháp").await;
    assert_eq!(saved.form("/du-thao").value("body"), "Sẽ vá ổ gà vào tuần sau.");
    drop(portal.letters());
}
