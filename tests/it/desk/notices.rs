//! Whoever must act is told: the bell, the list, the letters, and the deputy of whoever is away.
use crate::support::{Browser, TestPortal, monday_morning};
use chrono::Duration;
use langnghe::actions::notices::write_letters;
use langnghe::actions::senders::{self, Given};
use langnghe::actions::tickets::{Order, refuse, write_note};
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::rating::Mark;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::ids::AccountId;
use langnghe::links;
use langnghe::store::{notices, replies, tickets};

const AGENCY: &str = "so-xay-dung";

/// What somebody was told and has not read, the newest first.
fn unread(portal: &TestPortal, account: AccountId) -> Vec<What> {
    let told = portal.with_db(|c| notices::of_account(c, account, None, 99));
    told.iter().filter(|one| one.notice.read_at.is_none()).map(|one| one.notice.what).collect()
}

fn letters_to(portal: &TestPortal, name: &str) -> Vec<String> {
    write_letters(portal, &|| true).unwrap();
    let sent = portal.letters().into_iter().filter(|letter| letter.recipient.starts_with(name));
    sent.map(|letter| letter.subject).collect()
}

async fn choose(browser: &Browser, value: &str) {
    let page = browser.get(&links::own_account()).await;
    page.form(&links::own_letters())
        .choose("letters", value)
        .press("Lưu cách nhận thư")
        .await
        .says("Đã lưu cách nhận thư");
}

fn reopened(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.life(ticket).reopen(ticket)
}

#[actix_web::test]
async fn what_comes_to_an_agency_rings_and_a_press_opens_it() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let elsewhere = portal.staff(Role::Focal, "so-y-te").await;
    let quiet = focal.get(&links::work()).await;
    assert!(!quiet.has(".bell summary") && quiet.has(".bell-none"));

    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let room = focal.get(&links::work()).await;
    room.says("Việc mới của bạn (1)").says("Phản ánh mới chuyển đến").says(&ticket.code);
    elsewhere.get(&links::work()).await.never_says("Phản ánh mới chuyển đến");
    assert_eq!(unread(&portal, focal.who()), [What::Arrived], "looking marks nothing as read");

    let list = room.follow("Xem hết").await;
    assert_eq!(list.h1(), "Việc mới của bạn");
    list.says(&ticket.public_title);
    let opened = list.form("/lam-viec/viec-moi/").press("Phản ánh mới chuyển đến").await;
    assert_eq!(opened.path, links::desk_ticket(&ticket.code));
    assert!(unread(&portal, focal.who()).is_empty() && opened.has(".bell-none"));
}

#[actix_web::test]
async fn all_is_marked_as_seen_but_what_comes_meanwhile() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let list = focal.get(&links::notices()).await;
    portal.wait(Duration::minutes(1));
    portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    list.form("mark-read")
        .press("Đánh dấu đã xem")
        .await
        .says("Đã đánh dấu là đã xem")
        .says("Việc mới của bạn (1)");
    assert_eq!(unread(&portal, focal.who()), [What::Arrived]);
    let other = portal.staff(Role::Focal, "so-y-te").await;
    let stranger = other.get(&links::notices()).await;
    stranger.says("Chưa có việc mới");
    let own = portal.with_db(|c| notices::of_account(c, focal.who(), None, 1)).remove(0);
    let csrf = stranger.form("/dang-xuat").value("csrf");
    other.post_raw(&links::notice(own.notice.id), &[("csrf", &csrf)]).await.is(404);
    assert_eq!(unread(&portal, focal.who()), [What::Arrived], "another's notice is not theirs to read");
}

