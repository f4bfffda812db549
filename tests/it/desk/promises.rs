//! What an answer promises is owed by its day: everybody reads how it stands, and the agency says what became of it.
use crate::support::{Browser, Page, TestPortal};
use chrono::{Duration, NaiveDate};
use langnghe::actions::agencies::{Ending, end};
use langnghe::actions::escalation::escalate;
use langnghe::actions::replies::{self, Written};
use langnghe::actions::tickets::{Order, fulfil, mark_duplicate};
use langnghe::actions::upkeep::close_answered;
use langnghe::actions::{Problem, Refusal};
use langnghe::domain::clocks::Owed;
use langnghe::domain::letter::LetterKind;
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::reply::Outcome;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AccountId;
use langnghe::links;
use langnghe::store::{notices, replies as published, tickets};

const AGENCY: &str = "so-xay-dung";
const PLAN: &str = "Đoạn đường nằm trong kế hoạch sửa chữa quý I năm 2027, đã có kinh phí.";
const DONE: &str = "Ngày 20/3/2027 đã thảm lại 180 m mặt đường và làm rãnh thoát nước.";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const OPEN: &str = "Đã trả lời · sẽ làm đến 31/3/2027";

fn stands(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The answer, written by the verbs, with a paper where it has one.
fn answer(
    portal: &TestPortal,
    ticket: &Ticket,
    (outcome, promised_for): (Outcome, Option<NaiveDate>),
) -> Result<Ticket, Refusal> {
    let (writer, approver) = (portal.player(Role::Focal, AGENCY), portal.player(Role::Approver, AGENCY));
    let over = portal.with_db(|c| langnghe::store::reply_drafts::find(c, ticket.id));
    let written = Written {
        outcome,
        body: PLAN.into(),
        signed_as: "Giám đốc".into(),
        document_number: String::new(),
        promised_for,
        over: over.map_or(0, |draft| draft.version),
    };
    let order = Order { actor: &writer, code: &ticket.code, seen: ticket.version };
    let proposed = replies::propose(portal, order, &written, "")?;
    replies::publish(portal, Order { actor: &approver, code: &ticket.code, seen: proposed.version })
}

/// Promised on the 7th of September 2026 for the end of March.
fn promised(portal: &TestPortal, sender: &str) -> Ticket {
    let ticket = portal.ticket().at(AGENCY).sent_by(sender).in_state(Status::InProgress).build();
    answer(portal, &ticket, (Outcome::Planned, Some(day(2027, 3, 31)))).unwrap()
}

async fn public(portal: &TestPortal, ticket: &Ticket) -> Page {
    portal.browser().await.get(&links::ticket(&ticket.code)).await
}

async fn draft(browser: &Browser, ticket: &Ticket) -> Page {
    browser.get(&links::desk_ticket(&ticket.code)).await
}

#[actix_web::test]
async fn a_plan_names_its_day_and_reads_so_until_it_is_kept() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, AGENCY).await;
    let approver = portal.staff(Role::Approver, AGENCY).await;
    let ticket = portal.ticket().at(AGENCY).given_to(officer.who()).sent_by("lan@example.vn");
    let ticket = ticket.in_state(Status::InProgress).build();
    drop(portal.letters());

    let form =
        draft(&officer, &ticket).await.form("/du-thao").choose("outcome", "planned").fill("body", PLAN);
    let mut page = form.fill("signed_as", "Giám đốc").press("Trình duyệt").await;
    page.is(422).says("Hãy chọn ngày làm xong");
    for (typed, why) in [("2026-09-07", "phải sau hôm nay"), ("2029-09-08", "xa hơn mức")] {
        page = page.form("/du-thao").fill("promised", typed).press("Trình duyệt").await;
        page.is(422).says(why);
        assert_eq!(page.form("/du-thao").value("promised"), typed, "nothing typed is lost");
    }
    let form = page.form("/du-thao").fill("promised", "2027-03-31");
    let preview = form.press("Xem như người dân").await;
    preview.says(OPEN).never_says("Đã xử lý");
    draft(&officer, &ticket).await.form("/du-thao").press("Trình duyệt").await.says("Đã trình duyệt");
    draft(&approver, &ticket).await.form("/cong-bo").press("Duyệt và công bố").await.says("Đã công bố");

    let page = public(&portal, &ticket).await;
    page.says(OPEN).says("Cơ quan hẹn làm xong").never_says("Đã xử lý");
    assert_eq!(page.all(".promise-open .promise-day"), ["31/3/2027"]);
    assert!(page.has(".tag-doing") && !page.has(".tag-done") && page.has(".answer-planned"));
    let list = |word: &'static str| {
        let portal = &portal;
        async move { portal.browser().await.get(&format!("/phan-anh?trang-thai={word}")).await }
    };
    list("working").await.says(&ticket.title).says(OPEN);
    list("done").await.never_says(&ticket.title);
    let letter = portal.letter_to("lan@example.vn");
    assert!(letter.kind == LetterKind::Answered && letter.text.contains("31/3/2027"), "{}", letter.text);
    portal.browser().await.get(&links::lookup_code(&ticket.code)).await.says(OPEN);
    draft(&officer, &ticket).await.says(OPEN);

    portal.wait(Duration::days(30));
    assert_eq!(close_answered(&portal, &|| true), Ok(1));
    assert!(portal.letter_to("lan@example.vn").text.contains("Lời hẹn dưới đây vẫn còn"));
    public(&portal, &ticket).await.says(OPEN);
    assert!(stands(&portal, &ticket).clocks.running(Owed::Promise).is_some(), "closing stops no promise");
}

