//! Odd but valid: a name twice in an address, days of any year, bytes that are no letters, cookies of neighbours.
use crate::support::{Asked, TestPortal};
use actix_web::http::Method;
use actix_web::http::header::{COOKIE, HeaderValue};
use actix_web::test::{self, TestRequest};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::web::page_cache::PageCache;
use langnghe::web::posted::Intake;

#[actix_web::test]
async fn of_a_name_that_stands_twice_the_last_counts() {
    let portal = TestPortal::new();
    portal.ticket().titled("Đèn đường hỏng").in_state(Status::Accepted).build();
    let browser = portal.browser().await;
    let page = browser.get("/phan-anh?q=rac&la=1&q=%20&trang-thai=&trang-thai=dang-xu-ly&trang-thai=").await;
    page.is(200).says("Đèn đường hỏng");
    let page = browser.get("/phan-anh?tu=2026-09-08&tu=2026-09-07").await;
    page.is(200).says("Đèn đường hỏng");
    let form = page.follow("Lọc thêm").await;
    assert_eq!(form.attributes("input[type=date][name=tu]", "value"), ["2026-09-07"]);
}

#[actix_web::test]
async fn a_list_of_any_days_answers() {
    let portal = TestPortal::new();
    portal.ticket().titled("Đèn đường hỏng").in_state(Status::Accepted).build();
    let browser = portal.browser().await;
    let early = ["-262143-01-01", "0000-01-01", "0001-01-01", "1970-01-01", "2024-01-01", "2026-09-07"];
    let late = ["2026-09-07", "2400-01-01", "9999-12-31", "+10000-01-01", "+262142-12-31"];
    for from in early {
        for until in late {
            let address =
                format!("/phan-anh?tu={}&den={}", from.replace('+', "%2B"), until.replace('+', "%2B"));
            browser.get(&address).await.is(200).says("Đèn đường hỏng");
        }
    }
    for (from, until) in [("2026-09-08", "9999-12-31"), ("2400-01-01", ""), ("9999-12-31", "0000-01-01")] {
        let page = browser.get(&format!("/phan-anh?tu={from}&den={until}")).await;
        page.is(200);
        assert!(!page.html.contains("Đèn đường hỏng"), "{from} {until}");
    }
    browser.get("/phan-anh?tu=2026-02-30&den=hom-nay&sau=-9223372036854775808").await.is(200);
}

#[actix_web::test]
async fn a_day_that_no_calendar_has_is_not_found_and_a_far_year_is_refused() {
    let portal = TestPortal::new();
    let admin = portal.staff(Role::Admin, "so-xay-dung").await;
    for day in ["-262143-01-01", "%2B262142-12-31", "0000-01-01", "9999-12-31", "2400-02-29"] {
        admin.peek(&format!("/quan-tri/lich/ngay/{day}")).await.is(404);
    }
    for year in ["-262143", "0", "262142", "2147483647", "9999", "99999999999"] {
        admin.peek(&format!("/quan-tri/lich/{year}.csv")).await.is(404);
        admin.peek(&format!("/quan-tri/lich?nam={year}")).await.is(200);
    }
    for day in ["-262143-01-01", "9999-12-31", "+262142-12-31"] {
        let form = admin.get("/quan-tri/linh-vuc/moi").await.form("/quan-tri/linh-vuc/moi");
        let label = form.buttons().remove(0);
        form.forge("name_vi", "Ngày xa").forge("valid_from", day).press(&label).await.is(422);
        let page = admin.get("/quan-tri/lich/moi").await;
        let form = page.form("/quan-tri/lich").forge("what", "remove").forge("day", day);
        let label = form.buttons().remove(0);
        let status = form.press(&label).await.status;
        assert!((400..500).contains(&status), "{day}: {status}");
    }
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    for key in ["9223372036854775807.1", "-9223372036854775808.1", "8210266876799999999.5", "x.y", "1.2.3"] {
        officer.peek(&format!("/lam-viec/viec?hang=dang-xu-ly&sau={key}")).await.is(200);
        officer.peek(&format!("/lam-viec/phan-anh?q=x&sau={key}")).await.is(200);
    }
}

