//! What is too much: too long, too many parts, files where none belong. It is said, the words stay on their page, and
//! nothing of it is kept, searched or compared.
use super::submit_way as way;
use crate::support::{Answer, Asked, Browser, Page, TestPortal, jpeg};
use actix_web::http::Method;
use diesel::prelude::*;
use langnghe::domain::policy::Role;
use langnghe::links;
use langnghe::schema::{drafts, uploads};

/// As much as a form takes at all.
fn flood() -> String {
    "pho ga ".repeat(17_000)
}

fn kept(portal: &TestPortal) -> Vec<String> {
    portal.with_db(|c| drafts::table.select(drafts::answers).load(c))
}

/// Fills one field of a page's form with a flood and expects the page back with it.
async fn floods(page: &Page, form: &str, field: &str, button: &str) -> Page {
    let again = page.form(form).fill(field, &flood()).press(button).await;
    again.is(422);
    assert_eq!(again.form(form).value(field).trim(), flood().trim(), "{} {field}", page.path);
    assert!(!again.errors().is_empty(), "{} {field}", page.path);
    again
}

#[actix_web::test]
async fn a_text_that_is_too_long_comes_back_whole_and_is_kept_nowhere() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = browser.get(&links::submit()).await;
    for field in ["title", "body"] {
        let form = page.form("step").fill("title", way::TITLE).fill("body", way::BODY);
        let again = form.fill(field, &flood()).press("Tiếp tục").await;
        again.is(422);
        assert_eq!(again.form("step").value(field).trim(), flood().trim());
    }
    assert_eq!(kept(&portal), [] as [String; 0]);
    let page = way::category(&way::what(&browser).await).await;
    for field in ["commune", "place"] {
        floods(&page, "step", field, "Tiếp tục").await;
    }
    floods(&page, "step", "commune", "").await;
    let page = browser.get(&links::submit_contact()).await;
    for field in ["name", "phone", "email"] {
        floods(&page, "step", field, "Tiếp tục").await;
    }
    let kept = kept(&portal);
    assert!(kept.len() == 1 && kept[0].len() < 2_000, "{} bytes", kept[0].len());
}

#[actix_web::test]
async fn every_other_form_says_so_too_and_gives_the_words_back() {
    let portal = TestPortal::new();
    let guest = portal.browser().await;
    for (address, field, button) in
        [("/tra-cuu", "ma", ""), ("/dang-nhap", "email", ""), ("/quen-mat-khau", "email", "")]
    {
        let page = guest.get(address).await;
        floods(&page, address, field, button).await;
    }
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    for field in ["title", "body", "category", "commune", "place", "name", "phone", "email"] {
        let page = agent.get(&links::call()).await;
        floods(&page, "/nhap-cuoc-goi", field, "Lưu").await;
    }
    let admin = portal.staff(Role::Admin, "ubnd-thanh-pho").await;
    for (address, field) in [
        ("/quan-tri/co-quan/moi", "name"),
        ("/quan-tri/linh-vuc/moi", "words"),
        ("/quan-tri/tai-khoan/moi", "name"),
    ] {
        let page = admin.get(address).await;
        floods(&page, address, field, "").await;
    }
}

#[actix_web::test]
async fn a_question_that_is_too_long_is_looked_up_nowhere() {
    let portal = TestPortal::new();
    let guest = portal.browser().await;
    way::what(&guest).await;
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let admin = portal.staff(Role::Admin, "ubnd-thanh-pho").await;
    for (who, address, name) in [
        (&guest, links::answers(), "q"),
        (&guest, links::agencies(), "q"),
        (&guest, links::submit_category(), "q"),
        (&agent, links::tickets(), "q"),
        (&admin, links::admin_agencies(), "q"),
        (&admin, links::admin_categories(), "q"),
        (&admin, links::admin_accounts(), "q"),
    ] {
        let query = serde_urlencoded::to_string([(name, "pho ga ".repeat(1_000))]).unwrap();
        who.get(&format!("{address}?{query}")).await.is(422).says("dài quá 200 ký tự");
        who.get(&format!("{address}?{name}=duong")).await.is(200);
    }
}

/// A form in parts, as a program might write it that nobody tried with this portal.
struct Parts(Vec<u8>);

const EDGE: &str = "----edge";

impl Parts {
    /// With the form's key and the number of its draft.
    fn new([csrf, draft]: &[String; 2]) -> Self {
        let begun = Self(Vec::new()).part(b"form-data; name=\"csrf\"", b"", csrf.as_bytes());
        begun.part(b"form-data; name=\"draft\"", b"", draft.as_bytes())
    }

