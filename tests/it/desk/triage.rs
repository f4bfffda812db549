//! A new report comes in and goes on, in the least steps.
use crate::support::TestPortal;
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{categories, communes, events, tickets};

#[actix_web::test]
async fn an_agent_accepts_and_forwards_in_one_press_and_the_next_report_opens() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let commune = portal.with_db(communes::all).remove(0);
    let category = portal.with_db(|c| categories::by_code(c, "moi_truong.rac"));
    let first = portal.ticket().in_commune(commune.id).titled("Đống rác đầu ngõ");
    let first = match category {
        Some(category) => first.about(category.id).build(),
        None => first.build(),
    };
    portal.wait(chrono::Duration::minutes(1));
    let second = portal.ticket().titled("Ổ gà giữa phố").build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;

    let page = agent.get(&links::triage()).await;
    page.says("Mới");
    let page = page.follow("Đống rác đầu ngõ").await;
    page.says("Nguyên văn của người gửi");
    let form = page.form("/tiep-nhan");
    let agency = form.value("agency");
    let form = if agency.is_empty() {
        let other = form.options("agency").into_iter().find(|value| !value.is_empty()).unwrap();
        form.choose("agency", &other)
    } else {
        form
    };
    let page = form.fill("public_title", "Rác tồn đọng ở đầu ngõ").press("Tiếp nhận và chuyển").await;
    page.says(&format!("Đã tiếp nhận {}. Nơi nhận: ", first.code)).says("Tiếp theo:");
    page.says("Ổ gà giữa phố");
    assert!(page.path.contains(&second.code), "{}", page.path);

    let after = portal.with_db(|c| tickets::find(c, first.id));
    assert_eq!(after.status, Status::Forwarded);
    assert_eq!(after.public_title, "Rác tồn đọng ở đầu ngõ");
    assert_eq!(after.title, "Đống rác đầu ngõ", "the sender's own words stay");
    assert!(after.agency().is_some() && after.answer_due().is_some());
    drop(portal.letters());
}

#[actix_web::test]
async fn a_report_is_refused_with_the_reasons_own_words_or_marked_as_a_duplicate() {
    let portal = TestPortal::new();
    let [bad, twin, master] =
        ["Bán hàng", "Lại ổ gà", "Ổ gà"].map(|title| portal.ticket().titled(title).build());
    let agent = portal.staff(Role::Agent, "tt-1022").await;

    let page = agent.get(&links::desk_ticket(&bad.code)).await;
    let again = page.form("/tu-choi").press("Xem trước lời gửi").await;
    assert_eq!(again.status, 422);
    again.says("Hãy chọn lý do từ chối");
    let reason = page.form("/tu-choi").options("reason").remove(1);
    let asks = page.form("/tu-choi").choose("reason", &reason).press("Xem trước lời gửi").await;
    assert_eq!(portal.with_db(|c| tickets::find(c, bad.id)).status, Status::New);
    asks.form("/tu-choi").press("Từ chối phản ánh").await.says(&format!("Đã từ chối {}", bad.code));
    let refused = portal.with_db(|c| tickets::find(c, bad.id));
    assert_eq!(refused.status, Status::Rejected);
    assert!(!refused.refusal.is_empty());

    let page = agent.get(&links::desk_ticket(&twin.code)).await;
    let wrong = page.form("/trung-lap").fill("master", &twin.code).press("Xem trước lời gửi").await;
    wrong.says("Đây chính là mã của phản ánh đang mở");
    let form = wrong.form("/trung-lap").fill("master", &master.code.to_lowercase());
    let asks = form.press("Xem trước lời gửi").await;
    asks.form("/trung-lap").press("Đánh dấu trùng").await;
    let marked = portal.with_db(|c| tickets::find(c, twin.id));
    assert_eq!((marked.status, marked.master_id), (Status::Duplicate, Some(master.id)));
    let page = agent.get(&links::desk_ticket(&master.code)).await;
    page.says(&twin.code);
    drop(portal.letters());
}

#[actix_web::test]
async fn a_changed_category_shows_the_new_proposal_before_it_is_sent_there() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let ticket = portal.ticket().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/tiep-nhan");
    let (own, offered) = (form.value("agency"), form.options("category"));
    let other = portal
        .with_db(categories::all)
        .into_iter()
        .filter(|one| !one.to_commune && offered.contains(&one.id.to_string()))
        .find(|one| one.agency_id.is_some_and(|id| id.to_string() != own))
        .expect("no category has another agency");
    let form = form.choose("category", &other.id.to_string());
    let again = form.press("Tiếp nhận và chuyển").await;
    assert_eq!(again.status, 422);
    again.says("cơ quan đề xuất cũng đổi");
    assert_ne!(again.form("/tiep-nhan").value("agency"), own);
    assert_eq!(portal.with_db(|c| tickets::find(c, ticket.id)).status, Status::New);
    again.form("/tiep-nhan").press("Tiếp nhận và chuyển").await;
    let sent = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!((sent.status, sent.category_id), (Status::Forwarded, other.id));
    drop(portal.letters());
}

#[actix_web::test]
async fn a_button_pressed_twice_leaves_one_event() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Forwarded).build();
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    let page = focal.get(&links::desk_ticket(&ticket.code)).await;
    for _ in 0..2 {
        let done = page.form("/nhan-viec").press("Nhận xử lý").await;
        assert_eq!(done.status, 200);
        done.says("Đang xử lý");
    }
    let all = portal.with_db(|c| events::of_ticket(c, ticket.id));
    let taken = all.iter().filter(|(event, _)| event.kind == EventKind::Taken).count();
    assert_eq!(taken, 1);
    drop(portal.letters());
}
