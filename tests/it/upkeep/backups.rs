//! A backup taken while the portal works, brought back elsewhere, is the portal again.
use crate::support::{TestDatabase, jpeg, kept, monday_morning, somebody};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use langnghe::actions::Refusal;
use langnghe::actions::upkeep::heads::Kept;
use langnghe::actions::upkeep::{Done, backup, restore, verify_backup, verify_history};
use langnghe::clock::Clock;
use langnghe::config::Config;
use langnghe::domain::intake::{Place, Said, Submission};
use langnghe::domain::ticket::Channel;
use langnghe::ids::Secret;
use langnghe::lives::{self, Sent};
use langnghe::opening;
use langnghe::portal::Portal;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

fn config(data: &Path, database: &TestDatabase) -> Config {
    let mut config = Config::plain(data).unwrap();
    config.database_url.clone_from(&database.url);
    config
}

/// Sends a report with a photo of its own.
fn send(portal: &Portal, number: u32) {
    let city = portal.db.look(|c| portal.db.city(c)).unwrap();
    let category = city.categories.values().find(|category| category.code == "giao_thong").unwrap();
    let photo = jpeg(8 + number % 64, 8 + number / 64 % 64);
    let report = Submission {
        said: Said::parse("report", "Ổ gà", "Hố sâu \\ \"giữa\" đường, xe máy dễ ngã").unwrap(),
        category: category.id,
        place: Place::parse(category.place, city.communes.keys().min().copied(), "Ngõ 12").unwrap(),
        sender: Some(somebody(portal)),
        wants_private: false,
        in_danger: false,
        asked: Vec::new(),
    };
    let sent = Sent {
        form_key: Secret::random().hash(),
        channel: Channel::Web,
        lang: "vi",
        report,
        photos: &[kept(portal, &photo)],
        heard_by: None,
    };
    lives::send(portal, sent).unwrap();
}

#[derive(QueryableByName)]
struct Hash {
    #[diesel(sql_type = Text)]
    hash: String,
}

fn whole(portal: &Portal) -> usize {
    let kept = Kept::open(&portal.config.data, portal.db.key()).unwrap();
    assert!(kept.is_some(), "the heads came along");
    let found = verify_history(&portal.db, kept, |_| ()).unwrap();
    assert_eq!(found.count, 0, "{:?}", found.faults);
    let hashes = portal
        .db
        .look(|c| Ok::<_, Refusal>(sql_query("SELECT display AS hash FROM photos").load::<Hash>(c)?));
    let hashes = hashes.unwrap();
    for Hash { hash } in &hashes {
        assert!(portal.photos.read_public(&hash.parse().unwrap()).unwrap().is_some(), "{hash} is missing");
    }
    hashes.len()
}

#[test]
fn a_backup_taken_while_reports_come_in_is_a_whole_portal_elsewhere() {
    let place = tempfile::tempdir().unwrap();
    let [data, to, elsewhere] = ["data", "backup", "elsewhere"].map(|name| place.path().join(name));
    let (here, there) = (TestDatabase::absent(), TestDatabase::absent());
    let first = config(&data, &here);
    let portal = opening::open(first.clone(), Clock::fixed(monday_morning())).unwrap();
    (0..3).for_each(|number| send(&portal, number));
    let (stop, next) = (AtomicBool::new(false), AtomicU32::new(3));
    let made = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                send(&portal, next.fetch_add(1, Ordering::Relaxed));
            }
        });
        // The backup itself lets the others on: between its steps at least one more report comes in.
        let made = backup(&first, &to, monday_morning(), &mut |_| {
            let before = next.load(Ordering::Relaxed);
            while next.load(Ordering::Relaxed) == before {
                std::thread::yield_now();
            }
        });
        stop.store(true, Ordering::Relaxed);
        made
    });
    let made = made.unwrap();
    assert!(next.load(Ordering::Relaxed) > 4, "others wrote meanwhile");
    assert!(made.database.rows["tickets"] >= 3);
    let second = config(&elsewhere, &there);
    let mut done = Vec::new();
    restore(&second, &to, &mut |one| done.push(one)).unwrap();
    assert!(done.iter().any(|one| matches!(one, Done::Copied(_))));
    let back = opening::open(second.clone(), Clock::fixed(monday_morning())).unwrap();
    assert_eq!(whole(&back) as u64, made.database.rows["photos"]);
    send(&back, 900_000);
    assert_eq!(whole(&back) as u64, made.database.rows["photos"] + 1, "it works on");
    let refused = restore(&second, &to, &mut |_| ()).unwrap_err().to_string();
    assert!(refused.contains("is not empty"), "{refused}");
    let refused = backup(&first, &to, monday_morning(), &mut |_| ()).unwrap_err().to_string();
    assert!(refused.contains("is not empty"), "{refused}");
    let inside = backup(&first, &data.join("backup"), monday_morning(), &mut |_| ()).unwrap_err().to_string();
    assert!(inside.contains("cannot lie in the data folder"), "{inside}");
}