    fn part(mut self, disposition: &[u8], more: &[u8], content: &[u8]) -> Self {
        let head = [b"--", EDGE.as_bytes(), b"\r\nContent-Disposition: ", disposition, more, b"\r\n\r\n"];
        head.into_iter().chain([content, b"\r\n"]).for_each(|piece| self.0.extend_from_slice(piece));
        self
    }

    fn file(self, disposition: &[u8], content: &[u8]) -> Self {
        self.part(disposition, b"\r\nContent-Type: image/jpeg", content)
    }

    async fn send(mut self, browser: &Browser, address: &str, kind: &str) -> Answer {
        self.0.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let cookie = browser.cookie("guest").map(|key| format!("guest={key}")).unwrap_or_default();
        let headers = vec![("content-type", format!("{kind}; boundary={EDGE}")), ("cookie", cookie)];
        browser.send(Asked { method: Method::POST, address: address.into(), headers, body: self.0 }).await
    }
}

const USUAL: &str = "multipart/form-data";

/// A guest at the photos, and the key of that page's form.
async fn at_photos(portal: &TestPortal) -> (Browser, [String; 2]) {
    let browser = portal.browser().await;
    let page = way::place(&way::category(&way::what(&browser).await).await).await;
    assert_eq!(page.path, links::submit_photos());
    let form = page.form("step");
    (browser, [form.value("csrf"), form.value("draft")])
}

fn photos(portal: &TestPortal) -> i64 {
    portal.with_db(|c| uploads::table.count().get_result(c))
}

#[actix_web::test]
async fn a_photo_is_kept_whatever_its_file_is_called() {
    let portal = TestPortal::new();
    let (browser, form) = at_photos(&portal).await;
    let names: [&[u8]; 9] = [
        b"form-data; name=\"photos\"; filename=\"nh\xf5.jpg\"",
        b"form-data; name=\"photos\"; filename=\"nha\\\"",
        b"form-data; filename=\"nha\\\"; name=\"photos\"",
        b"form-data; name=\"photos\"",
        b"form-data; name=photos; filename=nha.jpg",
        b"form-data; name=\"photos\"; filename=\"\"",
        b"form-data; name=\"photos\"; filename=\"a\\\"b;c.jpg\"",
        b"form-data; name=\"photos\"; filename*=UTF-8''nh%C3%A0.jpg",
        b"FORM-DATA; NAME=\"x\"; name=\"photos\"; FILENAME=\"N.JPG\"",
    ];
    for (at, disposition) in (1..).zip(names) {
        let parts = Parts::new(&form).file(disposition, &jpeg(40 + at, 30));
        let answer = parts.send(&browser, &links::submit_photos(), USUAL).await;
        assert_eq!(answer.status, 303, "{}", String::from_utf8_lossy(disposition));
        assert_eq!(photos(&portal), 1, "{}", String::from_utf8_lossy(disposition));
        portal.with_db(|c| diesel::delete(uploads::table).execute(c));
    }
    for kind in ["Multipart/Form-Data", "MULTIPART/FORM-DATA", "multipart/form-data; charset=utf-8"] {
        let parts = Parts::new(&form).file(b"form-data; name=\"photos\"; filename=\"a.jpg\"", &jpeg(90, 30));
        assert_eq!(parts.send(&browser, &links::submit_photos(), kind).await.status, 303, "{kind}");
    }
    let unread = Parts::new(&form).file(b"form-data; name=\"photos\"; filename=\"\xf5\"", b"no photo");
    let answer = unread.send(&browser, &links::submit_photos(), USUAL).await;
    assert_eq!(answer.status, 422);
    assert!(String::from_utf8_lossy(&answer.body).contains("Ảnh không tên"));
}

#[actix_web::test]
async fn of_nine_photos_at_once_five_are_kept_and_the_others_named() {
    let portal = TestPortal::new();
    let (browser, _) = at_photos(&portal).await;
    let page = nine(&browser).await;
    page.is(422);
    assert_eq!(page.all(".previews li").len(), 5);
    assert_eq!(page.errors().len(), 4);
    for name in ["anh6.jpg", "anh7.jpg", "anh8.jpg", "anh9.jpg"] {
        page.says(name);
    }
}

async fn nine(browser: &Browser) -> Page {
    let mut form = browser.get(&links::submit_photos()).await.form("step");
    for at in 1..=9 {
        form = form.attach("photos", &format!("anh{at}.jpg"), &jpeg(40 + at, 30));
    }
    form.press("Tiếp tục").await
}

