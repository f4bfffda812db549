//! Who holds a report and what is owed on it: read with it, written with it.
use super::{Conn, Found};
use crate::domain::assignment::{Assignment, Holders};
use crate::domain::clocks::{Clock, Clocks};
use crate::domain::ticket::{Report, Ticket};
use crate::ids::TicketId;
use crate::schema::{assignments, clocks};
use diesel::prelude::*;
use std::collections::HashMap;

/// How many reports are asked about at once: a statement takes only so many values.
const AT_ONCE: usize = 500;

/// Puts what belongs to a report beside it.
pub(super) fn whole(conn: &mut Conn, report: Report) -> Found<Ticket> {
    let (holders, clocks) = of(conn, report.id)?;
    Ok(Ticket { report, holders, clocks })
}

/// The same for many, in their order.
pub(super) fn wholes(conn: &mut Conn, reports: Vec<Report>) -> Found<Vec<Ticket>> {
    let mut held: HashMap<TicketId, Vec<Assignment>> = HashMap::new();
    let mut owed: HashMap<TicketId, Vec<Clock>> = HashMap::new();
    for part in reports.chunks(AT_ONCE) {
        let ids: Vec<TicketId> = part.iter().map(|report| report.id).collect();
        let rows = assignments::table.filter(assignments::ticket_id.eq_any(&ids));
        for row in rows.select(Assignment::as_select()).load(conn)? {
            held.entry(row.ticket_id).or_default().push(row);
        }
        let rows = clocks::table.filter(clocks::ticket_id.eq_any(&ids));
        for row in rows.select(Clock::as_select()).load(conn)? {
            owed.entry(row.ticket_id).or_default().push(row);
        }
    }
    let tickets = reports.into_iter().map(|report| Ticket {
        holders: Holders::of(held.remove(&report.id).unwrap_or_default()),
        clocks: Clocks::of(owed.remove(&report.id).unwrap_or_default()),
        report,
    });
    Ok(tickets.collect())
}

/// Who holds or held a report, and what is or was owed on it.
pub(super) fn of(conn: &mut Conn, ticket: TicketId) -> Found<(Holders, Clocks)> {
    let held = assignments::table.filter(assignments::ticket_id.eq(ticket));
    let held = Holders::of(held.select(Assignment::as_select()).load(conn)?);
    let owed = clocks::table.filter(clocks::ticket_id.eq(ticket));
    Ok((held, Clocks::of(owed.select(Clock::as_select()).load(conn)?)))
}

/// Writes what is new or other than it was.
pub(super) fn write(conn: &mut Conn, ticket: &Ticket, (held, ran): (&Holders, &Clocks)) -> Found<()> {
    for one in ticket.holders.all() {
        match held.all().iter().find(|before| before.id == one.id) {
            Some(before) if before == one => {}
            Some(_) => {
                let row = assignments::table.filter(assignments::id.eq(one.id));
                diesel::update(row).set(one).execute(conn)?;
            }
            None => drop(diesel::insert_into(assignments::table).values(one).execute(conn)?),
        }
    }
    for one in ticket.clocks.all() {
        match ran.all().iter().find(|before| before.id == one.id) {
            Some(before) if before == one => {}
            Some(_) => {
                let row = clocks::table.filter(clocks::id.eq(one.id));
                diesel::update(row).set(one).execute(conn)?;
            }
            None => drop(diesel::insert_into(clocks::table).values(one).execute(conn)?),
        }
    }
    Ok(())
}
