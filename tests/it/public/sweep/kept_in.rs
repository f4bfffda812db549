//! The scene of the sweep: what anybody may read, what stands around it, what was never public, and what is taken down.
use super::marks::Marks;
use crate::public::comments;
use crate::public::map::{here, pin_at};
use crate::public::removals::ask_about;
use crate::public::scene;
use crate::support::{ANSWER, TestPortal, jpeg, question};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::removals;
use langnghe::actions::senders::{self, Given};
use langnghe::actions::tickets::{Order, PublicCopy, edit_public_text, write_note};
use langnghe::domain::city::Publish;
use langnghe::domain::comment::Discussion;
use langnghe::domain::intake::PublicText;
use langnghe::domain::policy::Role;
use langnghe::domain::question::Value;
use langnghe::domain::rating::Mark;
use langnghe::domain::removal::RemovalDecision;
use langnghe::domain::search::Words;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::schema::{categories, removal_requests, tickets as rows};
use langnghe::store::{contacts, documents, photos, search, tickets};

const AGENCY: &str = "so-xay-dung";
const WHY: &str = "Theo đề nghị của phường";
/// A place of which the public reads the square alone.
const SPOT: (f64, f64) = (20.86127, 106.65438);

/// A photo that says something of itself in its bytes.
fn commented(photo: &[u8], word: &str) -> Vec<u8> {
    let comment = word.as_bytes();
    let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
    let (start, rest) = photo.split_at(2);
    [start, &[0xff, 0xfe], &length, comment, rest].concat()
}

impl Marks {
    /// All files of a report.
    fn files_of(&mut self, portal: &TestPortal, ticket: &Ticket) {
        let photos = portal.look(|c| photos::of_ticket(c, ticket.id));
        self.files.extend(photos.iter().flat_map(|photo| photo.files().map(Clone::clone)));
        self.files
            .extend(portal.look(|c| documents::of_ticket(c, ticket.id)).into_iter().map(|one| one.hash));
    }
}

fn now(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.look(|c| tickets::find(c, ticket.id))
}

/// When its category's reports become public, past all rules.
fn publish(portal: &TestPortal, code: &str, when: Publish) {
    let row = categories::table.filter(categories::code.eq(code));
    portal.with_db(|c| diesel::update(row).set(categories::publish.eq(when)).execute(c));
}

/// What anybody may read, and around it what nobody may: its marks go to `inside`. Answers one of which nothing is kept in:
/// its sender's own page and pictures are asked for, too.
pub fn readable(portal: &TestPortal, inside: &mut Marks) -> Ticket {
    publish(portal, "van_hoa_the_thao", Publish::Never);
    comments::discussed(portal, Discussion::Everyone);
    publish(portal, "giao_duc", Publish::AfterAnswer);
    let plain = portal.ticket().titled("Cây đổ chắn lối đi").at(AGENCY).sent_by("nguoi.gui@example.vn");
    let plain =
        plain.pictured(&jpeg(64, 48), true).papered("cong-van.pdf").in_state(Status::Answered).build();
    senders::confirm(portal, &senders::keys::of_confirmation(portal, plain.id)).unwrap();
    let master =
        portal.ticket().titled("Kinchu tiêu đề").saying("Kinchu: nội dung này không ai được đọc.").private();
    let master = master.answered_with(&format!("Kinchudap. {ANSWER}")).in_state(Status::Answered).build();
    let dup = portal.ticket().titled("Vỉa hè bị lấn").in_state(Status::Accepted).build();
    // Its sender's words are public, those of what it repeats are not.
    portal.life(&plain).repeat(&dup, &master.code);
    surrounded(portal, inside);
    rated(portal);
    objected(portal);
    reopened(portal);
    inside.code(&master);
    for (what, word) in [
        ("the words of a private master", "Kinchu"),
        ("the answer of a private master", "Kinchudap"),
        ("a sender's own words", "Kinchinhu"),
        ("a hidden name", "Kinten"),
        ("an e-mail address", "kin-mail"),
        ("a telephone number", "900000456"),
        ("what a photo says of itself", "Kinanhgoc"),
        ("a draft of an answer", "Kindungo"),
        ("a note", "Kinghichu"),
        ("an answer to a question that is not public", "Kincauhoi"),
        ("what its sender added", "Kinbosung"),
        ("a request to take something down", "Kinxingo"),
        ("what was taken out of a comment", "Kinloibot"),
        ("a refused comment", "Kinloixau"),
        ("why it was refused", "Kinlydo"),
        ("a comment that waits", "Kinloicho"),
        ("who asked for that", "kin-xin"),
        ("what a partner wrote", "phần việc của mình"),
        ("the words of a rating", "Kindanhgia"),
        ("an objection", "Kinphandoi"),
        ("why a sender reopened it", "Kinmolai"),
        ("the name of somebody of the staff", "Cán bộ vai"),
        ("the spot of a pin", "20.86127"),
        ("the spot of a pin", "106.65438"),
    ] {
        inside.word(what, word);
    }
    plain
}

