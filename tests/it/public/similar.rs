//! What is like a report while it is being written: shown after the first step where there is any, with why.
use super::scene;
use crate::support::{Page, TestPortal};
use langnghe::domain::status::Status;
use langnghe::links;

async fn write(portal: &TestPortal, title: &str, body: &str) -> Page {
    let page = portal.browser().await.get(&links::submit()).await;
    let form = page.form("step").choose("kind", "report").fill("title", title).fill("body", body);
    form.choose("danger", "no").press("Tiếp tục").await
}

#[actix_web::test]
async fn what_is_like_it_is_shown_with_why_and_nobody_is_kept_from_going_on() {
    let portal = TestPortal::new();
    let drain = portal.category("thoat_nuoc");
    let commune = scene::commune(&portal, "Lê Chân");
    let flood = portal
        .ticket()
        .titled("Ngập sau mưa nhỏ ở phố Đình Đông")
        .saying("Nước ngập nửa bánh xe, đi lại rất khó khăn.");
    let flood = flood.about(drain).in_commune(commune.id);
    let flood = flood
        .answered_with("Đã nạo vét 9 hố ga và thông 120 m cống ngang phố.")
        .in_state(Status::Answered)
        .build();
    portal
        .ticket()
        .titled("Đèn đường hỏng")
        .saying("Tối om từ tuần trước, chưa có người đến xem.")
        .in_state(Status::Accepted)
        .build();
    // Like it, but nobody may read it; or it answers nobody.
    let like = || {
        portal
            .ticket()
            .titled("Phố Đình Đông ngập sau mưa")
            .saying("Vẫn như lần trước đã báo, nhờ xem giúp.")
            .about(drain)
    };
    like().private().in_state(Status::Answered).build();
    like().build();
    like().refused_for("toa_an").build();
    like().repeating(&flood).build();
    let page =
        write(&portal, "Phố Đình Đông cứ mưa là ngập", "Ngập sau mưa đến nửa bánh xe, đoạn ở Lê Chân.").await;
    page.is(200).says("Có thể đã có câu trả lời").says("Phố Đình Đông cứ mưa là ngập");
    assert_eq!(page.all(".similar h3"), ["Ngập sau mưa nhỏ ở phố Đình Đông"]);
    let why = page.all(".similar > p").remove(0);
    for reason in ["Câu hỏi này đã được trả lời", "Cùng phường, xã", "đình đông", "ngập sau mưa"]
    {
        assert!(why.to_lowercase().contains(&reason.to_lowercase()), "{reason}: {why}");
    }
    page.says("Đã nạo vét 9 hố ga");
    // The way on.
    let on = page.follow("Không phải, gửi tiếp").await;
    assert!(on.path.ends_with(&links::submit_category()), "{}", on.path);
    // One press, and what was written is still there.
    let pressed = page.form("cung-gap").press("Tôi cũng gặp").await;
    pressed.says("1 người cũng gặp").says("không cần gửi lại");
    let writing = pressed.follow("Viết tiếp").await;
    assert!(writing.html.contains("Phố Đình Đông cứ mưa là ngập"));
    drop(portal.letters());
}

#[actix_web::test]
async fn where_nothing_is_like_it_the_next_step_comes_at_once() {
    let portal = TestPortal::new();
    portal
        .ticket()
        .titled("Đèn đường hỏng")
        .saying("Tối om từ tuần trước, chưa có người đến xem.")
        .in_state(Status::Accepted)
        .build();
    let page = write(&portal, "Chó thả rông trong công viên", "Chiều nào cũng có, trẻ con rất sợ hãi.").await;
    assert!(page.is(200).path.ends_with(&links::submit_category()), "{}", page.path);
    let again = page.browser().get(&links::submit_similar()).await;
    assert!(again.path.ends_with(&links::submit_category()), "{}", again.path);
    // Without a draft there is only the first step.
    let stranger = portal.browser().await.get(&links::submit_similar()).await;
    assert!(stranger.path.ends_with(&links::submit()), "{}", stranger.path);
}
