//! What is listened for in what residents write.
use super::administrator;
use crate::support::TestPortal;
use langnghe::links;
use langnghe::store;

#[actix_web::test]
async fn a_signal_is_made_changed_and_silenced_and_the_form_listens_at_once() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_signal_new()).await;
    let form = page.form("/dau-hieu/moi").choose("kind", "channel").fill("words", "bến tàu\nbến đò");
    let again = form.fill("link", "http://example.vn").press("Lưu").await;
    again.is(422).says("https://");
    let form = again.form("/dau-hieu/moi");
    assert_eq!(form.value("words").replace('\r', ""), "bến tàu\nbến đò", "nothing that was typed is lost");
    let form = form.fill("title_vi", "Bến thuyền").fill("advice_vi", "Hỏi bến.").fill("link", "");
    form.press("Lưu").await.is(200).says("Bến thuyền");
    let made = portal.with_db(store::signals::all).pop().expect("it was made");
    assert_eq!((made.words.as_str(), made.version), ("bến tàu; bến đò", 1));

    let heeds = async |words: &str| {
        let page = portal.browser().await.get(&links::submit()).await;
        let form = page.form("step").choose("kind", "report").fill("title", words);
        let page = form.fill("body", "Sáng nay tôi ra xem, cổng vẫn khóa.").press("Tiếp tục").await;
        assert_eq!(page.errors(), [""; 0]);
        page.path == links::submit_heed()
    };
    assert!(heeds("Ben do khong mo").await);
    let page = admin.get(&links::admin_signal(made.id)).await;
    page.form("/dau-hieu/").fill("words", "").press("Lưu").await.is(200);
    assert!(!heeds("Ben do khong mo").await);
    admin.get(&links::admin_signals()).await.says("Chưa có từ nào");
    page.form("/dau-hieu/").fill("title_vi", "Bến khác").press("Lưu").await.is(409).says("Bến khác");
}
