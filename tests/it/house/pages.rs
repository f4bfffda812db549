//! Every reachable page in both languages: one heading, labels, alternatives, unique ids. Leaves them in
//! `target/pages` for the HTML checker.
use super::crawl::walk;
use super::source::none;
use super::world::World;
use crate::support::Page;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;
use std::path::Path;

#[actix_web::test]
async fn every_page_can_be_read_by_everyone() {
    let world = World::full();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("pages");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let mut wrong = BTreeSet::new();
    let mut count = 0;
    for lang in langnghe::i18n::LANGS {
        for (who, start) in [
            ("guest", "/"),
            ("guest", "/dang-nhap"),
            ("dispatcher", "/lam-viec"),
            ("approver", "/lam-viec"),
            ("officer", "/lam-viec"),
            ("admin", "/lam-viec"),
            ("leader", "/lam-viec"),
        ] {
            let browser = world.visitor(who).await.in_language(lang);
            let (pages, _) = walk(&browser, start).await;
            for page in pages.iter().filter(|page| page.html.starts_with("<!doctype")) {
                count += 1;
                std::fs::write(folder.join(format!("{lang}-{who}-{count:03}.html")), &page.html).unwrap();
                wrong.extend(
                    faults(page).into_iter().map(|fault| format!("{lang} {who} {}: {fault}", page.path)),
                );
                if page.attributes("html", "lang") != [lang] {
                    wrong.insert(format!("{lang} {who} {}: another language", page.path));
                }
            }
        }
    }
    assert!(count > 10, "only {count} pages were found");
    none(wrong.into_iter().collect(), "Not everyone can read these pages:");
}

fn faults(page: &Page) -> Vec<String> {
    let dom = page.dom();
    let mut wrong = Vec::new();
    let headings = page.all("h1");
    if headings.len() != 1 || headings[0].is_empty() {
        wrong.push(format!("headings of the first rank: {headings:?}"));
    }
    if page.all("title").iter().all(String::is_empty) {
        wrong.push("no title".into());
    }
    let ids = page.attributes("[id]", "id");
    let mut seen = BTreeSet::new();
    wrong.extend(ids.iter().filter(|id| !seen.insert(id.as_str())).map(|id| format!("the id {id} twice")));
    for form in select(dom, "form[method=post]") {
        let first = form.select(&css("input, textarea, select")).next();
        if first.and_then(|field| field.value().attr("name")) != Some("csrf") {
            wrong.push(format!("a form whose first field is not its key: {:?}", form.value().attr("action")));
        }
    }
    if let Some(at) = page.html.find('⟦') {
        wrong.push(page.html[at..].chars().take(40).collect());
    }
    for image in select(dom, "img:not([alt])") {
        wrong.push(format!("a picture without alternative: {}", image.html()));
    }
    for name in ["aria-describedby", "aria-labelledby", "for"] {
        for value in page.attributes(&format!("[{name}]"), name) {
            wrong.extend(
                value
                    .split_whitespace()
                    .filter(|id| !seen.contains(id))
                    .map(|id| format!("{name} names {id}, which is not there")),
            );
        }
    }
    let labelled: BTreeSet<String> = page.attributes("label[for]", "for").into_iter().collect();
    for control in select(dom, "input:not([type=hidden]):not([type=submit]), select, textarea") {
        if !is_labelled(&labelled, &control) {
            wrong.push(format!("a field without label: {}", control.html()));
        }
    }
    for button in select(dom, "button, a[href], summary") {
        let named =
            button.text().any(|text| !text.trim().is_empty()) || button.value().attr("aria-label").is_some();
        let pictured = button.select(&css("img[alt]:not([alt=''])")).next().is_some();
        if !named && !pictured {
            wrong.push(format!("nothing says what this does: {}", button.html()));
        }
    }
    wrong
}

fn is_labelled(labelled: &BTreeSet<String>, control: &ElementRef<'_>) -> bool {
    let element = control.value();
    let inside =
        control.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "label");
    let named = element.attr("id").is_some_and(|id| labelled.contains(id));
    inside || named || element.attr("aria-label").is_some() || element.attr("aria-labelledby").is_some()
}

fn select<'a>(dom: &'a Html, query: &str) -> Vec<ElementRef<'a>> {
    dom.select(&css(query)).collect()
}

fn css(query: &str) -> Selector {
    Selector::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"))
}
