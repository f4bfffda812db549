//! The working calendar: a day is looked at before it is stored, and deadlines move only where somebody says so.
//! It is Monday 7 September 2026, nine o'clock.
use super::administrator;
use crate::support::{Browser, Page, TestPortal};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use langnghe::clock::{Moment, moment_of};
use langnghe::domain::audit::{AuditEvent, Subject};
use langnghe::domain::clocks::Owed;
use langnghe::domain::event::{Event, EventKind};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::ids::TicketId;
use langnghe::schema::{clocks, deadline_rules, events, office_events};
use langnghe::store;

/// A moment by Vietnam's wall clock.
pub fn at(text: &str) -> Moment {
    moment_of(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

/// A report that waits for its answer by the city's term of so many working days.
pub fn waiting(portal: &TestPortal, status: Status, days: i32, due: &str) -> Ticket {
    let usual = deadline_rules::table.filter(deadline_rules::owed.eq(Owed::Answer));
    let usual = usual.filter(deadline_rules::level.eq(Level::Normal));
    let usual = usual.filter(deadline_rules::category_id.is_null());
    portal.with_db(|c| diesel::update(usual).set(deadline_rules::amount.eq(days)).execute(c));
    let ticket = portal.ticket().at("so-xay-dung").in_state(status).build();
    assert_eq!(ticket.answer_due(), Some(at(due)));
    ticket
}

/// The deadline of its answer that was set first.
pub fn first_due(ticket: &Ticket) -> Option<Moment> {
    ticket.clocks.answer().map(|clock| clock.first_due)
}

pub fn now(portal: &TestPortal, id: TicketId) -> Ticket {
    portal.with_db(|c| store::tickets::find(c, id))
}

fn events_of(portal: &TestPortal, id: TicketId) -> Vec<Event> {
    portal.with_db(|c| {
        let own = events::table.filter(events::ticket_id.eq(id)).filter(events::kind.eq(EventKind::DueMoved));
        own.order(events::id).select(Event::as_select()).load(c)
    })
}

pub fn journal(portal: &TestPortal) -> Vec<AuditEvent> {
    portal.with_db(|c| {
        let own = office_events::table.filter(office_events::subject.eq(Subject::Calendar));
        own.order(office_events::id).select(AuditEvent::as_select()).load(c)
    })
}

fn day_in(portal: &TestPortal, day: &str) -> Option<String> {
    let day: NaiveDate = day.parse().unwrap();
    portal.with_db(|c| store::calendar::find(c, day)).map(|day| day.print())
}

/// The preview of a storm that closes the offices on Wednesday.
async fn storm(admin: &Browser) -> Page {
    let page = admin.get("/quan-tri/lich").await.follow("Thêm ngày").await;
    let form = page.form("set").fill("day", "2026-09-09").fill("name", "Nghỉ tránh bão");
    form.press("Xem trước").await
}

#[actix_web::test]
async fn a_year_is_shown_with_its_days_and_the_office_hours() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/lich").await;
    page.is(200).says("07:30 – 11:30, từ 5/3/2024").says("2/9/2026").says("Làm bù").never_says("6/2/2027");
    let page = page.follow("2027").await;
    page.says("6/2/2027").says("thứ Bảy").says("Tết Nguyên Đán").says("Dự kiến");
    admin.get("/quan-tri/lich?nam=2099").await.is(200).says("Năm này chưa có ngày nào");
    admin.get("/quan-tri/lich?nam=%3Cb%3E").await.is(200).says("2/9/2026");
    for missing in ["/quan-tri/lich/2099.csv", "/quan-tri/lich/ngay/2026-09-09", "/quan-tri/lich/ngay/x"] {
        admin.get(missing).await.is(404);
    }
}

#[actix_web::test]
async fn a_preview_counts_and_stores_nothing() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let moved = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    let before = waiting(&portal, Status::InProgress, 1, "2026-09-08 17:00");
    let page = storm(&admin).await;
    page.is(200).says("thứ Tư, 9/9/2026").says("1 thời hạn sẽ đổi").says(&moved.code);
    let back = page.form("confirm").press("Quay lại sửa").await;
    assert_eq!(back.is(200).form("set").value("name"), "Nghỉ tránh bão");
    page.says("17:00, 14/9/2026").says("17:00, 15/9/2026").never_says(&before.code);
    assert_eq!(day_in(&portal, "2026-09-09"), None);
    assert_eq!(now(&portal, moved.id), moved);
    assert!(journal(&portal).is_empty());
}