fn told(portal: &TestPortal, account: AccountId) -> Vec<What> {
    let all = portal.with_db(|c| notices::of_account(c, account, None, 99));
    let late = [What::DueSoon, What::Overdue, What::LongOverdue];
    all.iter().map(|one| one.notice.what).filter(|what| late.contains(what)).collect()
}

#[actix_web::test]
async fn who_promised_is_told_before_the_day_and_whoever_watches_after_it() {
    let portal = TestPortal::new();
    let focal = portal.player(Role::Focal, AGENCY).id;
    let watcher = portal.player(Role::Supervisor, AGENCY).id;
    let approver = portal.player(Role::Approver, AGENCY).id;
    let ticket = promised(&portal, "lan@example.vn");
    close_answered(&portal, &|| true).unwrap();
    escalate(&portal, &|| true).unwrap();
    assert_eq!((told(&portal, focal), told(&portal, watcher)), (vec![], vec![]));
    portal.wait(Duration::days(193));
    escalate(&portal, &|| true).unwrap();
    assert_eq!(
        told(&portal, focal),
        [What::DueSoon, What::DueSoon],
        "half of it is over, and two weeks are left"
    );
    portal.wait(Duration::days(13));
    escalate(&portal, &|| true).unwrap();
    assert_eq!(told(&portal, approver), [What::Overdue]);
    public(&portal, &ticket).await.says("Quá hẹn 31/3/2027").says("chưa báo kết quả");
    portal.wait(Duration::days(1));
    escalate(&portal, &|| true).unwrap();
    assert_eq!(told(&portal, watcher), [What::LongOverdue]);
    let after = stands(&portal, &ticket);
    assert_eq!(after.status, Status::Answered, "it does not open again by itself");
    let list = portal.browser().await.get("/phan-anh?trang-thai=working").await;
    assert!(list.says("Quá hẹn 31/3/2027").has(".tag-overdue"));
    let browser = portal.signed_in(focal).await;
    let queue = browser.get(&links::in_queue(&links::work(), "da-hen")).await;
    assert!(queue.says(&ticket.title).says("Quá hẹn 31/3/2027").has(".queue-row .tag-overdue"));
}

#[actix_web::test]
async fn it_is_kept_with_a_proof_and_reads_whether_that_was_in_time() {
    for (days, word) in [(190, "Đã xử lý, đúng hẹn 31/3/2027"), (260, "Đã xử lý, trễ hẹn 31/3/2027")]
    {
        let portal = TestPortal::new();
        let ticket = promised(&portal, "lan@example.vn");
        let first = stands(&portal, &ticket).answered_at;
        portal.wait(Duration::days(days));
        close_answered(&portal, &|| true).unwrap();
        drop(portal.letters());
        let focal = portal.signed_in(portal.player(Role::Focal, AGENCY).id).await;
        let page = focal.get(&links::in_queue(&links::work(), "da-hen")).await.follow(&ticket.title).await;
        let page = page.form("/bao-ket-qua").choose("how", "handled").press("Viết câu trả lời").await;
        assert_eq!(
            page.form("/du-thao").options("outcome"),
            ["handled", "planned"],
            "it is not explained away"
        );
        public(&portal, &ticket).await.never_says("Đã xử lý").says("31/3/2027");
        let again = page.form("/du-thao").fill("body", DONE).press("Trình duyệt").await;
        again.is(422).says("ảnh");
        let form = again.form("/du-thao").attach("document", "nghiem-thu.pdf", PDF);
        form.press("Trình duyệt").await.says("Đã trình duyệt");
        let approver = portal.signed_in(portal.player(Role::Approver, AGENCY).id).await;
        draft(&approver, &ticket).await.form("/cong-bo").press("Duyệt và công bố").await.says("Đã công bố");

        let page = public(&portal, &ticket).await;
        page.says(word).says(DONE).says(PLAN);
        assert!(page.has(".promise-kept") && page.has(".item-head .tag-done"));
        let after = stands(&portal, &ticket);
        assert_eq!((after.status, after.clocks.running(Owed::Promise)), (Status::Answered, None));
        assert_eq!(portal.letter_to("lan@example.vn").kind, LetterKind::PromiseKept);
        let line = portal.look(|c| portal.db.ledger(c, |lines| lines.iter().next().unwrap()));
        assert_eq!((line.answered_at, line.promise_kept_at), (first, after.answered_at), "it counts once");
        assert_eq!(portal.with_db(|c| published::of_ticket(c, ticket.id)).len(), 2);
    }
}

