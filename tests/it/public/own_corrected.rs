//! A sender changes what they wrote, who reads it and whose name stands beside it, on their own page.
use crate::support::{Browser, Page, TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::senders::{self, Correction, keys};
use langnghe::domain::city::Publish;
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::schema::categories;
use langnghe::store::{contacts, events, notices, own_words, photos, tickets};

const AGENCY: &str = "so-xay-dung";
const NEW: &str = "Giữa đường có một hố rất sâu, xe máy dễ ngã khi trời mưa to.";

fn now_of(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn last_kind(portal: &TestPortal, ticket: &Ticket) -> EventKind {
    portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().unwrap().0.kind
}

async fn own(portal: &TestPortal, ticket: &Ticket) -> (Browser, Page) {
    let key = portal.with_db(|c| keys::of_own_page(portal, c, ticket.id));
    let browser = portal.browser().await;
    let page = browser.get(&links::own(&key)).await;
    (browser, page)
}

async fn public(portal: &TestPortal, ticket: &Ticket) -> Page {
    portal.browser().await.get(&links::ticket(&ticket.code)).await
}

fn correction(ticket: &Ticket) -> Correction {
    Correction {
        title: ticket.title.clone(),
        body: NEW.into(),
        place: ticket.place.clone(),
        photos_off: Vec::new(),
    }
}

#[actix_web::test]
async fn new_words_come_back_unchecked_and_the_desk_reads_what_stood_there_before() {
    let portal = TestPortal::new();
    let ticket =
        portal.ticket().pictured(&jpeg(640, 480), true).at(AGENCY).in_state(Status::Forwarded).build();
    public(&portal, &ticket).await.is(200).says(&ticket.title);
    let (_, page) = own(&portal, &ticket).await;
    let short = page.form("/sua-loi").fill("title", "Hố to").fill("body", "Ngắn").press("Lưu lời mới").await;
    short.is(422).says("Hãy kể rõ hơn chuyện gì đang xảy ra");
    assert_eq!(short.form("/sua-loi").value("title"), "Hố to", "nothing typed is lost");
    assert_eq!(now_of(&portal, &ticket).body, ticket.body);
    let photo = short.form("/sua-loi").options("photo_off").remove(0);
    let form = short.form("/sua-loi").fill("title", "Hố sâu trước cổng trường").fill("body", NEW);
    let form = form.fill("place", "Số 12").choose("photo_off", &photo);
    let page = form.attach("photos_new", "moi.jpg", &jpeg(320, 240)).press("Lưu lời mới").await;
    page.is(200).says("Đã lưu.").says(NEW).says("Bạn sửa lần cuối lúc");
    let after = now_of(&portal, &ticket);
    assert_eq!((after.status, after.checked_at, after.is_public), (Status::New, None, false));
    assert_eq!((after.body.as_str(), after.public_body.as_str()), (NEW, NEW));
    assert_eq!((after.place.as_str(), after.agency()), ("Số 12", None));
    assert_eq!(after.answer_due(), ticket.answer_due(), "what was promised stays");
    assert_eq!(last_kind(&portal, &ticket), EventKind::Corrected);
    let kept = portal.with_db(|c| photos::of_ticket(c, ticket.id));
    assert_eq!(kept.iter().map(|one| one.width).collect::<Vec<_>>(), [320]);
    public(&portal, &ticket).await.is(410);
    let focal = portal.staff(Role::Focal, AGENCY).await;
    focal.get(&links::desk_ticket(&ticket.code)).await.is(404);

    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Lời cũ, trước khi người gửi sửa").says("bỏ 1 ảnh").says("Tiếp nhận phản ánh");
    assert_eq!(page.all(".versions ins"), ["Hố sâu", "rất", "mưa to.", "Số 12"]);
    assert_eq!(page.all(".versions del").first().map(String::as_str), Some("Ổ gà"));
    let before = portal.with_db(|c| own_words::of_ticket(c, ticket.id));
    assert_eq!((before.len(), before[0].body.as_str(), before[0].photos_out), (1, ticket.body.as_str(), 1));
    drop(portal.letters());
}

#[actix_web::test]
async fn once_an_agency_took_it_on_nothing_is_corrected_and_what_was_typed_stays() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let (_, page) = own(&portal, &ticket).await;
    portal.life(&ticket).take(&ticket);
    let late = page.form("/sua-loi").fill("body", NEW).press("Lưu lời mới").await;
    late.is(409).says("Phản ánh đã thay đổi trong lúc bạn mở trang");
    assert_eq!(now_of(&portal, &ticket).body, ticket.body);
    let (_, page) = own(&portal, &ticket).await;
    assert!(!page.html.contains("/sua-loi"));
    page.form("/bo-sung").fill("more", "Hố sâu hơn rồi").press("Gửi thêm").await.is(200);
    for state in [Status::InProgress, Status::Answered, Status::Rejected, Status::Withdrawn] {
        let ticket = portal.ticket().at(AGENCY).in_state(state).build();
        let done = senders::correct(&portal, ticket.id, &correction(&ticket), Vec::new());
        assert_eq!(done.map(drop), Err(Refusal::TooLate), "{state}");
    }
    for state in [Status::New, Status::Accepted, Status::NeedsInfo, Status::Returned] {
        let ticket = portal.ticket().at(AGENCY).in_state(state).build();
        let done = senders::correct(&portal, ticket.id, &correction(&ticket), Vec::new()).unwrap();
        assert_eq!((done.status, done.agency(), done.body.as_str()), (Status::New, None, NEW), "{state}");
        assert!(done.clocks.all().iter().any(|clock| clock.is_running()), "{state}: the desk owes a look");
        let again = senders::correct(&portal, ticket.id, &correction(&done), Vec::new()).unwrap();
        assert_eq!(again.version, done.version, "the same once more changes nothing");
    }
    drop(portal.letters());
}

#[actix_web::test]
async fn a_name_is_shown_and_hidden_as_its_owner_likes() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().signed("Lê Thị Rõ", false).at(AGENCY).in_state(Status::Answered).build();
    public(&portal, &ticket).await.is(200).never_says("Lê Thị Rõ");
    let (_, page) = own(&portal, &ticket).await;
    let page = page.form("who-named").press("Hiện tên tôi").await;
    page.says("Tên bạn, Lê Thị Rõ, hiện bên cạnh phản ánh");
    public(&portal, &ticket).await.says("Lê Thị Rõ");
    let last = portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().unwrap().0;
    assert_eq!((last.kind, last.remark.as_str()), (EventKind::NameShown, "ten-2026-1"));
    page.form("who-named").press("Thôi hiện tên tôi").await.is(200);
    public(&portal, &ticket).await.never_says("Lê Thị Rõ");
    assert!(!portal.with_db(|c| contacts::of_ticket(c, ticket.id)).unwrap().show_name);
    drop(portal.letters());
}

