//! Whoever writes into the database past the portal is seen, whatever they write.
mod ways;

use crate::public::{comments, removals};
use crate::support::{TestPortal, jpeg, monday_morning, question};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::{PgConnection, SqliteConnection, sql_query};
use langnghe::actions::senders::{self, Given};
use langnghe::actions::tickets::{Order, write_note, write_progress};
use langnghe::actions::upkeep::heads::{self, Kept};
use langnghe::actions::upkeep::{Verified, seal_history, sealed_since, verify_history};
use langnghe::domain::objection::{Heard, Objection};
use langnghe::domain::own_words::OwnWords;
use langnghe::domain::point::Point;
use langnghe::domain::policy::Role;
use langnghe::domain::question::Value;
use langnghe::domain::rating::Mark;
use langnghe::domain::seal::{Fault, Key, ReportSeal, Thing};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::OwnWordsId;
use langnghe::store::{Conn, is_postgres, objections, own_words, seals, tickets};
use ways::{MORE, OF_A_REPORT, WAYS};

const AGENCY: &str = "so-xay-dung";

/// A stranger with the database's own password, on a connection of their own, with every trigger off.
fn tamper(portal: &TestPortal, words: &str) {
    let url = &portal.config.database_url;
    let done = if is_postgres(url) {
        let mut conn = PgConnection::establish(url).unwrap();
        conn.batch_execute(&format!("SET session_replication_role = replica; {words}"))
    } else {
        let mut conn = SqliteConnection::establish(url).unwrap();
        let off: String = ["events", "office_events"]
            .iter()
            .flat_map(|table| {
                ["update", "delete"].map(|verb| format!("DROP TRIGGER IF EXISTS {table}_no_{verb};"))
            })
            .collect();
        conn.batch_execute(&format!("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF; {off} {words}"))
    };
    done.unwrap_or_else(|error| panic!("{words}: {error}"));
}

fn verify(portal: &TestPortal) -> Verified {
    let kept = Kept::open(&portal.config.data, portal.db.key()).unwrap();
    verify_history(&portal.db, kept, |_| ()).unwrap()
}

/// An answered report with a sender and their rating, a note, a photo and a document.
fn whole(portal: &TestPortal) -> Ticket {
    let question = portal.asks(portal.category("giao_thong"), question("Sâu bao nhiêu?", "number"));
    let asked = portal.ticket().answering(&question, Value::Number("0.5".into()));
    let ticket = asked.at(AGENCY).pictured(&jpeg(8, 8), false).papered("d.pdf");
    let ticket = ticket.in_state(Status::Answered).build();
    let approver = portal.player(Role::Approver, AGENCY);
    let order = Order { actor: &approver, code: &ticket.code, seen: ticket.version };
    let rating = Given { mark: Some(Mark::Good), ticked: Vec::new(), words: String::new() };
    senders::rate(portal, ticket.id, &rating).unwrap();
    let objection = Objection {
        ticket_id: ticket.id,
        by_sender: true,
        why: "việc thật".into(),
        raised_at: portal.now(),
        heard: Heard::Open,
    };
    portal.with_db(|c| objections::put(c, &objection));
    let before = OwnWords {
        id: OwnWordsId::fresh(portal.now()),
        ticket_id: ticket.id,
        title: "Hố".into(),
        body: "nhà bà Kín".into(),
        place: String::new(),
        photos_out: 0,
        until: portal.now(),
    };
    portal.with_db(|c| own_words::insert(c, &before));
    portal.pin(&ticket, Point { lat: 2_085_512, lon: 10_668_311 });
    removals::ask_about(portal, &ticket, &ticket.code, "Ảnh thấy rõ biển số xe.").unwrap();
    comments::said_and_shown(portal, &ticket, "Đường vẫn còn hố, xin làm lại.");
    write_note(portal, order, "nhà bà Kín").unwrap()
}

