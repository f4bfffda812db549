//! Every kind of letter can be read before it goes out.
use super::administrator;
use crate::support::TestPortal;
use langnghe::domain::letter::LetterKind;
use langnghe::domain::policy::Role;
use langnghe::links;

#[actix_web::test]
async fn every_kind_is_shown_in_both_languages_and_nothing_is_sent() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_letters()).await.follow("Xem trước các loại thư").await;
    assert_eq!(page.path, links::admin_letter_samples());
    for (lang, answer, stop) in [
        ("vi", "vá mặt đường sáng nay", "Không muốn nhận thư báo về phản ánh này nữa"),
        ("en", "repaired this morning", "To stop letters about this report"),
    ] {
        let page = admin.get(&links::admin_letter_samples_in(lang)).await;
        page.is(200).says(answer).says(stop).says("ban@example.vn");
        assert_eq!(page.all("section h2").len(), LetterKind::ALL.len());
        assert_eq!(page.all("section pre").len(), 2 * LetterKind::ALL.len(), "a text and an HTML form each");
        assert!(page.all("section pre").iter().all(|form| !form.contains('⟦') && form.len() > 100), "{lang}");
    }
    assert!(portal.unsent().is_empty() && portal.letters().is_empty(), "looking sent a letter");
}

#[actix_web::test]
async fn a_sample_can_be_opened_in_a_mail_program() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    for kind in LetterKind::ALL {
        let file = admin.peek(&links::admin_letter_sample(kind.as_str(), "en")).await;
        file.is(200);
        assert_eq!(file.header("content-type").as_deref(), Some("message/rfc822"));
        assert!(file.html.contains("multipart/alternative") && file.html.contains("From: "), "{kind}");
    }
    admin.get("/quan-tri/thu/mau/ransom/en.eml").await.is(404);
    admin.get("/quan-tri/thu/mau/answered/fr.eml").await.is(404);
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    officer.get(&links::admin_letter_samples()).await.is(404);
    officer.get(&links::admin_letter_sample("answered", "en")).await.is(404);
}
