//! What the public reads is kept ready, and is at any time what it would be if it were made now.
use crate::house::source::none;
use crate::support::{Lot, TestPortal, queries};
use diesel::dsl::max;
use diesel::prelude::*;
use langnghe::actions::tickets::{Order, PublicCopy, edit_public_text, write_note};
use langnghe::actions::upkeep::{reproject, rewrite_ledger, untrue_copies, untrue_lines};
use langnghe::domain::intake::PublicText;
use langnghe::domain::policy::Role;
use langnghe::domain::search::Words;
use langnghe::domain::status::Status;
use langnghe::ids::TicketId;
use langnghe::links;
use langnghe::schema::{ledger, public_generations, public_reports};
use langnghe::store::{is_postgres, search, tickets};
use langnghe::web::desk::steps::ALL;
use langnghe::web::posted::Fields;

const AGENCY: &str = "so-xay-dung";
/// Lives, and steps in each.
const LIVES: u64 = 12;
const STEPS: usize = 14;

fn untrue(portal: &TestPortal) -> Vec<String> {
    untrue_copies(&portal.db, 100).unwrap().0
}

/// Whatever is done at the desk, in whatever order: after each step kept is as made.
#[actix_web::test]
async fn through_random_lives_what_is_kept_is_what_would_be_made() {
    let (mut lot, mut wrong, mut seen) = (Lot(20_261_126), Vec::new(), 0);
    let portal = TestPortal::new();
    let writer = portal.account("viet@example.vn", &[(Role::Agent, "tt-1022"), (Role::Officer, AGENCY)]);
    let roles: Vec<(Role, &str)> = Role::ALL.iter().map(|role| (*role, AGENCY)).collect();
    let all = portal.account("ca-nha@example.vn", &roles);
    for life in 0..LIVES {
        let start = Status::ALL[lot.draw(Status::ALL.len())];
        let ticket = portal.ticket().at(AGENCY).given_to(writer).sent_by(&format!("nguoi.{life}@example.vn"));
        let ticket = ticket.in_state(start).build();
        for _ in 0..STEPS {
            let account = if lot.draw(3) == 0 { writer } else { all };
            let browser = portal.signed_in(account).await;
            let page = browser.get(&links::desk_ticket(&ticket.code)).await;
            let action = |path: &str| links::desk_step(&ticket.code, path);
            let offered: Vec<_> =
                ALL.iter().filter(|step| page.html.contains(&format!("\"{}\"", action(step.path)))).collect();
            let Some(step) = (!offered.is_empty()).then(|| offered[lot.draw(offered.len())]) else { break };
            let mut fields = Fields::default();
            for (name, value) in page.form(&action(step.path)).completed() {
                let other = || portal.ticket().in_state(Status::Answered).build().report.code;
                fields.push(name.clone(), if name == "master" { other() } else { value });
            }
            let now = portal.with_db(|c| tickets::find(c, ticket.id));
            let actor = portal.actor_of(account);
            let order = Order { actor: &actor, code: &ticket.code, seen: now.version };
            seen += usize::from((step.verb)(&portal, order, &fields).is_ok());
            for code in untrue(&portal) {
                wrong.push(format!("{code} after {} of life {life} from {start}", step.name));
            }
            for code in untrue_lines(&portal.db, 9).unwrap().0 {
                wrong.push(format!("the ledger of {code} after {} of life {life} from {start}", step.name));
            }
        }
    }
    drop(portal.letters());
    assert!(seen > 60, "only {seen} steps were taken");
    none(wrong, "Kept and made differ:");
}

