//! Agencies: the tree, a stale form, and the end of one.
use super::administrator;
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::city::Agency;
use langnghe::domain::event::{Event, EventKind};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::schema::{agencies, categories, desk_reports, events};
use langnghe::store;

fn agency(portal: &TestPortal, slug: &str) -> Agency {
    portal.with_db(|c| agencies::table.filter(agencies::slug.eq(slug)).select(Agency::as_select()).first(c))
}

#[actix_web::test]
async fn agencies_are_found_without_tones_and_made_and_renamed() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    admin.get("/quan-tri/co-quan?q=xay+dung").await.says("Sở Xây dựng");
    let page = admin.get("/quan-tri/co-quan/moi").await;
    let form = page.form("/moi");
    let page = form
        .fill("name", "Ban Quản lý Công viên")
        .choose("kind", "board")
        .choose("parent", "so-xay-dung")
        .press("Lưu")
        .await;
    page.is(200).says("Đã tạo");
    assert_eq!(page.path, "/quan-tri/co-quan/ban-quan-ly-cong-vien");
    let form = page.form("/ban-quan-ly-cong-vien");
    let page = form.fill("name", "Trung tâm Công viên").press("Lưu").await;
    page.says("Ban Quản lý Công viên → Trung tâm Công viên");
    let made = agency(&portal, "ban-quan-ly-cong-vien");
    assert_eq!(made.parent_id, Some(agency(&portal, "so-xay-dung").id));
    assert_eq!(made.name_fold, "trung tam cong vien");
}

#[actix_web::test]
async fn an_agency_cannot_stand_below_itself() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/co-quan/moi").await;
    let form = page.form("/moi").fill("name", "Đội Cây xanh");
    let form = form.choose("kind", "unit").choose("parent", "so-xay-dung");
    form.press("Lưu").await.is(200);
    let page = admin.get("/quan-tri/co-quan/so-xay-dung").await;
    let form = page.form("/so-xay-dung").choose("parent", "doi-cay-xanh");
    let page = form.press("Lưu").await;
    page.is(422).says("nằm dưới chính cơ quan");
    assert_ne!(agency(&portal, "so-xay-dung").parent_id, Some(agency(&portal, "doi-cay-xanh").id));
}

#[actix_web::test]
async fn a_stale_form_overwrites_nothing() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let (first, second) =
        (admin.get("/quan-tri/co-quan/so-y-te").await, admin.get("/quan-tri/co-quan/so-y-te").await);
    let first = first.form("/so-y-te").fill("contact_phone", "1022");
    first.press("Lưu").await.is(200);
    let late = second.form("/so-y-te").fill("contact_phone", "0225 000").press("Lưu").await;
    late.is(409).says("1022 → 0225 000");
    assert_eq!(agency(&portal, "so-y-te").contact_phone, "1022");
    assert_eq!(late.form("/so-y-te").value("contact_phone"), "0225 000");
    // The same words once more are one press.
    second.form("/so-y-te").fill("contact_phone", "1022").press("Lưu").await.is(200);
    assert_eq!(agency(&portal, "so-y-te").version, 2);
    late.form("/so-y-te").press("Lưu").await.is(200);
    assert_eq!(agency(&portal, "so-y-te").contact_phone, "0225 000");
}

