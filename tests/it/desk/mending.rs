//! An answer is signed by who approves it, who mends small mistakes and gives back the others.
use crate::support::{Page, TestPortal};
use langnghe::domain::event::EventKind;
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{accounts, events, notices, replies, reply_drafts};

const AGENCY: &str = "so-xay-dung";
const DRAFT: &str = "Ngày 6/9/2026, đơn vị đả vá song ổ gà trước cổng trường, diện tích 3 m2.";
const MENDED: &str = "Ngày 6/9/2026, đơn vị đã vá xong ổ gà trước cổng trường, diện tích 3 m2.";

#[actix_web::test]
async fn the_approver_signs_and_mends_and_whoever_wrote_it_sees_what() {
    let portal = TestPortal::in_city(&[("city.terms.mend_words", "3")]);
    let officer = portal.staff(Role::Officer, AGENCY).await;
    let approver = portal.staff(Role::Approver, AGENCY).await;
    let position = portal.with_db(|c| accounts::find(c, approver.who())).position;
    assert!(!position.is_empty());
    let ticket = portal.ticket().at(AGENCY).given_to(officer.who()).in_state(Status::InProgress).build();
    let here = links::desk_ticket(&ticket.code);
    let page = officer.get(&here).await;
    assert_eq!(page.form("/du-thao").value("signed_as"), "", "nobody's own post is proposed to sign with");
    let form = page.form("/du-thao").choose("outcome", "explained").fill("body", DRAFT);
    form.press("Trình duyệt").await.says("Đã trình duyệt");

    let mut page = approver.get(&here).await;
    page.says(&position);
    let changes = [
        (DRAFT.replace("3 m2", "5 m2"), "số liệu hoặc ngày tháng"),
        (DRAFT.replace("6/9/2026", "5/9/2026"), "số liệu hoặc ngày tháng"),
        (DRAFT.replace("ổ gà trước cổng trường", "nắp cống ở đầu ngõ"), "nhiều từ hơn mức"),
        (DRAFT.to_owned(), "Chưa có chỗ nào được sửa"),
    ];
    for (typed, why) in changes {
        page = page.form("/sua-loi").fill("mend_body", &typed).press("Lưu chỗ đã sửa").await;
        page.is(422).says(why);
        assert_eq!(page.form("/sua-loi").value("mend_body"), typed, "nothing typed is lost");
    }
    let page = page.form("/sua-loi").fill("mend_body", MENDED).press("Lưu chỗ đã sửa").await;
    page.says("Đã sửa dự thảo").says("“đả” → “đã”; “song” → “xong”");
    let draft = portal.with_db(|c| reply_drafts::find(c, ticket.id)).unwrap();
    assert_eq!((draft.body.as_str(), draft.author_id), (MENDED, officer.who()), "it stays whose it was");
    let told = portal.with_db(|c| notices::of_account(c, officer.who(), None, 99));
    assert!(told.iter().any(|one| one.notice.what == What::DraftMended));
    officer.get(&here).await.says("“đả” → “đã”; “song” → “xong”");
    page.form("/cong-bo").press("Duyệt và công bố").await.says("Đã công bố");

    let reply = portal.with_db(|c| replies::of_ticket(c, ticket.id)).remove(0);
    assert_eq!((reply.signed_as.as_str(), reply.body.as_str()), (position.as_str(), MENDED));
    public(&portal, &ticket.code).await.says(&position).says(MENDED).never_says("đả vá");
    let kept = portal.with_db(|c| events::count(c, ticket.id, EventKind::DraftMended));
    assert_eq!(kept, 1, "what was refused left nothing");
    drop(portal.letters());
}

async fn public(portal: &TestPortal, code: &str) -> Page {
    portal.browser().await.get(&links::ticket(code)).await
}

#[actix_web::test]
async fn another_signature_is_typed_by_whoever_approves() {
    let portal = TestPortal::new();
    let approver = portal.staff(Role::Approver, AGENCY).await;
    let ticket = portal.ticket().at(AGENCY).in_state(Status::AwaitingApproval).build();
    let page = approver.get(&links::desk_ticket(&ticket.code)).await;
    let page = page.form("/sua-loi").fill("mend_signed_as", "Q. Giám đốc").press("Lưu chỗ đã sửa").await;
    page.says("Đã sửa dự thảo").form("/cong-bo").press("Duyệt và công bố").await.says("Đã công bố");
    public(&portal, &ticket.code).await.says("Q. Giám đốc");
    drop(portal.letters());
}

#[actix_web::test]
async fn whoever_gave_a_report_back_neither_holds_it_nor_is_proposed_again() {
    let portal = TestPortal::new();
    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let category = portal.city().categories[&portal.any_category()].clone();
    let named = category.agency_id.map(|id| portal.city().agencies[&id].clone()).expect("it names an agency");
    let ticket = portal.ticket().at(&named.slug).in_state(Status::Forwarded).build();
    let here = links::desk_ticket(&ticket.code);
    let proposed = dispatcher.get(&here).await;
    assert_eq!(proposed.form("/chuyen").value("agency"), named.id.to_string());
    let life = portal.life(&ticket);
    life.send_back(&ticket);
    let page = dispatcher.get(&here).await;
    assert_eq!(page.form("/chuyen").value("agency"), "", "it is not proposed to whoever gave it back");
    page.says("cơ quan vừa chuyển trả phản ánh này");
    let facts = page.all(".facts div");
    assert!(
        facts.iter().any(|fact| fact.contains("Đang giữ") && fact.contains("Tổng đài 1022")),
        "{facts:?}"
    );
    assert!(
        facts.iter().any(|fact| fact.contains("Đã chuyển trả") && fact.contains(&named.name)),
        "{facts:?}"
    );
}
