//! Pieces of the portal in other pages: who may frame them, what they say, and how an editor finds them.
use super::map::pin_at;
use super::pointed::borders;
use super::scene;
use crate::support::TestPortal;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Prominence;
use langnghe::links;

fn policy(page: &crate::support::Page) -> String {
    page.header("content-security-policy").unwrap()
}

#[actix_web::test]
async fn only_the_hosts_that_the_city_named_may_frame_a_piece_and_nobody_any_other_page() {
    let portal = TestPortal::in_city(&[("city.embed.hosts", "phuong.example.vn *.bao.example.vn")]);
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let pieces = [links::embed_list(), links::embed_number(), links::embed_map()];
    for piece in pieces.into_iter().chain([links::embed_item(&ticket.code)]) {
        let page = browser.get(&piece).await;
        let own = policy(page.is(200));
        assert!(
            own.ends_with("frame-ancestors 'self' https://phuong.example.vn https://*.bao.example.vn"),
            "{own}"
        );
        assert!(!own.contains("script-src") && !page.has("script"), "{piece}");
        assert_eq!((page.header("x-frame-options"), page.header("set-cookie")), (None, None), "{piece}");
    }
    for other in [links::answers(), links::embed(), links::ticket(&ticket.code), "/khong-co".into()] {
        let page = browser.get(&other).await;
        assert!(policy(&page).contains("frame-ancestors 'none'"), "{other}");
        assert_eq!(page.header("x-frame-options").as_deref(), Some("DENY"), "{other}");
    }
}

#[actix_web::test]
async fn where_the_city_named_nobody_only_the_portal_shows_them() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = browser.get(&links::embed_list()).await;
    assert!(policy(&page).ends_with("frame-ancestors 'self'"), "{}", policy(&page));
    browser.get(&links::embed()).await.says("Thành phố chưa cho phép trang nào");
}

#[actix_web::test]
async fn an_administrator_names_the_hosts_and_nothing_else_gets_into_the_policy() {
    let portal = TestPortal::new();
    let admin = portal.staff(Role::Admin, "ubnd-tp").await;
    let set = async |typed: &str| {
        let form = admin.get(&links::admin_city_terms()).await.form(&links::admin_city_terms());
        form.fill("embed_hosts", typed).press("Lưu").await
    };
    for odd in ["phuong.example.vn; script-src *", "'unsafe-inline'", "a b", "http://x.vn/path", "*"] {
        set(odd).await.is(422);
    }
    set(" https://Phuong.example.vn/ ").await.is(200);
    let page = portal.browser().await.get(&links::embed_list()).await;
    assert!(policy(&page).ends_with("frame-ancestors 'self' https://phuong.example.vn"), "{}", policy(&page));
}

#[actix_web::test]
async fn a_list_holds_what_the_public_list_holds_and_loses_what_is_hidden() {
    let portal = TestPortal::new();
    for n in 0..7 {
        portal.ticket().titled(&format!("Số {n}")).in_state(Status::Answered).build();
    }
    let last = portal.ticket().titled("Mới nhất").in_state(Status::Accepted).build();
    portal.ticket().titled("Kín").private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let page = browser.get(&links::embed_list()).await;
    assert_eq!(page.all("li b").len(), 5);
    page.says("Mới nhất").never_says("Kín");
    let answered = format!("{}?trang-thai=done&dong=10&tieng=en", links::embed_list());
    let page = browser.get(&answered).await;
    assert_eq!((page.all("li b").len(), page.h1()), (7, "Answered reports".to_owned()));
    browser.get(&format!("{}?dong=9999", links::embed_list())).await.is(200);
    let agent = portal.player(Role::Agent, "tt-1022");
    scene::set_prominence(&portal, (&agent, &last), Prominence::Hidden);
    browser.get(&links::embed_list()).await.never_says("Mới nhất");
    browser.get(&links::embed_item(&last.code)).await.is(404);
}

