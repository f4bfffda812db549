//! Two people at one report: nobody writes over the other, and nothing typed is lost.
use crate::support::TestPortal;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;

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
