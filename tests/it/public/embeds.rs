//! Pieces of the portal in other pages: who may frame them, what they say, and how an editor finds them.
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
    for piece in [links::embed_list(), links::embed_number(), links::embed_item(&ticket.code)] {
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
