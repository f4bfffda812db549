//! Nothing that is not public appears on any public address.
use super::scene;
use crate::support::{TestPortal, jpeg};
use langnghe::domain::event::Note;
use langnghe::domain::photo::PhotoRole;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::ids::NoteId;
use langnghe::links;
use langnghe::store::events;
use langnghe::store::search::{self, Words};

/// Each word stands in one thing that must stay inside, and nowhere else.
const INSIDE: [&str; 9] = [
    "Kinrieng",
    "Kinmoi",
    "Kinan",
    "Kinchinhu",
    "Kinten",
    "84900000123",
    "kin-mail",
    "Kinghichu",
    "Kindungo",
];

#[actix_web::test]
async fn what_is_not_public_is_on_no_public_page() {
    let portal = TestPortal::new();
    let shown = scene_with_secrets(&portal);
    let private = ticket(&portal, "Kinrieng", Status::Answered, |ticket| ticket.is_private = true);
    let unseen = ticket(&portal, "Kinmoi", Status::New, |_| ());
    let hidden = ticket(&portal, "Kinan", Status::Answered, |ticket| {
        ticket.prominence = Prominence::Hidden;
    });
    // Even where the cached column is wrong, the prominence still holds.
    let mut stale = hidden.clone();
    stale.is_public = true;
    scene::force(&portal, &stale);
    portal.with_db(|c| search::keep(c, stale.id, &Words::of([stale.title.as_str(), &stale.body])));

    let mut addresses: Vec<String> = [
        "/",
        "/phan-anh",
        "/co-quan",
        "/huong-dan",
        "/du-lieu-ca-nhan",
        "/sitemap.xml",
        "/robots.txt",
        "/tra-cuu",
    ]
    .map(str::to_owned)
    .into();
    addresses.push(links::agency("so-xay-dung"));
    addresses.push("/sitemap-0.xml".into());
    addresses.extend(INSIDE.iter().map(|word| format!("/phan-anh?q={word}")));
    for each in [&shown, &private, &unseen, &hidden] {
        addresses.push(links::ticket(&each.code));
        addresses.push(links::lookup_code(&each.code));
    }
    let browser = portal.browser().await;
    for address in addresses {
        let page = browser.get(&address).await;
        for word in INSIDE {
            // The search box repeats what was asked for.
            if !page.path.ends_with(&format!("q={word}")) {
                page.never_says(word);
            }
        }
        if address.contains("?q=") {
            assert!(!page.has(".ticket-card"), "{address} finds something");
        }
    }
    browser.get(&links::ticket(&shown.code)).await.is(200).says("Ổ gà ai cũng thấy");
    for closed in [&private, &unseen, &hidden] {
        browser.get(&links::ticket(&closed.code)).await.is(404);
    }
}

#[actix_web::test]
async fn who_holds_the_code_of_a_private_report_reads_where_it_stands_and_no_more() {
    let portal = TestPortal::new();
    let private = ticket(&portal, "Kinrieng", Status::Answered, |ticket| ticket.is_private = true);
    let browser = portal.browser().await;
    let page = browser.get(&links::lookup_code(&private.code)).await;
    page.is(200).says("Đã xử lý").says("không công khai").says("Sở Xây dựng");
    page.never_says("Kinrieng").never_says("lấp ổ gà sáng nay");
}

/// A public report with everything around it that is not.
fn scene_with_secrets(portal: &TestPortal) -> Ticket {
    let shown = portal
        .ticket()
        .titled("Ổ gà ai cũng thấy")
        .in_state(Status::AwaitingApproval)
        .with(|ticket| {
            ticket.title = "Kinchinhu ổ gà".into();
            ticket.body = "Kinchinhu, gọi cho tôi.".into();
        })
        .build();
    scene::contact(portal, &shown, "Kinten Văn A", false);
    let author = portal.account("ghi.chu@example.vn", &[]);
    let note = Note {
        id: NoteId::fresh(portal.now()),
        ticket_id: shown.id,
        author_id: author,
        body: "Kinghichu nội bộ".into(),
        created_at: portal.now(),
    };
    portal.with_db(|c| events::write_note(c, &note, &[]));
    portal.with_db(|c| {
        use diesel::prelude::*;
        use langnghe::schema::reply_drafts;
        diesel::update(reply_drafts::table.filter(reply_drafts::ticket_id.eq(shown.id)))
            .set(reply_drafts::body.eq("Kindungo chưa duyệt"))
            .execute(c)
    });
    scene::photo(portal, &shown, PhotoRole::Report, false, &jpeg(40, 30));
    shown
}

fn ticket(portal: &TestPortal, word: &str, state: Status, change: impl FnOnce(&mut Ticket)) -> Ticket {
    let ticket = portal
        .ticket()
        .titled(&format!("{word} tiêu đề"))
        .saying(&format!("{word} nội dung"))
        .with(change)
        .in_state(state)
        .build();
    scene::contact(portal, &ticket, "Kinten Văn B", true);
    ticket
}
