//! Whoever leads sees: every number leads to just its reports, nobody sees further than they may, and what is late now
//! stands first.
use crate::house::source::none;
use crate::support::{Browser, Page, TestPortal};
use chrono::Duration;
use langnghe::actions::senders::{self, Given};
use langnghe::actions::tickets::{Order, reopen};
use langnghe::domain::policy::Role;
use langnghe::domain::rating::Mark;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::links;
use std::collections::BTreeSet;

const ONE: &str = "so-xay-dung";
const OTHER: &str = "so-y-te";

/// Reports of two agencies, in every state, some of them answered late, some rated.
fn scene(portal: &TestPortal) -> Vec<Ticket> {
    let mut all = Vec::new();
    for status in Status::ALL {
        all.push(portal.ticket().at(ONE).in_state(*status).build());
        portal.wait(Duration::hours(5));
    }
    for _ in 0..3 {
        let working = portal.ticket().at(OTHER).of_level(Level::Urgent).in_state(Status::InProgress).build();
        portal.wait(Duration::days(3));
        all.push(portal.ticket().at(OTHER).in_state(Status::Answered).build());
        all.push(working);
    }
    let answered = all.iter().rev().filter(|one| one.status == Status::Answered).take(3);
    for (mark, ticket) in Mark::ALL.iter().zip(answered) {
        let given = Given { mark: Some(*mark), ticked: Vec::new(), words: String::new() };
        senders::rate(portal, ticket.id, &given).unwrap();
    }
    all
}

async fn leader(portal: &TestPortal) -> Browser {
    portal.staff(Role::Leader, "ubnd-tp").await
}

/// The numbers of a page that lead to a list: where each leads, and what it says.
fn numbers(page: &Page) -> Vec<(String, String)> {
    let of = |css: &str, number: &str| -> Vec<(String, String)> {
        page.attributes(css, "href").into_iter().zip(page.all(number)).collect()
    };
    let mut all = of("td.num a", "td.num a");
    all.extend(of(".tile a", ".tile b"));
    all
}

/// "1.284" of "1.284", of "92,4%" nothing: a share is told as "12 trong 13" beside it.
fn whole(said: &str) -> Option<usize> {
    said.replace('.', "").trim().parse().ok()
}

fn total(list: &Page) -> usize {
    let said = list.all(".section-head .muted").join("");
    whole(said.split(' ').next().unwrap_or_default()).unwrap_or_else(|| panic!("{} says {said:?}", list.path))
}

#[actix_web::test]
async fn every_number_leads_to_just_its_reports() {
    let portal = TestPortal::new();
    scene(&portal);
    let mut wrong = Vec::new();
    let mut followed = BTreeSet::new();
    for role in [Role::Leader, Role::Focal] {
        let browser = portal.staff(role, if role == Role::Leader { "ubnd-tp" } else { ONE }).await;
        for asked in [
            "",
            "?theo=phuong-xa&tu=2026-09-08&den=2026-09-20",
            "?theo=linh-vuc&muc-do=urgent",
            "?theo=muc-do&co-quan=so-y-te",
            "?theo=kenh&loai=report&linh-vuc=giao_thong",
            "?theo=loai&kenh=web&co-quan=chua-co",
        ] {
            let page = browser.get(&format!("{}{asked}", links::figures())).await;
            let all = numbers(page.is(200));
            assert!(all.len() > 3, "{asked} shows hardly a number");
            for (href, said) in all {
                // A share leads to those in time; how many they are stands beside it.
                let Some(count) = whole(&said) else { continue };
                if !href.starts_with(&links::tickets()) || !followed.insert((role, href.clone())) {
                    continue;
                }
                let list = total(browser.get(&href).await.is(200));
                if list != count {
                    wrong.push(format!("{role} {asked}: {said} leads to {list} at {href}"));
                }
            }
        }
    }
    assert!(followed.len() > 60, "only {} numbers were followed", followed.len());
    none(wrong, "Numbers and lists differ:");
    drop(portal.letters());
}