#[actix_web::test]
async fn open_reports_pass_to_the_successor_and_old_ones_keep_who_answered() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let open = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let old = portal.ticket().at("so-xay-dung").in_state(Status::Closed).build();
    let page = admin.get("/quan-tri/co-quan/so-xay-dung").await;
    let form = page.form("/ket-thuc").fill("last_day", "2026-09-06");
    let page = form.press("Kết thúc").await;
    page.is(422).says("Hãy chọn cơ quan kế thừa");
    let form = page.form("/ket-thuc").choose("successor", "so-y-te").choose("people", "so-noi-vu");
    let page = form.press("Kết thúc").await;
    page.is(422).says("Ở cơ quan này chưa có ai nhận được việc");
    portal.man("so-y-te");
    let page = page.form("/ket-thuc").press("Kết thúc").await;
    page.is(200).says("Đã kết thúc");
    let (from, to) = (agency(&portal, "so-xay-dung"), agency(&portal, "so-y-te"));
    assert_eq!(from.successor_id, Some(to.id));
    let now = portal.with_db(|c| store::tickets::find(c, open.id));
    assert_eq!((now.agency(), now.assignee()), (Some(to.id), None));
    assert_eq!((now.status, now.due_at()), (open.status, open.due_at()));
    assert_eq!(now.version, open.version + 1);
    let kept = portal.with_db(|c| store::tickets::find(c, old.id));
    assert_eq!(kept, old);
    let last: Event = portal.with_db(|c| {
        events::table
            .filter(events::ticket_id.eq(open.id))
            .order(events::id.desc())
            .select(Event::as_select())
            .first(c)
    });
    assert_eq!((last.kind, last.agency_id), (EventKind::PassedOn, Some(to.id)));
    let still: i64 =
        portal.with_db(|c| categories::table.filter(categories::agency_id.eq(from.id)).count().get_result(c));
    assert_eq!(still, 0, "new reports go to the successor");
    let held: i64 = portal
        .with_db(|c| desk_reports::table.filter(desk_reports::agency_id.eq(from.id)).count().get_result(c));
    assert_eq!(held, 1);
}

#[actix_web::test]
async fn before_the_press_it_reads_what_passes_on_and_people_keep_their_work() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let officer = portal.account("canbo@example.vn", &[(Role::Officer, "so-xay-dung")]);
    let open = portal.ticket().at("so-xay-dung").given_to(officer).in_state(Status::AwaitingApproval).build();
    portal.ticket().at("so-xay-dung").in_state(Status::Closed).build();
    let page = admin.get("/quan-tri/co-quan/so-xay-dung").await;
    let facts = page.all(".facts-rows div");
    let says = |term: &str, value: &str| facts.iter().any(|fact| fact == &format!("{term}{value}"));
    assert!(says("Phản ánh đang mở", "1") && says("Dự thảo trả lời", "1"), "{facts:?}");
    assert!(says("Vai trò đang giữ", "3"), "{facts:?}");
    page.says(&format!("{} · Chờ duyệt", open.code)).says("Cán bộ canbo · Cán bộ xử lý");
    let form = page.form("/ket-thuc").fill("last_day", "2026-09-06").choose("successor", "so-y-te");
    form.press("Kết thúc").await.is(200).says("Đã kết thúc");
    let now = portal.with_db(|c| store::tickets::find(c, open.id));
    assert_eq!((now.agency(), now.assignee()), (Some(agency(&portal, "so-y-te").id), Some(officer)));
    let roles = portal.with_db(|c| store::accounts::roles_of(c, officer));
    let held: Vec<_> = roles.iter().map(|(role, of, _)| (*role, *of)).collect();
    assert_eq!(held, [(Role::Officer, agency(&portal, "so-y-te").id)]);
}

#[actix_web::test]
async fn its_people_may_go_elsewhere_than_its_work() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let officer = portal.account("canbo@example.vn", &[(Role::Officer, "so-xay-dung")]);
    let open = portal.ticket().at("so-xay-dung").given_to(officer).in_state(Status::InProgress).build();
    portal.man("so-y-te");
    let page = admin.get("/quan-tri/co-quan/so-xay-dung").await;
    let form = page.form("/ket-thuc").fill("last_day", "2026-09-08").choose("successor", "so-y-te");
    let page = form.choose("people", "so-noi-vu").press("Kết thúc").await;
    assert_eq!(page.is(200).form("/ket-thuc").value("people"), "so-noi-vu");
    portal.wait(chrono::Duration::days(2));
    assert_eq!(langnghe::actions::agencies::pass_on(&portal, &|| true), Ok(1));
    let now = portal.with_db(|c| store::tickets::find(c, open.id));
    assert_eq!((now.agency(), now.assignee()), (Some(agency(&portal, "so-y-te").id), None));
    let roles = portal.with_db(|c| store::accounts::roles_of(c, officer));
    assert_eq!(roles[0].1, agency(&portal, "so-noi-vu").id);
}

#[actix_web::test]
async fn pressed_twice_one_agency_is_made() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/co-quan/moi").await;
    let made =
        || page.form("/moi").fill("name", "Ban Quản lý Công viên").choose("kind", "board").press("Lưu");
    let [one, other] = [made().await, made().await];
    assert_eq!(one.path, other.path);
}
