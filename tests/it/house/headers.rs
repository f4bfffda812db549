//! What every answer carries, that no form is taken without its key, and that reading changes nothing.
use super::schema::{Table, declared};
use super::source::none;
use super::world::World;
use crate::support::{Page, TestPortal};
use diesel::prelude::*;
use diesel::sql_types::Text;
use langnghe::store::Conn;
use langnghe::web::door::Door;
use langnghe::web::routes::TABLE;
use std::sync::LazyLock;

#[actix_web::test]
async fn every_answer_is_dressed() {
    let world = World::new();
    let mut wrong = Vec::new();
    for who in ["guest", "everyone"] {
        let browser = world.visitor(who).await;
        for route in TABLE.iter().filter(|route| route.method == "GET") {
            let page = browser.peek(&world.address(route)).await;
            let framed = route.path.starts_with("/nhung/") && page.status == 200;
            let ways = if framed { "frame-ancestors 'self'" } else { "frame-ancestors 'none'" };
            if !page.header("content-security-policy").is_some_and(|policy| policy.contains(ways)) {
                wrong.push(format!("{who} {}: may be framed, or may not", route.path));
            }
            wrong.extend(undressed(&page).into_iter().map(|what| format!("{who} {}: {what}", route.path)));
            let staff = matches!(route.door, Door::Staff | Door::May(_));
            if staff && page.header("cache-control").is_none_or(|value| !value.contains("no-store")) {
                wrong.push(format!("{who} {}: may be kept by a cache", route.path));
            }
            if route.door == Door::Reader && page.header("set-cookie").is_some() {
                wrong.push(format!("{who} {}: leaves a cookie on a reader", route.path));
            }
        }
    }
    none(wrong, "Headers:");
}

fn undressed(page: &Page) -> Vec<&'static str> {
    let header = |name: &str| page.header(name).unwrap_or_default();
    let policy = header("content-security-policy");
    let checks = [
        (policy.contains("default-src 'none'"), "no content policy"),
        (!policy.contains("unsafe"), "an unsafe content policy"),
        (policy.contains("form-action 'self'"), "forms may be sent elsewhere"),
        (policy.contains("base-uri 'none'"), "its base may be moved"),
        (header("x-content-type-options") == "nosniff", "may be sniffed"),
        (!header("referrer-policy").is_empty(), "no referrer policy"),
        (!header("cache-control").is_empty(), "nothing about caches"),
        (header("x-request-id").len() == 16, "no id to find it in the log"),
        (page.status < 500, "it failed"),
    ];
    checks.into_iter().filter(|(fine, _)| !fine).map(|(_, what)| what).collect()
}

/// The one form that is taken without its key: a mail program presses "unsubscribe" for its reader and has no cookie
/// (RFC 8058). The unguessable token in its address is the permission.
const ONE_CLICK: [&str; 1] = ["/thu/{token}"];

#[actix_web::test]
async fn the_one_form_without_a_key_asks_for_its_token() {
    let doors: Vec<_> = TABLE.iter().filter(|route| route.door == Door::Link).collect();
    let paths: Vec<_> = doors.iter().map(|route| (route.method, route.path)).collect();
    assert_eq!(paths, [("POST", ONE_CLICK[0])]);
    let world = World::new();
    let browser = world.visitor("guest").await;
    let (right, before) = (world.address(doors[0]), content(&world.portal));
    let press = [("List-Unsubscribe", "One-Click")];
    let other = langnghe::actions::senders::keys::of_confirmation(&world.portal, world.ticket.id);
    let changed = right.replacen("/thu/", "/thu/1", 1);
    for forged in ["/thu/0".to_owned(), format!("/thu/{other}"), changed, right[..right.len() - 1].to_owned()]
    {
        browser.post_raw(&forged, &press).await.is(404);
    }
    browser.post_raw(&right, &[("List-Unsubscribe", "")]).await.is(400);
    assert!(before == content(&world.portal), "a forged token changed something");
    let page = browser.post_raw(&right, &press).await;
    page.is(200);
    assert_eq!(page.header("set-cookie"), None);
    assert!(before != content(&world.portal), "the token itself changed nothing: this test proves nothing");
}

