//! A category asks beside what all are asked, and an answer may lead to advice instead of a report.
use super::submit_way as way;
use crate::support::{Browser, Page, TestPortal, choices, question};
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::questions::{QuestionFields, edit};
use langnghe::actions::senders::keys;
use langnghe::actions::upkeep::sweep;
use langnghe::domain::policy::Role;
use langnghe::domain::question::{Question, Value};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::CategoryId;
use langnghe::links;
use langnghe::schema::shown_stops;
use langnghe::store::questions;

const ADVICE: &str = "Đừng lội qua. Có người mắc kẹt thì gọi 114 ngay.";

/// A depth that leads to advice where it is deep, how many people where it is not flat, a day for everybody, a pole.
fn flooded(portal: &TestPortal) -> CategoryId {
    let category = portal.category("giao_thong");
    let depth = portal.asks(
        category,
        QuestionFields {
            is_required: true,
            choices: choices(&[("Dưới mắt cá", ""), ("Tới đầu gối", ""), ("Sâu hơn nữa", ADVICE)]),
            ..question("Nước sâu tới đâu?", "one")
        },
    );
    let people = QuestionFields {
        is_required: true,
        depends: format!("{}-2", depth.root_id),
        position: "20".into(),
        ..question("Mấy nhà bị ngập?", "number")
    };
    portal.asks(category, people);
    let day =
        QuestionFields {
            is_public: true, position: "30".into(), ..question("Ngập từ ngày nào?", "date")
        };
    portal.asks(category, day);
    portal.asks(category, QuestionFields { position: "40".into(), ..question("Số ghi trên cột", "text") });
    category
}

async fn begun(browser: &Browser) -> Page {
    let page = way::category(&way::what(browser).await).await;
    assert_eq!(page.path, links::submit_questions(), "{:?}", page.errors());
    page
}

async fn to_review(portal: &TestPortal, page: Page) -> Page {
    let page = way::photo(&way::place(&page).await).await;
    let review = way::contact(&page).await;
    assert_eq!(review.path, links::submit_review(), "{:?}", review.errors());
    portal.wait(chrono::Duration::minutes(2));
    review
}

fn stops(portal: &TestPortal) -> i64 {
    portal.with_db(|c| shown_stops::table.count().get_result(c))
}

fn answers(portal: &TestPortal, ticket: &Ticket) -> Vec<(String, String)> {
    let all: Vec<(Question, Value)> = portal.with_db(|c| questions::of_ticket(c, ticket.id));
    all.iter().map(|(one, value)| (one.label_vi.clone(), value.said(one, "vi"))).collect()
}

#[actix_web::test]
async fn a_question_comes_after_the_answer_that_brings_it_and_all_of_them_go_with_the_report() {
    let portal = TestPortal::new();
    flooded(&portal);
    let browser = portal.browser().await;
    let page = begun(&browser).await;
    page.says("Bước 3/7");
    assert!(page.has("[data-when='q1=2'][hidden]"), "it waits");
    let again = page.form("step").fill("q4", "Cột 14").press("Tiếp tục").await;
    again.is(422).says("Hãy trả lời câu này");
    assert_eq!(again.form("step").value("q4"), "Cột 14", "nothing that was typed is lost");
    let page = again.form("step").choose("q1", "2").press("Tiếp tục").await;
    assert_eq!((page.path.as_str(), page.errors()), (links::submit_questions().as_str(), Vec::new()));
    assert!(page.has("[data-when='q1=2']:not([hidden])"), "its answer was given");
    let again = page.form("step").fill("q2", "vài").press("Tiếp tục").await;
    again.is(422).says("Hãy ghi một số");
    let form = again.form("step").fill("q2", "3").fill("q3", "2026-09-05");
    let page = form.press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_place());
    let review = to_review(&portal, page).await;
    review.says("Tới đầu gối").says("5/9/2026").says("Cột 14").says("Không đăng công khai");
    review.form("step").press("Gửi phản ánh").await;
    let ticket = portal.tickets().pop().expect("it was sent");
    let kept = answers(&portal, &ticket);
    let kept: Vec<(&str, &str)> = kept.iter().map(|(one, value)| (one.as_str(), value.as_str())).collect();
    let expected = [
        ("Nước sâu tới đâu?", "Tới đầu gối"),
        ("Mấy nhà bị ngập?", "3"),
        ("Ngập từ ngày nào?", "5/9/2026"),
        ("Số ghi trên cột", "Cột 14"),
    ];
    assert_eq!(kept, expected);
    let own = portal.with_db(|c| keys::of_own_page(&portal, c, ticket.id));
    portal.browser().await.get(&links::own(&own)).await.says("Nước sâu tới đâu?").says("Cột 14");
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&links::desk_ticket(&ticket.code)).await.says("Mấy nhà bị ngập?").says("Cột 14");
}

