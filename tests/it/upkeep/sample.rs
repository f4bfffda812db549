//! A portal full of samples says of each what it would say had all of them been lived.
use crate::house::source::none;
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::upkeep::{
    is_map_true, reproject, rewrite_ledger, untrue_copies, untrue_lines, verify_history, verify_shelf,
};
use langnghe::ids::TicketId;
use langnghe::links;
use langnghe::sample::{Loaded, Wanted, load};
use langnghe::schema::{clocks, events, public_reports, replies, tickets};
use langnghe::store::desk_reports::{DeskReport, find as at_the_desk};
use langnghe::store::tickets::find;
use std::collections::{BTreeMap, BTreeSet};

fn filled(reports: u64, seed: u64) -> (TestPortal, Loaded) {
    let portal = TestPortal::new();
    let loaded = load(&portal, Wanted { reports, seed }, |_| ()).unwrap();
    (portal, loaded)
}

fn all(portal: &TestPortal) -> Vec<TicketId> {
    portal.with_db(|c| tickets::table.order(tickets::id).select(tickets::id).load(c))
}

/// Nothing that `langnghe check` looks at is wrong.
fn is_whole(portal: &TestPortal) {
    let found = verify_history(&portal.db, None, |_| ()).unwrap();
    assert_eq!((found.count, found.faults), (0, Vec::new()));
    let (untrue, copies) = untrue_copies(&portal.db, 9).unwrap();
    none(untrue, "Copies that are not what they would be:");
    let (untrue, lines) = untrue_lines(&portal.db, 9).unwrap();
    none(untrue, "Lines of the ledger that are not what they would be:");
    assert!(is_map_true(&portal.db).unwrap(), "the map counts other reports");
    assert!(copies > 0 && lines == all(portal).len());
    assert!(verify_shelf(&portal.db, &portal.photos, &mut |_| ()).unwrap().faults.is_empty());
}

#[actix_web::test]
async fn samples_are_whole_and_of_many_kinds_and_every_page_says_what_is_made_of_them_anew() {
    let (portal, loaded) = filled(220, 7);
    assert_eq!((loaded.before, loaded.lived + loaded.written), (0, 220));
    assert!(loaded.written > 60, "{loaded:?}");
    is_whole(&portal);
    are_of_many_kinds_and_nothing_of_them_lies_ahead(&portal);
    let reader = portal.browser().await;
    let codes: Vec<String> = portal
        .with_db(|c| public_reports::table.order(public_reports::code).select(public_reports::code).load(c));
    let agencies: BTreeSet<String> = portal.city().agencies.values().map(|one| one.slug.clone()).collect();
    let list = links::answers();
    let mut addresses = vec![
        links::home(),
        list.clone(),
        format!("{list}?q=duong"),
        format!("{list}?q=ng%C3%B5+s%E1%BB%91"),
        format!("{list}?xep=moi-tra-loi"),
        links::answers_atom(),
        links::answers_json(),
        links::agencies(),
    ];
    addresses.extend(codes.iter().step_by(5).map(|code| links::ticket(code)));
    addresses.extend(agencies.iter().step_by(9).map(|slug| links::agency(slug)));
    let mut said = BTreeMap::new();
    for address in &addresses {
        said.insert(address, reader.get(address).await.is(200).text());
    }
    assert!(reader.get(&format!("{list}?q=duong")).await.all("ul.cards > li").len() > 5, "nothing is found");
    assert_eq!(reproject(&portal.db, |_| ()).unwrap().changed, 0);
    assert_eq!(rewrite_ledger(&portal.db, |_| ()).unwrap(), 0);
    for address in &addresses {
        assert_eq!(said[address], reader.get(address).await.text(), "{address}");
    }
    for id in all(&portal) {
        let ticket = portal.with_db(|c| find(c, id));
        assert_eq!(portal.with_db(|c| at_the_desk(c, id)), Some(DeskReport::of(&ticket)), "{}", ticket.code);
    }
    assert!(portal.letters().is_empty(), "somebody was written to");
}

fn are_of_many_kinds_and_nothing_of_them_lies_ahead(portal: &TestPortal) {
    let count = |column: &str| {
        let query = format!("SELECT COUNT(DISTINCT {column}) AS many FROM tickets");
        portal.with_db(|c| diesel::sql_query(query).get_result::<Many>(c)).many
    };
    for (column, least) in
        [("status", 7), ("category_id", 20), ("commune_id", 60), ("title", 200), ("channel", 4)]
    {
        assert!(count(column) >= least, "{column}: {}", count(column));
    }
    let now = portal.now();
    let last = |at: Option<langnghe::clock::Moment>| assert!(at.is_some_and(|at| at <= now), "{at:?}");
    last(portal.with_db(|c| events::table.select(diesel::dsl::max(events::at)).first(c)));
    last(portal.with_db(|c| clocks::table.select(diesel::dsl::max(clocks::since)).first(c)));
    let first: Option<langnghe::clock::Moment> =
        portal.with_db(|c| tickets::table.select(diesel::dsl::min(tickets::created_at)).first(c));
    assert!(first.is_some_and(|at| (now - at).num_days() > 700), "{first:?}");
}

#[derive(QueryableByName)]
struct Many {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    many: i64,
}

type Said = Vec<(String, String, String, String, Option<String>)>;

fn words(portal: &TestPortal) -> Said {
    portal.with_db(|c| {
        tickets::table
            .left_join(replies::table.on(replies::ticket_id.eq(tickets::id)))
            .order((tickets::form_key, replies::version))
            .select((
                tickets::form_key,
                tickets::title,
                tickets::body,
                tickets::place,
                replies::body.nullable(),
            ))
            .load(c)
    })
}

#[test]
fn the_same_seed_says_the_same_another_something_else_and_more_come_to_samples_alone() {
    let [(portal, loaded), (same, _), (other, _)] = [5, 5, 6].map(|seed| filled(12, seed));
    assert_eq!(words(&portal), words(&same));
    assert_ne!(words(&portal), words(&other));
    assert_eq!(loaded.before, 0);
    let more = load(&portal, Wanted { reports: 20, seed: 2 }, |_| ()).unwrap();
    assert_eq!((more.before, more.lived + more.written, all(&portal).len()), (12, 8, 20));
    is_whole(&portal);
    let none = load(&portal, Wanted { reports: 20, seed: 2 }, |_| ()).unwrap();
    assert_eq!((none.before, none.lived + none.written), (20, 0));
    portal.ticket().build();
    let refused = load(&portal, Wanted { reports: 30, seed: 2 }, |_| ());
    assert!(refused.is_err_and(|why| why.contains("no samples")));
    assert_eq!(all(&portal).len(), 21);
}