#[test]
fn a_copy_that_was_changed_or_lost_is_named_and_made_anew() {
    let portal = TestPortal::new();
    let [first, second, third] =
        [1, 2, 3].map(|_| portal.ticket().at(AGENCY).in_state(Status::Answered).build());
    let hidden = portal.ticket().private().in_state(Status::Answered).build();
    assert_eq!(untrue_copies(&portal.db, 9).unwrap(), (Vec::new(), 3));
    let row = |id: TicketId| public_reports::table.filter(public_reports::ticket_id.eq(id));
    portal.with_db(|c| diesel::update(row(first.id)).set(public_reports::card.eq("{}")).execute(c));
    portal.with_db(|c| diesel::delete(row(second.id)).execute(c));
    let other = Words::of([third.public_title.as_str()], ["chữ khác"]);
    portal.with_db(|c| search::keep(c, third.id, &other));
    portal.with_db(|c| search::keep(c, hidden.id, &other));
    let forged = (
        public_reports::ticket_id.eq(hidden.id),
        public_reports::code.eq(&hidden.code),
        public_reports::kind.eq("report"),
        public_reports::word.eq("done"),
        public_reports::category_id.eq(hidden.category_id),
        public_reports::words.eq(""),
        public_reports::card.eq("{}"),
        public_reports::rest.eq("{}"),
    );
    portal.with_db(|c| diesel::insert_into(public_reports::table).values(forged).execute(c));
    let mut named = untrue(&portal);
    named.sort();
    let mut all = vec![first.report.code, second.report.code, third.report.code, hidden.report.code];
    all.sort();
    assert_eq!(named, all);
    let done = reproject(&portal.db, |_| ()).unwrap();
    assert_eq!((done.looked_at, done.changed), (4, 4));
    assert!(untrue(&portal).is_empty());
    assert_eq!(reproject(&portal.db, |_| ()).unwrap().changed, 0);
}

#[test]
fn a_line_of_the_ledger_that_was_changed_or_lost_is_named_and_written_anew() {
    let portal = TestPortal::new();
    let [first, second, third] =
        [1, 2, 3].map(|_| portal.ticket().at(AGENCY).in_state(Status::Answered).build().report);
    assert_eq!(untrue_lines(&portal.db, 9).unwrap(), (Vec::new(), 3));
    let row = |id: TicketId| ledger::table.filter(ledger::ticket_id.eq(id));
    portal.with_db(|c| diesel::update(row(first.id)).set(ledger::kept.eq(Some("late"))).execute(c));
    portal.with_db(|c| diesel::delete(row(second.id)).execute(c));
    assert_eq!(untrue_lines(&portal.db, 9).unwrap().0, [first.code, second.code]);
    assert_eq!(rewrite_ledger(&portal.db, |_| ()).unwrap(), 2);
    assert_eq!(untrue_lines(&portal.db, 9).unwrap(), (Vec::new(), 3));
    assert!(third.id > second.id);
}

#[test]
fn a_note_writes_no_copy_and_no_word_and_another_text_writes_each_once() {
    queries::listen();
    let portal = TestPortal::new();
    let account = portal.account("ghi.chu@example.vn", &[(Role::Dispatcher, AGENCY)]);
    let actor = portal.actor_of(account);
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let url = &portal.config.database_url;
    let written = |work: &dyn Fn()| {
        let before = queries::copied(url);
        work();
        queries::copied(url) - before
    };
    let order = |seen: i32| Order { actor: &actor, code: &ticket.code, seen };
    let seen = || portal.with_db(|c| tickets::find(c, ticket.id)).version;
    let generation = || -> Option<i64> {
        portal.with_db(|c| public_generations::table.select(max(public_generations::id)).first(c))
    };
    let before = generation();
    let noted = written(&|| drop(write_note(&portal, order(seen()), "Đã gọi cho người gửi.").unwrap()));
    assert_eq!((noted, generation()), (0, before), "a note is no public step");
    let text = PublicText::parse(&ticket.public_title, "Xe máy dễ ngã.").unwrap();
    let copy = PublicCopy { text, place: ticket.place.clone(), photos: Vec::new() };
    if is_postgres(url) {
        // There, what a change writes is heard by the change alone.
        return;
    }
    let edit = || drop(edit_public_text(&portal, order(seen()), &copy, "bớt chữ thừa").unwrap());
    // The copy, its line of the index, the words that may be new.
    assert_eq!(written(&edit), 3);
    assert!(untrue(&portal).is_empty());
}