#[actix_web::test]
async fn what_was_made_by_hand_is_refused_whole() {
    let portal = TestPortal::new();
    let staff = portal.staff(Role::Dispatcher, "so-xay-dung").await;
    let ticket = portal.ticket().in_state(Status::New).build();
    let here = format!("/lam-viec/phan-anh/{}", ticket.code);
    // A commune and a second agency that are not there.
    for (name, value) in [("commune", "987654321"), ("co_agency", "987654321"), ("photo", "987654321")] {
        // What is of no use for the press ("only accept" takes no second agency) may be passed over.
        let ticket = portal.ticket().in_state(Status::New).build();
        let here = format!("/lam-viec/phan-anh/{}", ticket.code);
        let step = format!("{here}/tiep-nhan");
        let form = staff.get(&here).await.form(&step).forge(name, value);
        let status = form.press("Chỉ tiếp nhận").await.status;
        let kept = portal.with_db(|c| langnghe::store::tickets::find(c, ticket.id));
        assert!(status < 500, "{name}: {status}");
        assert!(status < 400 || kept.version == ticket.version, "{name}: {status}, and the report changed");
    }
    // A queue that would add a line to the answer: the note is written, and the answer stands.
    let step = format!("{here}/ghi-chu");
    let page = staff.get(&here).await;
    let label = page.form(&step).buttons().remove(0);
    let form = page.form(&step).forge("hang", "x\r\nX-Evil: 1;").fill("note", "Đã gọi cho người gửi.");
    let page = form.press(&label).await;
    page.is(200).says("Đã gọi cho người gửi.");
}

#[actix_web::test]
async fn control_letters_are_cleaned_or_lead_nowhere() {
    let portal = TestPortal::new();
    let guest = portal.browser().await;
    let staff = portal.staff(Role::Dispatcher, "so-xay-dung").await;
    for path in ["/phan-anh/", "/tra-cuu/", "/co-quan/", "/mat-khau/", "/thu/", "/xac-nhan/"] {
        for strange in ["%00", "a%00b", "%0d%0aX-Header:%201", "%1b", "%7f", "%c2%85"] {
            guest.peek(&format!("{path}{strange}")).await.is(404);
        }
        let page = guest.peek(&format!("{path}%FF")).await;
        assert!([404, 410].contains(&page.status), "{path}: {}", page.status);
    }
    staff.peek("/lam-viec/phan-anh/PA%00").await.is(404);
    staff.peek("/lam-viec/phan-anh?q=%00&co-quan=%00&sau=%00").await.is(200);
    for address in ["/phan-anh?q=%00", "/phan-anh?q=den%00&co-quan=%00&sau=%00", "/co-quan?q=a%00%FF%"] {
        guest.peek(address).await.is(200);
    }
}

#[actix_web::test]
async fn an_e_mail_with_a_nul_is_an_e_mail_without() {
    let portal = TestPortal::new();
    let page = portal.browser().await.get("/quen-mat-khau").await;
    let form = page.form("/quen-mat-khau").fill("email", "khong\u{0}.co@example.vn");
    let label = form.buttons().remove(0);
    form.press(&label).await.is(200);
    let page = portal.browser().await.get("/dang-nhap").await;
    let form =
        page.form("/dang-nhap").fill("email", "a\u{0}@example.vn").fill("password", "\u{0}sai mật khẩu");
    let label = form.buttons().remove(0);
    form.press(&label).await.is(422);
}

#[actix_web::test]
async fn cookies_of_neighbours_do_not_hide_ours() {
    let portal = TestPortal::new();
    let staff = portal.staff(Role::Dispatcher, "so-xay-dung").await;
    let session = staff.cookie("session").unwrap();
    let service = test::init_service(langnghe::web::app(
        (*portal).clone(),
        Intake::open(&portal.config.data, 8).unwrap(),
        PageCache::default(),
    ))
    .await;
    let ours = format!("session={session}");
    let lines: [Vec<Vec<u8>>; 6] = [
        vec![[&b"neighbour=\xf5\xff; "[..], ours.as_bytes()].concat()],
        vec![b"neighbour=\xc3".to_vec(), ours.clone().into_bytes()],
        vec![[&b";;=;a;\"b=\"; session=khac; session=\xff;"[..], ours.as_bytes(), &b"; x"[..]].concat()],
        vec![format!("xsession={}; {ours}", "0".repeat(64)).into_bytes()],
        vec![ours.clone().into_bytes(), b"session=%FF%".to_vec()],
        vec![format!("a=%;b=%zz;{ours};").into_bytes()],
    ];
    for cookies in lines {
        let mut request = TestRequest::get().uri("/lam-viec/phan-anh");
        for line in &cookies {
            request = request.append_header((COOKIE, HeaderValue::from_bytes(line).unwrap()));
        }
        let answer = test::call_service(&service, request.to_request()).await;
        assert_eq!(answer.status(), 200, "{cookies:?}");
    }
}

#[actix_web::test]
async fn an_address_cannot_say_how_a_cookie_lives() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let path = "/lam-viec/phan-anh/a;Domain=example.vn;Max-Age=9";
    let answer = browser.send(Asked::plain(Method::GET, path)).await;
    assert_eq!(answer.status, 303);
    for line in answer.headers.get_all("set-cookie") {
        let line = line.to_str().unwrap();
        assert!(!line.contains("Domain=") || line.contains("%3BDomain="), "{line}");
        assert!(!line.contains(";Max-Age=9"), "{line}");
    }
}
