//! Keys of other programs: shown once, kept as a trace, used until they are over or revoked.
use super::administrator;
use crate::support::{Browser, Page, TestPortal};
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::api_keys::use_key;
use langnghe::domain::api_key::Scope;
use langnghe::links;
use langnghe::store;

async fn make(admin: &Browser, valid_to: &str) -> Page {
    let page = admin.get(&links::admin_api_key_new()).await;
    page.form("/khoa-api/moi")
        .fill("name", "Ứng dụng phường")
        .fill("valid_to", valid_to)
        .press("Tạo khóa")
        .await
}

fn key_on(page: &Page) -> String {
    page.all("code").into_iter().find(|text| text.len() > 60).expect("the key is shown")
}

#[actix_web::test]
async fn a_key_is_shown_once_and_nothing_that_is_kept_opens_anything() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    admin.get(&links::admin_api_keys()).await.says("Chưa có khóa nào");
    let page = make(&admin, "2027-01-31").await;
    let key = key_on(&page);
    let kept = portal.with_db(store::api_keys::all).pop().unwrap();
    assert!(!kept.hash.contains(key.rsplit('_').next().unwrap()) && key.contains(&kept.prefix));
    let again = admin.get(&links::admin_api_key(kept.id)).await;
    again.never_says(&key).says("Gửi phản ánh (Open311)").says("31/1/2027").says("Chưa dùng");
    assert!(use_key(&portal, &key, Scope::SendReports).is_ok());
    for other in [kept.hash.as_str(), kept.prefix.as_str(), "", &key[..key.len() - 1], &key.replace('_', "-")]
    {
        assert_eq!(use_key(&portal, other, Scope::SendReports).err(), Some(Refusal::Forbidden), "{other}");
    }
}

#[actix_web::test]
async fn pressed_twice_it_is_one_key_that_both_presses_show() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let form = admin.get(&links::admin_api_key_new()).await;
    let press = async || form.form("/khoa-api/moi").fill("name", "Một").press("Tạo khóa").await;
    let (first, second) = (press().await, press().await);
    assert_eq!(key_on(&first), key_on(&second));
    assert_eq!(portal.with_db(store::api_keys::all).len(), 1);
}

#[actix_web::test]
async fn a_key_ends_with_its_last_day_and_when_it_is_revoked() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let today = langnghe::clock::local(portal.now()).date();
    for (day, word) in [(today - Duration::days(1), "đã qua"), (today + Duration::days(731), "gần hơn")]
    {
        make(&admin, &day.to_string()).await.is(422).says(word);
    }
    let key = key_on(&make(&admin, &today.to_string()).await);
    assert!(use_key(&portal, &key, Scope::SendReports).is_ok());
    portal.wait(Duration::days(1));
    assert!(use_key(&portal, &key, Scope::SendReports).is_err(), "its last day is over");
    let admin = administrator(&portal).await;
    let key = key_on(&make(&admin, "2027-01-31").await);
    let kept = portal.with_db(store::api_keys::all).remove(0);
    assert!(use_key(&portal, &key, Scope::SendReports).is_ok());
    let page = admin.get(&links::admin_api_key(kept.id)).await;
    page.form("/thu-hoi").press("Thu hồi khóa").await.is(200).says("Đã thu hồi khóa.").says("Đã thu hồi");
    assert!(use_key(&portal, &key, Scope::SendReports).is_err(), "it is revoked");
}

#[actix_web::test]
async fn its_use_is_noted_by_the_day_and_written_once_a_day() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let key = key_on(&make(&admin, "2027-01-31").await);
    let day = |portal: &TestPortal| portal.with_db(store::api_keys::all)[0].used_on;
    assert_eq!(day(&portal), None);
    use_key(&portal, &key, Scope::SendReports).unwrap();
    let first = day(&portal);
    assert_eq!(first, Some(langnghe::clock::local(portal.now()).date()));
    let commits = crate::support::Commits::of(&portal);
    use_key(&portal, &key, Scope::SendReports).unwrap();
    let mut commits = commits;
    let asked = !langnghe::store::is_postgres(&portal.config.database_url);
    assert!(!(asked && commits.any_since()), "the second use of a day writes nothing");
    portal.wait(Duration::days(1));
    use_key(&portal, &key, Scope::SendReports).unwrap();
    assert!(day(&portal) > first);
}
