//! Terms, hours, the city's limits and the words of consent are rows that administrators keep.
use super::administrator;
use crate::support::TestPortal;
use langnghe::domain::city::ConsentTo;
use langnghe::domain::clocks::Owed;
use langnghe::domain::level::Level;
use langnghe::domain::status::Status;
use langnghe::domain::term::TermKey;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::RuleId;
use langnghe::links;
use langnghe::store::{consents, tickets};

const AGENCY: &str = "so-xay-dung";
const NORMAL: TermKey = TermKey { owed: Owed::Answer, level: Some(Level::Normal), category: None };

fn forwarded(portal: &TestPortal) -> Ticket {
    portal.ticket().at(AGENCY).in_state(Status::Forwarded).build()
}

fn now(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn today(portal: &TestPortal) -> chrono::NaiveDate {
    langnghe::clock::local(portal.now()).date()
}

#[actix_web::test]
async fn a_term_is_another_from_its_day_on_and_what_runs_keeps_its_deadline() {
    let portal = TestPortal::new();
    let before = forwarded(&portal);
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_terms()).await.follow("Trả lời · việc thường").await;
    let form = page.form("/thoi-han/").fill("amount", "9");
    let again = form.press("Lưu").await;
    again.is(422);
    assert_eq!(again.form("/thoi-han/").value("amount"), "9", "nothing that was typed is lost");
    let day = today(&portal);
    let form = again.form("/thoi-han/").fill("legal_basis", "Quyết định 12/QĐ-UBND");
    form.clone().fill("valid_from", "2020-01-01").press("Lưu").await.is(422);
    form.clone().fill("valid_from", &day.to_string()).press("Lưu").await.is(200).says("9 ngày làm việc");

    let rows: Vec<_> = NORMAL.rows(&portal.city().rules).into_iter().cloned().collect();
    assert_eq!(rows.len(), 2, "the old row stays");
    assert_eq!((rows[0].valid_to, rows[1].valid_from), (day.pred_opt(), Some(day)));
    assert_eq!(now(&portal, &before).answer_due(), before.answer_due(), "what runs keeps its deadline");
    let after = forwarded(&portal);
    assert!(after.answer_due() > before.answer_due(), "what begins has the new term");
    assert!(after.clocks.answer().is_some_and(|clock| clock.rule.contains("12/QĐ-UBND")));
    portal.browser().await.get(&links::guide()).await.says("9 ngày làm việc").says("12/QĐ-UBND");
    // Pressed by somebody who still sees the row before.
    let stale = form.fill("valid_from", &day.to_string()).fill("amount", "4").press("Lưu").await;
    stale.is(409).says("9 → 4");
}

#[actix_web::test]
async fn a_term_of_its_own_is_added_and_ends_and_a_general_one_does_not() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let category = portal.category("chieu_sang");
    let day = today(&portal).to_string();
    let form = admin.get(&links::admin_term_new()).await.form("/thoi-han/moi");
    let form =
        form.choose("owed", "answer").choose("level", "normal").choose("category", &category.to_string());
    let form = form.fill("amount", "1").choose("unit", "working_days").fill("valid_from", &day);
    let form = form.fill("legal_basis", "Thử");
    form.clone().press("Lưu").await.is(200).says("1 ngày làm việc");
    form.fill("amount", "2").press("Lưu").await.is(422).says("Thời hạn này đã có");

    let own = TermKey { category: Some(category), ..NORMAL };
    let page = admin.get(&links::admin_term(own)).await;
    page.form("/ket-thuc").fill("last_day", &day).press("Thôi dùng thời hạn riêng này").await.is(200);
    let last = own.rows(&portal.city().rules)[0].valid_to;
    assert_eq!(last, Some(today(&portal)));
    let general = admin.get(&links::admin_term(NORMAL)).await;
    assert!(!general.html.contains("/ket-thuc"), "nothing would stand in for it");
    let refused = langnghe::actions::terms::end_term(
        &portal,
        &portal.actor(langnghe::domain::policy::Role::Admin, "ubnd-tp"),
        (NORMAL, NORMAL.rows(&portal.city().rules).last().map(|rule| RuleId(rule.id.0))),
        &day,
    );
    assert!(refused.is_err());
}

