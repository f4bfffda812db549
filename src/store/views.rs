//! Saved views: each person's own, and those of their agencies' teams.
use super::fixed::{Fixed, fixed};
use super::{Conn, Found};
use crate::domain::view::{Place, View};
use crate::ids::{AccountId, AgencyId, ViewId};
use crate::schema::{account_roles, accounts, views};
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel::sql_types::Text;

/// So many stand in the sidebar; the page of all of them has the others.
const BESIDE: i64 = 12;

/// A view as the sidebar names it.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Beside {
    pub id: ViewId,
    pub name: String,
    pub place: Place,
    pub asked: String,
    /// Of a team.
    pub agency: Option<AgencyId>,
}

/// Those of the account whose row the question is about, as JSON: found together with who has come in.
pub(super) fn of_account(conn: &Conn) -> Fixed<Text> {
    let (object, list, none) = match conn {
        Conn::Sqlite(_) => ("json_object", "json_group_array", "json('[]')"),
        Conn::Postgres(_) => ("json_build_object", "json_agg", "CAST('[]' AS json)"),
    };
    fixed(format!(
        "CAST((SELECT COALESCE({list}({object}('id', CAST(x.id AS TEXT), 'name', x.name, 'place', x.place, \
         'asked', x.asked, 'agency', CAST(x.agency_id AS TEXT))), {none}) FROM \
         (SELECT v.id, v.name, v.place, v.asked, v.agency_id FROM views v WHERE v.account_id = accounts.id \
          OR v.agency_id IN (SELECT r.agency_id FROM account_roles r WHERE r.account_id = accounts.id) \
          ORDER BY v.name, v.id LIMIT {BESIDE}) x) AS TEXT)"
    ))
}

/// What the JSON says, by name.
pub(super) fn read(text: &str) -> Found<Vec<Beside>> {
    let mut all: Vec<Beside> =
        serde_json::from_str(text).map_err(|wrong| DeserializationError(wrong.into()))?;
    all.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    Ok(all)
}

/// All that somebody reads, by name, each with who saved it.
pub fn all(conn: &mut Conn, account: AccountId) -> Found<Vec<(View, String)>> {
    let teams = account_roles::table
        .filter(account_roles::account_id.eq(account))
        .select(account_roles::agency_id.nullable());
    views::table
        .inner_join(accounts::table.on(accounts::id.eq(views::account_id)))
        .filter(views::account_id.eq(account).or(views::agency_id.eq_any(teams)))
        .order((views::name, views::id))
        .select((View::as_select(), accounts::name))
        .load(conn)
}

/// The view of this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: ViewId) -> Found<View> {
    views::table.filter(views::id.eq(id)).select(View::as_select()).first(conn)
}

/// Adds one.
pub fn insert(conn: &mut Conn, view: &View) -> Found<()> {
    diesel::insert_into(views::table).values(view).execute(conn).map(drop)
}

/// Gives it another name.
pub fn rename(conn: &mut Conn, id: ViewId, name: &str) -> Found<()> {
    diesel::update(views::table.filter(views::id.eq(id))).set(views::name.eq(name)).execute(conn).map(drop)
}

/// Takes it away.
pub fn remove(conn: &mut Conn, id: ViewId) -> Found<()> {
    diesel::delete(views::table.filter(views::id.eq(id))).execute(conn).map(drop)
}
