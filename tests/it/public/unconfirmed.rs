//! A stranger's address: letters to it carry nothing that the sender wrote, there are few of them a day, and whoever owns
//! it confirms it by the letter's link.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::letters::accepted;
use langnghe::actions::senders;
use langnghe::actions::tickets::{NewTicket, submit};
use langnghe::domain::contact::Email;
use langnghe::domain::event::EventKind;
use langnghe::domain::intake::{Person, Place, Said, Sender, Submission};
use langnghe::domain::letter::LetterState;
use langnghe::domain::policy::Role;
use langnghe::domain::ticket::{Channel, Ticket};
use langnghe::ids::Secret;
use langnghe::links;
use langnghe::store::{categories, consents, events, letters};

const TITLE: &str = "MUA NGAY tại https://lua-dao.example";

fn send(portal: &TestPortal, email: &str) -> Ticket {
    let today = langnghe::clock::local(portal.now()).date();
    let category = portal.city().tree_on(today).leaves().next().unwrap().id;
    let consent = portal.with_db(|c| consents::latest(c, consents::TO_SEND, "vi")).unwrap().id;
    let person = Person { name: "TÊN LẠ".into(), phone: None, email: Some(Email::parse(email).unwrap()) };
    let new = NewTicket {
        form_key: Secret::random().reveal().to_owned(),
        channel: Channel::Web,
        lang: "vi".into(),
        report: Submission {
            said: Said::parse("report", TITLE, "NỘI DUNG mà người lạ viết ra").unwrap(),
            category,
            place: Place { commune: None, words: "CHỖ".into(), point: None },
            sender: Some(Sender { person, show_name: false, consent }),
            wants_private: false,
            in_danger: false,
            asked: Vec::new(),
        },
        entered_by: None,
        draft: None,
    };
    submit(portal, &new).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn count(portal: &TestPortal, state: LetterState) -> i64 {
    portal.with_db(|c| letters::count(c, state))
}

#[test]
fn a_receipt_to_an_address_that_nobody_confirmed_names_code_category_and_day_alone() {
    let portal = TestPortal::new();
    let ticket = send(&portal, "la@example.vn");
    let letter = portal.letter_to("la@example.vn");
    for written in ["MUA NGAY", "lua-dao", "NỘI DUNG", "TÊN LẠ", "CHỖ"] {
        for form in [&letter.subject, &letter.text, &letter.html] {
            assert!(!form.contains(written), "{written} in {form}");
        }
    }
    let category = portal.with_db(|c| categories::find(c, ticket.category_id)).name_vi;
    for said in [ticket.code.as_str(), category.as_str(), "09:00 ngày 7/9/2026"] {
        assert!(letter.text.contains(said), "{said} is missing: {}", letter.text);
    }
}

#[actix_web::test]
async fn whoever_presses_the_letters_button_gets_the_title_from_then_on() {
    let portal = TestPortal::new();
    let ticket = send(&portal, "lan@example.vn");
    let letter = portal.letter_to("lan@example.vn");
    let link = letter.text.lines().find(|line| line.contains("/xac-nhan/")).expect("a link to confirm");
    let page = portal.browser().await.get(link).await;
    page.is(200).says("thư báo ghi cả tiêu đề");
    assert_eq!(portal.sender_state(&ticket).email_verified_at, None, "a mail scanner must not confirm");
    let page = page.form("/xac-nhan/").press("Xác nhận").await;
    page.says("Cảm ơn bạn đã xác nhận");
    assert_eq!(portal.sender_state(&ticket).email_verified_at, Some(portal.now()));
    let happened = portal.with_db(|c| events::of_ticket(c, ticket.id));
    assert!(happened.iter().any(|(event, _)| event.kind == EventKind::Confirmed));
    portal.browser().await.get(link).await.says("đã được xác nhận");
    portal.with_db(|c| accepted(&portal, c, &ticket).map_err(|_| diesel::NotFound));
    assert!(portal.letter_to("lan@example.vn").text.contains(TITLE));
}

#[actix_web::test]
async fn twenty_receipts_to_a_stranger_do_not_go_out_whatever_the_spelling() {
    let portal = TestPortal::new();
    let most = portal.facts().sending.letters_a_day;
    let mut tickets = Vec::new();
    for n in 0..20 {
        let address = match n % 3 {
            0 => "nguoi.la@gmail.com".to_owned(),
            1 => format!("NguoiLa+{n}@gmail.com"),
            _ => "n.g.u.o.i.la@googlemail.com".to_owned(),
        };
        tickets.push(send(&portal, &address));
    }
    assert_eq!(portal.letters().len() as i64, most);
    assert_eq!(count(&portal, LetterState::Held), 20 - most);
    send(&portal, "khac@example.vn");
    assert_eq!(portal.letters().len(), 1, "another reader was kept waiting");

    let ticket = &tickets[19];
    let happened = portal.with_db(|c| events::of_ticket(c, ticket.id));
    assert!(happened.iter().any(|(event, _)| event.kind == EventKind::LetterHeld && !event.is_public));
    let dispatcher = portal.staff(Role::Dispatcher, "tt-1022").await;
    let page = dispatcher.get(&links::admin_letters_in("held")).await;
    page.is(200).says("Đang giữ lại").says(&ticket.code).says("vượt số đó").never_says("nguoi.la");
    page.form("/quan-tri/thu/").press("Gửi lại").await.says("Thư đã vào hàng chờ");
    assert_eq!(portal.letters().len(), 1);

    // Whoever owns the box confirms one report: its letters go out.
    senders::confirm(&portal, &senders::keys::of_confirmation(&portal, tickets[15].id)).unwrap();
    assert_eq!(portal.letters().len(), 1);
    assert_eq!(count(&portal, LetterState::Held), 20 - most - 2);
    portal.wait(Duration::days(1));
    send(&portal, "nguoi.la@gmail.com");
    assert_eq!(portal.letters().len(), 1, "the next day another letter may go");
}
