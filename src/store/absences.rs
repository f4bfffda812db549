//! Who is away, and who does their work meanwhile.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::notice::Absence;
use crate::ids::{AbsenceId, AccountId};
use crate::schema::{absences, accounts};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Adds days on which somebody is away.
pub fn insert(conn: &mut Conn, absence: &Absence) -> Found<()> {
    diesel::insert_into(absences::table).values(absence).execute(conn).map(drop)
}

/// The absences of an account that are not over on this day, the first first, each with its deputy's name.
pub fn of_account(conn: &mut Conn, account: AccountId, today: NaiveDate) -> Found<Vec<(Absence, String)>> {
    absences::table
        .inner_join(accounts::table.on(accounts::id.eq(absences::deputy_id)))
        .filter(absences::account_id.eq(account))
        .filter(absences::ended_at.is_null())
        .filter(absences::last_day.ge(today))
        .order((absences::first_day, absences::id))
        .select((Absence::as_select(), accounts::name))
        .load(conn)
}

/// Does somebody count on this person as their deputy between these days?
pub fn is_deputy(conn: &mut Conn, account: AccountId, days: (NaiveDate, NaiveDate)) -> Found<bool> {
    let counted = absences::table
        .filter(absences::deputy_id.eq(account))
        .filter(absences::ended_at.is_null())
        .filter(absences::first_day.le(days.1))
        .filter(absences::last_day.ge(days.0));
    diesel::select(diesel::dsl::exists(counted)).get_result(conn)
}

/// Ends an absence of this account before its last day; false when it is no such absence, or over already.
pub fn end(conn: &mut Conn, account: AccountId, id: AbsenceId, now: Moment) -> Found<bool> {
    let running = absences::table
        .filter(absences::id.eq(id))
        .filter(absences::account_id.eq(account))
        .filter(absences::ended_at.is_null());
    Ok(diesel::update(running).set(absences::ended_at.eq(now)).execute(conn)? == 1)
}