#[test]
fn each_way_past_the_portal_is_named() {
    for ways in [WAYS, MORE] {
        let portal = TestPortal::new();
        let untouched = whole(&portal);
        let reports: Vec<Ticket> = ways.iter().map(|_| whole(&portal)).collect();
        assert_eq!(verify(&portal).count, 0, "{:?}", verify(&portal).faults);
        for ((words, ..), ticket) in ways.iter().zip(&reports) {
            tamper(&portal, &words.replace('#', &ticket.id.to_string()));
        }
        let found = verify(&portal);
        assert_eq!(found.count, ways.len(), "{} alone is whole: {:?}", untouched.code, found.faults);
        for ((words, kind, thing), ticket) in ways.iter().zip(&reports) {
            let names = [format!("report {}", ticket.code), format!("report number {}", ticket.id)];
            let fault = found.faults.iter().find(|(name, _)| names.contains(name)).map(|(_, fault)| *fault);
            let same = |fault: Fault| match (fault, kind(*thing, 0)) {
                (Fault::Changed(one, _), Fault::Changed(other, _))
                | (Fault::Removed(one, _), Fault::Removed(other, _))
                | (Fault::Added(one, _), Fault::Added(other, _)) => one == other,
                (one, other) => one == other,
            };
            assert!(fault.is_some_and(same), "{words}: {fault:?}");
        }
    }
}

#[test]
fn events_moved_to_another_report_and_seals_made_without_the_key_are_seen() {
    let portal = TestPortal::new();
    let [from, to, anew] = [0, 1, 2].map(|_| whole(&portal));
    tamper(&portal, &format!("UPDATE events SET ticket_id = {} WHERE ticket_id = {}", to.id, from.id));
    tamper(&portal, &format!("UPDATE tickets SET body = 'x' WHERE id = {}", anew.id));
    // The stranger knows the program, and has every row, but not the key.
    let part = portal.with_db(|c| seals::read::part(c, anew.id.0 - 1, 1));
    let forged = ReportSeal::of(&Key::new([9; 32]), anew.id.0, 9, &part.reports[&anew.id.0].rows);
    portal.with_db(|c| seals::put(c, &forged));
    let found = verify(&portal);
    let fault = |ticket: &Ticket| {
        found.faults.iter().find(|(name, _)| name.ends_with(&ticket.code)).map(|(_, fault)| *fault)
    };
    assert!(matches!(fault(&from), Some(Fault::Removed(Thing::Event, _))), "{:?}", found.faults);
    assert!(matches!(fault(&to), Some(Fault::Added(Thing::Event, _))), "{:?}", found.faults);
    assert!(fault(&anew).is_some(), "{:?}", found.faults);
    assert_eq!(found.count, 3);
}

#[test]
fn what_the_portal_does_afterwards_washes_nothing_clean() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let focal = portal.actor(Role::Focal, AGENCY);
    tamper(&portal, &format!("UPDATE tickets SET body = 'x' WHERE id = {}", ticket.id));
    let seen = portal.with_db(|c| tickets::find(c, ticket.id)).version;
    write_progress(&portal, Order { actor: &focal, code: &ticket.code, seen }, "Đã khảo sát hiện trường.")
        .unwrap();
    let found = verify(&portal);
    assert!(matches!(found.faults[..], [(_, Fault::Changed(Thing::Report, _))]), "{:?}", found.faults);
    drop(portal.letters());
}

