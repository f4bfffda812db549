//! A call typed in.
use crate::support::{Browser, Form, TestPortal, choices, question};
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::callers;
use langnghe::actions::questions::QuestionFields;
use langnghe::actions::tickets::{NewTicket, enter_call};
use langnghe::clock::{Moment, local};
use langnghe::domain::city::{Category, Publish};
use langnghe::domain::clocks::Owed;
use langnghe::domain::contact::Phone;
use langnghe::domain::event::EventKind;
use langnghe::domain::intake::{Place, Said, Submission};
use langnghe::domain::policy::{Act, Role};
use langnghe::domain::question::Value;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Channel, Ticket};
use langnghe::ids::TicketCode;
use langnghe::links;
use langnghe::schema::{agencies, events as events_table, shown_stops};
use langnghe::store::{categories, contacts, questions, tickets};

#[actix_web::test]
async fn a_call_becomes_a_report_with_a_code_to_read_out() {
    let portal = TestPortal::new();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::call()).await;
    let form = page
        .form("/nhap-cuoc-goi")
        .fill("phone", "0900 000 123")
        .fill("name", "Nguyễn Văn Thử")
        .fill("title", "Ổ gà lớn ở đầu phố")
        .fill("body", "Có một ổ gà rất lớn giữa đường, xe máy hay bị ngã khi trời mưa.")
        .fill("commune", "Trần Nguyên Hãn")
        .fill("place", "Đầu phố Tô Hiệu");
    let again = form.press("Lưu phản ánh").await;
    assert_eq!(again.status, 422);
    again.says("Hãy hỏi người gọi");
    let mut form = again.form("/nhap-cuoc-goi").tick("consent");
    for name in ["category_id", "commune_id"] {
        if form.has(name) {
            let first = form.options(name).remove(0);
            form = form.choose(name, &first);
        }
    }
    let page = form.press("Lưu phản ánh").await;
    page.says("Đọc mã này cho người gọi");
    let code = page.path.rsplit('/').next().and_then(|code| TicketCode::parse(code).ok()).unwrap();
    let ticket = portal.with_db(|c| tickets::by_code(c, code.as_str())).unwrap();
    assert_eq!((ticket.channel, ticket.status), (Channel::Hotline, Status::New));
    assert_eq!(ticket.entered_by, Some(agent.who()));
    let contact = portal.with_db(|c| contacts::of_ticket(c, ticket.id)).unwrap();
    assert_eq!(contact.phone, "0900000123");

    let form = agent.get(&links::call()).await.form("/nhap-cuoc-goi").fill("phone", "+84 900 000 123");
    form.press("Tìm phản ánh trước đây").await.says(code.as_str());
    drop(portal.letters());
}

const SAVE: &str = "Lưu phản ánh";
const ON: &str = "Lưu và chuyển ngay";

/// A category that has an agency of its own.
fn category(portal: &TestPortal) -> Category {
    let all: Vec<Category> = portal.with_db(categories::all);
    let own = |one: &Category| one.parent_id.is_some() && one.agency_id.is_some() && !one.to_commune;
    all.into_iter().find(|one| own(one) && one.publish != Publish::Never).unwrap()
}

/// A call about it, from nobody.
async fn call(agent: &Browser, category: &Category) -> Form {
    let form = agent.get(&links::call()).await.form("/nhap-cuoc-goi");
    form.fill("title", "Ổ gà lớn ở đầu phố")
        .fill("body", "Có một ổ gà rất lớn giữa đường, xe máy hay bị ngã khi trời mưa.")
        .fill("category", &category.name_vi)
        .fill("commune", "Phường Lê Chân")
        .fill("place", "Đầu phố Tô Hiệu")
}

fn all_tickets(portal: &TestPortal) -> Vec<Ticket> {
    portal.tickets()
}

#[actix_web::test]
async fn a_call_that_goes_on_at_once_is_one_report_however_often_it_is_pressed() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let (agent, category) = (portal.staff(Role::Agent, "tt-1022").await, category(&portal));
    let form = call(&agent, &category).await;
    let key = form.value("form_key");
    let first = form.press(ON).await;
    let second = call(&agent, &category).await.forge("form_key", &key).press(ON).await;
    assert_eq!(first.path, second.path);
    let all = all_tickets(&portal);
    let [ticket] = all.as_slice() else { panic!("{} reports", all.len()) };
    assert_eq!((ticket.status, ticket.agency()), (Status::Forwarded, category.agency_id));
    first.says(&format!("Sẽ được trả lời trước {}", said(ticket.answer_due().unwrap())));
    let kinds: Vec<EventKind> =
        portal.with_db(|c| events_table::table.order(events_table::id).select(events_table::kind).load(c));
    assert_eq!(kinds, [EventKind::Submitted, EventKind::Accepted, EventKind::Forwarded]);
}

