//! Lists of days from files, looked at line by line before anything is stored; and a year as a file again.
use super::administrator;
use super::calendar::{at, first_due, journal, now, waiting};
use crate::support::{Page, TestPortal};
use langnghe::domain::day_list::{FILE_LIMIT, read};
use langnghe::domain::status::Status;
use langnghe::store;

const GOOD: &str = "day,name_vi,kind,status\n2026-09-09,Nghỉ tránh bão,off,announced\n2026-09-12,Làm bù,work,announced\n\
                    2026-09-02,Quốc khánh,off,announced\n2027-02-04,29 Tết,off,announced\n";

async fn sent(portal: &TestPortal, name: &str, bytes: &[u8]) -> Page {
    let page = administrator(portal).await.get("/quan-tri/lich/nhap").await;
    page.form("/nhap").attach("file", name, bytes).press("Xem trước").await
}

fn days(portal: &TestPortal) -> Vec<String> {
    let ends = ["2026-09-08", "2027-02-04"].map(|day| day.parse().unwrap());
    let found = portal.with_db(|c| store::calendar::between(c, ends[0], ends[1]));
    found.iter().map(|day| format!("{} {}", day.day, day.print())).collect()
}

#[actix_web::test]
async fn a_sheet_is_shown_line_by_line_and_then_stored() {
    let portal = TestPortal::new();
    let ticket = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    let before = days(&portal);
    let page = sent(&portal, "lich.csv", GOOD.as_bytes()).await;
    page.is(200)
        .says("2 ngày mới")
        .says("1 ngày đổi")
        .says("1 ngày đã có như vậy")
        .says("Dòng 2")
        .says("Trước đây: Nghỉ · 29 Tết · Dự kiến");
    // Wednesday off and Saturday worked: it ends on Monday as before, so nothing moves.
    page.says("Không thời hạn nào đang chạy bị ảnh hưởng");
    assert_eq!(days(&portal), before, "a preview stores nothing");
    let page = page.form("confirm").press("Lưu").await;
    page.is(200).says("Đã lưu lịch").says("Đã nhập danh sách ngày");
    let after = days(&portal);
    assert!(after.contains(&"2026-09-12 work announced Làm bù".to_owned()), "{after:?}");
    assert!(after.contains(&"2027-02-04 off announced 29 Tết".to_owned()), "{after:?}");
    assert_eq!(now(&portal, ticket.id), ticket);
    let years: Vec<i64> = journal(&portal).iter().map(|event| event.subject_id).collect();
    assert_eq!(years, [2026, 2027]);
}

#[actix_web::test]
async fn an_import_moves_deadlines_only_when_told_to() {
    let portal = TestPortal::new();
    let ticket = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    let sheet = "day,name_vi,kind,status\n2026-09-09,Nghỉ,off,announced\n2026-09-10,Nghỉ,off,announced\n";
    let page = sent(&portal, "lich.csv", sheet.as_bytes()).await;
    page.says("1 thời hạn sẽ đổi").says(&ticket.code).says("17:00, 16/9/2026");
    page.form("confirm").press("tính lại 1 thời hạn").await.is(200);
    let after = now(&portal, ticket.id);
    assert_eq!(after.answer_due(), Some(at("2026-09-16 17:00")));
    assert_eq!(first_due(&after), first_due(&ticket));
}

