//! What senders think of answers: said on their own page, read by the staff, looked at where it is poor, counted in public.
use crate::support::{Page, TestPortal};
use langnghe::actions::senders::{self, Given, keys};
use langnghe::domain::event::EventKind;
use langnghe::domain::letter::LetterKind;
use langnghe::domain::policy::Role;
use langnghe::domain::rating::{Mark, Review};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::{events, ratings, tickets};

const AGENCY: &str = "so-xay-dung";
const EMAIL: &str = "nguoi.gui@example.vn";

/// An answered report whose sender confirmed the address, with the letter about the answer.
fn answered(portal: &TestPortal) -> (Ticket, String) {
    let ticket = portal.ticket().at(AGENCY).sent_by(EMAIL).in_state(Status::AwaitingApproval).build();
    senders::confirm(portal, &keys::of_confirmation(portal, ticket.id)).unwrap();
    drop(portal.letters());
    let ticket = portal.with_db(|c| tickets::find(c, ticket.id));
    let ticket = portal.life(&ticket).answer(&ticket);
    (ticket, portal.letter_to(EMAIL).text)
}

async fn opened(portal: &TestPortal, letter: &str, word: &str) -> Page {
    let line = letter.lines().find(|line| line.starts_with(&format!("{word}: "))).unwrap();
    let address = line.rsplit(' ').next().unwrap().trim_start_matches("http://localhost");
    portal.browser().await.get(address).await
}

fn kinds(portal: &TestPortal, ticket: &Ticket) -> Vec<EventKind> {
    portal.with_db(|c| events::of_ticket(c, ticket.id)).into_iter().map(|(event, _)| event.kind).collect()
}

#[actix_web::test]
async fn a_word_in_the_letter_opens_the_form_with_it_and_only_the_button_counts() {
    let portal = TestPortal::journey();
    let (ticket, letter) = answered(&portal);
    let page = opened(&portal, &letter, "Tạm được").await;
    page.is(200).says("Bạn thấy kết quả thế nào?").says("đến hết ngày 14/9/2026");
    assert_eq!(page.form("/danh-gia").value("mark"), "fair");
    assert_eq!(portal.with_db(|c| ratings::of_ticket(c, ticket.id)), None, "looking changes nothing");
    let plain = portal.browser().await.get(page.path.split('?').next().unwrap()).await;
    assert_eq!(plain.attributes("input[name=mark][checked]", "value"), Vec::<String>::new());
    plain.form("/danh-gia").press("Gửi đánh giá").await.is(422).says("chọn một trong bốn mức");
    let form = page.form("/danh-gia").choose("reasons", "thoi_gian").fill("words", "Hơi lâu, 0900000123");
    let done = form.press("Gửi đánh giá").await;
    done.is(200).says("Cảm ơn bạn").says("Bạn đã đánh giá: Tạm được");
    let kept = portal.with_db(|c| ratings::of_ticket(c, ticket.id)).unwrap();
    assert_eq!((kept.mark, kept.reasons.as_str(), kept.review), (Mark::Fair, "thoi_gian", Review::None));

    let desk = portal.staff(Role::Focal, AGENCY).await.get(&links::desk_ticket(&ticket.code)).await;
    desk.says("Tạm được").says("Hơi lâu, 0900000123").says("Thời gian");
    let guest = portal.browser().await;
    guest.get(&links::ticket(&ticket.code)).await.is(200).never_says("0900000123").never_says("Tạm được");

    // The same once more is nothing; another word is, as long as the report may be opened again.
    done.form("/danh-gia").press("Gửi đánh giá").await.is(200);
    let form = done.form("/danh-gia").choose("mark", "very_good");
    form.press("Gửi đánh giá").await.is(200).says("Bạn đã đánh giá: Rất hài lòng");
    let rated = kinds(&portal, &ticket).into_iter().filter(|kind| *kind == EventKind::Rated).count();
    assert_eq!(rated, 2);
    portal.wait(chrono::Duration::days(8));
    let late = done.form("/danh-gia").choose("mark", "poor").press("Gửi đánh giá").await;
    late.is(409).says("Bạn đã đánh giá: Rất hài lòng");
    assert!(!late.has("form[action$='/danh-gia']"));
}