#[actix_web::test]
async fn a_call_that_cannot_go_on_leaves_nothing_behind_and_loses_no_word() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let (agent, category) = (portal.staff(Role::Agent, "tt-1022").await, category(&portal));
    let form = call(&agent, &category).await;
    let yesterday = langnghe::clock::local(portal.now()).date().pred_opt();
    portal.with_db(|c| {
        diesel::update(agencies::table.filter(agencies::id.nullable().eq(category.agency_id)))
            .set(agencies::valid_to.eq(yesterday))
            .execute(c)
    });
    let again = form.press(ON).await;
    again.is(422).says("chưa có cơ quan nào nhận được việc");
    assert_eq!(all_tickets(&portal), []);
    let left: i64 = portal.with_db(|c| events_table::table.count().get_result(c));
    assert_eq!(left, 0);
    let form = again.form("/nhap-cuoc-goi");
    assert_eq!(form.value("place"), "Đầu phố Tô Hiệu");
    form.press(SAVE).await.says("Đọc mã này cho người gọi");
    assert_eq!(all_tickets(&portal)[0].status, Status::New);
}

#[actix_web::test]
async fn a_call_is_not_sent_past_an_agency_in_which_nobody_can_act() {
    let portal = TestPortal::new();
    portal.man("ubnd-tp");
    let (agent, category) = (portal.staff(Role::Agent, "tt-1022").await, category(&portal));
    let again = call(&agent, &category).await.press(ON).await;
    again.is(422).says("chưa có cơ quan nào nhận được việc");
    assert_eq!(all_tickets(&portal), []);
    portal.man_everywhere();
    again.form("/nhap-cuoc-goi").press(ON).await.is(200);
    assert_eq!(all_tickets(&portal)[0].agency(), category.agency_id);
}

#[test]
fn whoever_writes_no_calls_down_leaves_nothing_behind() {
    let portal = TestPortal::new();
    let mut kept = 0;
    for role in Role::ALL {
        let actor = portal.actor(*role, "so-y-te");
        let call = NewTicket {
            form_key: format!("một cuộc gọi, {role}"),
            channel: Channel::Hotline,
            lang: "vi".into(),
            report: Submission {
                said: Said::parse("report", "Ổ gà", "Ổ gà sâu trước cổng trường").unwrap(),
                category: portal.any_category(),
                place: Place::default(),
                sender: None,
                wants_private: false,
                in_danger: false,
                asked: Vec::new(),
            },
            entered_by: Some(actor.id),
            draft: None,
        };
        let met = enter_call(&portal, &actor, &call, None).err();
        let may = actor.may_somewhere(Act::EnterCall);
        assert_eq!(met, (!may).then_some(Refusal::Forbidden), "{role}");
        let phone = Phone::parse("0900 000 999").unwrap();
        let met = callers::look_up(&portal, &actor, &phone, "gọi lại").err();
        assert_eq!(met, (!may).then_some(Refusal::Forbidden), "{role} looks a caller up");
        kept += usize::from(may);
        assert_eq!(all_tickets(&portal).len(), kept, "{role}");
    }
    assert!((1..Role::ALL.len()).contains(&kept));
}

#[actix_web::test]
async fn a_call_is_asked_what_its_category_asks_and_stops_with_the_same_advice() {
    let portal = TestPortal::new();
    let (agent, category) = (portal.staff(Role::Agent, "tt-1022").await, category(&portal));
    let choices = choices(&[("Nông", ""), ("Sâu", "Bảo người gọi gọi 114.")]);
    portal.asks(category.id, QuestionFields { choices, ..question("Sâu bao nhiêu?", "one") });
    let again = call(&agent, &category).await.press(SAVE).await;
    again.is(200).says("lĩnh vực này hỏi thêm").says("Sâu bao nhiêu?");
    assert_eq!(all_tickets(&portal), []);
    let form = again.form("/nhap-cuoc-goi");
    assert_eq!(form.value("place"), "Đầu phố Tô Hiệu", "nothing that was typed is lost");
    let stopped = form.choose("q1", "2").press(SAVE).await;
    stopped.is(422).says("Bảo người gọi gọi 114.");
    let stopped = stopped.form("/nhap-cuoc-goi").press(SAVE).await;
    stopped.is(422);
    let count: i64 = portal.with_db(|c| shown_stops::table.count().get_result(c));
    assert_eq!((count, all_tickets(&portal).len()), (1, 0), "one call is counted once");
    let page = stopped.form("/nhap-cuoc-goi").choose("q1", "1").press(SAVE).await;
    page.says("Đọc mã này cho người gọi");
    let ticket = all_tickets(&portal).remove(0);
    let kept = portal.with_db(|c| questions::of_ticket(c, ticket.id));
    assert_eq!((kept.len(), kept[0].1.clone()), (1, Value::One(1)));
}