#[actix_web::test]
async fn another_day_is_promised_by_an_answer_and_both_days_are_read() {
    let portal = TestPortal::new();
    let ticket = promised(&portal, "lan@example.vn");
    let focal = portal.player(Role::Focal, AGENCY);
    let order = Order { actor: &focal, code: &ticket.code, seen: ticket.version };
    let ticket = fulfil(&portal, order, Outcome::Planned).unwrap();
    portal.wait(Duration::minutes(1));
    for (said, field, word) in [
        ((Outcome::Explained, None), "outcome", "promise_stands"),
        ((Outcome::Planned, Some(day(2027, 3, 31))), "promised", "promise_same"),
        ((Outcome::Planned, None), "promised", "promise_missing"),
        ((Outcome::Handled, None), "after", "proof_missing"),
    ] {
        let refused = Err(Refusal::Invalid(vec![Problem::new(field, word)]));
        assert_eq!(answer(&portal, &ticket, said), refused);
    }
    drop(portal.letters());
    answer(&portal, &ticket, (Outcome::Planned, Some(day(2027, 6, 30)))).unwrap();
    let page = public(&portal, &ticket).await;
    page.says("sẽ làm đến 30/6/2027").says("Trước đây hẹn: 31/3/2027").says("đổi ngày hẹn");
    let letter = portal.letter_to("lan@example.vn");
    assert_eq!(letter.kind, LetterKind::PromiseMoved);
    assert!(letter.text.contains("31/3/2027") && letter.text.contains("30/6/2027"), "{}", letter.text);
}

#[actix_web::test]
async fn a_duplicate_reads_as_its_master_does() {
    let portal = TestPortal::new();
    let master = promised(&portal, "lan@example.vn");
    let twin =
        portal.ticket().titled("Ổ gà thứ hai").sent_by("hai@example.vn").in_state(Status::Accepted).build();
    let agent = portal.actor(Role::Agent, "tt-1022");
    mark_duplicate(&portal, Order { actor: &agent, code: &twin.code, seen: twin.version }, &master.code)
        .unwrap();
    let page = public(&portal, &twin).await;
    page.says(OPEN).never_says("Đã xử lý");
    assert!(page.has(".promise-open"));
    let focal = portal.player(Role::Focal, AGENCY);
    let order = Order { actor: &focal, code: &master.code, seen: master.version };
    let taken = fulfil(&portal, order, Outcome::Planned).unwrap();
    drop(portal.letters());
    answer(&portal, &taken, (Outcome::Planned, Some(day(2027, 6, 30)))).unwrap();
    public(&portal, &twin).await.says("sẽ làm đến 30/6/2027");
    assert_eq!(portal.letter_to("hai@example.vn").kind, LetterKind::PromiseMoved);
    drop(portal.letters());
}

#[actix_web::test]
async fn whoever_takes_over_owes_what_was_promised() {
    let portal = TestPortal::new();
    let ticket = promised(&portal, "lan@example.vn");
    portal.wait(Duration::days(20));
    close_answered(&portal, &|| true).unwrap();
    let admin = portal.actor(Role::Admin, "ubnd-tp");
    let version = portal.city().agencies[&portal.agency(AGENCY)].version;
    let alone = Ending { successor: String::new(), last_day: "2026-09-20".into(), people: String::new() };
    let needed = Err(Refusal::Invalid(vec![Problem::new("successor", "successor_needed")]));
    assert_eq!(end(&portal, &admin, (AGENCY, version), &alone), needed);
    let ending = Ending { successor: "so-y-te".into(), last_day: "2026-09-20".into(), people: String::new() };
    let focal = portal.player(Role::Focal, "so-y-te");
    assert_eq!(end(&portal, &admin, (AGENCY, version), &ending), Ok(1));
    let after = stands(&portal, &ticket);
    let heir = portal.agency("so-y-te");
    assert_eq!((after.status, after.agency(), after.holders.is_held()), (Status::Closed, Some(heir), false));
    assert_eq!(after.clocks.running(Owed::Promise).unwrap().agency_id, Some(heir));
    public(&portal, &ticket).await.says("Sở Y tế báo kết quả ở đây");
    let order = Order { actor: &focal, code: &after.code, seen: after.version };
    assert_eq!(fulfil(&portal, order, Outcome::Handled).unwrap().status, Status::InProgress);
}
