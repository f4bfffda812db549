//! What is not easily undone asks once more: what would be read is shown, and nothing is kept or sent before the yes.
use crate::support::TestPortal;
use langnghe::actions::senders::keys;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::{events, tickets};

const LOOK: &str = "Xem trước lời gửi";
const OWN: &str = "Việc này do cơ quan điện lực trả lời, xin gọi 1900.";

fn now(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

#[actix_web::test]
async fn a_refusal_shows_its_letter_and_page_before_anything_is_kept_or_sent() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Mất điện cả ngõ").sent_by("lan@example.vn").build();
    drop(portal.letters());
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let form = agent.get(&links::desk_ticket(&ticket.code)).await.form("/tu-choi");
    let asks = form.choose("reason", "ngoai_tham_quyen").fill("text", OWN).press(LOOK).await;

    asks.is(200).says("Chưa có gì được lưu hay gửi đi").says("Mất điện cả ngõ").says(OWN);
    asks.says("Phản ánh không công khai").says("Thư gửi cho người gửi");
    let before = now(&portal, &ticket);
    assert_eq!((before.status, before.version), (Status::New, ticket.version));
    assert!(portal.letters().is_empty(), "a look sends nothing");
    let shown = asks.all("section.will-see").join("\n");
    let own = portal.with_db(|c| keys::of_own_page(&portal, c, ticket.id));
    assert!(!asks.html.contains(&own), "the sender's own page is not opened to the desk");

    asks.form("/tu-choi").press("Từ chối phản ánh").await.says(&format!("Đã từ chối {}", ticket.code));
    let after = now(&portal, &ticket);
    assert_eq!((after.status, after.refusal.as_str()), (Status::Rejected, OWN));
    let letter = portal.letter_to("lan@example.vn");
    assert!(shown.contains(&letter.subject), "{shown}");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in letter.text.lines().filter(|line| !line.contains("://")) {
        assert!(words(&shown).contains(&words(line)), "{line:?} was not shown: {shown}");
    }
}

#[actix_web::test]
async fn who_goes_back_finds_all_that_was_typed_and_nothing_was_done() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let form = agent.get(&links::desk_ticket(&ticket.code)).await.form("/tu-choi");
    let asks = form.choose("reason", "toa_an").fill("text", OWN).press(LOOK).await;
    asks.says("Không có thư nào gửi đi");
    let back = asks.form("/tu-choi").press("Quay lại sửa").await;
    let form = back.is(200).form("/tu-choi");
    assert_eq!((form.value("reason").as_str(), form.value("text").as_str()), ("toa_an", OWN));
    let asks = form.fill("text", "Tòa án đang xét xử vụ việc này.").press(LOOK).await;
    asks.says("Tòa án đang xét xử vụ việc này.").never_says(OWN);
    assert_eq!(now(&portal, &ticket).status, Status::New);
    assert_eq!(portal.with_db(|c| events::of_ticket(c, ticket.id)).len(), 1, "sent, and no more");
}

#[actix_web::test]
async fn a_yes_over_what_somebody_changed_meanwhile_is_no_yes() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let asks = page.form("/tu-choi").choose("reason", "toa_an").fill("text", OWN).press(LOOK).await;
    let other = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let form = other.get(&links::desk_ticket(&ticket.code)).await.form("/doi-loai");
    form.choose("kind", "praise")
        .fill("kind_why", "Người gửi khen tổ vá đường")
        .press("Lưu loại")
        .await
        .is(200);
    let again = asks.form("/tu-choi").press("Từ chối phản ánh").await;
    again.is(409).says(OWN);
    assert_eq!(now(&portal, &ticket).status, Status::New);
    drop(portal.letters());
}

#[actix_web::test]
async fn joining_shows_the_other_report_to_its_sender_where_that_is_public_and_else_no_word_of_it() {
    for private in [false, true] {
        let portal = TestPortal::new();
        let twin = portal.ticket().titled("Lại ổ gà").sent_by("lan@example.vn").build();
        let master = portal.ticket().titled("Kinba ổ gà").in_state(Status::Accepted);
        let master = if private { master.private().build() } else { master.build() };
        drop(portal.letters());
        let agent = portal.staff(Role::Agent, "tt-1022").await;
        let page = agent.get(&links::desk_ticket(&twin.code)).await;
        let asks = page.form("/trung-lap").fill("master", &master.code).press(LOOK).await;
        let shown = asks.is(200).all("section.will-see").join("\n");
        assert_eq!(shown.contains("Kinba"), !private, "{shown}");
        assert_eq!(shown.contains(&master.code), !private, "{shown}");
        assert_eq!(now(&portal, &twin).status, Status::New);
        asks.form("/trung-lap").press("Đánh dấu trùng").await.is(200);
        assert_eq!(now(&portal, &twin).master_id, Some(master.id));
        drop(portal.letters());
    }
}

#[actix_web::test]
async fn a_reason_that_hides_says_that_the_public_page_goes() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    for (reason, said) in
        [("bi_mat_nha_nuoc", "trang công khai bị gỡ xuống"), ("ngoai_tham_quyen", "Trang này công khai")]
    {
        page.form("/tu-choi").choose("reason", reason).press(LOOK).await.is(200).says(said);
        portal.browser().await.get(&links::ticket(&ticket.code)).await.is(200);
    }
    drop(portal.letters());
}
