//! What people say publicly about a report is read by nobody before somebody has looked at it.
use crate::support::TestPortal;
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::comments::{self, Decided};
use langnghe::actions::senders::keys;
use langnghe::domain::city::Publish;
use langnghe::domain::comment::{Comment, CommentDecision, Discussion};
use langnghe::domain::policy::{Act, Role};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::CommentId;
use langnghe::links;
use langnghe::schema::{categories, comments as rows};
use langnghe::store::tickets;

const ABOUT: &str = "giao_thong";
const WORDS: &str = "Đoạn này mưa là ngập lại, mong làm sớm.";

/// Who may say something about the reports of this category, past all rules.
pub fn discussed(portal: &TestPortal, by: Discussion) {
    let row = categories::table.filter(categories::code.eq(ABOUT));
    portal.with_db(|c| diesel::update(row).set(categories::discussion.eq(by)).execute(c));
}

fn kept(portal: &TestPortal) -> Vec<Comment> {
    portal.with_db(|c| rows::table.order(rows::id).select(Comment::as_select()).load(c))
}

fn seen(portal: &TestPortal, id: CommentId) -> (CommentId, i32) {
    (id, kept(portal).into_iter().find(|one| one.id == id).unwrap().version)
}

/// The sender says something about a report; nobody has looked at it yet.
pub fn said(portal: &TestPortal, ticket: &Ticket, words: &str) -> CommentId {
    comments::say_as_sender(portal, ticket.id, words).unwrap();
    kept(portal).pop().unwrap().id
}

/// The 1022 desk lets it be read, in these words.
pub fn show(portal: &TestPortal, id: CommentId, words: &str) {
    let agent = portal.player(Role::Agent, "tt-1022");
    let decided = Decided::Shown { words, answer: "Đã ghi nhận." };
    comments::decide(portal, &agent, seen(portal, id), decided).unwrap();
}

/// … or does not.
pub fn refuse(portal: &TestPortal, id: CommentId, why: &str) {
    let agent = portal.player(Role::Agent, "tt-1022");
    comments::decide(portal, &agent, seen(portal, id), Decided::Refused { why }).unwrap();
}

/// Both.
pub fn said_and_shown(portal: &TestPortal, ticket: &Ticket, words: &str) {
    let id = said(portal, ticket, words);
    show(portal, id, words);
}

#[actix_web::test]
async fn a_reader_says_something_where_the_category_takes_it_and_it_is_read_once_it_was_looked_at() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().about(portal.category(ABOUT)).in_state(Status::Answered).build();
    let (page, form) = (links::ticket(&ticket.code), links::comment(&ticket.code));
    let reader = portal.browser().await;
    // Unless a category says so, its sender alone speaks.
    reader.get(&page).await.never_says("Viết ý kiến");
    reader.get(&form).await.is(404);
    let closed = Refusal::field("words", "comment_closed");
    assert_eq!(comments::say(&portal, "mạng", &ticket.code, WORDS), Err(closed));
    discussed(&portal, Discussion::Everyone);
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let asked = reader.get(&page).await.follow("Viết ý kiến").await;
    asked.is(200).form(&form).fill("words", "ờ").press("Gửi ý kiến").await.is(422).says("ít nhất 5 chữ cái");
    let sent = asked.form(&form).fill("words", WORDS).press("Gửi ý kiến").await;
    assert_eq!(sent.path, page);
    sent.is(200).says("Đã nhận ý kiến").never_says(WORDS);
    // Pressed twice it is one.
    asked.form(&form).fill("words", WORDS).press("Gửi ý kiến").await;
    let comment = kept(&portal).remove(0);
    assert_eq!((kept(&portal).len(), comment.by_sender), (1, false));
    // The desk hears of it, and is led to where it is decided.
    let told = agent.get(&links::notices()).await;
    let queue = told.form("/lam-viec/viec-moi/").press("Có ý kiến công khai chờ xem").await;
    assert_eq!(queue.path, links::comments());
    let decide = || queue.is(200).says(WORDS).form(&links::comment_decided(comment.id));
    decide().press("Lưu quyết định").await.is(422).says(WORDS);
    decide().choose("decision", "refused").press("Lưu quyết định").await.is(422);
    let shown = decide()
        .choose("decision", "shown")
        .fill("words", "Mưa là ngập lại.")
        .fill("answer", "Đã có kế hoạch.");
    shown.press("Lưu quyết định").await.is(200).says("Không có ý kiến nào chờ xem");
    let read = reader.get(&page).await;
    read.says("Mưa là ngập lại.").says("Một người đọc").says("Đã có kế hoạch.").never_says("mong làm sớm");
    read.says("Một ý kiến được công khai");
    // A form that was left open keeps what was typed when nobody says anything about it any more, and nothing is said to appear.
    let late =
        reader.get(&page).await.follow("Viết ý kiến").await.form(&form).fill("words", "Tôi còn một lời nữa.");
    comments::say(&portal, "mạng khác", &ticket.code, "Một lời đang chờ.").unwrap();
    let waits = kept(&portal).pop().unwrap();
    discussed(&portal, Discussion::Sender);
    late.press("Gửi ý kiến").await.is(422).says("không còn nhận ý kiến").says("Tôi còn một lời nữa.");
    let queue = agent.get(&links::comments()).await.form(&links::comment_decided(waits.id));
    queue
        .choose("decision", "shown")
        .press("Lưu quyết định")
        .await
        .is(422)
        .says("không hiện ý kiến của người viết");
    assert_eq!(reader.get(&page).await.html.matches("Một ý kiến được công khai").count(), 1);
    discussed(&portal, Discussion::Everyone);
    refuse(&portal, waits.id, "Không liên quan");
    // Decided once more, from the report's own page, nobody reads it.
    let of_one = agent.get(&links::desk_ticket(&ticket.code)).await.follow("Ý kiến công khai").await;
    assert_eq!(of_one.path, links::comments_of(&ticket.code));
    let form = of_one.says("Mưa là ngập lại.").form(&links::comment_decided(comment.id));
    form.choose("decision", "refused").fill("why", "Trùng lời khác").press("Lưu quyết định").await.is(200);
    reader.get(&page).await.is(200).never_says("Mưa là ngập lại.").never_says("Trùng lời khác");
    // What was seen before is not what stands.
    let stale = decide().choose("decision", "shown").fill("words", WORDS).press("Lưu quyết định").await;
    stale.is(409).says(WORDS);
    assert_eq!(kept(&portal)[0].decision, Some(CommentDecision::Refused));
}