#[actix_web::test]
async fn an_editor_gets_the_piece_for_an_address_of_ours_and_for_no_other() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Đèn \"tắt\" & <hỏng>").in_state(Status::Answered).build();
    let hidden = portal.ticket().private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let page = browser.get(&links::ticket(&ticket.code)).await;
    let there = page.attributes("link[type='application/json+oembed']", "href").remove(0);
    let answer = browser.get(there.strip_prefix("http://localhost").unwrap()).await;
    let made: serde_json::Value = serde_json::from_str(&answer.is(200).html).unwrap();
    assert_eq!((made["version"].as_str(), made["type"].as_str()), (Some("1.0"), Some("rich")));
    let html = made["html"].as_str().unwrap();
    assert!(html.contains(&links::embed_item(&ticket.code)) && html.matches('<').count() == 2, "{html}");
    let own = |path: &str, more: &str| {
        let address = format!("http://localhost{path}");
        format!("{}{more}", links::asking(&links::oembed(), &[("url", &address)]))
    };
    let small = browser.get(&own("/phuong-xa/phuong-le-chan", "&maxheight=200&maxwidth=300")).await;
    let small: serde_json::Value = serde_json::from_str(&small.is(200).html).unwrap();
    assert_eq!((small["height"].as_u64(), small["width"].as_u64()), (Some(200), Some(300)));
    let xml = browser.get(&own(&links::ticket(&ticket.code), "&format=xml")).await;
    assert!(xml.is(200).html.contains("<type>rich</type>") && !xml.html.contains("<hỏng>"), "{}", xml.html);
    browser.get(&own(&links::ticket(&hidden.code), "")).await.is(404);
    browser.get(&own("/lam-viec/viec", "")).await.is(404);
    browser.get(&own(&links::answers(), "&format=yaml")).await.is(501);
    let strange = links::asking(&links::oembed(), &[("url", "https://evil.example/phan-anh")]);
    browser.get(&strange).await.is(404);
}

#[actix_web::test]
async fn a_map_is_a_picture_of_what_is_chosen_and_leads_to_the_map_itself() {
    let portal = TestPortal::new();
    borders(&portal);
    let here = scene::commune(&portal, "Lê Chân").id;
    for (lat, lon) in [(20.86, 106.65), (20.86, 106.65), (20.86, 106.70)] {
        let ticket = portal.ticket().in_commune(here).in_state(Status::InProgress).build();
        pin_at(&portal, &ticket, (lat, lon), true);
    }
    portal.ticket().in_commune(here).private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let whole = browser.get(&links::embed_map()).await;
    whole.is(200).says("3 phản ánh trong khung").says("Đang xử lý 3").never_says("Đã xử lý");
    let page = browser.get(&format!("{}?phuong-xa=phuong-le-chan", links::embed_map())).await;
    assert_eq!(page.h1(), "Bản đồ phản ánh: Phường Lê Chân");
    page.says("2 phản ánh trong khung").says("Vị trí được làm tròn");
    // The picture, and the map behind it, look at the commune alone.
    let picture = page.attributes("img", "src").remove(0);
    assert!(picture.starts_with(&links::map_picture()) && picture.contains("khung=20.84"), "{picture}");
    let drawn = browser.get(&picture).await;
    assert_eq!(drawn.is(200).header("content-type").as_deref(), Some("image/svg+xml"));
    assert!(drawn.html.contains(">2</text>"), "{}", drawn.html);
    page.follow("Mở bản đồ").await.is(200).says("2 phản ánh trong khung");
    let english = browser.get(&format!("{}?tieng=en&trang-thai=working", links::embed_map())).await;
    english.is(200).says("Open the map and the list").says("In progress 3");
    let dense = browser.get(&format!("{}?hien=mat-do", links::embed_map())).await;
    dense.is(200).says("Màu càng đậm").never_says("Con số trên chấm tròn");
    // The page that makes the lines shows it, and so does an editor that knows oEmbed.
    let made = browser.get(&format!("{}?hien=ban-do&phuong-xa=phuong-le-chan", links::embed())).await;
    let piece = format!("{}?phuong-xa=phuong-le-chan", links::embed_map());
    assert_eq!(made.is(200).attributes("iframe", "src"), [piece.as_str()]);
    made.says(&format!("src=\"http://localhost{piece}\""));
    let own = links::asking(&links::oembed(), &[("url", "http://localhost/ban-do?phuong-xa=phuong-le-chan")]);
    assert!(browser.get(&own).await.is(200).html.contains(&piece));
}
