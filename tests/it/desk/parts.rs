//! Whoever works with the lead has a queue, gives its part or declines it, and stands with its name in the answer.
use crate::support::{TestPortal, jpeg};
use langnghe::actions::Refusal;
use langnghe::actions::tickets::{
    Order, PartWanted, ask_part, contribute, decline_part, remind_part, take_part_back,
};
use langnghe::domain::clocks::{Owed, Stopped};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::tickets;

const LEAD: &str = "so-xay-dung";
const WITH: &str = "so-y-te";
const THIRD: &str = "so-noi-vu";
const QUEUE: &str = "phoi-hop";
const TEXT: &str = "Phường đã yêu cầu 3 hộ tháo tấm kê trên miệng hố ga, xong trước 10/9.";

fn stands(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn shared(portal: &TestPortal, state: Status) -> Ticket {
    portal.ticket().at(LEAD).along_with(WITH).in_state(state).build()
}

#[actix_web::test]
async fn a_part_is_asked_given_composed_and_published_under_its_own_name() {
    let portal = TestPortal::new();
    let ticket = shared(&portal, Status::InProgress);
    let with = portal.staff(Role::Focal, WITH).await;
    let lead = portal.staff(Role::Focal, LEAD).await;
    let queue = links::in_queue(&links::work(), QUEUE);
    let page = with.get(&queue).await;
    page.says("Ổ gà trước cổng trường");
    assert!(page.all(".queue-tabs a").iter().any(|tab| tab.contains("Phối hợp") && tab.contains('1')));
    lead.get(&queue).await.never_says("Ổ gà trước cổng trường");
    let page = with.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Chưa góp ý").says("Góp ý phần việc của cơ quan bạn");
    let short = page.form("/gop-y").fill("part_text", "Xong").press("Gửi phần góp ý").await;
    assert_eq!(short.is(422).form("/gop-y").value("part_text"), "Xong");
    let form = page.form("/gop-y").fill("part_text", TEXT).attach("part_after", "sau.jpg", &jpeg(8, 8));
    form.press("Gửi phần góp ý").await.is(200).says("Đã góp ý").says(TEXT);
    let now = stands(&portal, &ticket);
    let part = now.clocks.all().iter().find(|clock| clock.owed == Owed::Part).map(|clock| clock.stopped);
    assert_eq!((now.clocks.running(Owed::Part), part), (None, Some(Stopped::Met)));
    with.get(&queue).await.never_says("Ổ gà trước cổng trường");
    lead.get(&links::notices()).await.says("Cơ quan phối hợp đã góp ý");
    let page = lead.get(&links::desk_ticket(&ticket.code)).await;
    page.says(TEXT);
    assert!(!page.html.contains("/gop-y"), "the lead has no part of the partner's");
    let form = page.form("/du-thao").fill("body", "Sở đã nạo vét hố ga trên cả đoạn phố.");
    let page = form.press("Đưa vào dự thảo").await;
    let body = page.is(200).form("/du-thao").value("body").replace("\r\n", "\n");
    assert!(body.starts_with("Sở đã nạo vét hố ga trên cả đoạn phố."), "{body}");
    assert!(body.contains(&format!("Sở Y tế:\n{TEXT}\n(Cán bộ")), "{body}");
    assert!(!page.html.contains("Đưa vào dự thảo"), "it stands there once");
    page.form("/du-thao").fill("signed_as", "Phó Giám đốc").press("Trình duyệt").await.is(200);
    let proposed = stands(&portal, &ticket);
    assert_eq!(proposed.status, Status::AwaitingApproval);
    portal.life(&proposed).answer(&proposed);
    let page = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    page.says("Phối hợp: Sở Y tế").says(TEXT).says("Sở Xây dựng");
    drop(portal.letters());
}

#[actix_web::test]
async fn a_partner_declines_with_a_reason_that_the_lead_reads() {
    let portal = TestPortal::new();
    let ticket = shared(&portal, Status::InProgress);
    let with = portal.staff(Role::Focal, WITH).await;
    let lead = portal.staff(Role::Focal, LEAD).await;
    let page = with.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/khong-phoi-hop").press("Không nhận phối hợp").await.is(422);
    let form = page.form("/khong-phoi-hop").fill("decline_why", "Đoạn phố này không thuộc ngành y tế");
    form.press("Không nhận phối hợp").await.is(200).never_says("Ổ gà trước cổng trường");
    let now = stands(&portal, &ticket);
    assert!(now.partners().all().is_empty() && now.clocks.running(Owed::Part).is_none());
    with.get(&links::desk_ticket(&ticket.code)).await.is(404);
    lead.get(&links::notices()).await.says("Cơ quan phối hợp không nhận việc");
    let page = lead.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Không nhận phối hợp").says("Đoạn phố này không thuộc ngành y tế");
    let page = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    page.never_says("Sở Y tế").never_says("không thuộc ngành y tế");
}

#[actix_web::test]
async fn the_lead_reminds_a_partner_as_long_as_the_part_is_owed() {
    let portal = TestPortal::new();
    let ticket = shared(&portal, Status::InProgress);
    let lead = portal.staff(Role::Focal, LEAD).await;
    let with = portal.staff(Role::Focal, WITH).await;
    let page = lead.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/nhac-phoi-hop")
        .fill("part_reminder", "Mong sở góp ý trong hôm nay")
        .press("Gửi lời nhắc")
        .await
        .is(200);
    with.get(&links::notices()).await.says("Cơ quan chủ trì chờ phần góp ý của bạn");
    with.get(&links::desk_ticket(&ticket.code)).await.says("Mong sở góp ý trong hôm nay");
    let page = with.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/gop-y").fill("part_text", TEXT).press("Gửi phần góp ý").await.is(200);
    assert!(!lead.get(&links::desk_ticket(&ticket.code)).await.html.contains("/nhac-phoi-hop"));
}

#[test]
fn a_part_is_its_own_agencys_and_not_once_the_answer_waits() {
    let portal = TestPortal::new();
    let ticket = shared(&portal, Status::InProgress);
    let order = |actor| Order { actor, code: &ticket.code, seen: ticket.version };
    let [lead, with, elsewhere] = [LEAD, WITH, "so-noi-vu"].map(|at| portal.actor(Role::Focal, at));
    let approver = portal.actor(Role::Approver, WITH);
    assert_eq!(contribute(&portal, order(&lead), TEXT), Err(Refusal::Forbidden));
    assert_eq!(decline_part(&portal, order(&lead), TEXT), Err(Refusal::Forbidden));
    assert_eq!(contribute(&portal, order(&approver), TEXT), Err(Refusal::Forbidden));
    assert_eq!(contribute(&portal, order(&elsewhere), TEXT), Err(Refusal::Missing));
    assert_eq!(remind_part(&portal, order(&with), portal.agency(WITH), TEXT), Err(Refusal::Forbidden));
    let waits = shared(&portal, Status::AwaitingApproval);
    let order = Order { actor: &with, code: &waits.code, seen: waits.version };
    assert_eq!(contribute(&portal, order, TEXT), Err(Refusal::TooLate));
    assert_eq!(stands(&portal, &ticket).version, ticket.version);
    drop(portal.letters());
}

#[actix_web::test]
async fn one_report_is_split_among_several_and_answered_once() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let ticket = shared(&portal, Status::InProgress);
    let lead = portal.staff(Role::Focal, LEAD).await;
    let with = portal.staff(Role::Focal, WITH).await;
    let other = portal.staff(Role::Focal, THIRD).await;
    let here = links::desk_ticket(&ticket.code);
    let ask = lead.get(&here).await;
    let third = portal.agency(THIRD).to_string();
    let form = ask
        .form("/moi-phoi-hop")
        .choose("ask_agency", &third)
        .fill("ask_what", "Cho biết kế hoạch cải tạo cống");
    let late = form.fill("part_until", "2026-12-31").press("Mời phối hợp").await;
    late.is(422).says("Phần việc phải xong trước hạn trả lời");
    let form = ask
        .form("/moi-phoi-hop")
        .choose("ask_agency", &third)
        .fill("ask_what", "Cho biết kế hoạch cải tạo cống");
    let page = form.fill("part_until", "2026-09-08").press("Mời phối hợp").await;
    page.is(200)
        .says("Sở Nội vụ")
        .says("Cho biết kế hoạch cải tạo cống")
        .says("0 trong 2 nơi phối hợp đã góp ý");
    let due = |agency: &str| {
        let now = stands(&portal, &ticket);
        now.clocks.part_of(portal.agency(agency)).map(|clock| clock.due_at)
    };
    assert!(due(THIRD) < due(WITH), "each part has its own day");
    other.get(&links::notices()).await.says("Cơ quan bạn được mời phối hợp");
    other.get(&links::in_queue(&links::work(), QUEUE)).await.says("Ổ gà trước cổng trường");
    let page = other.get(&here).await;
    page.says("Cho biết kế hoạch cải tạo cống");
    page.form("/gop-y")
        .fill("part_text", "Cống D600 được cải tạo trong quý 1 năm 2027.")
        .press("Gửi phần góp ý")
        .await
        .is(200);
    assert!(due(THIRD).is_none() && due(WITH).is_some(), "the other still owes its part");
    let page = lead.get(&here).await;
    page.says("1 trong 2 nơi phối hợp đã góp ý").says("Còn nơi chưa góp ý");
    let words = "Sở đã nạo vét hố ga trên cả đoạn phố và cử người trực bơm.";
    let form = page.form("/du-thao").choose("outcome", "explained").fill("body", words);
    let page = form.press("Trình duyệt").await;
    page.is(422).says("Còn nơi chưa góp ý. Hãy chờ, hoặc nêu lý do");
    let form = page.form("/du-thao").fill("without_why", "Sở Y tế chưa có kết quả đo, sẽ trả lời sau");
    form.fill("signed_as", "Phó Giám đốc").press("Trình duyệt").await.is(200);
    let proposed = stands(&portal, &ticket);
    assert_eq!(proposed.partners().all(), [portal.agency(THIRD)], "whoever gave nothing is not named");
    with.get(&links::notices()).await.says("Không còn cần phần góp ý của cơ quan bạn");
    portal.staff(Role::Approver, LEAD).await.get(&here).await.says("Sở Y tế chưa có kết quả đo");
    portal.life(&proposed).answer(&proposed);
    let page = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    page.says("Sở Nội vụ").never_says("Sở Y tế");
    drop(portal.letters());
}

