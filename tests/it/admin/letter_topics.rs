//! What senders are written about is the city's to say, and each sender's to narrow.
use super::administrator;
use crate::support::TestPortal;
use langnghe::actions::senders::{self, keys};
use langnghe::actions::tickets::{Order, ask_info, take, write_progress};
use langnghe::domain::event::EventKind;
use langnghe::domain::letter::LetterKind;
use langnghe::domain::letter_topic::Topic;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::{events, letter_topics, tickets};

const EMAIL: &str = "gui@example.vn";
const AGENCY: &str = "so-xay-dung";

/// A report of somebody who confirmed the address, and the address of their own page.
fn forwarded(portal: &TestPortal) -> (Ticket, String) {
    let ticket = portal.ticket().sent_by(EMAIL).at(AGENCY).in_state(Status::Forwarded).build();
    senders::confirm(portal, &keys::of_confirmation(portal, ticket.id)).unwrap();
    drop(portal.letters());
    let key = portal.with_db(|c| keys::of_own_page(portal, c, ticket.id));
    (portal.with_db(|c| tickets::find(c, ticket.id)), links::own(&key))
}

/// The agency takes it on, says how far it is, and asks: the letters that came of it.
fn lived(portal: &TestPortal, ticket: &Ticket) -> Vec<LetterKind> {
    let focal = portal.actor(Role::Focal, AGENCY);
    let order = |ticket: &Ticket| (ticket.code.clone(), ticket.version);
    let (code, seen) = order(ticket);
    let ticket = take(portal, Order { actor: &focal, code: &code, seen }).unwrap();
    let said = "Đã khảo sát, sẽ vá trong tuần này.";
    let ticket =
        write_progress(portal, Order { actor: &focal, code: &code, seen: ticket.version }, said).unwrap();
    ask_info(portal, Order { actor: &focal, code: &code, seen: ticket.version }, "Ở số nhà nào?").unwrap();
    let all =
        portal.unsent().into_iter().filter(|letter| letter.recipient == EMAIL).map(|letter| letter.kind);
    let all = all.collect();
    drop(portal.letters());
    all
}

#[actix_web::test]
async fn an_administrator_says_what_is_written_about_and_the_previews_say_what_is_not() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let (ticket, _) = forwarded(&portal);
    let by_default = lived(&portal, &ticket);
    assert_eq!(by_default, [LetterKind::Taken, LetterKind::InfoAsked], "of progress nothing is written");
    let samples = admin.get(&links::admin_letter_samples()).await;
    assert_eq!(samples.html.matches("Thành phố hiện không gửi thư này.").count(), 1);
    let page = samples.follow("Báo thư về những gì").await;
    let form = page.form("/bao-gi").choose("topic", "progress");
    let page = form.press("Lưu").await;
    page.says("Đã lưu.").says("Tiến độ");
    let (ticket, own) = forwarded(&portal);
    assert_eq!(lived(&portal, &ticket), [LetterKind::Taken, LetterKind::Progress, LetterKind::InfoAsked]);
    let reader = portal.browser().await;
    reader.get(&own).await.says("Cơ quan cho biết tiến độ");
    // Nothing at all any more, but for the letter that confirms an address.
    let admin_page = admin.get(&links::admin_letter_topics()).await;
    let csrf = admin_page.form("/bao-gi").value("csrf");
    admin.post_raw(&links::admin_letter_topics(), &[("csrf", &csrf)]).await.is(303);
    let (ticket, own) = forwarded(&portal);
    assert!(lived(&portal, &ticket).is_empty());
    reader.get(&own).await.never_says("Cơ quan cho biết tiến độ");
    let officer = portal.staff(Role::Officer, AGENCY).await;
    officer.get(&links::admin_letter_topics()).await.is(404);
}

#[actix_web::test]
async fn a_sender_switches_single_letters_off_and_questions_still_come() {
    let portal = TestPortal::new();
    let (ticket, own) = forwarded(&portal);
    let page = portal.browser().await.get(&own).await;
    page.says("Câu hỏi cho bạn vẫn được gửi").says("phản ánh tự đóng");
    let form = page.form("choose-letters");
    assert_eq!(form.options("topic"), ["forwarded", "extended", "answered", "reopened", "closed"]);
    let page = form.untick("topic").press("Lưu lựa chọn").await;
    page.says("Đã lưu. Từ nay chỉ những thư bạn chọn mới được gửi.");
    let kind = portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().unwrap().0.kind;
    assert_eq!(kind, EventKind::LettersChosen);
    assert_eq!(lived(&portal, &ticket), [LetterKind::InfoAsked]);
    let wanted = links::letters_of(&keys::of_letters(&portal, ticket.id));
    let list = portal.browser().await.get(&wanted).await;
    list.says("câu trả lời của cơ quan").never_says("cơ quan bắt đầu xử lý");
    let off = portal.with_db(|c| letter_topics::off(c, ticket.id));
    assert_eq!(off, [Topic::Forwarded], "nothing was said of what the city does not offer");
    // Another report of the same sender is asked for itself.
    let (other, _) = forwarded(&portal);
    assert_eq!(lived(&portal, &other), [LetterKind::Taken, LetterKind::InfoAsked]);
    senders::choose_letters(&portal, ticket.id, Topic::ALL).unwrap();
    let all = portal.with_db(|c| events::of_ticket(c, ticket.id)).len();
    senders::choose_letters(&portal, ticket.id, Topic::ALL).unwrap();
    assert_eq!(
        portal.with_db(|c| events::of_ticket(c, ticket.id)).len(),
        all,
        "the same once more is nothing"
    );
}

#[test]
fn a_letter_that_waits_is_taken_back_when_its_event_is_switched_off() {
    let portal = TestPortal::new();
    let (ticket, _) = forwarded(&portal);
    let focal = portal.actor(Role::Focal, AGENCY);
    take(&portal, Order { actor: &focal, code: &ticket.code, seen: ticket.version }).unwrap();
    assert_eq!(portal.unsent().len(), 1);
    senders::choose_letters(&portal, ticket.id, &[Topic::Answered]).unwrap();
    assert!(portal.unsent().is_empty());
}
