//! Reads sealed rows and their seals together, a part of all reports at a time.
use super::super::{Conn, Found};
use super::watch::in_json;
use crate::domain::seal::{HOUSE, ReportSeal, Row, Thing};
use crate::schema::{events, office_events, report_seals, tickets};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;

const SEALS: &str = "report_seals";

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    thing: String,
    #[diesel(sql_type = BigInt)]
    report: i64,
    #[diesel(sql_type = Text)]
    content: String,
}

/// All that is sealed about one report.
#[derive(Debug, Default)]
pub struct Whole {
    pub seal: Option<ReportSeal>,
    pub rows: Vec<Row>,
}

/// Some reports after one another, by id.
#[derive(Debug)]
pub struct Part {
    pub reports: BTreeMap<i64, Whole>,
    /// The next part begins after this one; nothing follows where there is none.
    pub upto: Option<i64>,
}

/// How many reports there are, so that the way can be shown.
pub fn count(conn: &mut Conn) -> Found<i64> {
    tickets::table.count().get_result(conn)
}

/// How many events there are.
pub fn count_events(conn: &mut Conn) -> Found<i64> {
    events::table.count().get_result(conn)
}

/// How many entries the journal has.
pub fn count_entries(conn: &mut Conn) -> Found<i64> {
    office_events::table.count().get_result(conn)
}

/// About `size` reports after `after`, each with its rows and its seals, as they stood at one moment: a row without a
/// report and seals without rows are among them. The house itself is the first of all ([`HOUSE`]).
pub fn part(conn: &mut Conn, after: i64, size: i64) -> Found<Part> {
    let reports: Vec<i64> = tickets::table
        .filter(tickets::id.gt(after))
        .order(tickets::id)
        .limit(size)
        .select(tickets::id)
        .load(conn)?;
    let sealed: Vec<i64> = report_seals::table
        .filter(report_seals::report.gt(after))
        .order(report_seals::report)
        .limit(size)
        .select(report_seals::report)
        .load(conn)?;
    let last = |ids: &[i64]| ids.last().copied().filter(|_| ids.len() as i64 >= size);
    let upto = [last(&reports), last(&sealed)].into_iter().flatten().min();
    Ok(Part { reports: between(conn, after, upto.unwrap_or(i64::MAX))?, upto })
}

/// One statement, so that nobody changes a row between its reading and that of its seal.
fn between(conn: &mut Conn, after: i64, upto: i64) -> Found<BTreeMap<i64, Whole>> {
    let mut selects = Vec::new();
    for table in Thing::ALL.iter().filter(|thing| **thing != Thing::Journal).map(Thing::as_str).chain([SEALS])
    {
        let report = match table.parse::<Thing>() {
            Ok(thing) => thing.columns().0.map_or(HOUSE.to_string(), |column| format!("r.{column}")),
            Err(_) => "r.report".to_owned(),
        };
        let content = content(conn, table)?;
        selects.push(format!(
            "SELECT '{table}' AS thing, CAST({report} AS BIGINT) AS report, {content} AS content FROM {table} r \
             WHERE {report} > {after} AND {report} <= {upto}"
        ));
    }
    let lines: Vec<Line> = sql_query(selects.join(" UNION ALL ")).load(conn)?;
    let mut reports: BTreeMap<i64, Whole> = BTreeMap::new();
    for line in lines {
        let whole = reports.entry(line.report).or_default();
        match line.thing.parse() {
            Ok(thing) => whole.rows.push(understood(thing, line.content)?),
            Err(_) => whole.seal = serde_json::from_str(&line.content).ok(),
        }
    }
    Ok(reports)
}

/// How a row of a table is written in JSON; the row is called `r`.
pub(in crate::store) fn content(conn: &mut Conn, table: &str) -> Found<String> {
    match conn {
        Conn::Sqlite(c) => in_json(c, table, "r"),
        Conn::Postgres(_) => Ok("to_jsonb(r)::text".to_owned()),
    }
}

/// A row out of its JSON. One that cannot be read is an error, and never passed over.
pub(super) fn understood(thing: Thing, content: String) -> Found<Row> {
    Row::read(thing, content).ok_or_else(|| {
        diesel::result::Error::QueryBuilderError(format!("a row of {thing} cannot be read").into())
    })
}

/// The seals alone of reports after `after`, at most `size`, by id.
pub fn seals(conn: &mut Conn, after: i64, size: i64) -> Found<Vec<ReportSeal>> {
    report_seals::table
        .filter(report_seals::report.gt(after))
        .order(report_seals::report)
        .limit(size)
        .load(conn)
}