#[actix_web::test]
async fn bad_lines_are_named_kept_and_mended() {
    let portal = TestPortal::new();
    let sheet = "day,name_vi,kind,status\n2026-09-09,Nghỉ tránh bão,off,announced\n2026-02-31,Không có,off,announced\n\
                 2026-09-10,<b>Hai</b>,nghi,announced\n";
    let page = sent(&portal, "lich.csv", sheet.as_bytes()).await;
    page.is(200).says("2 dòng bị từ chối").says("Dòng 3").says("Hãy nhập ngày").says("Dòng 4").says("(kind)");
    page.says("<b>Hai</b>");
    assert!(!page.html.contains("<b>Hai"), "what a file says is never markup");
    let rows = page.form("confirm").value("rows");
    assert!(rows.contains("2026-02-31,Không có,off,announced"), "{rows}");
    let mended = rows.replace("2026-02-31", "2026-09-11").replace("nghi,", "off,");
    let page = page.form("confirm").fill("rows", &mended).press("Xem lại").await;
    page.is(200).says("3 ngày mới").never_says("bị từ chối");
    page.form("confirm").press("Lưu").await.is(200);
    assert_eq!(days(&portal).iter().filter(|day| day.starts_with("2026-09")).count(), 3);
}

#[actix_web::test]
async fn good_lines_may_be_stored_without_the_bad_ones_that_were_seen() {
    let portal = TestPortal::new();
    let sheet = "day,name_vi,kind,status\n2026-09-09,Nghỉ tránh bão,off,announced\nx,y,z,w\n";
    let page = sent(&portal, "lich.csv", sheet.as_bytes()).await;
    page.says("1 dòng bị từ chối sẽ không được lưu");
    // A line spoilt after the preview was not seen as bad: it is shown before anything is stored.
    let spoilt = page.form("confirm").value("rows").replace("2026-09-09", "2026-19-09");
    let again = page.form("confirm").fill("rows", &spoilt).press("Lưu").await;
    again.is(422).says("Danh sách đã khác lúc xem trước");
    assert_eq!(again.form("confirm").value("rows").replace("\r\n", "\n"), spoilt.replace("\r\n", "\n"));
    assert!(journal(&portal).is_empty());
    page.form("confirm").press("Lưu").await.is(200);
    assert_eq!(days(&portal)[0], "2026-09-09 off announced Nghỉ tránh bão");
}

#[actix_web::test]
async fn a_list_that_cannot_be_read_any_more_stays_in_its_box() {
    let portal = TestPortal::new();
    let page = sent(&portal, "lich.csv", GOOD.as_bytes()).await;
    let page = page.form("confirm").fill("rows", "chỉ còn một dòng").press("Xem lại").await;
    page.is(422).says("Không thấy đủ các cột");
    assert_eq!(page.form("confirm").value("rows"), "chỉ còn một dòng");
}

#[actix_web::test]
async fn whole_day_events_of_a_calendar_become_days_off() {
    let portal = TestPortal::new();
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260909\r\nDTEND;VALUE=DATE:20260911\r\n\
               SUMMARY:Nghỉ tránh bão\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20260912T080000Z\r\nSUMMARY:Họp\r\nEND:VEVENT\r\n\
               BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260912\r\nSUMMARY:Đi làm bù\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let page = sent(&portal, "lich.ics", ics.as_bytes()).await;
    page.is(200)
        .says("2 ngày mới")
        .says("2 dòng bị từ chối")
        .says("Dòng 8")
        .says("sự kiện có giờ")
        .says("Dòng 12");
    let rows = page.form("confirm").value("rows");
    let page =
        page.form("confirm").fill("rows", &rows.replace("20260912T080000Z", "x")).press("Xem lại").await;
    page.says("3 ngày mới").says("1 dòng bị từ chối");
    page.form("confirm").press("Lưu").await.is(200);
    let wanted = [
        "2026-09-09 off announced Nghỉ tránh bão",
        "2026-09-10 off announced Nghỉ tránh bão",
        "2026-09-12 work announced Đi làm bù",
    ];
    assert_eq!(days(&portal)[..3], wanted);
}