#[actix_web::test]
async fn as_many_arrive_as_the_city_takes_and_of_too_many_each_is_named() {
    let portal = TestPortal::set_up(|config| config.uploads.photos = 10);
    let (browser, form) = at_photos(&portal).await;
    nine(&browser).await.is(200);
    assert_eq!(photos(&portal), 9);
    let mut parts = Parts::new(&form);
    for at in 1..=30 {
        let name = format!("form-data; name=\"photos\"; filename=\"them{at}.jpg\"");
        parts = parts.file(name.as_bytes(), &jpeg(80 + at, 30));
    }
    let answer = parts.send(&browser, &links::submit_photos(), USUAL).await;
    let said = String::from_utf8_lossy(&answer.body).into_owned();
    assert_eq!((answer.status, photos(&portal)), (422, 10));
    assert!((2..=30).all(|at| said.contains(&format!("them{at}.jpg"))));
}

#[actix_web::test]
async fn a_form_without_files_takes_none_and_one_without_its_key_holds_none() {
    let portal = TestPortal::new();
    let (browser, form) = at_photos(&portal).await;
    let file: &[u8] = b"form-data; name=\"photos\"; filename=\"a.jpg\"";
    for address in [links::submit_restart(), links::submit(), links::submit_review()] {
        let answer = Parts::new(&form).file(file, &jpeg(40, 30)).send(&browser, &address, USUAL).await;
        assert_eq!(answer.status, 400, "{address}");
    }
    let answer = Parts::new(&["".into(), String::new()])
        .file(file, &jpeg(40, 30))
        .send(&browser, &links::submit_photos(), USUAL)
        .await;
    assert!(answer.status == 403 || answer.status == 422, "{}", answer.status);
    assert_eq!(photos(&portal), 0);
    let left = std::fs::read_dir(portal.config.data.join("tmp")).unwrap().count();
    assert_eq!(left, 0, "files that nobody holds are gone");
}

#[actix_web::test]
async fn many_parts_long_names_and_endless_heads_are_refused() {
    let portal = TestPortal::new();
    let (browser, form) = at_photos(&portal).await;
    let mut many = Parts::new(&form);
    for _ in 0..400 {
        many = many.part(b"form-data; name=\"keep\"", b"", b"");
    }
    let long = format!("form-data; name=\"{}\"", "k".repeat(101));
    let head = format!("\r\nX-Long: {}", "k".repeat(400_000));
    for parts in [
        many,
        Parts::new(&form).part(long.as_bytes(), b"", b""),
        Parts::new(&form).part(b"form-data; name=\"keep\"", b"", &vec![b'k'; 129 * 1024]),
    ] {
        let answer = parts.send(&browser, &links::submit_photos(), USUAL).await;
        assert_eq!(answer.status, 413);
    }
    let parts = Parts::new(&form).part(b"form-data; name=\"keep\"", head.as_bytes(), b"");
    assert_eq!(parts.send(&browser, &links::submit_restart(), USUAL).await.status, 413);
    let fields: Vec<(&str, &str)> = (0..400).map(|_| ("a", "")).chain([("csrf", form[0].as_str())]).collect();
    assert_eq!(browser.post_raw(&links::submit_restart(), &fields).await.status, 413);
    let long = "k".repeat(5_000);
    let hidden = [("csrf", form[0].as_str()), ("form_key", &long)];
    assert_eq!(browser.post_raw(&links::submit_review(), &hidden).await.status, 422);
}

#[actix_web::test]
async fn who_is_turned_away_is_told_when_to_come_again() {
    let portal = TestPortal::new();
    let guest = portal.browser().await;
    let after = |page: &Page| page.header("retry-after").and_then(|seconds| seconds.parse::<u32>().ok());
    portal.with_db(|c| diesel::sql_query("ALTER TABLE public_reports RENAME TO elsewhere").execute(c));
    let page = guest.get(&links::answers()).await;
    page.is(503).says("Cổng đang bận");
    assert!(after(&page).is_some_and(|seconds| (1..=60).contains(&seconds)));
}

#[actix_web::test]
async fn a_file_that_cannot_be_laid_down_is_named_and_the_words_beside_it_stay() {
    let portal = TestPortal::new();
    let (browser, _) = at_photos(&portal).await;
    let tmp = portal.config.data.join("tmp");
    std::fs::remove_dir(&tmp).unwrap();
    std::fs::write(&tmp, "in its place").unwrap();
    let page = browser.get(&links::submit_photos()).await;
    let page = page.form("step").attach("photos", "nha.jpg", &jpeg(40, 30)).press("Tiếp tục").await;
    page.is(503).says("nha.jpg");
    assert!(page.header("retry-after").is_some());
}
