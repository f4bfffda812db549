//! What no row names leaves the shelf; what a row names is watched over.
use crate::support::{TestPortal, jpeg};
use chrono::Duration;
use langnghe::actions::drafts::{Page, Writer};
use langnghe::actions::upkeep::{sweep, verify_shelf};
use langnghe::actions::{drafts, shelf};
use langnghe::files::FileHash;
use langnghe::ids::{Secret, UploadId};
use langnghe::store;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration as Span, SystemTime};

/// All files of the shelf and of the folder for what is under way.
fn files(portal: &TestPortal) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    for section in ["public", "private", "tmp"] {
        walk(&portal.config.data.join(section), &mut found);
    }
    found
}

/// Makes every file this many hours old by the portal's clock.
fn age(portal: &TestPortal, hours: i64) {
    let then = (portal.now() - Duration::hours(hours)).and_utc().timestamp();
    let then = SystemTime::UNIX_EPOCH + Span::from_secs(then as u64);
    for path in files(portal) {
        File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    }
}

/// The number of the one draft of a visitor.
fn number(key: &str) -> String {
    Secret::presented(key).hash()
}

fn begin(portal: &TestPortal, key: &str) {
    let writer = Writer { key_hash: key.to_owned(), network: "203.0.113.1".into() };
    let page = Page { form_key: number(key), begins: true };
    drafts::write(portal, &writer, &page, |_| ()).unwrap().unwrap();
}

fn upload(portal: &TestPortal, key: &str, width: u32) -> UploadId {
    let kept = portal.photos.keep_now(&jpeg(width, 60)).unwrap();
    let display = kept.display.to_string();
    begin(portal, key);
    assert_eq!(drafts::keep_photo(portal, key, &number(key), kept), Ok(Ok(())));
    let all = portal.with_db(|c| store::drafts::uploads(c, key));
    all.iter().find(|upload| upload.display == display).unwrap().id
}

#[test]
fn a_photo_taken_out_of_a_draft_or_begun_again_is_gone_at_once() {
    let portal = TestPortal::new();
    let id = upload(&portal, "one", 80);
    upload(&portal, "two", 80);
    drafts::drop_photos(&portal, "one", &[id]).unwrap();
    assert_eq!(files(&portal).len(), 3, "another draft has the same photo");
    assert_eq!(drafts::restart(&portal, "two", &number("two")), Ok(true));
    assert_eq!(files(&portal), Vec::<PathBuf>::new());
}

#[test]
fn a_photo_beyond_the_number_leaves_nothing_on_the_shelf() {
    let portal = TestPortal::set_up(|config| config.uploads.photos = 1);
    upload(&portal, "one", 80);
    let beyond = portal.photos.keep_now(&jpeg(90, 60)).unwrap();
    assert_eq!(drafts::keep_photo(&portal, "one", &number("one"), beyond), Ok(Err(drafts::NotKept::Full)));
    assert_eq!(files(&portal).len(), 3);
}

#[test]
fn what_no_row_names_is_swept_a_day_later_and_not_while_it_is_under_way() {
    let portal = TestPortal::new();
    upload(&portal, "one", 80);
    let orphan = portal.photos.keep_now(&jpeg(90, 60)).unwrap();
    let drawer = portal.config.data.join("public").join(&orphan.display.to_string()[..2]);
    fs::write(drawer.join(".tmpTorn"), b"half").unwrap();
    fs::create_dir_all(portal.config.data.join("tmp")).unwrap();
    fs::write(portal.config.data.join("tmp/left"), b"half").unwrap();

    age(&portal, 23);
    assert_eq!(sweep(&portal, &|| true).unwrap().files, 0, "their rows may still be on their way");
    age(&portal, 25);
    assert_eq!(sweep(&portal, &|| true).unwrap().files, 2, "what a crash left goes; what is held stays");
    orphan.let_go();
    assert_eq!(sweep(&portal, &|| true).unwrap().files, 3);
    assert_eq!(files(&portal).len(), 3, "the draft's own photo is there");
}

#[test]
fn what_is_missing_cut_or_replaced_is_named() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().pictured(&jpeg(80, 60), false).build();
    let photo = portal.look(|c| store::photos::of_ticket(c, ticket.id)).remove(0);
    let verify = || verify_shelf(&portal.db, &portal.photos, &mut |_| ()).unwrap();
    assert_eq!((verify().files, verify().faults.len()), (3, 0));

    let place = |section: &str, name: &str| portal.config.data.join(section).join(&name[..2]).join(name);
    fs::remove_file(place("public", &photo.display)).unwrap();
    fs::write(place("public", &photo.thumb), jpeg(5, 5)).unwrap();
    let original = File::options().write(true).open(place("private", &photo.original)).unwrap();
    original.set_len(100).unwrap();
    let said: Vec<String> = verify().faults.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 3);
    for (line, (what, how)) in said.iter().zip([
        ("a photo of", "is missing"),
        ("a small photo of", "was cut off or replaced"),
        ("an original of", "was cut off or replaced"),
    ]) {
        assert!(line.contains(what) && line.contains(how) && line.contains(&ticket.code), "{line}");
    }
}

#[test]
fn a_photo_that_nobody_took_up_is_given_up() {
    let portal = TestPortal::new();
    let kept = portal.photos.keep_now(&jpeg(80, 60)).unwrap();
    let name: FileHash = kept.display;
    shelf::give_up_photo(&portal, kept);
    assert_eq!(portal.photos.read_public(&name).unwrap(), None);
    assert_eq!(files(&portal), Vec::<PathBuf>::new());
}