#[actix_web::test]
async fn enter_finds_the_caller_who_is_offered_taken_over_and_told_of_the_look() {
    let portal = TestPortal::in_city(&[("city.limits.callers", "3/60")]);
    let (agent, category) = (portal.staff(Role::Agent, "tt-1022").await, category(&portal));
    let form = call(&agent, &category).await.fill("phone", "0900 000 123").fill("name", "Nguyễn Văn Thử");
    form.fill("email", "thu@example.vn").tick("consent").press(SAVE).await.says("Đọc mã này cho người gọi");
    let page = agent.get(&links::call()).await;
    // A browser presses the first button where Enter is pressed in a field.
    assert_eq!(page.attributes("form.call-form button", "value")[0], "lookup");
    assert_eq!(page.attributes("form.call-form input:not([type=hidden])", "name")[0], "phone");
    assert!(page.has("#phone[autofocus]"));
    let form = page.form("/nhap-cuoc-goi").fill("phone", "+84 900 000 123").fill("title", "Đèn tắt");
    let found = form.press("Tìm phản ánh trước đây").await;
    found.is(200).says("Nguyễn Văn Thử · thu@example.vn");
    assert_eq!((found.form("/nhap-cuoc-goi").value("name"), all_tickets(&portal).len()), (String::new(), 1));
    let taken = found.form("/nhap-cuoc-goi").press("Dùng tên và địa chỉ này").await;
    let form = taken.form("/nhap-cuoc-goi");
    let values = ["name", "email", "title"].map(|name| form.value(name));
    assert_eq!(values, ["Nguyễn Văn Thử", "thu@example.vn", "Đèn tắt"]);
    let looks = events_table::table.filter(events_table::kind.eq(EventKind::ContactSeen));
    let looks: Vec<String> = portal.with_db(|c| looks.select(events_table::remark).load(c));
    assert_eq!(looks, ["Người gọi điện đến tổng đài 1022"], "one look, however often it is pressed");
    form.press("Tìm phản ánh trước đây").await.is(200);
    let again = taken.form("/nhap-cuoc-goi").press("Tìm phản ánh trước đây").await;
    again.is(422).says("quá nhiều người gọi").never_says("thu@example.vn ·");
    assert_eq!(again.form("/nhap-cuoc-goi").value("title"), "Đèn tắt");
    let focal = portal.actor(Role::Focal, "so-xay-dung");
    let phone = Phone::parse("0900 000 123").unwrap();
    let refused = callers::look_up(&portal, &focal, &phone, "xem thử").err();
    assert_eq!(refused, Some(Refusal::Forbidden));
    drop(portal.letters());
}

#[actix_web::test]
async fn what_need_not_be_said_is_never_asked_for_and_the_agent_is_spoken_to() {
    let portal = TestPortal::new();
    let (agent, category) = (portal.staff(Role::Agent, "tt-1022").await, category(&portal));
    let admin = portal.staff(Role::Admin, "ubnd-tp").await;
    let page = admin.get(&links::admin_category(category.id)).await;
    page.form("/quan-tri/linh-vuc/").fill("script", "Hỏi xem có ai bị thương.").press("Lưu").await.is(200);
    let page = agent.get(&links::call()).await;
    page.says("Đọc trước khi hỏi tên");
    assert!(page.has(&format!("[data-script='{}'][hidden]", category.name_vi)));
    let again = page.form("/nhap-cuoc-goi").fill("category", &category.name_vi).press(SAVE).await;
    again.is(422).says("Hỏi xem có ai bị thương.").says("Hỏi người gọi rõ hơn");
    assert!(again.errors().iter().all(|one| !one.to_lowercase().contains("bạn")), "{:?}", again.errors());
    // A number alone is enough.
    let form = call(&agent, &category).await.fill("phone", "0900 000 124").tick("consent");
    form.press(SAVE).await.says("Đọc mã này cho người gọi");
    let ticket = all_tickets(&portal).remove(0);
    let contact = portal.with_db(|c| contacts::of_ticket(c, ticket.id)).unwrap();
    assert_eq!((contact.name.as_str(), contact.phone.as_str()), ("", "0900000124"));
    // One guess is asked about and marked, not called many.
    let form = call(&agent, &category).await.fill("category", "").fill("title", "Cây xanh đổ chắn đường");
    let again = form.fill("body", "Cây xanh đổ chắn ngang đường từ đêm qua.").press(SAVE).await;
    let guesses = again.form("/nhap-cuoc-goi").options("category_id");
    let said =
        if guesses.len() == 1 { "Có phải là mục này không?" } else { "Có nhiều mục khớp" };
    again.is(422).says(said);
}

fn said(moment: Moment) -> String {
    local(moment).format("%H:%M, %-d/%-m/%Y").to_string()
}

#[actix_web::test]
async fn a_call_about_danger_is_due_by_the_urgent_term_from_its_saving_on() {
    let portal = TestPortal::new();
    let (agent, category) = (portal.staff(Role::Agent, "tt-1022").await, category(&portal));
    let page = call(&agent, &category).await.tick("danger").press(SAVE).await;
    let ticket = all_tickets(&portal).remove(0);
    let due = ticket.clocks.running(Owed::Triage).expect("the desk owes a look").due_at;
    assert_eq!(due, portal.now() + chrono::Duration::minutes(15));
    page.says(&format!("Sẽ được tiếp nhận và chuyển trước {}", said(due)));
}