#[actix_web::test]
async fn stored_alone_a_day_leaves_every_deadline_as_it_was_told() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let ticket = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    let page = storm(&admin).await.form("confirm").press("giữ các thời hạn cũ").await;
    page.is(200).says("Đã lưu lịch. Các thời hạn đang chạy giữ nguyên.").says("9/9/2026");
    assert_eq!(day_in(&portal, "2026-09-09").as_deref(), Some("off announced Nghỉ tránh bão"));
    assert_eq!(now(&portal, ticket.id), ticket);
    let kept = journal(&portal);
    assert_eq!((kept.len(), kept[0].subject_id, kept[0].kind.as_str()), (1, 2026, "day_set"));
    assert_eq!(kept[0].actor_id, Some(admin.who()));
    page.says("Đã đặt một ngày").says("Loại ngày: Nghỉ");
}

#[actix_web::test]
async fn recomputed_a_deadline_moves_with_an_event_and_keeps_its_first() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let working = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    let waits = waiting(&portal, Status::Forwarded, 5, "2026-09-14 17:00");
    let page = storm(&admin).await.form("confirm").press("Lưu và tính lại 2 thời hạn").await;
    page.is(200).says("Đã lưu lịch và tính lại").says("Thời hạn được tính lại: 2");
    let (due, first) = (Some(at("2026-09-15 17:00")), Some(at("2026-09-14 17:00")));
    let after = now(&portal, working.id);
    assert_eq!((after.answer_due(), first_due(&after), after.due_at()), (due, first, due.unwrap()));
    assert_eq!((after.version, after.status), (working.version + 1, working.status));
    let after = now(&portal, waits.id);
    assert_eq!(
        (after.answer_due(), after.due_at()),
        (due, waits.due_at()),
        "the agency must still take it as soon"
    );
    let told = events_of(&portal, working.id);
    assert_eq!((told.len(), told[0].due, told[0].is_public), (1, due, true));
    assert_eq!(told[0].public_text, "9/9/2026: Nghỉ tránh bão");
    let guest = portal.browser().await;
    let page = guest.get(&format!("/phan-anh/{}", working.code)).await;
    page.says("Thời hạn tính lại vì lịch làm việc thay đổi").says("hạn mới 17:00, 15/9/2026");
}

#[actix_web::test]
async fn what_is_settled_late_or_without_a_kept_term_is_left_alone() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    portal.wait(-Duration::days(13));
    let late = waiting(&portal, Status::InProgress, 5, "2026-09-04 17:00");
    portal.wait(Duration::days(13));
    let closed = waiting(&portal, Status::Closed, 5, "2026-09-14 17:00");
    let bare = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    // As an older portal kept it: when it is due, and not by which term.
    let clock = clocks::table.filter(clocks::ticket_id.eq(bare.id));
    let without = (clocks::amount.eq(None::<i32>), clocks::unit.eq(None::<String>));
    portal.with_db(|c| diesel::update(clock).set(without).execute(c));
    let bare = now(&portal, bare.id);
    let page = storm(&admin).await;
    page.says("Không thời hạn nào đang chạy bị ảnh hưởng");
    assert_eq!(page.form("confirm").buttons(), ["Lưu", "Quay lại sửa"]);
    let mut form = page.form("confirm");
    form = form.forge("deadlines", "recompute");
    form.press("Lưu").await.is(200);
    for ticket in [late, closed, bare] {
        assert_eq!(now(&portal, ticket.id), ticket);
    }
}

#[actix_web::test]
async fn a_day_is_edited_and_taken_out_again() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    // Over the Friday of the Culture Day week: 24 November 2026 is a Tuesday.
    let ticket = waiting(&portal, Status::InProgress, 57, "2026-11-26 17:00");
    let page = admin.get("/quan-tri/lich/ngay/2026-11-24").await;
    assert_eq!(page.form("set").value("name"), "Ngày Văn hóa Việt Nam");
    let preview = page.form("set").choose("certainty", "announced").press("Xem trước").await;
    preview.says("Đã công bố").says("Không thời hạn nào");
    preview.form("confirm").press("Lưu").await.is(200);
    assert_eq!(day_in(&portal, "2026-11-24").as_deref(), Some("off announced Ngày Văn hóa Việt Nam"));
    let page = admin.get("/quan-tri/lich/ngay/2026-11-24").await;
    let preview = page.form("remove").press("Xem trước khi bỏ").await;
    preview.says("Như thường lệ của thứ trong tuần").says("17:00, 25/11/2026");
    preview.form("confirm").press("tính lại 1 thời hạn").await.is(200).says("Đã bỏ một ngày");
    assert_eq!(day_in(&portal, "2026-11-24"), None);
    assert_eq!(now(&portal, ticket.id).answer_due(), Some(at("2026-11-25 17:00")));
}

