//! What comes over the counter, by Zalo or by post has photos, too.
use crate::support::{Browser, Form, TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::domain::city::{Category, Publish};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Channel;
use langnghe::links;
use langnghe::schema::{drafts, photos, uploads};
use langnghe::store::categories;

const SAVE: &str = "Lưu phản ánh";
const ON: &str = "Lưu và chuyển ngay";

async fn call(portal: &TestPortal, agent: &Browser) -> Form {
    let all: Vec<Category> = portal.with_db(categories::all);
    let own = |one: &Category| one.parent_id.is_some() && one.agency_id.is_some() && !one.to_commune;
    let category = all.into_iter().find(|one| own(one) && one.publish != Publish::Never).unwrap();
    let form = agent.get(&links::call()).await.form("/nhap-cuoc-goi").choose("channel", "counter");
    form.fill("title", "Ổ gà lớn ở đầu phố")
        .fill("body", "Có một ổ gà rất lớn giữa đường, xe máy hay bị ngã khi trời mưa.")
        .fill("category", &category.name_vi)
        .fill("commune", "Phường Lê Chân")
}

fn shown(portal: &TestPortal) -> Vec<bool> {
    portal.with_db(|c| photos::table.select(photos::is_public).load(c))
}

#[actix_web::test]
async fn photos_stay_while_another_field_is_put_right_and_come_with_the_report() {
    let portal = TestPortal::new();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let form = call(&portal, &agent).await;
    let form = form.attach("photos", "mot.jpg", &jpeg(640, 480)).attach("photos", "hai.jpg", &jpeg(480, 640));
    let again = form.press(SAVE).await;
    again.is(422).says("Ảnh 1 · 640 × 480").says("Ảnh 2 · 480 × 640");
    assert_eq!(portal.tickets(), []);
    // The first one is taken out, and what comes now is no photo.
    let form = again.form("/nhap-cuoc-goi").fill("place", "Đầu phố").untick("keep");
    let form = form.attach("photos", "thu.txt", b"khong phai anh");
    let again = form.press(SAVE).await;
    again.is(422).says("thu.txt: tệp này không phải là ảnh").says("Ảnh 1 · 480 × 640");
    again.never_says("Ảnh 2");
    assert_eq!(again.form("/nhap-cuoc-goi").value("place"), "Đầu phố");
    again.form("/nhap-cuoc-goi").press(SAVE).await.says("Đọc mã này cho người gọi");
    let ticket = portal.tickets().remove(0);
    assert_eq!((ticket.channel, ticket.status), (Channel::Counter, Status::New));
    assert_eq!(shown(&portal), [false], "whoever takes it in looks at it first");
    let left: i64 = portal.with_db(|c| uploads::table.count().get_result(c));
    assert_eq!(left, 0);
}

#[actix_web::test]
async fn of_what_goes_on_at_once_photos_are_public_only_where_the_agent_says_so() {
    for public in [false, true] {
        let portal = TestPortal::new();
        portal.man_everywhere();
        let agent = portal.staff(Role::Agent, "tt-1022").await;
        let form = call(&portal, &agent).await.fill("place", "Đầu phố");
        let form = form.attach("photos", "mot.jpg", &jpeg(640, 480));
        let form = if public { form.tick("photos_public") } else { form };
        let key = form.value("form_key");
        form.press(ON).await.says("Đọc mã này cho người gọi");
        assert_eq!(portal.tickets()[0].status, Status::Forwarded);
        assert_eq!(shown(&portal), [public]);
        // The same form once more is the same report, with the same photo.
        let twice = call(&portal, &agent).await.fill("place", "Đầu phố").forge("form_key", &key);
        twice.press(ON).await.says("Đọc mã này cho người gọi");
        assert_eq!((portal.tickets().len(), shown(&portal).len()), (1, 1));
    }
}

#[actix_web::test]
async fn a_call_without_photos_leaves_no_draft() {
    let portal = TestPortal::new();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let form = call(&portal, &agent).await.fill("place", "Đầu phố");
    form.press(SAVE).await.says("Đọc mã này cho người gọi");
    let left: i64 = portal.with_db(|c| drafts::table.count().get_result(c));
    assert_eq!(left, 0);
}
