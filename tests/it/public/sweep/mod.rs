//! Nothing that is not public appears at any public address. Each thing that is kept in carries a word, a file and a code of its
//! own; every address of the routes' table is asked, before and after things are taken down; no answer may hold any of them,
//! and no number may tell that there is one.
mod asked;
mod kept_in;
mod marks;

use super::pointed::borders;
use super::submit_way as way;
use crate::house::source::none;
use crate::support::{Browser, Page, TestPortal};
use asked::{Asked, Known, all, is_readers, is_shut, routes};
use chrono::Duration;
use langnghe::actions::upkeep::open_data::write_open_data;
use langnghe::domain::status::Status;
use langnghe::links;
use marks::{Mark, Marks};
use std::collections::{BTreeMap, BTreeSet};

/// A word of a public report, and one that nobody ever wrote.
const SOMEWHERE: &str = "chan";
const NOWHERE: &str = "Qwzyxvut";
/// What tells, pooled, how much of the whole city is not public (docs/decisions/0015).
const TELLS_HOW_MUCH: &str = "/thong-ke";
/// What is of this process: another number each time.
const OWN: &str = "/metrics";
/// Of one commune, agency or category that tells nothing of what is not public.
const OF_ONE: [&str; 3] = ["phuong-xa=", "co-quan=", "linh-vuc="];
/// Files that are made by a job, within ten minutes where something is taken down.
const FILES: &str = "/du-lieu-mo";

#[actix_web::test]
async fn nothing_that_is_not_public_is_at_any_public_address_before_or_after_it_is_taken_down() {
    let portal = TestPortal::new();
    borders(&portal);
    let mut inside = Marks::default();
    let plain = kept_in::readable(&portal, &mut inside);
    write_open_data(&portal, &|| true).unwrap();
    let known = Known::of(&portal, &plain);
    // Another instance each time: what it counts, it counts anew.
    let before = bodies(&portal.browser().await.moved_to(&portal.elsewhere()).await, &known).await;

    kept_in::never_public(&portal, &mut inside);
    inside.word("what somebody else is writing", "Kinnhap");
    begin_a_report(&portal, "Kinnhap ổ gà trước cổng trường").await;
    write_open_data(&portal, &|| true).unwrap();
    let after = bodies(&portal.browser().await.moved_to(&portal.elsewhere()).await, &known).await;
    none(differ(&before, &after), "What nobody may read changes what everybody reads:");
    searches_find_nothing(&portal.browser().await, &inside).await;

    let (taken, yet) = kept_in::public_yet(&portal);
    portal.wait(Duration::hours(1));
    write_open_data(&portal, &|| true).unwrap();
    let reader = portal.browser().await;
    let writer = begin_a_report(&portal, "Ổ gà trước cổng trường").await;
    let known = Known::of(&portal, &plain).followed(&portal, &taken);
    let addresses = all(&known);
    reached_all(&reader, &writer, &addresses).await;
    let seen = sweep(&reader, &addresses, &inside, &yet).await;
    sees(&yet, &seen);
    sweep(&writer, &addresses, &inside, &Marks::default()).await;

    kept_in::take(&portal, &taken);
    let gone = inside.and(&yet);
    let at_once: Vec<Asked> =
        addresses.iter().filter(|one| !one.address.starts_with(FILES)).cloned().collect();
    // Whoever read it before has kept pages of it; asked twice, the second answer is a kept one.
    for _ in 0..2 {
        sweep(&reader, &at_once, &gone, &Marks::default()).await;
    }
    portal.wait(Duration::hours(1));
    write_open_data(&portal, &|| true).unwrap();
    for browser in [&writer, &portal.browser().await.in_language("en")] {
        sweep(browser, &addresses, &gone, &Marks::default()).await;
    }
    searches_find_nothing(&reader, &gone).await;
    // Even where a cached word is wrong, what it says is not enough.
    kept_in::say_it_is_public(&portal, &taken[taken.len() - 1]);
    sweep(&reader, &addresses, &gone, &Marks::default()).await;
    drop(portal.letters());
}

/// Somebody writes a report like those that are kept in, as far as the form goes before it is sent.
async fn begin_a_report(portal: &TestPortal, title: &str) -> Browser {
    let browser = portal.browser().await;
    let page = browser.get(&links::submit()).await;
    let form = page.form("step").choose("kind", "report").choose("danger", "no");
    let body = format!("{title}: giữa đường có một hố sâu, xe máy dễ ngã khi trời mưa.");
    form.fill("title", title).fill("body", &body).press("Tiếp tục").await;
    // Past what is like it.
    let page = way::category(&browser.get(&links::submit_category()).await).await;
    let page = page.form("step").press("Tiếp tục").await;
    let page = way::photo(&way::place(&page).await).await;
    page.is(200);
    browser
}

/// What a reader is told at every address that asks for no one report.
async fn bodies(browser: &Browser, known: &Known) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    let tells = |one: &&Asked| {
        let of_all = !OF_ONE.iter().any(|name| one.address.contains(name));
        one.route == OWN || one.route == TELLS_HOW_MUCH && of_all
    };
    for one in all(known).iter().filter(|one| is_readers(one.route) && !tells(one)) {
        let page = browser.peek(&one.address).await;
        told.insert(one.address.clone(), format!("{} {}", page.status, page.html));
    }
    told
}

