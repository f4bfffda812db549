//! Categories: made, renamed, ended by a day.
use super::administrator;
use crate::support::TestPortal;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store;

#[actix_web::test]
async fn a_renamed_category_keeps_its_reports_and_its_code() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let id = ticket.category_id;
    let before = portal.with_db(|c| store::categories::find(c, id));
    let page = admin.get(&links::admin_category(id)).await;
    page.says("1 phản ánh đã dùng lĩnh vực này");
    let form = page.form("/quan-tri/linh-vuc/").fill("name_vi", "Đường và cầu");
    let form = form.fill("valid_to", "2026-09-06");
    let page = form.press("Lưu").await;
    page.is(200).says("→ Đường và cầu");
    let after = portal.with_db(|c| store::categories::find(c, id));
    assert_eq!((after.name_vi.as_str(), &after.code), ("Đường và cầu", &before.code));
    let day = langnghe::clock::local(portal.now()).date();
    assert!(before.is_current(day) && !after.is_current(day));
    admin.get("/quan-tri/linh-vuc?q=duong+va+cau").await.says("không còn dùng");
}

#[actix_web::test]
async fn a_new_category_stands_in_a_group_and_has_somebody_to_answer() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/linh-vuc/moi").await;
    let group = page.form("/moi").options("parent")[1].clone();
    let form = page.form("/moi").fill("name_vi", "Bến thuyền");
    let page = form.choose("parent", &group).press("Lưu").await;
    page.is(422).says("Hãy chọn cơ quan nhận");
    let form = page.form("/moi").choose("agency", "so-xay-dung");
    let page = form.fill("words", "bến tàu\nbến đò").press("Lưu").await;
    page.is(200).says("Bến thuyền");
    let made = portal.with_db(|c| store::categories::by_code(c, "ben_thuyen")).unwrap();
    assert_eq!(made.words, "bến tàu; bến đò");
    assert!(made.path.ends_with("/ben_thuyen"));
}
