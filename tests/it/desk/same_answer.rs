//! "The residents will see exactly this": an answer looks the same before and after it is published.
use crate::support::{Page, TestPortal, jpeg};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::i18n::Words;
use langnghe::links;

const AGENCY: &str = "so-xay-dung";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const BODY: &str = "Sáng 7/9/2026 đã vá xong <b>3 m2</b>.\n\nHẹn kiểm tra lại ngày 1/10/2026.";

#[actix_web::test]
async fn residents_see_exactly_what_was_previewed_and_approved() {
    for (lang, title) in [("vi", "Ổ gà <trước> cổng trường"), ("en", "Ổ gà & nước đọng")]
    {
        let (portal, w) = (TestPortal::new(), Words::of(lang));
        let officer = portal.staff(Role::Officer, AGENCY).await.in_language(lang);
        let approver = portal.staff(Role::Approver, AGENCY).await.in_language(lang);
        let ticket = portal.ticket().titled(title).at(AGENCY).given_to(officer.who());
        let shown = [(64, true), (80, true), (96, true), (112, false)];
        let ticket =
            shown.into_iter().fold(ticket, |ticket, (width, shown)| ticket.pictured(&jpeg(width, 48), shown));
        let ticket = answered_before(&portal, ticket.in_state(Status::Answered).build());

        let here = links::desk_ticket(&ticket.code);
        let form = officer.get(&here).await.form("/du-thao").choose("outcome", "planned").fill("body", BODY);
        let form = form.fill("promised", "2027-03-31");
        let form = form.fill("document_number", "412/SXD-HT").fill("signed_as", "Phó Giám đốc");
        let form =
            form.attach("after", "mot.jpg", &jpeg(640, 480)).attach("after", "hai.jpg", &jpeg(480, 640));
        let form = form.attach("document", "cong-van.pdf", PDF);
        let previewed = form.press(&w.say("step.draft_reply.preview")).await;
        officer.get(&here).await.form("/du-thao").press(&w.say("step.draft_reply.button")).await.is(200);
        let piled = approver.get(&links::approve()).await;
        let opened = approver.get(&here).await;
        portal.wait(chrono::Duration::hours(1));
        opened.form("publish").press(&w.say("step.publish.button")).await.is(200);
        let public = portal.browser().await.in_language(lang).get(&links::ticket(&ticket.code)).await;

        let after = part(public.is(200), &ticket);
        let told = ["412/SXD-HT", "cong-van.pdf", "Phó Giám đốc", "Sở Xây dựng", "Hẹn kiểm tra", "#lich-su"];
        for words in told {
            assert!(after.contains(words), "{words}: {after}");
        }
        assert_eq!(after.matches("<img").count(), 4, "two pairs: {after}");
        for (name, page) in [("preview", &previewed), ("pile", &piled), ("decision", &opened)] {
            assert_eq!(part(page, &ticket), after, "the {name} shows another answer ({lang})");
        }
        // The third photo stands beside the report's own words, the fourth is nobody's to see.
        let alone = |page: &Page| page.attributes(".desk-page > .photos img, .item > .photos img", "alt");
        assert_eq!((alone(&previewed).len(), alone(&previewed)), (1, alone(&public)));
        drop(portal.letters());
    }
}

/// The heading and the answer, but for what nobody can know before it is published: the moment, and from which shelf
/// the files come. What only search engines read is left out.
fn part(page: &Page, ticket: &Ticket) -> String {
    // At the desk an earlier answer may stand above the draft.
    let draft = page.html.find("class=\"will-see\"").unwrap_or(0);
    let from =
        page.html[draft..].find("<article class=\"answer answer-planned\"").expect("an answer") + draft;
    let to = from + page.html[from..].find("</article>").unwrap();
    let heading = page.html[..from].rfind("<h2>").expect("a heading stands over the answer");
    let moment = page.html[from..to].rfind("<span class=\"muted\">").expect("it says when") + from;
    let behind = moment + page.html[moment..to].find("</span>").unwrap();
    let html = format!("{}…{}", &page.html[heading..moment], &page.html[behind..to]);
    let public = |of: fn(&str) -> String| of("").split('.').next().unwrap_or_default().to_owned();
    let desk =
        |of: fn(&str, &str) -> String| of(&ticket.code, "").split('.').next().unwrap_or_default().to_owned();
    html.replace(&desk(links::desk_photo), &public(links::photo))
        .replace(&desk(links::desk_document), &public(links::document))
        .replace(" itemprop=\"acceptedAnswer\" itemscope itemtype=\"https://schema.org/Answer\"", "")
        .replace(" itemprop=\"text\"", "")
        .replace(" itemprop=\"author\"", "")
        .replace(" itemscope itemtype=\"https://schema.org/GovernmentOrganization\"", "")
        .replace("<span itemprop=\"name\">Sở Xây dựng</span>", "Sở Xây dựng")
}

/// The officer works on it once more.
fn answered_before(portal: &TestPortal, ticket: Ticket) -> Ticket {
    let life = portal.life(&ticket);
    let ticket = life.take(&life.reopen(&ticket));
    portal.wait(chrono::Duration::minutes(1));
    ticket
}