#[actix_web::test]
async fn what_was_done_is_counted_when_it_was_done() {
    let portal = TestPortal::new();
    portal.wait(Duration::days(20));
    let first = portal.ticket().at(ONE).in_state(Status::Answered).build();
    let slow = portal.ticket().at(ONE).in_state(Status::InProgress).build();
    portal.wait(Duration::days(5));
    let page = leader(&portal).await.get(&links::figures()).await;
    let tiles = |page: &Page| page.all(".tile b");
    // October: received nothing, answered nothing, one is late; nothing was promised.
    assert_eq!(tiles(&page), ["0", "0", "–", "0", "0", "0", "1", "1", "0", "0", "0", "–"]);
    page.says(&slow.code).never_says(&first.code);
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let order = Order { actor: &dispatcher, code: &first.code, seen: first.version };
    reopen(&portal, order, "Vẫn còn ngập nước").unwrap();
    let october = leader(&portal).await.get(&links::figures()).await;
    assert_eq!(tiles(&october)[5], "1", "reopened in October");
    let september = leader(&portal).await.get("/lam-viec/so-lieu?tu=2026-09-01&den=2026-09-30").await;
    let said = tiles(&september);
    assert_eq!((said[0].as_str(), said[1].as_str(), said[2].as_str()), ("2", "1", "100,0%"));
    september.says("trong 1");
    drop(portal.letters());
}

#[actix_web::test]
async fn nobody_sees_further_than_they_may() {
    let portal = TestPortal::new();
    scene(&portal);
    let own = portal.staff(Role::Focal, ONE).await.get(&links::figures()).await;
    own.is(200).says("Số liệu: Sở Xây dựng").says("Trung vị toàn thành phố");
    let others = |page: &Page| page.html.contains("Sở Y tế</a>");
    assert!(!others(&own), "of another agency an agency sees the city's middle alone");
    let all = leader(&portal).await.get(&links::figures()).await;
    assert!(others(&all));
    all.never_says("Trung vị toàn thành phố");
    for (role, agency, status) in [
        (Role::Officer, ONE, 200),
        (Role::Approver, OTHER, 200),
        (Role::Dispatcher, "vp-ubnd", 200),
        (Role::Agent, "tt-1022", 404),
        (Role::Admin, "ubnd-tp", 404),
    ] {
        portal.staff(role, agency).await.peek(&links::figures()).await.is(status);
    }
    let narrowed = portal.staff(Role::Focal, ONE).await.get("/lam-viec/so-lieu?co-quan=so-y-te").await;
    assert_eq!(narrowed.all(".tile b")[0], "0", "another agency's reports are not counted for them");
    drop(portal.letters());
}

#[actix_web::test]
async fn who_watches_over_the_city_sees_what_no_agency_holds() {
    let portal = TestPortal::new();
    let new = portal.ticket().build();
    for (agency, sees) in [("ubnd-tp", true), ("thanh-tra", true), ("vp-ubnd", true), (ONE, false)] {
        let browser = portal.staff(Role::Supervisor, agency).await;
        let page = browser.get(&links::figures()).await;
        assert_eq!(page.is(200).all(".tile b")[0], if sees { "1" } else { "0" }, "{agency}");
        browser.peek(&links::desk_ticket(&new.code)).await.is(if sees { 200 } else { 404 });
    }
    drop(portal.letters());
}

#[actix_web::test]
async fn the_latest_stand_first_and_every_instance_knows_at_once() {
    let portal = TestPortal::new();
    let tickets: Vec<Ticket> = (0..7)
        .map(|_| {
            portal.wait(Duration::hours(1));
            portal.ticket().at(ONE).in_state(Status::InProgress).build()
        })
        .collect();
    let urgent = portal.ticket().at(ONE).of_level(Level::Urgent).in_state(Status::InProgress).build();
    portal.wait(Duration::days(20));
    let page = leader(&portal).await.get(&links::figures()).await;
    let codes: Vec<String> = page.attributes(".late-row a", "href");
    assert_eq!(codes.len(), 5);
    assert_eq!(codes[0], links::desk_ticket(&urgent.code));
    assert_eq!(codes[1], links::desk_ticket(&tickets[0].code));
    page.says("Đang quá hạn: 8 phản ánh").says("Xem cả 8");
    // What one instance counted, another one changes.
    let elsewhere = portal.elsewhere();
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let order = Order { actor: &dispatcher, code: &urgent.code, seen: urgent.version };
    langnghe::actions::tickets::mark_duplicate(&elsewhere, order, &tickets[0].code).unwrap();
    let page = leader(&portal).await.get(&links::figures()).await;
    page.says("Đang quá hạn: 7 phản ánh");
    drop(portal.letters());
}

