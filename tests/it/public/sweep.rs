//! Nothing that is not public appears on any public address.
use super::scene;
use crate::support::{TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::actions::tickets::{Order, write_note};
use langnghe::domain::policy::Role;
use langnghe::domain::search::Words;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::links;
use langnghe::schema::tickets as rows;
use langnghe::store::search;
use langnghe::web::public::feed::FORMATS;

/// Each word stands in one thing that must stay inside, and nowhere else.
const INSIDE: [&str; 9] =
    ["Kinrieng", "Kinmoi", "Kinan", "Kinchinhu", "Kinten", "900000456", "kin-mail", "Kinghichu", "Kindungo"];

#[actix_web::test]
async fn what_is_not_public_is_on_no_public_page() {
    let portal = TestPortal::new();
    let shown = scene_with_secrets(&portal);
    let private = ticket(&portal, "Kinrieng", Status::Answered, true);
    let unseen = ticket(&portal, "Kinmoi", Status::New, false);
    let hidden = ticket(&portal, "Kinan", Status::Answered, false);
    let agent = portal.actor(Role::Agent, "tt-1022");
    let hidden = scene::set_prominence(&portal, (&agent, &hidden), Prominence::Hidden);
    // No verb leaves this: even where the cached column is wrong, the prominence still holds.
    portal.with_db(|c| {
        let row = rows::table.filter(rows::id.eq(hidden.id));
        diesel::update(row).set(rows::is_public.eq(true)).execute(c)?;
        search::keep(c, hidden.id, &Words::of([hidden.title.as_str()], [hidden.body.as_str()]))
    });

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
    addresses.extend(["/sitemap-0.xml".to_owned(), links::sitemap_pages()]);
    let feeds = FORMATS.iter().map(|format| (format.path)());
    for list in feeds.chain(["/phan-anh".to_owned()]) {
        addresses.push(list.clone());
        addresses.extend(INSIDE.iter().map(|word| format!("{list}?q={word}")));
        addresses.extend(
            ["co-anh=yes", "xep=moi-tra-loi", "xep=cho-lau", "han=dung"].map(|one| format!("{list}?{one}")),
        );
    }
    for each in [&shown, &private, &unseen, &hidden] {
        addresses.push(links::ticket(&each.code));
        addresses.push(links::lookup_code(&each.code));
    }
    let browser = portal.browser().await;
    for address in addresses {
        let page = browser.get(&address).await;
        for word in INSIDE {
            // The search box, and the title of a feed, repeat what was asked for.
            if !page.path.ends_with(&format!("q={word}")) {
                page.never_says(word);
                assert!(!page.html.contains(word), "{address} holds {word}");
            }
        }
        if address.contains("?q=") {
            let entries = ["<entry>", "<item>", "\"content_text\"", "\"Feature\""];
            let found = page.has(".ticket-card") || entries.iter().any(|entry| page.html.contains(entry));
            assert!(!found, "{address} finds something");
        }
    }
    browser.get(&links::ticket(&shown.code)).await.is(200).says("Ổ gà ai cũng thấy");
    for closed in [&private, &unseen] {
        browser.get(&links::ticket(&closed.code)).await.is(404);
    }
    browser.get(&links::ticket(&hidden.code)).await.is(410);
    // What stands there may be found: this proves something.
    for list in FORMATS.iter().map(|format| (format.path)()) {
        assert!(browser.get(&list).await.html.contains("Ổ gà ai cũng thấy"), "{list}");
    }
}

#[actix_web::test]
async fn who_holds_the_code_of_a_private_report_reads_where_it_stands_and_no_more() {
    let portal = TestPortal::new();
    let private = ticket(&portal, "Kinrieng", Status::Answered, true);
    let browser = portal.browser().await;
    let page = browser.get(&links::lookup_code(&private.code)).await;
    page.is(200).says("Đã trả lời").says("không công khai").says("Sở Xây dựng");
    page.never_says("Kinrieng").never_says("lấp ổ gà sáng nay");
}

/// A public report with everything around it that is not.
fn scene_with_secrets(portal: &TestPortal) -> Ticket {
    let shown = portal
        .ticket()
        .titled("Ổ gà ai cũng thấy")
        .sent_as("Kinchinhu ổ gà", "Kinchinhu, xin hãy gọi lại cho tôi.")
        .signed("Kinten Văn A", false)
        .sent_by("kin-mail@example.vn")
        .pictured(&jpeg(40, 30), false)
        .answered_with("Kindungo, câu trả lời này chưa ai duyệt.")
        .in_state(Status::AwaitingApproval)
        .build();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &shown.code, seen: shown.version };
    write_note(portal, order, "Kinghichu nội bộ").unwrap()
}

fn ticket(portal: &TestPortal, word: &str, state: Status, private: bool) -> Ticket {
    let ticket = portal
        .ticket()
        .titled(&format!("{word} tiêu đề"))
        .saying(&format!("{word} nội dung của phản ánh này"))
        .signed("Kinten Văn B", true)
        .sent_by("kin-mail@example.vn")
        .in_state(state);
    if private { ticket.private().build() } else { ticket.build() }
}
