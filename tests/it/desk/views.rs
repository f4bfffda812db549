//! What narrows a page is saved under a name, for oneself or a team; each number is that of its list.
use crate::support::{Page, TestPortal, queries};
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::views::{ViewTyped, save_view};
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Level;
use langnghe::domain::view::Place;
use langnghe::ids::ViewId;
use langnghe::links;
use langnghe::store::queues::{self, Views};
use langnghe::store::views::{self, Beside};
use langnghe::web::desk::find::chosen;
use langnghe::web::desk::narrowing::Narrowing;
use langnghe::web::desk::tabs::Room;
use langnghe::web::desk::view_form::counted;

const AGENCY: &str = "so-xay-dung";

fn urgent() -> String {
    links::asking(&links::tickets(), &[("muc-do", "urgent"), ("muc", "dang-mo")])
}

async fn saved(page: &Page, name: &str, team: &str) -> Page {
    let form = page.form("/lam-viec/bo-loc").fill("name", name).choose("team", team);
    form.press("Lưu bộ lọc").await
}

#[actix_web::test]
async fn a_view_is_saved_where_it_is_chosen_and_stands_beside_the_queues_with_its_number() {
    queries::listen();
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    portal.ticket().at(AGENCY).of_level(Level::Urgent).in_state(Status::Forwarded).build();
    portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let asked = async || {
        focal.peek(&links::work()).await;
        let before = queries::asked(&portal.config.database_url);
        let page = focal.peek(&links::work()).await;
        (page, queries::asked(&portal.config.database_url) - before)
    };
    let (before, questions) = asked().await;
    before.never_says("Bộ lọc đã lưu");
    assert!(!focal.get(&links::tickets()).await.has("form[action='/lam-viec/bo-loc']"), "nothing is chosen");

    let page = focal.get(&urgent()).await;
    let empty = saved(&page, "", "").await;
    empty.is(422);
    let done = empty.form("/lam-viec/bo-loc").fill("name", "Khẩn đang mở").press("Lưu bộ lọc").await;
    done.is(200).says("Đã lưu bộ lọc");
    assert_eq!(done.path, urgent());
    saved(&page, "Khẩn đang mở", "").await.is(422).says("Đã có bộ lọc tên này");

    let (room, now) = asked().await;
    let number =
        |page: &Page| page.all(".side .side-link").into_iter().find(|one| one.contains("Khẩn đang mở"));
    assert_eq!(number(&room).as_deref().map(|one| one.ends_with('1')), Some(true), "{:?}", number(&room));
    assert_eq!(now, questions, "a view costs no further question");
    room.follow("Khẩn đang mở").await.is(200).says("1 phản ánh");

    // What is done waits for nobody: it is no number beside the queues, and one on the page of all views.
    let done = links::asking(&links::tickets(), &[("trang-thai", "answered")]);
    saved(&focal.get(&done).await, "Đã trả lời xong", "").await.is(200);
    let figures = links::asking(&links::figures(), &[("theo", "linh-vuc"), ("muc-do", "urgent")]);
    let after = saved(&focal.get(&figures).await, "Số liệu khẩn", "").await;
    assert_eq!(after.path, links::asking(&links::figures(), &[("muc-do", "urgent"), ("theo", "linh-vuc")]));
    let all = focal.get(&links::views()).await;
    all.says("Khẩn đang mở")
        .says("Đã trả lời xong")
        .says("0 phản ánh")
        .says("Số liệu khẩn")
        .says("Chỉ mình tôi");
    assert_eq!(asked().await.1, questions);
    portal.staff(Role::Officer, AGENCY).await.get(&links::work()).await.never_says("Khẩn đang mở");
}

#[actix_web::test]
async fn a_teams_view_is_read_by_the_team_and_kept_by_who_saved_it_or_leads() {
    let portal = TestPortal::new();
    let team = portal.agency(AGENCY).to_string();
    let [owner, colleague] =
        ["mot@example.vn", "hai@example.vn"].map(|email| portal.account(email, &[(Role::Officer, AGENCY)]));
    let owner = portal.signed_in(owner).await;
    saved(&owner.get(&urgent()).await, "Khẩn của đội", &team).await.is(200);
    let colleague = portal.signed_in(colleague).await;
    let read = colleague.get(&links::views()).await;
    read.says("Khẩn của đội").says("Mọi người ở").says("mot lưu");
    assert!(!read.has("form[action^='/lam-viec/bo-loc/']"), "it is another's");
    let id = portal.with_db(|c| views::all(c, owner.who())).remove(0).0.id;
    let csrf = read.form("/dang-xuat").value("csrf");
    let raw = [("csrf", csrf.as_str()), ("name", "Của tôi"), ("seen", "Khẩn của đội")];
    colleague.post_raw(&links::view(id), &raw).await.is(403);
    colleague.post_raw(&links::view_remove(id), &raw[..1]).await.is(403);

    let other = portal.staff(Role::Focal, "so-y-te").await;
    let page = other.get(&links::views()).await;
    page.never_says("Khẩn của đội");
    let csrf = page.form("/dang-xuat").value("csrf");
    other.post_raw(&links::view_remove(id), &[("csrf", &csrf)]).await.is(404);
    let raw = [
        ("csrf", csrf.as_str()),
        ("name", "Khẩn"),
        ("team", &team),
        ("place", "list"),
        ("asked", "loai=praise"),
    ];
    other.post_raw(&links::views(), &raw).await.is(403);

    let mine = owner.get(&links::views()).await;
    let renamed = mine.form(&links::view(id)).fill("name", "Khẩn, làm trước").press("Đổi tên").await;
    renamed.is(200).says("Đã đổi tên bộ lọc").says("Khẩn, làm trước");
    let late = mine.form(&links::view(id)).fill("name", "Khẩn nhất").press("Đổi tên").await;
    late.is(409).says("Khẩn, làm trước");
    assert_eq!(late.form(&links::view(id)).value("name"), "Khẩn nhất");

    let focal = portal.staff(Role::Focal, AGENCY).await;
    let led = focal.get(&links::views()).await;
    led.form(&links::view_remove(id)).press("Xóa bộ lọc").await.is(200).says("Chưa có bộ lọc nào");
    owner.get(&links::work()).await.never_says("Khẩn, làm trước");
}