#[actix_web::test]
async fn hours_change_from_a_day_on_and_running_deadlines_move_only_where_that_is_chosen() {
    let portal = TestPortal::new();
    let ticket = forwarded(&portal);
    let admin = administrator(&portal).await;
    let day = today(&portal).succ_opt().unwrap().to_string();
    let form = admin.get(&links::admin_hours()).await.form("/gio-lam-viec");
    let form = form.fill("from_1", "07:00").fill("to_1", "06:00").fill("valid_from", &day);
    form.clone().press("Lưu").await.is(422).says("Giờ này phải sau giờ đứng trước");
    let form = form.fill("to_1", "15:00");
    form.clone().press("Lưu").await.is(200).says("07:00 – 15:00").says("07:30 – 11:30, 13:30 – 17:00");
    assert_eq!(now(&portal, &ticket).answer_due(), ticket.answer_due());
    // Once more with the hours that were seen before: refused, with what stands.
    form.fill("to_1", "14:00").press("Lưu").await.is(409).says("07:00 – 15:00");
    let form = admin.get(&links::admin_hours()).await.form("/gio-lam-viec");
    let form = form.fill("from_1", "07:00").fill("to_1", "14:00").fill("valid_from", &day);
    form.choose("deadlines", "recompute").press("Lưu").await.is(200).says("tính lại");
    let moved = now(&portal, &ticket);
    assert!(moved.answer_due() < ticket.answer_due(), "the day ends earlier now");
    assert_eq!(moved.clocks.answer().map(|clock| clock.first_due), ticket.answer_due());
}

#[actix_web::test]
async fn the_citys_limits_are_changed_within_their_bounds_and_hold_at_once() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_city_terms()).await;
    let form = page.form("/cac-muc").fill("reopen_days", "0").choose("clock_on_transfer", "anew");
    let again = form.press("Lưu").await;
    again.is(422).says("Số ngày được mở lại: hãy nhập một số");
    let form = again.form("/cac-muc");
    assert_eq!(form.value("clock_on_transfer"), "anew", "nothing that was typed is lost");
    let done = form.fill("reopen_days", "10").press("Lưu").await;
    done.is(200).says("Số ngày được mở lại: 7 → 10");
    let facts = portal.city().facts.clone();
    assert_eq!((facts.reopen_days, facts.transfer_anew), (10, true));
    // Somebody who still sees the seven.
    page.form("/cac-muc").fill("reopen_days", "20").press("Lưu").await.is(409).says("10 → 20");
    assert_eq!(portal.city().facts.reopen_days, 10);
}

#[actix_web::test]
async fn other_words_of_consent_are_a_new_version_and_who_agreed_keeps_theirs() {
    let portal = TestPortal::new();
    let latest =
        |portal: &TestPortal| portal.with_db(|c| consents::latest(c, consents::TO_SEND, "vi")).unwrap();
    let before = latest(&portal);
    let _ticket = portal.ticket().sent_by("gui@example.vn").build();
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_consent(ConsentTo::Send)).await;
    let form = page.form("/dong-y/gui");
    form.clone().press("Lưu thành phiên bản mới").await.is(200);
    assert_eq!(latest(&portal).id, before.id, "the same words are no new version");
    form.clone()
        .fill("body_en", "")
        .fill("body_vi", "Tôi đồng ý lời mới.")
        .press("Lưu thành phiên bản mới")
        .await
        .is(422);
    let done = form.clone().fill("body_vi", "Tôi đồng ý lời mới.").press("Lưu thành phiên bản mới").await;
    done.is(200).says("Tôi đồng ý lời mới.").says(&before.version).says("1 phản ánh được gửi với lời này");
    let after = latest(&portal);
    assert_eq!(after.body, "Tôi đồng ý lời mới.");
    assert_ne!(after.version, before.version);
    let kept = portal.with_db(|c| consents::find(c, before.id)).unwrap();
    assert_eq!(kept, before, "the words before stay as they were");
    form.fill("body_vi", "Lời khác nữa.")
        .press("Lưu thành phiên bản mới")
        .await
        .is(409)
        .says("Lời khác nữa.");
    // A start of the program does not put its own words over the city's.
    langnghe::actions::upkeep::seed_city(&portal.db, portal.now()).unwrap();
    assert_eq!(latest(&portal).id, after.id);
}