#[actix_web::test]
async fn each_happening_tells_whom_it_concerns_and_nobody_of_their_own_doing() {
    let portal = TestPortal::new();
    let [officer, approver] = [Role::Officer, Role::Approver].map(|role| portal.player(role, AGENCY).id);
    let ticket = portal.ticket().at(AGENCY).given_to(officer).in_state(Status::AwaitingApproval).build();
    assert_eq!(unread(&portal, approver), [What::ToApprove]);
    let page = portal.signed_in(approver).await.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/tra-lai").fill("remark", "Cần thêm ảnh sau khi làm").press("Trả lại").await;
    assert!(unread(&portal, approver).is_empty(), "whoever acts on it has seen it");
    assert_eq!(unread(&portal, officer).first(), Some(&What::DraftReturned));

    senders::say_more(&portal, ticket.id, "Ở trước số nhà 12", Vec::new()).unwrap();
    assert_eq!(unread(&portal, officer).first(), Some(&What::SenderAdded));
    let focal = portal.player(Role::Focal, AGENCY);
    let now = portal.with_db(|c| tickets::find(c, ticket.id));
    let order = Order { actor: &focal, code: &now.code, seen: now.version };
    let name = portal.actor_of(officer).name;
    write_note(&portal, order, &format!("@{name} xem giúp ảnh nhé")).unwrap();
    assert_eq!(unread(&portal, officer).first(), Some(&What::Mentioned));
    let bell = portal.signed_in(officer).await.get(&links::work()).await;
    bell.says("Bạn được nhắc tên trong ghi chú").says(&focal.name);

    let answered = portal.ticket().at(AGENCY).given_to(officer).in_state(Status::Answered).build();
    reopened(&portal, &answered);
    assert_eq!(unread(&portal, officer).first(), Some(&What::Reopened));
}

#[actix_web::test]
async fn letters_come_as_each_person_chose_and_say_nothing_of_the_sender() {
    let portal = TestPortal::journey();
    let [soon, morning, never] =
        [(); 3].map(|()| portal.account("dau.moi@example.vn", &[(Role::Focal, AGENCY)]));
    choose(&portal.signed_in(morning).await, "digest").await;
    choose(&portal.signed_in(never).await, "none").await;
    let address = |id| portal.with_db(|c| langnghe::store::accounts::find(c, id)).email;
    let ticket = portal.ticket().titled("Hố ga Bà Kín").at(AGENCY).in_state(Status::Forwarded).build();
    write_letters(&portal, &|| true).unwrap();
    let letter = portal.letter_to(&address(soon));
    assert_eq!(letter.subject, format!("Phản ánh mới chuyển đến: {}", ticket.code));
    for form in [&letter.text, &letter.html] {
        assert!(form.contains(&links::desk_ticket(&ticket.code)), "{form}");
        assert!(!form.contains("Bà Kín") && !form.contains("Trần Văn Gửi"), "{form}");
    }
    assert_eq!(letters_to(&portal, &address(morning)), [""; 0]);

    portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    portal.wait(Duration::hours(22) + Duration::minutes(29));
    assert_eq!(letters_to(&portal, &address(morning)), [""; 0], "it is 07:29");
    portal.wait(Duration::minutes(1));
    let digest = letters_to(&portal, &address(morning));
    assert_eq!(digest, ["2 việc mới trên Hải Phòng lắng nghe"]);
    assert_eq!(letters_to(&portal, &address(morning)), [""; 0], "one sending a happening");
    assert_eq!(letters_to(&portal, &address(never)), [""; 0]);

    let urgent = portal.ticket().at(AGENCY).of_level(Level::Urgent).in_state(Status::Forwarded).build();
    assert_eq!(letters_to(&portal, &address(never)), [format!("Phản ánh mới chuyển đến: {}", urgent.code)]);
}

#[actix_web::test]
async fn what_was_read_before_its_letter_needs_none() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let list = focal.get(&links::notices()).await;
    list.form("mark-read").press("Đánh dấu đã xem").await;
    assert_eq!(letters_to(&portal, "focal"), [""; 0]);
}

#[actix_web::test]
async fn an_urgent_report_rings_at_the_1022_desk_at_once() {
    let portal = TestPortal::new();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    portal.ticket().build();
    assert!(unread(&portal, agent.who()).is_empty(), "the queue is before their eyes");
    portal.ticket().of_level(Level::Urgent).build();
    assert_eq!(unread(&portal, agent.who()), [What::Urgent]);
    portal.ticket().at(AGENCY).in_state(Status::Returned).build();
    assert_eq!(unread(&portal, agent.who())[0], What::SentBack);
}

