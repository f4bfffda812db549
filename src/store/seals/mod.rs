//! The seals beside the rows: kept at the end of every change, in its own transaction.
pub mod guards;
pub mod journal;
pub mod marks;
pub mod read;
pub(super) mod watch;

use super::{Conn, Found, on_each};
use crate::domain::seal::{HOUSE, Key, ReportSeal, Thing, Touched};
use crate::schema::report_seals;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Reports whose seals are asked for at once.
const PART: usize = 500;

/// Seals what this transaction changed.
pub(super) fn keep(conn: &mut Conn, key: &Key, touched: Vec<Touched>) -> Found<()> {
    if touched.is_empty() {
        return Ok(());
    }
    let mut entries = Vec::new();
    let mut reports: BTreeMap<i64, Vec<Touched>> = BTreeMap::new();
    for one in touched {
        match one.after.as_ref().or(one.before.as_ref()) {
            Some(row) if row.thing == Thing::Journal => entries.push(one),
            Some(row) => reports.entry(row.report).or_default().push(one),
            None => {}
        }
    }
    journal::follow(conn, key, &entries)?;
    let ids: Vec<i64> = reports.keys().copied().collect();
    for part in ids.chunks(PART) {
        let mut standing: BTreeMap<i64, ReportSeal> =
            of(conn, part)?.into_iter().map(|seal| (seal.report, seal)).collect();
        for report in part {
            follow(conn, key, (*report, &reports[report]), standing.remove(report))?;
        }
    }
    Ok(())
}

/// Brings the seals of one report up to date. Where they are missing or not ours they are left so: what was done past the
/// portal stays visible.
fn follow(
    conn: &mut Conn,
    key: &Key,
    (report, touched): (i64, &[Touched]),
    standing: Option<ReportSeal>,
) -> Found<()> {
    let begins = |one: &Touched| {
        one.before.is_none() && one.after.as_ref().is_some_and(|row| row.thing == Thing::Report)
    };
    let standing = match standing {
        Some(seal) if seal.holds(key) => seal,
        None if report == HOUSE || touched.iter().any(begins) => ReportSeal::of(key, report, 0, &[]),
        _ => {
            tracing::error!(report, "the seals of this report were removed or changed past the portal");
            return Ok(());
        }
    };
    let (next, doubts) = standing.follow(key, touched);
    for doubt in doubts {
        tracing::error!(report, "past the portal: {doubt}");
    }
    put(conn, &next)
}

/// The seals of these reports. Others who change one of them wait, where the database lets several write.
fn of(conn: &mut Conn, reports: &[i64]) -> Found<Vec<ReportSeal>> {
    let rows = report_seals::table.filter(report_seals::report.eq_any(reports));
    match conn {
        Conn::Sqlite(c) => rows.load(c),
        Conn::Postgres(c) => rows.for_no_key_update().load(c),
    }
}

/// Keeps the seals of a report in the place of its older ones.
pub fn put(conn: &mut Conn, seal: &ReportSeal) -> Found<()> {
    on_each!(conn, |c| diesel::insert_into(report_seals::table)
        .values(seal)
        .on_conflict(report_seals::report)
        .do_update()
        .set(seal)
        .execute(c))
    .map(drop)
}
