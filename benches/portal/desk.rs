//! The pages of whoever works and leads, over a city that grows: a thousand reports, a hundred thousand, a million. What
//! lived by the verbs is copied as rows, for to live a million takes a day.
use super::asking::{Asker, Load, load};
use super::city::{self, City};
use super::nginx::Nginx;
use super::running::{self, Running};
use super::{Outcome, accounting};
use diesel::prelude::*;
use diesel::sql_types::Text;
use langnghe::actions::tickets::{Order, write_note};
use langnghe::links;
use langnghe::portal::Portal;
use langnghe::store::tickets;
use std::path::Path;
use std::time::Instant;

/// How many reports live by the verbs.
const LIVED: usize = 1_000;
const YEAR: usize = 100_000;
const MANY: usize = 1_000_000;
const ROUNDS: usize = 400;
const NGINX_ROUNDS: usize = 4_000;
const NOTES: usize = 200;

/// What hangs on a report and is asked for by these pages: the table, the columns that name the report or the row, and those
/// whose words nobody else may have.
const ROWS: [(&str, &[&str], &[&str]); 6] = [
    ("tickets", &["id"], &["code", "form_key"]),
    ("desk_reports", &["ticket_id"], &[]),
    ("assignments", &["id", "ticket_id"], &[]),
    ("clocks", &["id", "ticket_id"], &[]),
    ("ledger", &["ticket_id"], &[]),
    // Not asked for here, but what has none is given one at the start, one report after the other.
    ("public_reports", &["ticket_id"], &["code"]),
];

/// Measures and prints.
pub fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let portal = running::open(folder.path())?;
    let city = city::fill(&portal, LIVED)?;
    let leader = city::leader(&portal)?;
    let notice = notices(&portal, &city)?;
    drop(portal);
    let beside = tempfile::tempdir()?;
    let nginx = Nginx::start(beside.path())?;
    println!("\n{}\n", accounting::machine());
    println!(
        "| reports | page | median | 99 % below | CPU a request | nginx's CPU | ratio |\n|--:|---|--:|--:|--:|--:|--:|"
    );
    let (mut stand, queue) = (LIVED, ("an agency's queue", links::work(), city.session.as_str()));
    let from = |days: i64| {
        format!("{}?tu={}", links::figures(), running::now().date() - chrono::Duration::days(days))
    };
    let figures = [
        ("figures of a year", from(365), leader.as_str()),
        ("figures of a month", from(30), leader.as_str()),
    ];
    for (reports, pages) in [(LIVED, vec![queue.clone()]), (YEAR, figures.to_vec()), (MANY, vec![queue])] {
        grow(folder.path(), stand, reports)?;
        stand = reports;
        let portal = Running::start(folder.path())?;
        for (name, path, session) in pages {
            let asker = Asker::new(format!("{}{path}", portal.base), &format!("session={session}"));
            let one = load(&asker, portal.pid(), 1, ROUNDS)?;
            println!("| {reports} | {name} | {}", line(&asker, &one, name, nginx.as_ref())?);
        }
    }
    println!(
        "\nA note takes {:.2} ms, one that names a colleague, who is told of it, {:.2} ms.",
        notice.0, notice.1
    );
    Ok(())
}

fn line(asker: &Asker, one: &Load, name: &str, nginx: Option<&Nginx>) -> Outcome<String> {
    let times = format!("{:.1} ms | {:.1} ms | {:.0} µs", one.below(0.5), one.below(0.99), one.cpu());
    let Some(nginx) = nginx else { return Ok(format!("{times} | no nginx here | – |")) };
    let (bytes, packed) = asker.ask()?;
    let file = Asker::new(nginx.lay(&name.replace(' ', "-"), &bytes, &packed)?, "");
    let control = load(&file, nginx.pid(), 1, NGINX_ROUNDS)?;
    Ok(format!("{times} | {:.0} µs | {:.0} |", control.cpu(), one.cpu() / control.cpu()))
}

/// Milliseconds that a note takes, and one that tells somebody; written in turn on the same report.
fn notices(portal: &Portal, city: &City) -> Outcome<(f64, f64)> {
    let mut took = [0.0, 0.0];
    for number in 0..NOTES {
        let named = number % 2;
        let ticket = portal
            .db
            .look(|c| tickets::by_code(c, &city.open))
            .map_err(|error| error.to_string())?
            .ok_or("nobody works on anything")?;
        let order = Order { actor: &city.worker, code: &ticket.code, seen: ticket.version };
        let words = ["Đã gọi cho tổ hạ tầng.", "@Cán bộ xem giúp tổ hạ tầng."][named];
        let began = Instant::now();
        write_note(portal, order, words).map_err(|refusal| format!("{refusal:?}"))?;
        took[named] += began.elapsed().as_secs_f64() * 1_000.0 / (NOTES / 2) as f64;
    }
    Ok((took[0], took[1]))
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Copies what stands until there are so many reports. Ids move on by whole milliseconds, so that they stay in their order.
fn grow(folder: &Path, stand: usize, reports: usize) -> Outcome<()> {
    let file = folder.join("langnghe.sqlite");
    let mut conn = SqliteConnection::establish(file.to_str().ok_or("no such path")?)?;
    let run = |conn: &mut SqliteConnection, words: &str| diesel::sql_query(words).execute(conn);
    run(&mut conn, "PRAGMA foreign_keys = OFF")?;
    run(&mut conn, "BEGIN IMMEDIATE")?;
    for (table, ids, words) in ROWS {
        let columns: Vec<Column> =
            diesel::sql_query(format!("SELECT name FROM pragma_table_info('{table}')")).load(&mut conn)?;
        run(&mut conn, &format!("CREATE TEMP TABLE before AS SELECT * FROM {table}"))?;
        for copy in 1..reports / stand {
            let values = columns.iter().map(|Column { name }| match name.as_str() {
                name if ids.contains(&name) => format!("{name} + {}", (copy as u64 * stand as u64) << 20),
                name if words.contains(&name) => format!("{name} || '-{stand}-{copy}'"),
                name => name.to_owned(),
            });
            let values = values.collect::<Vec<_>>().join(", ");
            run(&mut conn, &format!("INSERT INTO {table} SELECT {values} FROM before"))?;
        }
        run(&mut conn, "DROP TABLE before")?;
    }
    run(&mut conn, "COMMIT")?;
    run(&mut conn, "PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}