#[actix_web::test]
async fn a_deputy_hears_sees_and_does_the_work_of_whoever_is_away() {
    let portal = TestPortal::new();
    let [away, deputy, third] =
        [(); 3].map(|()| portal.account("can.bo@example.vn", &[(Role::Officer, AGENCY)]));
    let elsewhere = portal.account("noi.khac@example.vn", &[(Role::Officer, "so-y-te")]);
    let ticket = portal.ticket().at(AGENCY).given_to(away).in_state(Status::InProgress).build();
    let browser = portal.signed_in(away).await;
    let page = browser.get(&links::own_account()).await;
    let offered = page.form(&links::own_absences()).options("deputy");
    assert!(
        offered.contains(&deputy.to_string()) && !offered.contains(&elsewhere.to_string()),
        "{offered:?}"
    );
    assert!(!offered.contains(&away.to_string()));
    let today = monday_morning().date();
    let (first, last) = (today.to_string(), (today + Duration::days(2)).to_string());
    let form = page.form(&links::own_absences());
    let wrong = form.fill("first_day", &last).fill("last_day", &first).choose("deputy", &deputy.to_string());
    let wrong = wrong.press("Lưu ngày vắng").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.form(&links::own_absences()).value("first_day"), last, "nothing typed is lost");
    let form = wrong.form(&links::own_absences());
    let form = form.fill("first_day", &first).fill("last_day", &last).choose("deputy", &deputy.to_string());
    form.press("Lưu ngày vắng").await.says("Đã lưu ngày vắng").says("7/9/2026 – 9/9/2026");

    senders::say_more(&portal, ticket.id, "Ở trước số nhà 12", Vec::new()).unwrap();
    assert_eq!(unread(&portal, deputy).first(), Some(&What::SenderAdded));
    assert!(!unread(&portal, away).contains(&What::SenderAdded));
    let name = portal.actor_of(away).name;
    let stands = portal.signed_in(deputy).await;
    let room = stands.get(&format!("{}?hang=cua-toi", links::work())).await;
    room.says(&ticket.public_title).says(&format!("làm thay cho {name}"));
    let page = stands.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/tien-do")
        .fill("progress", "Đội thi công đã đến nơi")
        .press("Đăng")
        .await
        .says("Đội thi công đã đến nơi");
    let other = portal.signed_in(third).await;
    other.get(&format!("{}?hang=cua-toi", links::work())).await.never_says(&ticket.public_title);
    assert!(!other.get(&links::desk_ticket(&ticket.code)).await.has("form[action$='/tien-do']"));

    let own = portal.signed_in(deputy).await.get(&links::own_account()).await;
    let form = own.form(&links::own_absences()).fill("first_day", &first).fill("last_day", &last);
    form.choose("deputy", &third.to_string())
        .press("Lưu ngày vắng")
        .await
        .is(422)
        .says("có người đang nhờ làm thay");
    browser
        .get(&links::own_account())
        .await
        .form("/vang-mat/")
        .press("Kết thúc 7/9/2026 – 9/9/2026")
        .await
        .says("Đã kết thúc");
    let room = stands.get(&format!("{}?hang=cua-toi", links::work())).await;
    room.never_says(&ticket.public_title);
}

#[actix_web::test]
async fn an_administrator_names_a_deputy_and_after_the_last_day_all_is_as_before() {
    let portal = TestPortal::new();
    let [away, deputy] = [(); 2].map(|()| portal.account("can.bo@example.vn", &[(Role::Officer, AGENCY)]));
    portal.ticket().at(AGENCY).given_to(away).in_state(Status::InProgress).build();
    let admin = portal.staff(Role::Admin, AGENCY).await;
    let page = admin.get(&links::admin_account(away)).await;
    let today = monday_morning().date().to_string();
    let form = page.form("/vang-mat").fill("first_day", &today).fill("last_day", &today);
    form.choose("deputy", &deputy.to_string())
        .press("Lưu ngày vắng")
        .await
        .says("Đã lưu ngày vắng")
        .says("Đã ghi ngày vắng");
    let mine = format!("{}?hang=cua-toi", links::work());
    portal.signed_in(deputy).await.get(&mine).await.says("làm thay cho");
    portal.wait(Duration::days(1));
    portal.signed_in(deputy).await.get(&mine).await.never_says("làm thay cho");
}