#[actix_web::test]
async fn a_partners_queue_stands_by_when_its_own_part_is_due() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let lead = portal.actor(Role::Focal, LEAD);
    let first = portal.ticket().titled("Việc đến trước").at(LEAD).in_state(Status::InProgress).build();
    portal.wait(chrono::Duration::minutes(5));
    let second = portal.ticket().titled("Việc cần trước").at(LEAD).in_state(Status::InProgress).build();
    for (ticket, day) in [(&first, 10), (&second, 8)] {
        let until = chrono::NaiveDate::from_ymd_opt(2026, 9, day);
        let wanted = PartWanted { agency: portal.agency(WITH), what: "Kiểm tra tại chỗ", until };
        ask_part(&portal, Order { actor: &lead, code: &ticket.code, seen: ticket.version }, &wanted).unwrap();
    }
    let page = portal.staff(Role::Focal, WITH).await.get(&links::in_queue(&links::work(), QUEUE)).await;
    let place = |title| page.html.find(title).expect("it stands in the queue");
    assert!(place("Việc cần trước") < place("Việc đến trước"), "the part's day, not the report's");
    drop(portal.letters());
}

#[test]
fn as_many_agencies_work_with_the_lead_as_the_city_says_and_each_owes_one_part() {
    let portal = TestPortal::in_city(&[("city.terms.parts", "2")]);
    portal.man_everywhere();
    let ticket = shared(&portal, Status::InProgress);
    let lead = portal.actor(Role::Focal, LEAD);
    let ask = |ticket: &Ticket, agency: &str| {
        let wanted =
            PartWanted { agency: portal.agency(agency), what: "Kiểm tra tại chỗ", until: None };
        ask_part(&portal, Order { actor: &lead, code: &ticket.code, seen: ticket.version }, &wanted)
    };
    let refused = |word| Err(Refusal::field("agency", word));
    assert_eq!(ask(&ticket, LEAD), refused("part_of_lead"));
    assert_eq!(ask(&ticket, WITH), refused("part_asked"));
    let two = ask(&ticket, THIRD).unwrap();
    assert_eq!(ask(&two, "so-tai-chinh"), refused("parts_full"));
    let order = Order { actor: &lead, code: &two.code, seen: two.version };
    let one = take_part_back(&portal, order, portal.agency(WITH), "Không cần đo nữa").unwrap();
    assert_eq!(one.partners().all(), [portal.agency(THIRD)]);
    let order = Order { actor: &lead, code: &one.code, seen: one.version };
    let again = take_part_back(&portal, order, portal.agency(WITH), "Không cần đo nữa");
    assert_eq!(again, refused("part_not_owed"));
    assert!(ask(&one, "so-tai-chinh").is_ok(), "there is room again");
    drop(portal.letters());
}