#[test]
fn the_journal_and_the_texts_of_consent_are_sealed_too() {
    let entry = |id: i64| {
        format!(
            "INSERT INTO office_events (id, subject, subject_id, kind, detail, at) \
             VALUES ({id}, 'agency', 1, 'created', 'name', '2026-09-07 00:00:00')"
        )
    };
    let ways: [(&str, Fault); 6] = [
        ("UPDATE office_events SET detail = 'x' WHERE id = 2", Fault::Changed(Thing::Journal, 2)),
        ("DELETE FROM office_events WHERE id = 3", Fault::Removed(Thing::Journal, 3)),
        ("DELETE FROM office_events WHERE id = 3; DELETE FROM journal_seals WHERE entry = 3", Fault::Forged),
        ("DELETE FROM office_events; DELETE FROM journal_seals; DELETE FROM seal_marks", Fault::SetBack),
        (
            "INSERT INTO office_events (id, subject, subject_id, kind, detail, at) \
             VALUES (9, 'agency', 1, 'created', '', '2026-09-07 00:00:00')",
            Fault::Added(Thing::Journal, 9),
        ),
        ("UPDATE consents SET body = 'x'", Fault::Changed(Thing::Consent, 0)),
    ];
    for (words, expected) in ways {
        let portal = TestPortal::new();
        for id in 1..=3 {
            portal.with_db(|c| sql_query(entry(id)).execute(c));
        }
        heads::keep_head(&portal.db, &portal.config.data, portal.now(), &|| true).unwrap();
        assert_eq!((verify(&portal).count, verify(&portal).entries), (0, 3));
        tamper(&portal, words);
        let found = verify(&portal);
        let same = match (found.faults.first(), expected) {
            (Some((_, Fault::Changed(Thing::Consent, _))), Fault::Changed(Thing::Consent, _)) => true,
            (Some((_, fault)), expected) => *fault == expected,
            (None, _) => false,
        };
        assert!(same && found.count == 1, "{words}: {:?}", found.faults);
    }
}

#[test]
fn the_head_of_the_night_shows_what_is_gone_altogether_or_was_set_back() {
    let portal = TestPortal::new();
    let (folder, key) = (portal.config.data.clone(), portal.db.key().clone());
    assert!(Kept::open(&folder, &key).unwrap().is_none());
    let [gone, back, whole] = [0, 1, 2].map(|_| whole(&portal));
    let before =
        portal.with_db(|c| seals::read::part(c, back.id.0 - 1, 1)).reports[&back.id.0].seal.clone().unwrap();
    portal.with_db(|c| {
        sql_query(format!("UPDATE notes SET body = 'y' WHERE ticket_id = {}", back.id)).execute(c)
    });
    assert!(!heads::kept_today(&folder, portal.now()));
    assert_eq!(heads::keep_head(&portal.db, &folder, portal.now(), &|| true).unwrap(), Some(3));
    assert!(heads::kept_today(&folder, portal.now()));
    assert!(!heads::kept_today(&folder, portal.now() + chrono::Duration::days(1)));
    // What the portal does after the head was kept is no fault.
    let change = format!("UPDATE notes SET body = 'z' WHERE ticket_id = {}", whole.id);
    portal.with_db(|c| sql_query(&change).execute(c));
    assert_eq!(verify(&portal).count, 0, "{:?}", verify(&portal).faults);
    let mut words: String = OF_A_REPORT
        .iter()
        .map(|table| format!("DELETE FROM {table} WHERE ticket_id = {};", gone.id))
        .collect();
    words +=
        &format!("DELETE FROM tickets WHERE id = {0}; DELETE FROM report_seals WHERE report = {0};", gone.id);
    // The older state of another one, seal and all, as a stranger keeps it from a stolen copy.
    words += &format!(
        "UPDATE notes SET body = 'nhà bà Kín' WHERE ticket_id = {0}; \
         UPDATE report_seals SET changes = {1}, parts = '{2}', seal = '{3}' WHERE report = {0};",
        back.id, before.changes, before.parts, before.seal
    );
    tamper(&portal, &words);
    let found = verify(&portal);
    let expected = [
        (format!("report number {}", gone.id), Fault::Removed(Thing::Report, gone.id.0)),
        (format!("report {}", back.code), Fault::SetBack),
    ];
    assert_eq!(found.faults, expected);
    // A head that somebody else wrote is none.
    let lines = folder.join(heads::LINES);
    let text = std::fs::read_to_string(&lines).unwrap();
    std::fs::write(&lines, text.replacen(" 0 ", " 1 ", 1)).unwrap();
    assert!(Kept::open(&folder, &key).is_err_and(|why| why.contains("line 1 is not ours")));
}