/// A public report with everything around it that is not.
fn surrounded(portal: &TestPortal, inside: &mut Marks) {
    let about = portal.category("giao_thong");
    let asked = portal.asks(about, question("Số ghi trên cột", "text"));
    let shown = portal
        .ticket()
        .about(about)
        .titled("Ổ gà ai cũng thấy")
        .sent_as("Kinchinhu ổ gà", "Kinchinhu, xin hãy gọi lại cho tôi.")
        .signed("Kinten Văn A", false)
        .sent_by("kin-mail@example.vn")
        .answering(&asked, Value::Text("Kincauhoi 7".into()))
        .pictured(&jpeg(40, 30), false)
        .pictured(&commented(&jpeg(44, 33), "Kinanhgoc"), true)
        .along_with("so-y-te")
        .answered_with("Kindungo, câu trả lời này chưa ai duyệt.")
        .in_state(Status::AwaitingApproval)
        .build();
    let photos = portal.look(|c| photos::of_ticket(c, shown.id));
    inside.files.extend(photos[0].files().map(Clone::clone));
    inside.files.push(photos[1].original.clone());
    let shown = pin_at(portal, &shown, SPOT, true);
    let agent = portal.player(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &shown.code, seen: shown.version };
    let shown = write_note(portal, order, "Kinghichu nội bộ").unwrap();
    senders::say_more(portal, shown.id, "Kinbosung: nhà tôi ở số 12", Vec::new()).unwrap();
    let typed = langnghe::domain::removal::RemovalTyped {
        why: "picture".into(),
        words: "Kinxingo: đây là nhà tôi".into(),
        email: "kin-xin@example.vn".into(),
        ..Default::default()
    };
    removals::ask(portal, ("mạng khác", "vi"), &shown.code, &typed).unwrap();
    commented_on(portal, &shown);
}

/// One comment waits, one is refused, one is read but for what was taken out of it.
fn commented_on(portal: &TestPortal, ticket: &Ticket) {
    let mended = comments::said(portal, ticket, "Kinloibot: nhà ông Kín ở số 9. Đường vẫn hỏng.");
    comments::show(portal, mended, "Đường vẫn hỏng, ai cũng thấy.");
    let refused = comments::said(portal, ticket, "Kinloixau: đồ dối trá.");
    comments::refuse(portal, refused, "Kinlydo: xúc phạm");
    comments::said(portal, ticket, "Kinloicho: chưa ai xem lời này.");
}

fn rated(portal: &TestPortal) {
    let ticket = portal.ticket().titled("Cống nghẹt").in_state(Status::Answered).build();
    let given = Given { mark: Some(Mark::Poor), ticked: Vec::new(), words: "Kindanhgia: chưa làm".into() };
    senders::rate(portal, ticket.id, &given).unwrap();
}

fn objected(portal: &TestPortal) {
    let ticket = portal.ticket().titled("Đường ngoài thành phố").in_state(Status::Accepted).build();
    let agent = portal.player(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
    let ticket = langnghe::actions::tickets::refuse(portal, order, "ngoai_tham_quyen", "").unwrap();
    senders::object(portal, ticket.id, "Kinphandoi: đường này của thành phố").unwrap();
}

fn reopened(portal: &TestPortal) {
    let ticket = portal.ticket().titled("Đèn vẫn tắt").in_state(Status::Answered).build();
    senders::reopen(portal, ticket.id, "Kinmolai: đèn vẫn tắt trước nhà tôi", Vec::new()).unwrap();
}

/// Reports of which nothing was ever public, but for whoever holds their codes.
pub fn never_public(portal: &TestPortal, inside: &mut Marks) {
    let mut size = 70;
    let mut like = |word: &'static str| {
        size += 1;
        inside.word("a report that is not public", word);
        let ticket = portal.ticket().titled(&format!("{word} ổ gà trước cổng trường"));
        let ticket = ticket.saying(&format!("{word}: giữa đường có một hố sâu, xe máy dễ ngã khi mưa."));
        let ticket = ticket.placed(&format!("{word} số 12")).signed(&format!("{word} Văn B"), true);
        ticket.pictured(&jpeg(size, 40), true).at(AGENCY)
    };
    let private = like("Kinrieng").private().answered_with(&format!("Kinrieng. {ANSWER}"));
    let private = private.in_state(Status::Answered).build();
    let unread = like("Kinmoi").build();
    let unconfirmed = like("Kinxacnhan").sent_by("kin-mail@example.vn").build();
    let until = portal.now() + Duration::days(2);
    portal.with_db(|c| contacts::await_confirmation(c, unconfirmed.id, until));
    let refused = like("Kintuchoi").in_state(Status::Rejected).build();
    let insulting = like("Kinloilan").in_state(Status::Accepted).build();
    let insulting = portal.life(&private).refuse(&insulting, "ngon_tu");
    let withdrawn = like("Kinrut").in_state(Status::Withdrawn).build();
    let asked = like("Kinhoi").in_state(Status::NeedsInfo).private().build();
    let never = like("Kinkhongdang").about(portal.category("van_hoa_the_thao"));
    let never = never.in_state(Status::Answered).build();
    let later = like("Kinchuatraloi").about(portal.category("giao_duc")).in_state(Status::InProgress).build();
    let repeats = like("Kintrung").repeating(&private).build();
    for ticket in
        [&private, &unread, &unconfirmed, &refused, &insulting, &withdrawn, &asked, &never, &later, &repeats]
    {
        inside.code(ticket);
        inside.files_of(portal, ticket);
    }
}

