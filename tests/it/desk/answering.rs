//! From the agency's inbox to the published answer.
use crate::support::{TestPortal, jpeg};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{documents, photos, replies, reply_drafts, tickets};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const ANSWER: &str = "Ngày 6/9/2026, đơn vị đã vá xong ổ gà trước cổng trường.";

#[actix_web::test]
async fn a_report_is_taken_assigned_answered_with_proof_returned_and_published() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Forwarded).build();
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    let approver = portal.staff(Role::Approver, "so-xay-dung").await;
    let here = links::desk_ticket(&ticket.code);

    let page = focal.get(&links::work()).await.follow(&ticket.title).await;
    let page = page.form("/nhan-viec").press("Nhận xử lý").await;
    let form = page.form("/phan-cong").choose("assignee", &officer.who().to_string());
    form.press("Phân công").await.says("Đã phân công");

    let page = officer.get(&links::work()).await.follow(&ticket.title).await;
    let form = page.form("/du-thao").choose("outcome", "handled").fill("body", ANSWER);
    let again = form.fill("signed_as", "Giám đốc").press("Trình duyệt").await;
    assert_eq!(again.status, 422);
    assert_eq!(again.form("/du-thao").value("body"), ANSWER, "nothing typed is lost");
    let form = again.form("/du-thao").attach("after", "sau.jpg", &jpeg(640, 480));
    let page = form.attach("document", "cong-van.pdf", PDF).press("Xem như người dân").await;
    page.says("Đây là bản xem trước");
    page.says("cong-van.pdf");
    let page = officer.get(&here).await;
    page.form("/du-thao").press("Trình duyệt").await.says("Đã trình duyệt");

    let page = approver.get(&links::work()).await.follow(&ticket.title).await;
    page.says("Người dân sẽ thấy đúng như sau");
    page.form("/tra-lai").fill("remark", "Ghi rõ số mét vuông").press("Trả lại").await;
    let page = officer.get(&here).await;
    page.says("Ghi rõ số mét vuông");
    page.form("/du-thao").fill("body", &format!("{ANSWER} Diện tích 3 m2.")).press("Trình duyệt").await;
    let page = approver.get(&here).await;
    page.form("/cong-bo").press("Duyệt và công bố").await.says("Đã công bố");

    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(after.status, Status::Answered);
    let all = portal.with_db(|c| replies::of_ticket(c, ticket.id));
    assert!(all.len() == 1 && all[0].body.ends_with("3 m2."));
    let after = portal.with_db(|c| photos::of_ticket(c, ticket.id));
    assert!(after.iter().all(|photo| photo.is_public && photo.reply_id == Some(all[0].id)));
    assert_eq!(portal.with_db(|c| documents::of_ticket(c, ticket.id)).len(), 1);
    assert!(portal.with_db(|c| reply_drafts::find(c, ticket.id)).is_none());
    drop(portal.letters());
}

#[actix_web::test]
async fn whoever_wrote_the_draft_cannot_publish_it() {
    let portal = TestPortal::new();
    let both = portal
        .account("mot.nguoi@example.vn", &[(Role::Officer, "so-xay-dung"), (Role::Approver, "so-xay-dung")]);
    let ticket = portal.ticket().at("so-xay-dung").given_to(both).in_state(Status::AwaitingApproval).build();
    let browser = portal.signed_in(both).await;
    let page = browser.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Người viết dự thảo không tự duyệt được");
    let csrf = page.form("/tra-lai").value("csrf");
    let version = ticket.version.to_string();
    let raw = [("csrf", csrf.as_str()), ("version", &version), ("hang", "")];
    let answer = browser.post_raw(&links::desk_step(&ticket.code, "cong-bo"), &raw).await;
    assert_eq!(answer.status, 422);
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(after.status, Status::AwaitingApproval);
}

#[actix_web::test]
async fn a_file_that_is_no_photo_is_named_and_the_words_are_kept() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    let ticket = portal.ticket().at("so-xay-dung").given_to(officer.who()).in_state(Status::InProgress);
    let ticket = ticket.build();
    let page = officer.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/du-thao").fill("body", ANSWER).attach("after", "ghi-chu.jpg", b"<svg/>");
    let again = form.press("Trình duyệt").await;
    assert_eq!(again.status, 422);
    again.says("ghi-chu.jpg");
    let draft = portal.with_db(|c| reply_drafts::find(c, ticket.id));
    assert_eq!(draft.map(|draft| draft.body).as_deref(), Some(ANSWER));
}

#[actix_web::test]
async fn a_paper_that_does_something_by_itself_is_taken_with_a_warning_and_leaves_the_shelf_with_its_row() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    let ticket = portal.ticket().at("so-xay-dung").given_to(officer.who()).in_state(Status::InProgress);
    let ticket = ticket.build();
    let here = links::desk_ticket(&ticket.code);
    let form = officer.get(&here).await.form("/du-thao").fill("body", ANSWER);
    let acting =
        String::from_utf8_lossy(PDF).replace("<<>>\nendobj", "<</OpenAction<</S/JavaScript>>>>\nendobj");
    let form =
        form.attach("document", "cong-van.pdf", PDF).attach("document", "tu-chay.pdf", acting.as_bytes());
    let page = form.press("Lưu nháp").await;
    assert_eq!(page.all(".notice-amber").len(), 1, "{:?}", page.all(".notice-amber"));
    page.says("Tệp có thể tự chạy lệnh khi mở");
    page.form("/du-thao")
        .press("Xem như người dân")
        .await
        .says("tu-chay.pdf (PDF, 1 kB) · Tệp có thể tự chạy");

    let papers = portal.with_db(|c| documents::of_ticket(c, ticket.id));
    assert_eq!(papers.iter().map(|paper| paper.acts).collect::<Vec<_>>(), [false, true]);
    let form = officer.get(&here).await.form("/du-thao");
    let page = form.choose("drop_document", &papers[1].id.to_string()).press("Lưu nháp").await;
    page.never_says("tu-chay.pdf");
    let lies = |at: usize| portal.photos.read_public(&papers[at].hash.parse().unwrap()).unwrap().is_some();
    assert!(lies(0) && !lies(1), "what was taken off is gone");
}