#[test]
fn nobody_saves_a_view_of_a_page_that_is_closed_to_them() {
    let portal = TestPortal::new();
    let save = |role, place| {
        let typed =
            ViewTyped { name: "Khẩn".into(), team: String::new(), place, asked: "muc-do=urgent".into() };
        save_view(&portal, &portal.actor(role, "vp-ubnd"), &typed)
    };
    assert_eq!(save(Role::Agent, Place::Figures), Err(Refusal::Forbidden));
    assert_eq!(save(Role::Admin, Place::List), Err(Refusal::Forbidden));
    assert_eq!([save(Role::Agent, Place::List), save(Role::Dispatcher, Place::Figures)], [Ok(()), Ok(())]);
}

#[test]
fn each_number_beside_the_queues_is_how_many_its_list_holds() {
    let portal = TestPortal::new();
    for status in Status::ALL {
        for level in Level::ALL {
            portal.ticket().at(AGENCY).of_level(*level).in_state(*status).build();
        }
        portal.ticket().at("so-y-te").in_state(*status).build();
        portal.ticket().at("so-y-te").along_with(AGENCY).in_state(*status).build();
    }
    portal.wait(Duration::days(4));
    portal.ticket().at(AGENCY).of_level(Level::Urgent).in_state(Status::Forwarded).build();
    let day = portal.now().date().to_string();
    let asked: Vec<String> = [
        "muc=dang-mo",
        "muc=qua-han",
        "muc=cho-tong-dai",
        "muc=cho-nhan-viec",
        "muc=cho-xu-ly",
        "muc=cho-duyet",
        "muc=cho-nguoi-gui",
        "trang-thai=in_progress",
        "trang-thai=returned",
        "muc=dang-mo&muc-do=urgent",
        "muc=dang-mo&co-quan=so-y-te",
        "muc=dang-mo&co-quan=chua-co",
        "muc=dang-mo&linh-vuc=giao_thong",
        "muc=dang-mo&phuong-xa=khong-ro",
        "muc=dang-mo&kenh=phone",
        "muc=dang-mo&loai=report",
        "muc=dang-mo&loai=x",
        "muc=qua-han&trang-thai=forwarded",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([format!("muc=dang-mo&tu={day}"), format!("muc=dang-mo&den={day}")])
    .collect();
    let view = |asked: &String| Beside {
        id: ViewId(1),
        name: asked.clone(),
        place: Place::List,
        asked: asked.clone(),
        agency: None,
    };
    let saved: Vec<Beside> = asked.iter().map(view).collect();
    let mut numbers = Vec::new();
    for actor in [portal.actor(Role::Dispatcher, "vp-ubnd"), portal.actor(Role::Focal, AGENCY)] {
        for (view, count) in saved.iter().zip(beside(&portal, &actor, &saved)) {
            let narrowing: Narrowing = serde_urlencoded::from_str(&view.asked).unwrap();
            let now = portal.now();
            let listed =
                portal.with_db(|c| chosen(c, &portal.db, &portal.city(), &actor, &narrowing, now)).len();
            assert_eq!(usize::try_from(count).unwrap(), listed, "{} for {}", view.asked, actor.name);
            numbers.push(count);
        }
    }
    assert!(
        numbers.iter().filter(|number| **number > 0).count() > 20,
        "too little stands there: {numbers:?}"
    );
}

fn beside(portal: &TestPortal, actor: &Actor, saved: &[Beside]) -> Vec<i64> {
    let choices: Vec<_> = counted(&portal.city(), actor, saved).into_iter().flatten().collect();
    assert_eq!(choices.len(), saved.len(), "each of these is about what is open");
    let views = Views { choices, now: portal.now() };
    portal.with_db(|c| queues::counts_beside(c, &Room::Work.scope(actor), &[], &views))
}