/// A way in which something that was public is public no more.
type Taking = fn(&TestPortal, &Ticket);

/// Each way, the word that marks its report, and whether the report itself goes.
const WAYS: [(&str, Status, bool, Taking); 7] = [
    ("Kinxoa", Status::Answered, true, take_down),
    ("Kinboro", Status::Accepted, true, refuse),
    ("Kinluilai", Status::InProgress, true, withdraw),
    ("Kinkin", Status::InProgress, true, keep_private),
    ("Kinche", Status::Answered, false, redact),
    ("Kinhienten", Status::Answered, false, hide_name),
    ("Kinan", Status::Answered, true, hide),
];

/// Reports that are public until [`take`] takes them down: with their marks.
pub fn public_yet(portal: &TestPortal) -> (Vec<Ticket>, Marks) {
    let mut marks = Marks::default();
    let mut size = 100;
    let all = WAYS.iter().map(|(word, state, goes, _)| {
        size += 1;
        marks.word("what was taken down", word);
        let named = *word == "Kinhienten";
        let said = |rest: &str| if named { rest.to_owned() } else { format!("{word} {rest}") };
        let ticket = portal
            .ticket()
            .titled(&said("nắp cống vỡ"))
            .saying(&said("nắp cống vỡ giữa đường, xe máy dễ ngã."));
        let ticket =
            ticket.signed(&format!("{word} Văn C"), true).pictured(&jpeg(size, 50), !named).at(AGENCY);
        let ticket = ticket.answered_with(&if *goes { format!("{word}. {ANSWER}") } else { ANSWER.into() });
        let ticket = ticket.papered(&if *goes { format!("{word}.pdf") } else { "cong-van.pdf".into() });
        let ticket = ticket.in_state(*state).build();
        portal.pin(&ticket, here());
        let photos = portal.look(|c| photos::of_ticket(c, ticket.id));
        marks.files.extend(photos.iter().flat_map(|one| [one.display.clone(), one.thumb.clone()]));
        if *goes {
            marks.code(&ticket);
        }
        ticket
    });
    (all.collect(), marks)
}

/// No verb leaves this: the cached word says that a hidden report is public, and the search has its words.
pub fn say_it_is_public(portal: &TestPortal, hidden: &Ticket) {
    portal.with_db(|c| {
        let row = rows::table.filter(rows::id.eq(hidden.id));
        diesel::update(row).set(rows::is_public.eq(true)).execute(c)?;
        search::keep(c, hidden.id, &Words::of([hidden.public_title.as_str()], [hidden.public_body.as_str()]))
    });
}

/// Each goes in its own way.
pub fn take(portal: &TestPortal, all: &[Ticket]) {
    for (ticket, (.., taking)) in all.iter().zip(WAYS) {
        taking(portal, &now(portal, ticket));
    }
}

fn hide(portal: &TestPortal, ticket: &Ticket) {
    scene::set_prominence(portal, (&portal.player(Role::Agent, "tt-1022"), ticket), Prominence::Hidden);
}

fn take_down(portal: &TestPortal, ticket: &Ticket) {
    ask_about(portal, ticket, "mạng", "Ảnh này thấy rõ nhà tôi.").unwrap();
    let newest = removal_requests::table.order(removal_requests::id.desc()).select(removal_requests::id);
    let (id, agent) = (portal.look(|c| newest.first(c)), portal.player(Role::Agent, "tt-1022"));
    let said = (RemovalDecision::Hidden, "Ảnh thấy rõ nhà riêng.");
    removals::decide(portal, &agent, (id, ticket.version), said).unwrap();
}

fn refuse(portal: &TestPortal, ticket: &Ticket) {
    let agent = portal.player(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
    langnghe::actions::tickets::refuse(portal, order, "du_lieu_ca_nhan", "").unwrap();
}

fn withdraw(portal: &TestPortal, ticket: &Ticket) {
    senders::withdraw(portal, ticket.id).unwrap();
}

fn keep_private(portal: &TestPortal, ticket: &Ticket) {
    senders::keep_private(portal, ticket.id).unwrap();
}

/// Other words, and no photo.
fn redact(portal: &TestPortal, ticket: &Ticket) {
    let agent = portal.player(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
    let text = PublicText::parse("Nắp cống vỡ", "Nắp cống vỡ giữa đường.").unwrap();
    let copy = PublicCopy { text, place: String::new(), photos: Vec::new() };
    edit_public_text(portal, order, &copy, WHY).unwrap();
    senders::hide_name(portal, ticket.id).unwrap();
}

fn hide_name(portal: &TestPortal, ticket: &Ticket) {
    senders::hide_name(portal, ticket.id).unwrap();
}
