//! A portal of the version before, with a year of reports: the first start of this one brings all of it over.
mod left;

use crate::house::source::none;
use crate::support::TestPortal;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use langnghe::actions::upkeep::heads::Kept;
use langnghe::actions::upkeep::{untrue_copies, verify_history};
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::TicketId;
use langnghe::links;
use langnghe::store::desk_reports::{self, DeskReport};
use langnghe::store::{events, seals, tickets};
use left::{Row, Table};
use std::collections::BTreeMap;

/// What this version keeps elsewhere, names otherwise or makes anew: all other columns are compared.
const OTHERWISE: &[(&str, &[&str])] = &[
    (
        "tickets",
        &[
            "agency_id",
            "co_agency_id",
            "assignee_id",
            "forwarded_at",
            "taken_at",
            "due_at",
            "answer_due",
            "first_answer_due",
            "answer_amount",
            "answer_unit",
            "answer_rule",
            "transfers",
            "reopenings",
            "extensions",
        ],
    ),
    ("deadline_rules", &["step"]),
    ("report_seals", &["changes", "parts", "seal"]),
    ("journal_seals", &["seal"]),
    ("seal_marks", &["value", "seal"]),
];

/// Its rows are words of the public copies, which every version writes in its own way.
const WORDS: &str = "ticket_words";

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(portal: &TestPortal, query: &str) -> i64 {
    portal.with_db(|c| sql_query(query).get_result::<Counted>(c)).count
}

fn is_public(row: &Row<'_>) -> bool {
    row.is("is_public")
        && !row.is("is_private")
        && row.word("prominence") == "public"
        && row.text("checked_at").is_some()
}

#[test]
fn nothing_that_was_kept_is_lost_and_all_of_it_is_sealed_and_shown() {
    let left = left::tables();
    let portal = left::opened(&left);
    let mut wrong: Vec<String> = left.iter().filter_map(|table| rows_lost(&portal, table)).collect();
    let reports = left::table(&left, "tickets");
    for row in reports.each() {
        let id = TicketId(row.number("id").unwrap());
        let (ticket, reopened, desk) = portal.with_db(|c| {
            let reopened = events::count(c, id, EventKind::Reopened)?;
            Ok((tickets::find(c, id)?, reopened, desk_reports::find(c, id)?))
        });
        let about = format!("{} ({})", row.word("form_key"), row.word("status"));
        wrong.extend(otherwise(row, &ticket, reopened).into_iter().map(|what| format!("{about}: {what}")));
        if desk != Some(DeskReport::of(&ticket)) {
            wrong.push(format!("{about}: the desk's lists say {desk:?}"));
        }
    }
    none(wrong, "Lost on the way:");

    let kept = Kept::open(&portal.config.data, portal.db.key()).unwrap();
    assert!(kept.is_some(), "a head is kept over what is sealed anew");
    let found = verify_history(&portal.db, kept, |_| ()).unwrap();
    assert_eq!((found.count, found.reports), (0, reports.rows), "{:?}", found.faults);
    assert_eq!(found.events, left::table(&left, "events").rows);
    assert_eq!(portal.with_db(seals::guards::wrong), Vec::<String>::new());
    let public = reports.each().filter(is_public).count();
    assert!(public > 150, "only {public} are public");
    assert_eq!(untrue_copies(&portal.db, 9).unwrap(), (Vec::new(), public));
}

/// The rows that an upgrade brings: the term of a sender who is asked, for how long an answer still counts, the hour of the
/// morning letter, that the city was given its signals, from how many answers on agencies are compared, what the city
/// wants to reach, how far ahead a promise may reach, how much an approver may mend, how many agencies may do a part, what a transfer does to the clock, and
/// under which terms the public reports are given away, how soon a request to take one down is decided, and how much readers may follow.
const ADDED: [(&str, i64); 3] = [("consents", 2), ("deadline_rules", 1), ("settings", 16)];

