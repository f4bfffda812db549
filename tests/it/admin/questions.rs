//! What a category asks, as an administrator keeps it.
use super::administrator;
use crate::support::TestPortal;
use langnghe::links;

#[actix_web::test]
async fn a_question_is_made_with_its_choices_changed_and_ended() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let category = portal.category("giao_thong");
    let page = admin.get(&links::admin_category(category)).await.follow("Thêm câu hỏi").await;
    let form = page.form("/moi").fill("label_vi", "Sâu bao nhiêu?").choose("kind", "one");
    let again = form.fill("choice_vi_1", "Nông").fill("stop_vi_2", "Gọi 114.").press("Lưu").await;
    again.is(422).says("Mỗi lựa chọn cần tên");
    let form = again.form("/moi");
    assert_eq!((form.value("choice_vi_1"), form.value("stop_vi_2")), ("Nông".into(), "Gọi 114.".into()));
    let page = form.fill("choice_vi_2", "Sâu").press("Lưu").await;
    page.is(200).says("Sâu bao nhiêu?").says("Chọn một");
    let made = portal.asked_now(category).remove(0);
    let choices = made.read_choices();
    assert_eq!((choices.len(), choices[1].number, choices[1].stop_vi.as_str()), (2, 2, "Gọi 114."));

    // Free words are never public.
    let page = admin.get(&links::admin_question_new(category)).await;
    let form = page.form("/moi").fill("label_vi", "Cột nào?").tick("is_public").fill("position", "200");
    let again = form.press("Lưu").await;
    again.is(422).says("Lời người gửi tự gõ không công khai được");
    let depends = format!("{}-1", made.root_id);
    let form = again.form("/moi").untick("is_public").choose("depends", &depends);
    form.press("Lưu").await.is(200);

    // What another question depends on stays.
    let page = admin.get(&links::admin_question(category, made.root_id)).await;
    let again = page.form(&format!("/{}", made.root_id)).fill("choice_vi_1", "").press("Lưu").await;
    again.is(422);
    let again = page.form("/ket-thuc").press("Thôi hỏi").await;
    again.is(422).says("Một câu khác được hỏi tùy lựa chọn này");
    let page = admin.get(&links::admin_question(category, made.root_id)).await;
    let form = page.form(&format!("/{}", made.root_id)).fill("choice_vi_1", "Rất nông");
    let saved = form.press("Lưu").await;
    saved.is(200);
    let now = portal.asked_now(category).remove(0);
    assert_eq!((now.root_id, now.version, now.id == made.id), (made.root_id, 2, false));
    assert_eq!(now.read_choices()[0].number, 1, "a choice keeps its number");
    let late = page.form(&format!("/{}", made.root_id)).fill("label_vi", "Ngập đến đâu?").press("Lưu").await;
    late.is(409).says("Ngập đến đâu?");

    let other = portal.asked_now(category).remove(1);
    let page = admin.get(&links::admin_question(category, other.root_id)).await;
    page.form("/ket-thuc").press("Thôi hỏi").await.is(200).never_says("Cột nào?");
    assert_eq!(portal.asked_now(category).len(), 1);
}
