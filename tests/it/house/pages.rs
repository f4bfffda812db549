//! Every reachable page in both languages: one heading, labels, alternatives, unique ids. Leaves them in
//! `target/pages` for the HTML checker.
use super::crawl::walk;
use super::faults::faults_in;
use super::source::none;
use super::world::World;
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
                let found = faults_in(page.dom(), &page.html, lang).into_iter();
                wrong.extend(found.map(|fault| format!("{lang} {who} {}: {fault}", page.path)));
            }
        }
    }
    assert!(count > 10, "only {count} pages were found");
    none(wrong.into_iter().collect(), "Not everyone can read these pages:");
}
