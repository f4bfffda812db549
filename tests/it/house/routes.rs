//! Every route as everyone who could come, against `routes.snapshot.txt`. A new route needs a line there:
//! run `UPDATE_SNAPSHOT=1 cargo test --test it routes` and read what changed.
use super::source::root;
use super::world::{World, visitors};
use crate::support::Browser;
use langnghe::web::routes::{Route, TABLE};
use std::fmt::Write;

/// Answers that say that nothing was done.
const REFUSED: [&str; 5] = ["sign-in", "403", "404", "409", "422"];

const SNAPSHOT: &str = "tests/it/house/routes.snapshot.txt";

#[actix_web::test]
async fn every_route_lets_in_whom_the_snapshot_says() {
    let mut found = String::new();
    let world = World::new();
    // What one changes must not meet the next: all of it is taken back.
    let portal = world.portal.rehearsing();
    let (mut all, mut inside) = (Vec::new(), Vec::new());
    for who in visitors() {
        all.push(world.visitor(who).await);
    }
    for browser in &all {
        inside.push(browser.moved_to(&portal).await);
    }
    for route in TABLE.iter() {
        let mut line = format!("{} {}", route.method, route.path);
        for (at, who) in visitors().into_iter().enumerate() {
            // A guest has no key yet, and is another one each time.
            if who == "guest" {
                inside[at] = all[at].moved_to(&portal).await;
            }
            let answer = answer(&world, route, &inside[at]).await;
            write!(line, " · {who} {answer}").unwrap();
            // Nor does what they were given or lost. Whoever signs out is led to the door as if they were not in.
            let out = route.path.starts_with(langnghe::links::sign_out().as_str());
            if route.method == "POST" && (out || !REFUSED.contains(&answer.as_str())) {
                inside[at] = all[at].moved_to(&portal).await;
            }
        }
        writeln!(found, "{line}").unwrap();
    }
    let path = root().join(SNAPSHOT);
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let wrong: Vec<String> = found
        .lines()
        .filter(|line| !kept.lines().any(|kept| kept == *line))
        .map(|line| format!("now:  {line}"))
        .chain(
            kept.lines()
                .filter(|line| !found.lines().any(|found| found == *line))
                .map(|line| format!("kept: {line}")),
        )
        .collect();
    super::source::none(wrong, "Who may come in has changed (see the head of this test):");
}

async fn answer(world: &World, route: &Route, browser: &Browser) -> String {
    let address = world.address(route);
    let page = if route.method == "GET" {
        browser.peek(&address).await
    } else {
        browser.post_raw(&address, &[("csrf", &world.csrf(browser))]).await
    };
    match page.header("location") {
        Some(to) if to == langnghe::links::sign_in() => "sign-in".into(),
        _ => page.status.to_string(),
    }
}

#[test]
fn no_two_routes_are_the_same() {
    let mut seen: Vec<(&str, &str)> = TABLE.iter().map(|route| (route.method, route.path)).collect();
    seen.sort_unstable();
    let twice: Vec<String> =
        seen.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| format!("{:?}", pair[0])).collect();
    super::source::none(twice, "Only the first of these is ever reached:");
}