#[actix_web::test]
async fn strange_filters_find_nothing_and_break_nothing() {
    let portal = TestPortal::new();
    portal.ticket().at(ONE).in_state(Status::Answered).build();
    let browser = leader(&portal).await;
    for asked in ["tu=x&den=9999-99-99", "tu=-9999-01-01", "den=9999-12-31&tu=0001-01-01", "theo=%00&het=%00"]
    {
        browser.get(&format!("{}?{asked}", links::figures())).await.is(200);
    }
    let nowhere = browser.get("/lam-viec/so-lieu?co-quan=khong-co").await;
    assert_eq!(nowhere.all(".tile b")[0], "0");
    assert_eq!(total(browser.get("/lam-viec/phan-anh?kenh=khong-co").await.is(200)), 0);
    drop(portal.letters());
}

/// The cells of a file of comma separated values, row by row.
fn cells(file: &Page) -> Vec<Vec<String>> {
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("Excel reads tone marks by it");
    let mut read = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    read.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The same of a workbook.
fn workbook(file: &Page) -> Vec<Vec<String>> {
    use calamine::{Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(file.bytes.clone())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[actix_web::test]
async fn the_files_say_what_the_page_says() {
    let portal = TestPortal::new();
    scene(&portal);
    let browser = leader(&portal).await;
    let page = browser.get("/lam-viec/so-lieu?theo=co-quan&het=1&loai=report").await;
    let files = page.attributes(".files a", "href");
    let csv = browser.get(&files[0]).await;
    let rows = cells(csv.is(200));
    let total = rows.last().unwrap();
    let tiles = page.all(".tile b");
    assert_eq!([&total[1], &total[2], &total[4], &total[5]], [&tiles[0], &tiles[1], &tiles[3], &tiles[4]]);
    assert_eq!([&total[10], &total[11]], [&tiles[6], &tiles[7]]);
    assert_eq!(rows.len() - 2, page.all(".table-wide tbody:not(.sum) tr:not(.few-head)").len());
    for row in &rows[1..rows.len() - 1] {
        page.says(&row[0]);
    }
    let name = csv.header("content-disposition").unwrap();
    assert!(name.contains("so-lieu-2026-09-"), "{name}: when the numbers are of");
    let book = workbook(browser.get(&files[1]).await.is(200));
    assert_eq!(book.len(), rows.len());
    assert_eq!((&book[1][0], &book.last().unwrap()[1]), (&rows[1][0], &total[1]));
    drop(portal.letters());
}

#[actix_web::test]
async fn the_list_is_saved_whole_safe_and_without_who_sent_it() {
    let portal = TestPortal::new();
    for _ in 0..33 {
        portal.ticket().at(ONE).in_state(Status::Answered).sent_by("kin@example.vn").build();
    }
    let formula = portal.ticket().at(ONE).sent_as("=HYPERLINK(\"x\")", "Chi tiết của phản ánh này.").build();
    let browser = leader(&portal).await;
    let page = browser.get(&links::tickets()).await;
    let files = page.attributes(".files a", "href");
    let (csv, xlsx) = (browser.get(&files[0]).await, browser.get(&files[1]).await);
    let (rows, book) = (cells(csv.is(200)), workbook(xlsx.is(200)));
    assert_eq!((rows.len(), book.len()), (35, 35), "more than a page shows");
    assert_eq!((rows[1][0].as_str(), rows[1][1].as_str()), (formula.code.as_str(), "'=HYPERLINK(\"x\")"));
    assert_eq!(book[1][1], "=HYPERLINK(\"x\")", "a text, which a workbook does not run");
    assert!(!csv.html.contains("0900000456") && !csv.html.contains("kin@example.vn"));
    let narrowed = browser.get("/lam-viec/phan-anh.csv?muc=da-tra-loi&tu=2026-09-01").await;
    assert_eq!(cells(narrowed.is(200)).len(), 34);
    let searched = browser.get("/lam-viec/phan-anh.csv?q=HYPERLINK").await;
    assert_eq!(cells(searched.is(200)).len(), 2);
    let stranger = portal.staff(Role::Officer, OTHER).await;
    assert_eq!(
        cells(stranger.get("/lam-viec/phan-anh.csv").await.is(200)).len(),
        1,
        "nothing of another agency"
    );
    drop(portal.letters());
}