/// What is missing of a table, or is not as it was.
fn rows_lost(portal: &TestPortal, table: &Table) -> Option<String> {
    let name = &table.name;
    assert!(table.rows > 0, "nothing was left in {name}: that proves nothing");
    if name == WORDS {
        return None;
    }
    let but = OTHERWISE.iter().find(|(of, _)| of == name).map(|(_, columns)| *columns).unwrap_or_default();
    let columns: Vec<&str> =
        table.columns.keys().map(String::as_str).filter(|one| !but.contains(one)).collect();
    let columns = columns.join(", ");
    let gone = count(
        portal,
        &format!(
            "SELECT COUNT(*) AS count FROM \
             (SELECT {columns} FROM before_{name} EXCEPT SELECT {columns} FROM {name}) gone"
        ),
    );
    let rows = count(portal, &format!("SELECT COUNT(*) AS count FROM {name}"));
    let added = ADDED.iter().find(|(of, _)| of == name).map_or(0, |(_, rows)| *rows);
    let same = gone == 0 && rows == table.rows as i64 + added;
    (!same).then(|| format!("{name}: {gone} rows are gone or otherwise, and {rows} there of {}", table.rows))
}

/// Where a ticket answers otherwise than its row did.
fn otherwise(row: Row<'_>, ticket: &Ticket, reopened: i64) -> Vec<String> {
    let (answer, lead) = (ticket.clocks.answer(), ticket.holders.lead());
    let holders = [
        ("agency_id", ticket.agency().map(|id| id.0)),
        ("co_agency_id", ticket.partners().all().first().map(|id| id.0)),
        ("assignee_id", ticket.assignee().map(|id| id.0)),
        ("answer_amount", answer.and_then(|clock| clock.amount).map(i64::from)),
        ("extensions", Some(ticket.clocks.extensions().into())),
        ("transfers", i64::try_from(ticket.holders.sent_back()).ok()),
        ("reopenings", Some(reopened)),
    ];
    let moments = [
        ("taken_at", lead.and_then(|lead| lead.taken_at)),
        ("due_at", Some(ticket.due_at())),
        ("answer_due", ticket.answer_due()),
        ("first_answer_due", answer.map(|clock| clock.first_due)),
    ];
    let texts = [
        ("answer_unit", answer.and_then(|clock| clock.unit.as_deref())),
        ("answer_rule", Some(answer.map_or("", |clock| clock.rule.as_str()))),
    ];
    let said = |column: &str, old: String, new: String| {
        (old != new).then(|| format!("{column} was {old} and is {new}"))
    };
    let in_order = ticket.holders.all().iter().map(|one| (one.since, one.until));
    let in_order = in_order.chain(ticket.clocks.all().iter().map(|one| (one.since, one.until)));
    let numbers =
        holders.iter().map(|(name, new)| said(name, format!("{:?}", row.number(name)), format!("{new:?}")));
    numbers
        .chain(
            moments
                .iter()
                .map(|(name, new)| said(name, format!("{:?}", row.moment(name)), format!("{new:?}"))),
        )
        .chain(
            texts.iter().map(|(name, new)| said(name, format!("{:?}", row.text(name)), format!("{new:?}"))),
        )
        .flatten()
        .chain(
            in_order
                .filter(|(since, until)| until < since)
                .map(|turn| format!("{turn:?} ends before it begins")),
        )
        .collect()
}

#[actix_web::test]
async fn what_was_public_is_found_and_pages_open() {
    let left = left::tables();
    let portal = left::opened(&left);
    let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let reports = left::table(&left, "tickets");
    for row in reports.each().filter(is_public) {
        titles.entry(row.word("public_title")).or_default().push(row.word("code"));
    }
    let stranger = portal.browser().await;
    let mut wrong = Vec::new();
    for (title, codes) in &titles {
        let asked = serde_urlencoded::to_string([("q", title)]).unwrap();
        let page = stranger.get(&format!("/phan-anh?{asked}")).await;
        let found = page.is(200).attributes(".ticket-card a", "href");
        let missing = codes.iter().filter(|code| !found.contains(&links::ticket(code)));
        wrong.extend(missing.map(|code| format!("{title}: {code}")));
    }
    none(wrong, "Not found by their titles:");
    let desk = portal.staff(Role::Leader, "ubnd-tp").await;
    // Each way once: what the demo has four times reads alike.
    let again = |row: &Row<'_>| ["-1", "-2", "-3"].iter().any(|end| row.word("form_key").ends_with(end));
    for row in reports.each().filter(|row| !again(row)) {
        desk.get(&links::desk_ticket(row.word("code"))).await.is(200).says(row.word("code"));
        if is_public(&row) {
            stranger.get(&links::ticket(row.word("code"))).await.is(200).says(row.word("public_title"));
        }
    }
}
