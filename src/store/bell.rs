//! The bell: what one was told and has not read, found together with who has come in, so that no page asks for it.
use super::fixed::{Fixed, fixed};
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::notice::What;
use crate::domain::policy::StandsFor;
use crate::ids::NoticeId;
use chrono::NaiveDate;
use diesel::result::Error::DeserializationError;
use diesel::sql_types::Text;

/// Past this number the bell counts no further.
pub const COUNTED: i64 = 100;
/// So many stand in the bell itself.
const SHOWN: i64 = 3;

/// How much one has not read, and the newest of it.
#[derive(Debug, Clone, Default)]
pub struct Bell {
    pub unread: i64,
    pub newest: Vec<Rung>,
}

/// One line of the bell.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Rung {
    pub id: NoticeId,
    pub what: What,
    pub code: String,
    /// Who did it; nobody: the sender, or the portal.
    pub by: Option<String>,
    /// For whom one stands in.
    pub instead_of: Option<String>,
    pub due: Option<Moment>,
    pub made_at: Moment,
}

#[derive(serde::Deserialize)]
struct Waiting {
    unread: i64,
    newest: Vec<Rung>,
    away: Vec<StandsFor>,
}

/// All of it as JSON, of the account whose row the question is about; and for whom they stand in on this day.
pub(super) fn of_account(conn: &Conn, today: NaiveDate) -> Fixed<Text> {
    let moment = |column: &str| match conn {
        Conn::Sqlite(_) => format!("replace({column}, ' ', 'T')"),
        Conn::Postgres(_) => column.to_owned(),
    };
    let (object, list) = match conn {
        Conn::Sqlite(_) => ("json_object", "json_group_array"),
        Conn::Postgres(_) => ("json_build_object", "json_agg"),
    };
    let none = match conn {
        Conn::Sqlite(_) => "json('[]')",
        Conn::Postgres(_) => "CAST('[]' AS json)",
    };
    let unread = "n.account_id = accounts.id AND n.read_at IS NULL";
    let (made_at, due) = (moment("x.made_at"), moment("x.due"));
    let newest = format!(
        "(SELECT COALESCE({list}({object}('id', CAST(x.id AS TEXT), 'what', x.what, 'code', x.code, 'by', x.by_name, \
         'instead_of', x.for_name, 'due', {due}, 'made_at', {made_at})), {none}) FROM \
         (SELECT n.id, n.what, n.due, n.made_at, t.code, b.name AS by_name, f.name AS for_name FROM notices n \
          JOIN tickets t ON t.id = n.ticket_id LEFT JOIN accounts b ON b.id = n.by_id \
          LEFT JOIN accounts f ON f.id = n.for_id WHERE {unread} ORDER BY n.id DESC LIMIT {SHOWN}) x)"
    );
    let away = format!(
        "(SELECT COALESCE({list}({object}('id', CAST(a.id AS TEXT), 'name', a.name)), {none}) FROM absences o \
         JOIN accounts a ON a.id = o.account_id WHERE o.deputy_id = accounts.id AND o.ended_at IS NULL \
         AND o.first_day <= '{today}' AND o.last_day >= '{today}')"
    );
    let count = format!("(SELECT COUNT(*) FROM (SELECT 1 FROM notices n WHERE {unread} LIMIT {COUNTED}) u)");
    fixed(format!("CAST({object}('unread', {count}, 'newest', {newest}, 'away', {away}) AS TEXT)"))
}

/// What the JSON says.
pub(super) fn read(text: &str) -> Found<(Bell, Vec<StandsFor>)> {
    let read: Waiting = serde_json::from_str(text).map_err(|wrong| DeserializationError(wrong.into()))?;
    let mut newest = read.newest;
    newest.sort_by_key(|one| std::cmp::Reverse(one.id));
    Ok((Bell { unread: read.unread, newest }, read.away))
}