#[actix_web::test]
async fn a_report_is_made_private_at_once_and_public_again_only_after_a_look() {
    let portal = TestPortal::new();
    let ticket =
        portal.ticket().pictured(&jpeg(64, 48), false).at(AGENCY).in_state(Status::InProgress).build();
    public(&portal, &ticket).await.is(200);
    assert_eq!(senders::ask_public(&portal, ticket.id).map(drop), Err(Refusal::TooLate), "it is public");
    let private = senders::keep_private(&portal, ticket.id).unwrap();
    assert!(private.wants_private && private.is_private && !private.is_public);
    assert_eq!(last_kind(&portal, &ticket), EventKind::MadePrivate);
    public(&portal, &ticket).await.is(410);
    let (_, page) = own(&portal, &ticket).await;
    let page = page.says("Không công khai, như bạn muốn.").form("who-reads").press("Đề nghị công khai").await;
    page.says("Phản ánh công khai sau khi tổng đài kiểm tra.");
    public(&portal, &ticket).await.is(410);
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let hidden = portal.with_db(|c| photos::of_ticket(c, ticket.id)).remove(0);
    let hidden = links::desk_photo(&ticket.code, &hidden.display);
    assert_eq!(focal.get(&hidden).await.status, 404, "what was left out stays out meanwhile");
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/sua-noi-dung")
        .fill("edit_why", "Người gửi đề nghị công khai")
        .press("Lưu nội dung")
        .await
        .is(200);
    public(&portal, &ticket).await.is(200).says(&ticket.title);
    drop(portal.letters());
}

#[actix_web::test]
async fn what_the_desk_or_the_category_keeps_private_is_not_its_senders_to_open() {
    let portal = TestPortal::new();
    let [ticket, wished] = [portal.ticket().build(), portal.ticket().private().build()];
    let row = categories::table.filter(categories::id.eq(ticket.category_id));
    portal.with_db(|c| diesel::update(row).set(categories::publish.eq(Publish::Never)).execute(c));
    let (_, page) = own(&portal, &ticket).await;
    page.says("lĩnh vực này không đăng công khai");
    assert!(!page.html.contains("Đề nghị công khai"));
    assert_eq!(senders::ask_public(&portal, ticket.id).map(drop), Err(Refusal::TooLate));
    assert_eq!(senders::ask_public(&portal, wished.id).map(drop), Err(Refusal::TooLate));
    drop(portal.letters());
}

#[test]
fn the_desk_is_told_that_a_sender_wants_it_public_after_all() {
    let portal = TestPortal::new();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let ticket = portal.ticket().private().at(AGENCY).in_state(Status::InProgress).build();
    let unread = || {
        let all = portal.with_db(|c| notices::of_account(c, agent.id, None, 20));
        all.iter().filter(|one| one.notice.ticket_id == ticket.id).count()
    };
    let before = unread();
    let asked = senders::ask_public(&portal, ticket.id).unwrap();
    assert!(!asked.is_private && asked.checked_at.is_none() && !asked.is_public);
    assert_eq!(unread(), before + 1);
    drop(portal.letters());
}