#[actix_web::test]
async fn a_poor_rating_is_heard_by_who_watches_and_by_who_wrote_and_approved_the_answer() {
    let portal = TestPortal::new();
    let supervisor = portal.staff(Role::Supervisor, AGENCY).await;
    let elsewhere = portal.staff(Role::Supervisor, "so-y-te").await;
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Answered).build();
    let answer = portal.with_db(|c| replies::of_ticket(c, ticket.id)).remove(0);
    let told = [supervisor.who(), answer.author_id, answer.approver_id];
    let hear =
        || told.map(|who| unread(&portal, who).iter().filter(|what| **what == What::PoorlyRated).count());
    let rate = |mark, words: &str| {
        let given = Given { mark: Some(mark), ticked: Vec::new(), words: words.to_owned() };
        senders::rate(&portal, ticket.id, &given).unwrap();
    };
    rate(Mark::Fair, "");
    assert_eq!(hear(), [0, 0, 0], "what is not poor calls nobody");
    rate(Mark::Poor, "Hố vẫn còn, gọi 0900000123");
    assert_eq!(hear(), [1, 1, 1]);
    rate(Mark::Poor, "Hố vẫn còn nguyên");
    assert_eq!(hear(), [1, 1, 1], "told once, however often it is said");
    assert!(unread(&portal, elsewhere.who()).is_empty());
    let room = supervisor.get(&links::reviews()).await;
    room.says("Người gửi không hài lòng với câu trả lời");
    assert!(portal.with_db(|c| notices::of_account(c, told[0], None, 9)).iter().all(|one| one.by.is_none()));
    drop(portal.letters());
}

#[actix_web::test]
async fn an_objection_is_heard_by_the_dispatchers_but_the_one_who_refused() {
    let portal = TestPortal::new();
    let [refuser, other] = ["mot@example.vn", "hai@example.vn"]
        .map(|email| portal.account(email, &[(Role::Dispatcher, "vp-ubnd")]));
    let agent = portal.account("tong.dai@example.vn", &[(Role::Agent, "tt-1022")]);
    let (ticket, actor) = (portal.ticket().build(), portal.actor_of(refuser));
    let order = Order { actor: &actor, code: &ticket.code, seen: ticket.version };
    refuse(&portal, order, "ngoai_tham_quyen", "").unwrap();
    senders::object(&portal, ticket.id, "Đường này do phường quản lý").unwrap();
    let objected = |who| unread(&portal, who).contains(&What::RefusalObjected);
    assert_eq!([refuser, other, agent].map(objected), [false, true, false]);
    let bell = portal.signed_in(other).await.get(&links::triage()).await;
    bell.says("Người gửi không đồng ý với việc từ chối").never_says("do phường quản lý");
    drop(portal.letters());
}

#[actix_web::test]
async fn where_the_only_dispatcher_refused_whoever_watches_over_the_city_hears_the_objection() {
    let portal = TestPortal::new();
    let refuser = portal.account("mot@example.vn", &[(Role::Dispatcher, "vp-ubnd")]);
    let [watch, leader, elsewhere] = [
        ("giam.sat@example.vn", Role::Supervisor, "vp-ubnd"),
        ("lanh.dao@example.vn", Role::Leader, "ubnd-tp"),
        ("so@example.vn", Role::Supervisor, "so-xay-dung"),
    ]
    .map(|(email, role, agency)| portal.account(email, &[(role, agency)]));
    let (ticket, actor) = (portal.ticket().build(), portal.actor_of(refuser));
    let order = Order { actor: &actor, code: &ticket.code, seen: ticket.version };
    refuse(&portal, order, "ngoai_tham_quyen", "").unwrap();
    senders::object(&portal, ticket.id, "Đường này do phường quản lý").unwrap();
    let objected = |who| unread(&portal, who).contains(&What::RefusalObjected);
    assert_eq!([refuser, watch, leader, elsewhere].map(objected), [false, true, true, false]);
    drop(portal.letters());
}
