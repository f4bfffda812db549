//! Tickets: found one by one, stored only where nobody was faster.
use super::{Conn, Found, desk_reports, holders};
use crate::clock::Moment;
use crate::domain::assignment::{Ended, Holders, Part};
use crate::domain::clocks::{Clocks, Owed, Stopped};
use crate::domain::partners::Partners;
use crate::domain::policy::Holding;
use crate::domain::status::Status;
use crate::domain::ticket::{Moved, Report, Ticket, never};
use crate::ids::{AccountId, AgencyId, CategoryId, TicketId};
use crate::schema::{assignments, clocks, desk_reports as desk, tickets};
use diesel::prelude::*;

/// Adds a report, with who holds it, what is owed on it, and its row for the desk's lists.
pub fn insert(conn: &mut Conn, ticket: &Ticket) -> Found<()> {
    diesel::insert_into(tickets::table).values(&ticket.report).execute(conn)?;
    holders::write(conn, ticket, (&Holders::default(), &Clocks::default()))?;
    desk_reports::insert(conn, ticket)
}

/// The report with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: TicketId) -> Found<Ticket> {
    let report = tickets::table.filter(tickets::id.eq(id)).select(Report::as_select()).first(conn)?;
    holders::whole(conn, report)
}

/// The report with this code, public or not; none where no report has it.
pub fn by_code(conn: &mut Conn, code: &str) -> Found<Option<Ticket>> {
    let found = tickets::table.filter(tickets::code.eq(code)).select(Report::as_select()).first(conn);
    found.optional()?.map(|report| holders::whole(conn, report)).transpose()
}

/// The ticket that a form already made, if it was sent before.
pub fn by_form_key(conn: &mut Conn, form_key: &str) -> Found<Option<Ticket>> {
    let found = tickets::table.filter(tickets::form_key.eq(form_key)).select(Report::as_select()).first(conn);
    found.optional()?.map(|report| holders::whole(conn, report)).transpose()
}

/// Writes a change if the version it saw still stands; false when somebody was faster and nothing was written.
pub fn save(conn: &mut Conn, moved: &Moved) -> Found<bool> {
    let seen =
        tickets::table.filter(tickets::id.eq(moved.ticket.id)).filter(tickets::version.eq(moved.seen()));
    if diesel::update(seen).set(&moved.ticket.report).execute(conn)? != 1 {
        return Ok(false);
    }
    holders::write(conn, &moved.ticket, moved.before())?;
    desk_reports::update(conn, &moved.ticket)?;
    Ok(true)
}

/// Writes what is cached on a report that itself did not change: nobody who works on it is told that it did.
pub fn cache(conn: &mut Conn, ticket: &Ticket) -> Found<()> {
    diesel::update(tickets::table.filter(tickets::id.eq(ticket.id)))
        .set((tickets::standing.eq(ticket.standing), tickets::is_public.eq(ticket.is_public)))
        .execute(conn)
        .map(drop)
}

/// The report that this one repeats in the end: the last of the chain. Nothing for one that repeats none, or whose
/// chain leads round.
pub fn last_master(conn: &mut Conn, ticket: &Ticket) -> Found<Option<Ticket>> {
    let (mut seen, mut at) = (vec![ticket.id], ticket.clone());
    while at.status == Status::Duplicate {
        match at.master_id {
            Some(next) if !seen.contains(&next) => {
                seen.push(next);
                at = find(conn, next)?;
            }
            _ => return Ok(None),
        }
    }
    Ok((at.id != ticket.id).then_some(at))
}

/// A report that another one repeats, or that repeats it: enough to name it, and to know who may read it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = tickets)]
pub struct Twin {
    pub id: TicketId,
    pub code: String,
    pub title: String,
    pub public_title: String,
    pub status: Status,
    pub master_id: Option<TicketId>,
    #[diesel(select_expression = desk::agency_id)]
    pub agency_id: Option<AgencyId>,
    #[diesel(select_expression = desk::partners)]
    pub partners: Partners,
    #[diesel(select_expression = desk::assignee_id)]
    pub assignee_id: Option<AccountId>,
}

impl Twin {
    /// The title that whoever reads the checked copy may read.
    pub fn copy_title(&self) -> &str {
        if self.public_title.is_empty() { &self.title } else { &self.public_title }
    }

    /// Who holds it, as the policy asks.
    pub fn holding(&self) -> Holding {
        Holding { agency: self.agency_id, partners: self.partners.clone(), assignee: self.assignee_id }
    }
}