#[test]
fn a_backup_that_is_cut_off_or_changed_is_not_brought_back() {
    let place = tempfile::tempdir().unwrap();
    let [data, to, elsewhere] = ["data", "backup", "elsewhere"].map(|name| place.path().join(name));
    let (here, there) = (TestDatabase::absent(), TestDatabase::absent());
    let portal = opening::open(config(&data, &here), Clock::fixed(monday_morning())).unwrap();
    send(&portal, 1);
    backup(&portal.config, &to, monday_morning(), &mut |_| ()).unwrap();
    verify_backup(&to, &mut |_| ()).unwrap();
    let second = config(&elsewhere, &there);
    let key = to.join("data/secrets.toml");
    let text = std::fs::read(&key).unwrap();
    for broken in [&text[..text.len() - 1], b"signing = 1"] {
        std::fs::write(&key, broken).unwrap();
        let refused = restore(&second, &to, &mut |_| ()).unwrap_err().to_string();
        assert!(refused.contains("was changed or cut off"), "{refused}");
    }
    std::fs::remove_file(&key).unwrap();
    assert!(restore(&second, &to, &mut |_| ()).is_err());
    std::fs::write(&key, &text).unwrap();
    std::fs::rename(to.join("manifest.toml"), to.join("m")).unwrap();
    let refused = restore(&second, &to, &mut |_| ()).unwrap_err().to_string();
    assert!(refused.contains("is no finished backup"), "{refused}");
    assert!(!elsewhere.exists(), "nothing was begun");
}

fn langnghe(data: &Path, words: &[&str]) -> (bool, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_langnghe"))
        .args(words)
        .env_clear()
        .env("LANGNGHE_DATA", data)
        .env("LANGNGHE_LISTEN", "127.0.0.1:1")
        .current_dir(data.parent().unwrap())
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn the_commands_do_it_and_the_check_is_green() {
    let place = tempfile::tempdir().unwrap();
    let [data, to, elsewhere] = ["data", "backup", "elsewhere"].map(|name| place.path().join(name));
    let portal = opening::open(Config::plain(&data).unwrap(), Clock::fixed(monday_morning())).unwrap();
    send(&portal, 1);
    let (done, said) = langnghe(&data, &["backup", to.to_str().unwrap()]);
    assert!(done && said.contains("The backup is in"), "{said}");
    let (done, said) = langnghe(&elsewhere, &["restore", to.to_str().unwrap()]);
    assert!(done && said.contains("ok    history: 1 reports"), "{said}");
    drop(portal);
    for folder in [&data, &to, &elsewhere] {
        for (path, mode, _) in tree(folder) {
            assert_eq!(mode & 0o077, 0, "{path} is open to others");
        }
    }
}

/// Every file and folder with its rights and when it was last written.
fn tree(folder: &Path) -> Vec<(String, u32, std::time::SystemTime)> {
    use std::os::unix::fs::PermissionsExt;
    let (mut found, mut left) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = left.pop() {
        let Ok(about) = path.metadata() else { continue };
        found.push((path.display().to_string(), about.permissions().mode(), about.modified().unwrap()));
        if path.is_dir() {
            left.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found.sort();
    found
}

#[test]
fn the_check_changes_nothing_at_all() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let check = |expected: &[&str]| {
        let before = tree(place.path());
        let (done, said) = langnghe(&data, &["check"]);
        assert_eq!(tree(place.path()), before, "{said}");
        assert!(done, "{said}");
        for words in expected {
            assert!(said.contains(words), "{words} is missing in\n{said}");
        }
    };
    check(&["data is not there yet", "key: not there yet", "langnghe.sqlite is not there yet"]);
    std::fs::create_dir(&data).unwrap();
    check(&["can be written to", "langnghe.sqlite is not there yet"]);
    let portal = opening::open(Config::plain(&data).unwrap(), Clock::fixed(monday_morning())).unwrap();
    send(&portal, 1);
    // While it is open, with its log beside it; and after it was closed.
    check(&["up to date", "history: 1 reports", "key and photos are those"]);
    drop(portal);
    check(&["up to date", "history: 1 reports"]);
}