#[actix_web::test]
async fn whoever_sent_it_speaks_from_their_own_page_and_reads_what_became_of_it() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().about(portal.category(ABOUT)).in_state(Status::Answered).build();
    let own = links::own(&portal.with_db(|c| keys::of_own_page(&portal, c, ticket.id)));
    let sender = portal.browser().await;
    let page = sender.get(&own).await;
    let form = || page.is(200).says("Nói thêm công khai").form("/y-kien");
    form().fill("comment", "?").press("Gửi ý kiến").await.is(422).says("ít nhất 5 chữ cái");
    form().fill("comment", WORDS).press("Gửi ý kiến").await.is(200).says(WORDS).says("đang chờ xem");
    let id = kept(&portal)[0].id;
    show(&portal, id, WORDS);
    sender.get(&own).await.says("đang hiện công khai");
    let reader = portal.browser().await;
    let address = links::ticket(&ticket.code);
    reader.get(&address).await.says(WORDS).says("Người gửi phản ánh").says("Đã ghi nhận.");
    // Switched off, it is not read; nor is anything taken.
    discussed(&portal, Discussion::Off);
    portal.wait(Duration::minutes(1));
    portal.run_jobs();
    reader.get(&address).await.is(200).never_says(WORDS);
    assert_eq!(comments::say_as_sender(&portal, ticket.id, "Còn nữa, xin xem lại."), Err(Refusal::TooLate));
    sender.get(&own).await.never_says("Nói thêm công khai");
    discussed(&portal, Discussion::Sender);
    portal.wait(Duration::minutes(1));
    portal.run_jobs();
    reader.get(&address).await.says(WORDS);
    refuse(&portal, id, "Lộ địa chỉ nhà");
    sender.get(&own).await.says("không hiện").says("Lộ địa chỉ nhà");
    reader.get(&address).await.never_says(WORDS);
}

#[actix_web::test]
async fn nobody_decides_who_may_not_hide_and_nobody_speaks_of_what_nobody_reads() {
    let portal = TestPortal::in_city(&[("city.limits.comments_network", "2/60")]);
    discussed(&portal, Discussion::Everyone);
    let about = portal.category(ABOUT);
    let ticket = portal.ticket().about(about).at("so-xay-dung").in_state(Status::Answered).build();
    let id = said(&portal, &ticket, WORDS);
    let decided = Decided::Shown { words: WORDS, answer: "" };
    let mut refused = 0;
    for agency in ["so-xay-dung", "so-y-te"] {
        for role in Role::ALL {
            let actor = portal.actor(*role, agency);
            let may = |act| actor.may(act, &ticket.holding());
            let expected = match (may(Act::ReadTicket), may(Act::SetProminence)) {
                (false, _) => Refusal::Missing,
                (true, false) => Refusal::Forbidden,
                (true, true) => continue,
            };
            assert_eq!(
                comments::decide(&portal, &actor, (id, 1), decided),
                Err(expected),
                "{role} of {agency}"
            );
            refused += 1;
        }
    }
    assert!(refused > 10 && kept(&portal)[0].decision.is_none());
    let hidden = portal.ticket().about(about).private().in_state(Status::Answered).build();
    let master = portal.ticket().about(about).in_state(Status::Answered).build();
    let repeats = portal.ticket().about(about).in_state(Status::Forwarded).build();
    let repeats = portal.life(&repeats).repeat(&repeats, &master.code);
    let say = |ticket: &Ticket, network| comments::say(&portal, network, &ticket.code, WORDS);
    assert_eq!(say(&hidden, "a"), Err(Refusal::Missing));
    assert_eq!(say(&repeats, "b"), Err(Refusal::field("words", "comment_closed")));
    assert_eq!(
        [say(&ticket, "c"), say(&ticket, "c"), say(&ticket, "c")],
        [Ok(()), Ok(()), Err(Refusal::TooMany)]
    );
    portal.wait(Duration::hours(2));
    assert_eq!(say(&ticket, "c"), Ok(()));
    // Nothing of the report changed by all of that.
    let now = portal.look(|c| tickets::find(c, ticket.id));
    assert_eq!(now.version, ticket.version);
    assert_ne!(Publish::Never, portal.city().categories[&about].publish);
}