/// The report that this one repeats, and those that repeat it, oldest first.
pub fn twins(conn: &mut Conn, report: &Report) -> Found<(Option<Twin>, Vec<Twin>)> {
    let found: Vec<Twin> = tickets::table
        .inner_join(desk::table)
        .filter(tickets::id.nullable().eq(report.master_id).or(tickets::master_id.eq(report.id)))
        .order(tickets::id)
        .select(Twin::as_select())
        .load(conn)?;
    let master = found.iter().find(|one| Some(one.id) == report.master_id).cloned();
    let repeats = found
        .into_iter()
        .filter(|one| one.master_id == Some(report.id) && one.status == Status::Duplicate)
        .collect();
    Ok((master, repeats))
}

/// The reports that repeat this one, or one that repeats it, and so on: all whose last master it is.
pub fn followers(conn: &mut Conn, master: TicketId) -> Found<Vec<TicketId>> {
    let (mut found, mut last): (Vec<TicketId>, Vec<TicketId>) = (Vec::new(), vec![master]);
    while !last.is_empty() {
        let repeating: Vec<TicketId> = tickets::table
            .filter(tickets::master_id.eq_any(&last))
            .filter(tickets::status.concat("").eq(Status::Duplicate.as_str()))
            .order(tickets::id)
            .select(tickets::id)
            .load(conn)?;
        last = repeating.into_iter().filter(|one| *one != master && !found.contains(one)).collect();
        found.extend(&last);
    }
    Ok(found)
}

/// The same, whole, oldest first.
pub fn whole_followers(conn: &mut Conn, master: TicketId) -> Found<Vec<Ticket>> {
    let ids = followers(conn, master)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = tickets::table.filter(tickets::id.eq_any(&ids)).order(tickets::id);
    let found = found.select(Report::as_select()).load(conn)?;
    holders::wholes(conn, found)
}

/// The reports that an agency still owes something on, as lead or with the lead, oldest first; what it promised is owed
/// although it was answered.
pub fn open_with(conn: &mut Conn, agency: AgencyId) -> Found<Vec<Ticket>> {
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.is_settled()).collect();
    let with = assignments::table
        .filter(assignments::agency_id.eq(agency))
        .filter(assignments::part.eq(Part::With))
        .filter(assignments::ended.eq(Ended::Open))
        .select(assignments::ticket_id);
    let found = tickets::table
        .inner_join(desk::table)
        .filter(desk::agency_id.eq(agency).or(desk::ticket_id.eq_any(with)))
        .filter(desk::status.eq_any(open).or(desk::due_at.lt(never())))
        .order(tickets::id)
        .select(Report::as_select())
        .load(conn)?;
    holders::wholes(conn, found)
}

/// The open reports that somebody works on, oldest first.
pub fn open_of(conn: &mut Conn, person: AccountId) -> Found<Vec<Ticket>> {
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.is_settled()).collect();
    let found = tickets::table
        .inner_join(desk::table)
        .filter(desk::assignee_id.eq(person))
        .filter(desk::status.eq_any(open))
        .order(tickets::id)
        .select(Report::as_select())
        .load(conn)?;
    holders::wholes(conn, found)
}

/// Reports whose answer is older than `moment` and which nobody reopened or closed, the oldest first.
pub fn answered_before(conn: &mut Conn, moment: Moment, limit: i64) -> Found<Vec<Ticket>> {
    let found = tickets::table
        .filter(tickets::status.eq(Status::Answered))
        .filter(tickets::answered_at.lt(moment))
        .order(tickets::id)
        .limit(limit)
        .select(Report::as_select())
        .load(conn)?;
    holders::wholes(conn, found)
}

/// A question that waits for its sender.
#[derive(Debug, Clone, Copy, PartialEq, Queryable)]
pub struct OpenQuestion {
    pub ticket: TicketId,
    pub since: Moment,
    pub due: Moment,
}

/// The questions that wait for their senders, those that are due first.
pub fn asked(conn: &mut Conn, limit: i64) -> Found<Vec<OpenQuestion>> {
    clocks::table
        .filter(clocks::stopped.eq(Stopped::Not))
        .filter(clocks::owed.eq(Owed::Info))
        .order((clocks::due_at, clocks::id))
        .limit(limit)
        .select((clocks::ticket_id, clocks::since, clocks::due_at))
        .load(conn)
}

/// How many reports were ever filed under a category.
pub fn count_of_category(conn: &mut Conn, category: CategoryId) -> Found<i64> {
    tickets::table.filter(tickets::category_id.eq(category)).count().get_result(conn)
}
