//! Đôn đốc: whoever watches reminds with a word and a day, whoever holds it answers, and both stand in the history.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::domain::clocks::{Owed, Stopped};
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{notices, tickets};

const AGENCY: &str = "so-xay-dung";

fn list() -> String {
    links::in_queue(&links::work(), "duoc-don-doc")
}

#[actix_web::test]
async fn a_reminder_is_answered_and_until_then_stands_in_a_list() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, AGENCY).await;
    let watcher = portal.staff(Role::Supervisor, AGENCY).await;
    let leader = portal.staff(Role::Leader, "ubnd-tp").await;
    let ticket = portal.ticket().at(AGENCY).given_to(officer.who()).in_state(Status::InProgress).build();
    let here = links::desk_ticket(&ticket.code);
    let page = watcher.get(&here).await;
    assert!(!page.has("form[action$='/tra-loi-don-doc']"), "whoever watches does not answer");
    let empty = page.form("/don-doc").press("Gửi đôn đốc").await;
    assert_eq!(empty.status, 422);
    let sunday =
        empty.form("/don-doc").fill("remind_why", "Dân hỏi lần hai").fill("remind_until", "2026-09-13");
    let sunday = sunday.press("Gửi đôn đốc").await;
    sunday.is(422).says("Hãy chọn một ngày làm việc");
    let page = sunday.form("/don-doc").fill("remind_until", "2026-09-08").press("Gửi đôn đốc").await;
    page.says("Đã đôn đốc").says("Dân hỏi lần hai").says("cần trả lời trước 17:00, 8/9/2026");
    watcher.get(&list()).await.says(&ticket.public_title);
    leader.get(&links::tickets()).await.follow("Đôn đốc chờ trả lời").await.says(&ticket.public_title);
    portal.browser().await.get(&links::ticket(&ticket.code)).await.never_says("Dân hỏi lần hai");

    let told = portal.with_db(|c| notices::of_account(c, officer.who(), None, 1)).remove(0);
    assert_eq!(told.notice.what, What::Reminded);
    officer.get(&list()).await.says(&ticket.public_title);
    let page = officer.get(&here).await;
    page.says("Hạn trả lời: 17:00, 8/9/2026");
    let page = page
        .form("/tra-loi-don-doc")
        .fill("reminder_said", "Sáng mai đội thi công đến nơi")
        .press("Trả lời đôn đốc")
        .await;
    page.says("Đã trả lời đôn đốc").says("Sáng mai đội thi công đến nơi");
    assert!(!page.has("form[action$='/tra-loi-don-doc']"), "once is enough");
    officer.get(&list()).await.never_says(&ticket.public_title);
    watcher.get(&here).await.says("Sáng mai đội thi công đến nơi");
    let told = portal.with_db(|c| notices::of_account(c, watcher.who(), None, 1)).remove(0);
    assert_eq!(
        (told.notice.what, told.by),
        (What::ReminderAnswered, Some(portal.actor_of(officer.who()).name))
    );
    let clocks = portal.with_db(|c| tickets::find(c, ticket.id)).clocks;
    let word = clocks.all().iter().find(|clock| clock.owed == Owed::Word).unwrap();
    assert_eq!(word.stopped, Stopped::Met);
    assert!(clocks.running(Owed::Answer).is_some(), "the answer to the sender is still owed");
}

#[actix_web::test]
async fn the_answer_to_the_sender_answers_the_reminder_too_and_a_late_word_is_late() {
    let portal = TestPortal::new();
    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let [ticket, other] =
        [(); 2].map(|()| portal.ticket().at(AGENCY).in_state(Status::AwaitingApproval).build());
    for one in [&ticket, &other] {
        let page = dispatcher.get(&links::desk_ticket(&one.code)).await;
        page.form("/don-doc")
            .fill("remind_why", "Hạn là ngày mai")
            .press("Gửi đôn đốc")
            .await
            .says("Đã đôn đốc");
    }
    let now = portal.with_db(|c| tickets::find(c, ticket.id));
    portal.life(&now).answer(&now);
    let stopped = |id| {
        let clocks = portal.with_db(|c| tickets::find(c, id)).clocks;
        clocks.all().iter().find(|clock| clock.owed == Owed::Word).map(|clock| clock.stopped)
    };
    assert_eq!(stopped(ticket.id), Some(Stopped::Met));
    portal.wait(Duration::days(2));
    let approver = portal.staff(Role::Approver, AGENCY).await;
    let page = approver.get(&links::desk_ticket(&other.code)).await;
    page.form("/tra-loi-don-doc")
        .fill("reminder_said", "Sẽ duyệt trong sáng nay")
        .press("Trả lời đôn đốc")
        .await
        .is(200);
    assert_eq!(stopped(other.id), Some(Stopped::Missed));
}