#[test]
fn what_stood_there_before_is_sealed_once_and_a_robbed_database_is_not_sealed_anew() {
    let portal = TestPortal::new();
    let ticket = whole(&portal);
    let folder = portal.config.data.clone();
    let seal = || seal_history(&portal.db, &folder, monday_morning(), |_| ()).unwrap();
    tamper(&portal, "DELETE FROM report_seals; DELETE FROM seal_marks;");
    assert!(verify(&portal).count > 0);
    assert_eq!(seal(), Some(1));
    assert_eq!(verify(&portal).count, 0, "{:?}", verify(&portal).faults);
    assert_eq!(sealed_since(&portal.db).unwrap().unwrap(), "2026-09-07T02:00:00");
    assert_eq!(seal(), None, "once is enough");
    let words = format!("UPDATE events SET remark = 'x' WHERE ticket_id = {}", ticket.id);
    tamper(&portal, &format!("{words}; DELETE FROM report_seals; DELETE FROM seal_marks;"));
    assert_eq!(seal(), None, "the heads say that there were seals");
    assert!(verify(&portal).faults.iter().any(|(_, fault)| *fault == Fault::Unsealed));
}

#[test]
fn a_guard_that_is_gone_or_not_ours_is_named() {
    let portal = TestPortal::new();
    let wrong = || portal.with_db(seals::guards::wrong);
    assert_eq!(wrong(), Vec::<String>::new());
    let postgres = is_postgres(&portal.config.database_url);
    let foreign = if postgres {
        "CREATE FUNCTION evil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
         CREATE TRIGGER evil AFTER UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION evil();
         ALTER TABLE events DISABLE TRIGGER events_append_only"
    } else {
        "CREATE TRIGGER evil AFTER UPDATE ON jobs BEGIN UPDATE tickets SET body = 'x'; END;
         DROP TRIGGER IF EXISTS events_no_update; DROP TRIGGER IF EXISTS events_no_delete"
    };
    tamper(&portal, foreign);
    let found = wrong();
    let missing = if postgres { "events_append_only is missing" } else { "events_no_update is missing" };
    for words in ["evil is not ours", missing] {
        assert!(found.iter().any(|one| one == words), "{words}: {found:?}");
    }
    if postgres {
        let hollow = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
                      $$ BEGIN RETURN NULL; END $$";
        tamper(&portal, hollow);
        assert!(wrong().iter().any(|one| one == "events_no_truncate is not ours"), "{:?}", wrong());
    }
}

#[test]
fn every_table_of_a_report_is_sealed_or_named_here() {
    // Letters are copies on their way, words, what the public reads, what the desk and figures choose by are made from the report (the check compares
    // what the public reads and the ledger), who is mentioned stands in the note, how often a sender's link was renewed is an event, what a report needs
    // another way for is told again from its own words, who has it open is forgotten after minutes, who has the same trouble, or follows it, takes that back.
    let apart = [
        "report_signals",
        "own_links",
        "public_reports",
        "desk_reports",
        "ledger",
        "letters",
        "letters_off",
        "notices",
        "climbs",
        "presences",
        "note_mentions",
        "drafts",
        "supports",
        "follows",
    ];
    let mut unsealed = Vec::new();
    let portal = TestPortal::bare();
    let Some(tables) = portal.with_db(|c| match c {
        Conn::Sqlite(c) => sql_query(
            "SELECT DISTINCT m.name AS name FROM sqlite_master m, pragma_foreign_key_list(m.name) f \
             WHERE m.type = 'table' AND f.\"table\" IN ('tickets', 'notes', 'replies', 'events')",
        )
        .load::<Named>(c)
        .map(Some),
        Conn::Postgres(_) => Ok(None),
    }) else {
        return;
    };
    for Named { name } in tables {
        if name.parse::<Thing>().is_err() && !apart.contains(&name.as_str()) {
            unsealed.push(name);
        }
    }
    assert!(unsealed.is_empty(), "what belongs to a report is sealed: {unsealed:?}");
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}