/// What programs send with a key of their own, and without a form's: nothing else is taken so.
const KEYED: [(&str, &str); 2] = [("POST", "/open311/v2/requests.{form}"), ("POST", "/open311/v2/media")];

#[actix_web::test]
async fn what_programs_send_is_taken_by_their_own_key_and_by_nothing_else() {
    let doors: Vec<_> = TABLE.iter().filter(|route| matches!(route.door, Door::Key(_))).collect();
    let paths: Vec<_> = doors.iter().map(|route| (route.method, route.path)).collect();
    assert_eq!(paths, KEYED);
    let world = World::new();
    for who in ["guest", "everyone", "admin"] {
        let browser = world.visitor(who).await;
        let before = content(&world.portal);
        for route in &doors {
            // Whoever has come in, with the key of their own forms, is nobody here.
            let csrf = world.csrf(&browser);
            for key in ["", "lnk", &format!("lnk_0123456789ab_{}", "0".repeat(64))] {
                let fields = [("csrf", csrf.as_str()), ("api_key", key), ("service_code", "giao_thong")];
                browser.post_raw(&world.address(route), &fields).await.is(403);
            }
        }
        assert!(before == content(&world.portal), "what came without a key changed something");
    }
}

#[actix_web::test]
async fn no_form_is_taken_without_its_key() {
    let world = World::new();
    let before = content(&world.portal);
    let mut wrong = Vec::new();
    for who in ["guest", "everyone"] {
        let browser = world.visitor(who).await;
        let before = content(&world.portal);
        for route in TABLE.iter().filter(|route| route.method == "POST") {
            if ONE_CLICK.contains(&route.path) {
                continue;
            }
            for key in ["", "0123456789abcdef"] {
                let page = browser.post_raw(&world.address(route), &[("csrf", key), ("lang", "en")]).await;
                let shut = page.status == 403
                    || (who == "guest" && page.header("location") == Some(langnghe::links::sign_in()));
                if !shut {
                    wrong.push(format!("{who} {}: {}", route.path, page.status));
                }
            }
        }
        assert!(before == content(&world.portal), "a form without its key changed something");
    }
    assert!(!before.is_empty(), "the content could not be read");
    none(wrong, "Forms without their key must be refused:");
}

#[actix_web::test]
async fn reading_changes_nothing() {
    let world = World::full();
    for who in ["guest", "everyone"] {
        let browser = world.visitor(who).await;
        let before = content(&world.portal);
        for route in TABLE.iter().filter(|route| route.method == "GET") {
            let address = world.address(route);
            browser.peek(&address).await;
            let after = content(&world.portal);
            assert!(before == after, "GET {address} changed the database");
        }
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Everything in the database as one text, but what may change by being looked at: when a session was last seen, and
/// how often somebody tried something.
pub fn content(portal: &TestPortal) -> String {
    portal.look(read_all)
}

/// The same through a connection of one's own.
pub fn read_all(c: &mut Conn) -> QueryResult<String> {
    static EVERYTHING: LazyLock<String> = LazyLock::new(|| {
        let tables = declared().into_iter().filter(|table| table.name != "throttles");
        let lines = tables.map(|Table { name, columns }| {
            let columns = columns.iter().filter(|column| column.name != "seen_at");
            let words = columns.map(|column| format!("COALESCE(CAST({name}.{} AS TEXT), '')", column.name));
            let words = words.collect::<Vec<_>>().join(" || '|' || ");
            format!("SELECT '{name}|' || {words} AS line FROM {name}")
        });
        format!("{} ORDER BY 1", lines.collect::<Vec<_>>().join(" UNION ALL "))
    });
    let lines: Vec<Line> = diesel::sql_query(EVERYTHING.as_str()).load(c)?;
    Ok(lines.into_iter().map(|line| line.line + "\n").collect())
}