#[test]
fn whoever_gave_a_part_is_named_although_another_is_not_waited_for() {
    let portal = TestPortal::new();
    let ticket = shared(&portal, Status::InProgress);
    let [lead, with] = [LEAD, WITH].map(|at| portal.actor(Role::Focal, at));
    let order =
        |actor, ticket: &Ticket| Order { actor, code: ticket.code.clone().leak(), seen: ticket.version };
    let given = contribute(&portal, order(&with, &ticket), TEXT).unwrap();
    let wanted = PartWanted { agency: portal.agency(WITH), what: "Đo thêm một lần", until: None };
    let asked = ask_part(&portal, order(&lead, &given), &wanted).unwrap();
    let back = take_part_back(&portal, order(&lead, &asked), portal.agency(WITH), "Không cần nữa").unwrap();
    assert_eq!((back.partners().all(), back.clocks.parts().count()), (&[portal.agency(WITH)][..], 0));
    drop(portal.letters());
}

#[test]
fn another_lead_keeps_the_parts_and_one_who_leads_has_none() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let ticket = shared(&portal, Status::InProgress);
    let since = ticket.clocks.part_of(portal.agency(WITH)).map(|clock| clock.since);
    let life = portal.life(&ticket).elsewhere(THIRD);
    let elsewhere = life.forward(&ticket);
    let now = |ticket: &Ticket| ticket.clocks.part_of(portal.agency(WITH)).map(|clock| clock.since);
    assert_eq!((elsewhere.partners().all(), now(&elsewhere)), (&[portal.agency(WITH)][..], since));
    let leads = portal.life(&elsewhere).elsewhere(WITH).forward(&elsewhere);
    assert_eq!((leads.partners().all().len(), now(&leads)), (0, None));
    drop(portal.letters());
}