fn differ(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    assert!(before.len() > 400, "{} addresses", before.len());
    let differ = before.iter().filter(|(address, body)| after.get(*address) != Some(body));
    differ.map(|(address, body)| format!("{address}\n{}", first_difference(body, &after[address]))).collect()
}

fn first_difference(one: &str, other: &str) -> String {
    let lines = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    lines.map_or_else(|| "is longer or shorter".to_owned(), |(a, b)| format!("  {a}\n  {b}"))
}

/// Every public route was fetched at some address, or this sweep proves nothing of it.
async fn reached_all(reader: &Browser, writer: &Browser, addresses: &[Asked]) {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    for one in addresses {
        if !reached.contains(one.route) {
            let browser = if is_readers(one.route) { reader } else { writer };
            // What says whether all is well may say that it is not.
            if [200, 503].contains(&browser.wander(&one.address).await.status) {
                reached.insert(one.route);
            }
        }
    }
    let missed = routes().map(|one| one.path).filter(|path| !reached.contains(path) && !is_shut(path));
    none(missed.map(str::to_owned).collect(), "Public routes that the sweep cannot fetch (sweep/asked.rs):");
}

/// Asks every address. Answers which of the words that may yet be read were seen, and on how many routes.
async fn sweep(
    browser: &Browser,
    addresses: &[Asked],
    never: &Marks,
    yet: &Marks,
) -> BTreeMap<String, BTreeSet<&'static str>> {
    let (mut wrong, mut seen) = (Vec::new(), BTreeMap::<String, BTreeSet<&'static str>>::new());
    let watch = never.watch();
    let readers_alone = browser.cookies().iter().all(|name| name == "lang");
    for one in addresses.iter().filter(|one| !readers_alone || is_readers(one.route)) {
        let page = browser.wander(&one.address).await;
        if page.status >= 500 && page.status != 503 {
            wrong.push(format!("{} fails", one.address));
        }
        wrong.extend(watch.held_by(&page));
        for Mark { word, .. } in yet.words.iter().filter(|mark| page.html.contains(&mark.word)) {
            seen.entry(word.clone()).or_default().insert(one.route);
        }
    }
    none(wrong, "What is not public was read:");
    seen
}

/// What may be read is seen: else that nothing is seen later would prove nothing.
fn sees(yet: &Marks, seen: &BTreeMap<String, BTreeSet<&'static str>>) {
    for Mark { word, .. } in &yet.words {
        assert!(seen.contains_key(word), "{word} is public yet, and at no address");
    }
    for route in ["/", "/phan-anh", "/phan-anh.atom", "/phan-anh.rss", "/phan-anh.json", "/phan-anh.geojson"]
    {
        assert!(seen["Kinan"].contains(route), "{route}: {:?}", seen["Kinan"]);
    }
    for route in ["/phan-anh/{code}", "/ban-do", "/du-lieu-mo/phan-anh.csv", "/oembed", "/nhung/danh-sach"] {
        assert!(seen["Kinan"].contains(route), "{route}: {:?}", seen["Kinan"]);
    }
    assert!(seen["Kinan"].contains("/open311/v2/requests.{form}"), "{:?}", seen["Kinan"]);
}

/// Whoever looks for a word that is kept in is answered as if nobody had ever written it, wherever words are looked for.
async fn searches_find_nothing(browser: &Browser, marks: &Marks) {
    let (mut wrong, mut searching) = (Vec::new(), 0);
    for route in routes().filter(|one| is_readers(one.path) && !one.path.contains('{') && one.path != OWN) {
        let ask = async |word: &str| {
            let page = browser.peek(&format!("{}?q={word}", route.path)).await;
            without(&page, word)
        };
        let nothing = ask(NOWHERE).await;
        if ask(SOMEWHERE).await == nothing {
            continue;
        }
        searching += 1;
        for mark in marks.words.iter().filter(|mark| mark.word.is_ascii()) {
            if ask(&mark.word).await != nothing {
                wrong.push(format!("{} finds {} by {}", route.path, mark.what, mark.word));
            }
            // Words that are nearly so are offered where a public report has them.
            let nearly = &mark.word[..mark.word.len() - 1];
            let page = browser.peek(&format!("{}?q={nearly}", route.path)).await;
            let offered = page.html.matches(mark.word.as_str()).count();
            if offered > 0 {
                wrong.push(format!("{} offers {}", route.path, mark.word));
            }
        }
    }
    assert!(searching > 7, "only {searching} addresses look for words");
    none(wrong, "What is not public is found:");
}

/// What a page says, but for the word that it was asked for.
fn without(page: &Page, word: &str) -> String {
    format!("{} {}", page.status, page.html.replace(word, "·").replace(&word.to_lowercase(), "·"))
}

#[actix_web::test]
async fn who_holds_the_code_of_a_private_report_reads_where_it_stands_and_no_more() {
    let portal = TestPortal::new();
    let private = portal.ticket().titled("Kinrieng tiêu đề").private().in_state(Status::Answered).build();
    let page = portal.browser().await.get(&links::lookup_code(&private.code)).await;
    page.is(200).says("Đã trả lời").says("không công khai").says("Sở Xây dựng");
    page.never_says("Kinrieng").never_says("lấp ổ gà sáng nay");
}