#[actix_web::test]
async fn a_poor_word_waits_for_the_supervisor_who_closes_it_or_opens_the_report_again() {
    let portal = TestPortal::new();
    let supervisor = portal.staff(Role::Supervisor, AGENCY).await;
    supervisor.get(&links::reviews()).await.is(200).says("Không có đánh giá nào chờ xem lại");
    for (button, field, kind, review) in [
        ("Khép đánh giá", "close_rating_word", EventKind::RatingClosed, "đã xem lại và giữ câu trả lời"),
        ("Mở lại phản ánh", "open_for_rating_word", EventKind::Reopened, "Đang xử lý"),
    ] {
        let (ticket, letter) = answered(&portal);
        let page = opened(&portal, &letter, "Không hài lòng").await;
        let own = page.form("/danh-gia").fill("words", "Hố vẫn còn").press("Gửi đánh giá").await;
        own.is(200).says("Người giám sát sẽ xem lại");
        let elsewhere = portal.staff(Role::Supervisor, "so-y-te").await.get(&links::reviews()).await;
        elsewhere.is(200).never_says("Hố vẫn còn");
        let list = supervisor.get(&links::reviews()).await;
        let desk = list.is(200).says("Hố vẫn còn").follow(&ticket.title).await;
        let form = desk.is(200).form(if button == "Khép đánh giá" {
            "/khep-danh-gia"
        } else {
            "/mo-lai-vi-danh-gia"
        });
        let again = form.press(button).await;
        again.is(422);
        let form =
            again.form(if button == "Khép đánh giá" { "/khep-danh-gia" } else { "/mo-lai-vi-danh-gia" });
        form.fill(field, "Đã gọi cho đội thi công").press(button).await.is(200);
        assert_eq!(kinds(&portal, &ticket).last(), Some(&kind));
        supervisor.get(&links::reviews()).await.never_says("Hố vẫn còn");
        own.browser().get(own.path.split('?').next().unwrap()).await.says(review).never_says("đội thi công");
        let written: Vec<_> = portal.letters().into_iter().map(|letter| letter.kind).collect();
        let reopened = kind == EventKind::Reopened;
        assert_eq!(written, if reopened { vec![LetterKind::Reopened] } else { vec![] });
    }
}

#[actix_web::test]
async fn the_public_reads_a_share_once_ten_have_rated_public_answers() {
    let portal = TestPortal::in_city(&[("city.figures.least", "10")]);
    let rated = |mark: Mark| {
        let ticket = portal.ticket().at(AGENCY).in_state(Status::Answered).build();
        let given = Given { mark: Some(mark), ticked: Vec::new(), words: String::new() };
        senders::rate(&portal, ticket.id, &given).unwrap();
    };
    let marks = [Mark::VeryGood, Mark::Good, Mark::Fair, Mark::Poor];
    (0..9).for_each(|at| rated(marks[at % 4]));
    let guest = portal.browser().await;
    let content = async || guest.get(&links::agency(AGENCY)).await.all(".measured dd b")[6].clone();
    assert_eq!(content().await, "Chưa đủ để tính");
    rated(Mark::Good);
    let private = portal.ticket().at(AGENCY).private().in_state(Status::Answered).build();
    let given = Given { mark: Some(Mark::Poor), ticked: Vec::new(), words: String::new() };
    senders::rate(&portal, private.id, &given).unwrap();
    portal.wait(chrono::Duration::minutes(1));
    assert_eq!(content().await, "60,0%");
    guest.get(&links::home()).await.says("60% trong 10 người đã đánh giá");
}

#[actix_web::test]
async fn a_letter_to_an_address_that_nobody_confirmed_asks_for_no_rating() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).sent_by(EMAIL).in_state(Status::AwaitingApproval).build();
    drop(portal.letters());
    portal.life(&ticket).answer(&ticket);
    let letter = portal.letter_to(EMAIL);
    assert!(!letter.text.contains("danh-gia") && !letter.text.contains("Không hài lòng"), "{}", letter.text);
}
