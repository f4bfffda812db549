//! Whoever works with the lead has a queue, gives its part or declines it, and stands with its name in the answer.
use crate::support::{TestPortal, jpeg};
use langnghe::actions::Refusal;
use langnghe::actions::tickets::{Order, contribute, decline_part, remind_part};
use langnghe::domain::clocks::{Owed, Stopped};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::tickets;

const LEAD: &str = "so-xay-dung";
const WITH: &str = "so-y-te";
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
    assert_eq!((now.co_agency(), now.clocks.running(Owed::Part)), (None, None));
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
    assert_eq!(remind_part(&portal, order(&with), TEXT), Err(Refusal::Forbidden));
    let waits = shared(&portal, Status::AwaitingApproval);
    let order = Order { actor: &with, code: &waits.code, seen: waits.version };
    assert_eq!(contribute(&portal, order, TEXT), Err(Refusal::TooLate));
    assert_eq!(stands(&portal, &ticket).version, ticket.version);
    drop(portal.letters());
}