#[actix_web::test]
async fn an_answer_leads_to_advice_is_counted_once_and_can_be_changed() {
    let portal = TestPortal::new();
    let category = flooded(&portal);
    let browser = portal.browser().await;
    let form = begun(&browser).await.form("step");
    let page = form.choose("q1", "3").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_stop());
    page.says(ADVICE);
    assert!(page.has("main a[href='tel:114']") && !page.has("main a[href='tel:115']"));
    // No other page leads past it.
    for address in [links::submit_review(), links::submit_stop()] {
        assert_eq!(browser.get(&address).await.path, links::submit_stop(), "{address}");
    }
    let page = page.follow("Sửa câu trả lời").await;
    assert_eq!(page.form("step").value("q1"), "3");
    let page = page.form("step").press("Tiếp tục").await;
    assert_eq!((page.path.as_str(), stops(&portal)), (links::submit_stop().as_str(), 1));
    let admin = portal.staff(Role::Admin, "ubnd-tp").await;
    admin.get(&links::admin_category(category)).await.says("1 lượt dừng ở đây trong 30 ngày qua");
    let page = page.follow("Sửa câu trả lời").await.form("step").choose("q1", "1").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_place());
    to_review(&portal, page).await.form("step").press("Gửi phản ánh").await;
    assert_eq!(portal.tickets().len(), 1);
    portal.clock.set(portal.now() + chrono::Duration::days(401));
    sweep(&portal, &|| true).unwrap();
    assert_eq!(stops(&portal), 0, "it is not counted for ever");
}

#[actix_web::test]
async fn a_category_may_take_no_reports_and_one_chooses_another() {
    let portal = TestPortal::new();
    let admin = portal.staff(Role::Admin, "ubnd-tp").await;
    let category = portal.category("giao_thong");
    let page = admin.get(&links::admin_category(category)).await;
    page.form("/quan-tri/linh-vuc/").fill("stop_vi", "Hãy gọi 1900 0000.").press("Lưu").await.is(200);
    let page = way::category(&way::what(&portal.browser().await).await).await;
    assert_eq!(page.path, links::submit_stop());
    page.says("Hãy gọi 1900 0000.").never_says("Sửa câu trả lời");
    let page = page.follow("Chọn lĩnh vực khác").await;
    let other = page.form("step").options("category").into_iter().find(|one| *one != category.to_string());
    let page = page.form("step").choose("category", &other.unwrap()).press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_place());
}

#[actix_web::test]
async fn only_what_a_question_says_becomes_public_and_an_agency_meets_nobodys_number() {
    let portal = TestPortal::new();
    let category = portal.category("giao_thong");
    let day = QuestionFields { is_public: true, ..question("Ngập từ ngày nào?", "date") };
    let (day, pole) = (portal.asks(category, day), portal.asks(category, question("Cột nào?", "text")));
    let asked = portal.ticket().answering(&day, Value::Date("2026-09-05".parse().unwrap()));
    let asked = asked.answering(&pole, Value::Text("Hỏi anh Bảy 0912 345 678".into()));
    let ticket = asked.at("so-xay-dung").in_state(Status::InProgress).build();
    let reader = portal.browser().await;
    let page = reader.get(&links::ticket(&ticket.code)).await;
    page.is(200).says("Ngập từ ngày nào?").says("5/9/2026").never_says("0912 345 678").never_says("Cột nào?");
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    let page = focal.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Cột nào?").says("có thể có thông tin riêng").never_says("0912 345 678");
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&links::desk_ticket(&ticket.code)).await.says("0912 345 678");
    // Another wording changes nothing of what was asked.
    let typed =
        QuestionFields { label_vi: "Nước lên hôm nào?".into(), ..QuestionFields::standing(&day) };
    let admin = portal.actor(Role::Admin, "ubnd-tp");
    edit(&portal, &admin, (category, day.root_id, day.version), &typed).unwrap();
    reader.get(&links::ticket(&ticket.code)).await.says("Ngập từ ngày nào?").never_says("Nước lên hôm nào?");
    assert_eq!(portal.asked_now(category)[0].label_vi, "Nước lên hôm nào?");
}

#[actix_web::test]
async fn a_review_shows_what_is_asked_now() {
    let portal = TestPortal::new();
    let category = portal.category("giao_thong");
    let pole = portal.asks(category, question("Số ghi trên cột", "text"));
    let page = begun(&portal.browser().await).await.form("step").fill("q1", "14").press("Tiếp tục").await;
    let review = to_review(&portal, page).await;
    let admin = portal.actor(Role::Admin, "ubnd-tp");
    let typed = QuestionFields { label_vi: "Số cột điện".into(), ..QuestionFields::standing(&pole) };
    edit(&portal, &admin, (category, pole.root_id, 1), &typed).unwrap();
    let again = review.form("step").press("Gửi phản ánh").await;
    again.is(409).says("Số cột điện").says("14");
    again.form("step").press("Gửi phản ánh").await;
    let ticket = portal.tickets().pop().expect("it was sent");
    assert_eq!(answers(&portal, &ticket), [("Số cột điện".to_owned(), "14".to_owned())]);
}

#[test]
fn nothing_is_kept_that_the_category_does_not_ask_or_that_leads_to_advice() {
    let portal = TestPortal::new();
    let category = flooded(&portal);
    let all = portal.asked_now(category);
    let kept = |value: Value| {
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            portal.ticket().answering(&all[0], value).build();
        }))
        .is_ok()
    };
    assert!(kept(Value::One(1)));
    for value in [Value::One(3), Value::One(7), Value::Text("1".into())] {
        assert!(!kept(value.clone()), "{value:?}");
    }
    let admin = portal.actor(Role::Agent, "tt-1022");
    let typed = question("Cột nào?", "text");
    let refused = langnghe::actions::questions::create(&portal, &admin, category, &typed).err();
    assert_eq!(refused, Some(Refusal::Forbidden));
    let ended = langnghe::actions::questions::end(&portal, &admin, (category, all[3].root_id)).err();
    assert_eq!(ended, Some(Refusal::Forbidden));
    let edited = edit(&portal, &admin, (category, all[3].root_id, 1), &typed).err();
    assert_eq!(edited, Some(Refusal::Forbidden));
}