#[actix_web::test]
async fn no_file_another_file_and_one_too_large_are_refused_by_name() {
    let portal = TestPortal::new();
    let page = administrator(&portal).await.get("/quan-tri/lich/nhap").await;
    page.form("/nhap").press("Xem trước").await.is(422).says("Hãy chọn một tệp");
    for (bytes, words) in [
        (b"\x89PNG\r\n\x1a\n\xff".to_vec(), "không phải văn bản UTF-8"),
        (b"hello".to_vec(), "Không thấy đủ các cột"),
        (vec![b'x'; FILE_LIMIT + 1], "lớn quá 200 kB"),
    ] {
        let page = sent(&portal, "x", &bytes).await;
        page.is(422).says(words);
        assert_eq!(page.path, "/quan-tri/lich/nhap");
    }
}

#[actix_web::test]
async fn an_exported_year_can_be_imported_and_is_the_same() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/lich?nam=2026").await.follow("Tải năm 2026 về").await;
    page.is(200);
    assert_eq!(page.header("content-type").as_deref(), Some("text/csv; charset=utf-8"));
    assert!(page.header("content-disposition").unwrap().contains("calendar-2026.csv"));
    let seeded = include_str!("../../../data/calendar.csv");
    let own = seeded.lines().filter(|line| line.starts_with("2026-")).count();
    assert_eq!(read(&page.html).unwrap().len(), own);
    let shown = sent(&portal, "lich.csv", &page.bytes).await;
    shown.is(200).says(&format!("{own} ngày đã có như vậy")).says("Không có gì để lưu");
    assert!(!shown.form("confirm").buttons().iter().any(|label| label.contains("Lưu")));
}

#[actix_web::test]
async fn days_that_are_only_kept_in_mind_are_stored_only_when_ticked() {
    let portal = TestPortal::new();
    let file = include_bytes!("../../files/calendar_observances.ics");
    let page = sent(&portal, "vn.ics", file).await;
    page.is(200).says("2 ngày không chọn").says("Ngày Nhà giáo Việt Nam");
    let kept = |portal: &TestPortal, day: &str| {
        let day = day.parse().unwrap();
        portal.with_db(|c| store::calendar::find(c, day)).is_some()
    };
    page.form("confirm").press("Lưu").await.is(200);
    assert!(kept(&portal, "2026-09-02") && !kept(&portal, "2026-11-20") && !kept(&portal, "2026-10-20"));
    let page = sent(&portal, "vn.ics", file).await;
    let form = page.form("confirm").choose("take", "2026-11-20");
    // Mending by hand on the way does not tick or untick anything.
    let page = form.press("Xem lại").await;
    page.is(200).says("1 ngày mới").says("1 ngày không chọn");
    page.form("confirm").press("Lưu").await.is(200);
    assert!(kept(&portal, "2026-11-20") && !kept(&portal, "2026-10-20"));
}

#[actix_web::test]
async fn deadlines_move_only_as_they_were_shown_for_the_days_that_are_ticked() {
    let portal = TestPortal::new();
    let ticket = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    let sheet = "day,name_vi,kind,status\n2026-09-09,Nghỉ,off,announced\n2026-09-10,Nghỉ,off,announced\n";
    let page = sent(&portal, "lich.csv", sheet.as_bytes()).await;
    page.says("17:00, 16/9/2026");
    let page = page.form("confirm").untick("take").press("tính lại 1 thời hạn").await;
    page.is(422).says("Bạn đã chọn những ngày khác").says("17:00, 15/9/2026");
    assert_eq!(now(&portal, ticket.id), ticket);
    page.form("confirm").press("tính lại 1 thời hạn").await.is(200);
    assert_eq!(now(&portal, ticket.id).answer_due(), Some(at("2026-09-15 17:00")));
}

#[actix_web::test]
async fn a_workbook_of_excel_is_looked_at_and_stored() {
    let portal = TestPortal::new();
    let page = sent(&portal, "lich.xlsx", include_bytes!("../../files/calendar.xlsx")).await;
    page.is(200).says("Dòng 3").says("Làm bù").says("1 dòng bị từ chối");
    let bomb = sent(&portal, "bom.xlsx", include_bytes!("../../files/calendar_bomb.xlsx")).await;
    bomb.is(422).says("nhiều hơn một danh sách ngày");
}
