//! What a letter or a page says will happen to whoever sent a report does happen.
use crate::support::{TestPortal, set};
use langnghe::actions::senders::{self, keys};
use langnghe::actions::tickets::{Order, separate};
use langnghe::domain::intake::PublicText;
use langnghe::domain::letter::LetterKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::tickets;

const AGENCY: &str = "so-xay-dung";
const EMAIL: &str = "gui@example.vn";

fn now_of(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

/// Its sender confirms the address, and all letters so far are read.
fn confirmed(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    senders::confirm(portal, &keys::of_confirmation(portal, ticket.id)).unwrap();
    drop(portal.letters());
    now_of(portal, ticket)
}

/// The letters that leave now: to whom, and about what.
fn told(portal: &TestPortal) -> Vec<(String, LetterKind)> {
    let mut told: Vec<_> =
        portal.letters().into_iter().map(|letter| (letter.recipient, letter.kind)).collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

#[test]
fn each_step_that_the_last_page_names_is_written_about() {
    let portal = TestPortal::journey();
    set(&portal.db, &[("city.sending.letters_a_day", "50")]);
    portal.ticket().at(AGENCY).sent_by(EMAIL).in_state(Status::Closed).build();
    let letters = portal.letters();
    let kinds: Vec<LetterKind> = letters.iter().map(|letter| letter.kind).collect();
    use LetterKind::{Accepted, Answered, Closed, Forwarded, InfoAsked, Received, Taken};
    assert_eq!(kinds, [Received, Accepted, Forwarded, Taken, Answered, Closed]);
    assert!(letters[2].text.contains("Hạn trả lời: 17:00"), "{}", letters[2].text);
    portal.ticket().sent_by("hai@example.vn").in_state(Status::NeedsInfo).build();
    assert_eq!(portal.letters().pop().map(|letter| letter.kind), Some(InfoAsked));
}

#[test]
fn who_was_told_of_a_reopening_is_told_of_the_next_answer() {
    for private in [false, true] {
        let portal = TestPortal::journey();
        let master = portal.ticket().at(AGENCY).sent_by(EMAIL);
        let master = if private { master.private() } else { master };
        let master = confirmed(&portal, &master.in_state(Status::Answered).build());
        let twin = portal.ticket().sent_by("hai@example.vn").repeating(&master).build();
        confirmed(&portal, &twin);
        let life = portal.life(&master);
        let again = life.reopen(&now_of(&portal, &master));
        let letters = portal.letters();
        assert_eq!(letters.len(), 2);
        for letter in letters {
            assert!(letter.text.contains("Chúng tôi sẽ báo khi có trả lời mới"), "{}", letter.text);
        }
        let taken = life.take(&again);
        let draft = life.propose(&taken, "Đơn vị đã kiểm tra lại và lấp phẳng hố hôm nay.", None);
        drop(portal.letters());
        life.answer(&draft);
        let both = [EMAIL, "hai@example.vn"].map(|to| (to.to_owned(), LetterKind::Answered));
        assert_eq!(told(&portal), both, "private: {private}");
    }
}

#[test]
fn what_was_separated_is_written_about_when_it_is_sent_on() {
    let portal = TestPortal::journey();
    let master = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let twin = confirmed(&portal, &portal.ticket().sent_by(EMAIL).repeating(&master).build());
    let agent = portal.actor(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &twin.code, seen: twin.version };
    let apart = separate(&portal, order, "Hai ổ gà ở hai phố khác nhau").unwrap();
    let letter = portal.letter_to(EMAIL);
    assert!(
        letter.text.contains("Khi chuyển đến cơ quan phụ trách, chúng tôi sẽ báo cho bạn"),
        "{}",
        letter.text
    );
    let life = portal.life(&master);
    let text = PublicText::parse(&apart.title, &apart.body).unwrap();
    let checked = life.accept(&apart, &text, &[]);
    drop(portal.letters());
    life.forward(&checked);
    assert_eq!(told(&portal), [(EMAIL.to_owned(), LetterKind::Forwarded)]);
}

#[actix_web::test]
async fn letters_about_one_report_stop_alone_and_come_again() {
    let portal = TestPortal::journey();
    let [one, other] = [(); 2].map(|()| {
        let ticket = portal.ticket().at(AGENCY).sent_by(EMAIL).in_state(Status::Forwarded).build();
        confirmed(&portal, &ticket)
    });
    let browser = portal.browser().await;
    let page = browser.get(&links::letters_of(&keys::of_letters(&portal, one.id))).await;
    let stopped = page.form("/thu/").press("Thôi nhận thư").await;
    let life = portal.life(&one);
    life.take(&now_of(&portal, &other));
    assert!(
        portal.letter_to(EMAIL).text.contains(&other.code),
        "the letters about the other one stopped, too"
    );
    stopped.form("/nhan-lai").press("Nhận thư trở lại").await.says("Bạn sẽ nhận thư báo trở lại");
    life.take(&now_of(&portal, &one));
    assert!(portal.letter_to(EMAIL).text.contains(&one.code));
}