#[actix_web::test]
async fn what_is_typed_wrong_comes_back_as_it_was_typed() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/lich/moi").await;
    let page = page.form("set").fill("day", "2026-02-30").fill("name", "Nghỉ").press("Xem trước").await;
    page.is(422).says("Hãy nhập ngày");
    let form = page.form("set");
    assert_eq!((form.value("day").as_str(), form.value("name").as_str()), ("2026-02-30", "Nghỉ"));
    let page = form.fill("day", "2026-09-10").fill("name", "=1+1").press("Xem trước").await;
    page.is(422).says("Tên không được bắt đầu bằng");
    // A confirmation that nobody was shown is read as strictly.
    let csrf = page.form("set").value("csrf");
    let forged =
        [("csrf", csrf.as_str()), ("what", "set"), ("day", "2026-09-10"), ("name", "=1+1"), ("kind", "off")];
    admin.post_raw("/quan-tri/lich", &[&forged[..], &[("deadlines", "keep")]].concat()).await.is(422);
    assert_eq!(day_in(&portal, "2026-09-10"), None);
}

#[actix_web::test]
async fn a_form_without_its_key_changes_nothing() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let fields = [
        ("what", "set"),
        ("day", "2026-09-10"),
        ("name", "Nghỉ"),
        ("kind", "off"),
        ("certainty", "announced"),
        ("deadlines", "keep"),
    ];
    admin.post_raw("/quan-tri/lich", &fields).await.is(403);
    let rows = "day,name_vi,kind,status\n2026-09-10,Nghỉ,off,announced\n";
    admin.post_raw("/quan-tri/lich/nhap", &[("rows", rows), ("deadlines", "keep")]).await.is(403);
    assert_eq!(day_in(&portal, "2026-09-10"), None);
}

#[actix_web::test]
async fn a_confirmation_is_reckoned_against_the_calendar_as_it_is_by_then() {
    let portal = TestPortal::new();
    let (admin, other) = (administrator(&portal).await, administrator(&portal).await);
    let ticket = waiting(&portal, Status::InProgress, 5, "2026-09-14 17:00");
    let preview = storm(&admin).await;
    preview.says("17:00, 15/9/2026");
    // Somebody else closes Tuesday the 15th first, without moving anything.
    let page = other.get("/quan-tri/lich/moi").await;
    let form = page.form("set").fill("day", "2026-09-15").fill("name", "Nghỉ hai");
    form.press("Xem trước").await.form("confirm").press("Lưu").await.is(200);
    preview.form("confirm").press("tính lại").await.is(200);
    assert_eq!(now(&portal, ticket.id).answer_due(), Some(at("2026-09-16 17:00")), "the 15th is off by now");
    assert_eq!(events_of(&portal, ticket.id).len(), 1);
}

#[actix_web::test]
async fn the_same_day_changed_by_two_is_a_conflict() {
    let portal = TestPortal::new();
    let (admin, other) = (administrator(&portal).await, administrator(&portal).await);
    let (first, second) = (storm(&admin).await, storm(&other).await);
    first.form("confirm").press("Lưu").await.is(200);
    // Who asks for the very same is told that it is so.
    second.form("confirm").press("Lưu").await.is(200);
    let page = admin.get("/quan-tri/lich/ngay/2026-09-09").await;
    let stale = page.form("remove").press("Xem trước khi bỏ").await;
    let page = page.form("set").fill("name", "Nghỉ bão số 5").press("Xem trước").await;
    page.form("confirm").press("Lưu").await.is(200);
    stale.form("confirm").press("Lưu").await.is(409);
    assert_eq!(day_in(&portal, "2026-09-09").as_deref(), Some("off announced Nghỉ bão số 5"));
}
