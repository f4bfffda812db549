//! Which public copies are still to be written anew, because a rule by which they are made was changed. Triggers on the
//! rules' tables put a row here, whoever changes them.
use super::city::City;
use super::{Conn, Found};
use crate::ids::{AgencyId, CategoryId, CommuneId, ReplyId, TicketId, text_enum};
use crate::schema::{public_reports, replies, rewrites, tickets};
use diesel::prelude::*;

text_enum! {
    /// What was changed, and so which reports are looked at.
    pub enum Rule {
        /// Its reports.
        Category = "category",
        /// What it holds, and what is held by whom it took over from.
        Agency = "agency",
        /// What it answered, and what was answered by whom it took over from.
        Answers = "answers",
        /// What lies in it.
        Commune = "commune",
        /// What was refused for it.
        Reason = "reason",
    }
}

impl Rule {
    /// Does it decide what is public, and not only what it is called?
    pub fn decides(self) -> bool {
        match self {
            Self::Category | Self::Reason => true,
            Self::Agency | Self::Answers | Self::Commune => false,
        }
    }
}

/// A change that has not come to all its reports yet.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = rewrites)]
pub struct Rewrite {
    pub rule: Rule,
    pub rule_key: String,
    /// The last row that was looked at: of a report, or of an answer.
    pub done_to: i64,
}

/// The change that is worked on next, if there is any: first what decides what is public.
pub fn next(conn: &mut Conn) -> Found<Option<Rewrite>> {
    let all = rewrites::table.order((rewrites::rule, rewrites::rule_key)).select(Rewrite::as_select());
    Ok(all.load(conn)?.into_iter().min_by_key(|rewrite| !rewrite.rule.decides()))
}

/// Its next reports, at most `size`, each with the row up to which it is done then.
pub fn part(conn: &mut Conn, city: &City, rewrite: &Rewrite, size: i64) -> Found<Vec<(i64, TicketId)>> {
    let id = || rewrite.rule_key.parse::<i64>().unwrap_or_default();
    let from = TicketId(rewrite.done_to);
    match rewrite.rule {
        Rule::Category => {
            let own = tickets::table.filter(tickets::category_id.eq(CategoryId(id())));
            let rows = own.filter(tickets::id.gt(from)).order(tickets::id).limit(size);
            rows.select((tickets::id, tickets::id)).load(conn)
        }
        Rule::Reason => {
            let own = tickets::table.filter(tickets::reason.eq(&rewrite.rule_key));
            let rows = own.filter(tickets::id.gt(from)).order(tickets::id).limit(size);
            rows.select((tickets::id, tickets::id)).load(conn)
        }
        Rule::Commune => {
            let own = public_reports::table.filter(public_reports::commune_id.eq(CommuneId(id())));
            let rows = own.filter(public_reports::ticket_id.gt(from));
            let rows = rows.order(public_reports::ticket_id).limit(size);
            rows.select((public_reports::ticket_id, public_reports::ticket_id)).load(conn)
        }
        Rule::Agency => of_each(city.with_predecessors(AgencyId(id())), size, |agency| {
            let own = public_reports::table.filter(public_reports::agency_id.eq(agency));
            let rows = own.filter(public_reports::ticket_id.gt(from));
            let rows = rows.order(public_reports::ticket_id).limit(size);
            rows.select((public_reports::ticket_id, public_reports::ticket_id)).load(conn)
        }),
        Rule::Answers => of_each(city.with_predecessors(AgencyId(id())), size, |agency| {
            let own = replies::table.filter(replies::agency_id.eq(agency));
            let rows = own.filter(replies::id.gt(ReplyId(rewrite.done_to))).order(replies::id).limit(size);
            rows.select((replies::id, replies::ticket_id)).load(conn)
        }),
    }
}

/// The first rows of several agencies together.
fn of_each(
    agencies: Vec<AgencyId>,
    size: i64,
    mut rows: impl FnMut(AgencyId) -> Found<Vec<(i64, TicketId)>>,
) -> Found<Vec<(i64, TicketId)>> {
    let mut found = Vec::new();
    for agency in agencies {
        found.extend(rows(agency)?);
    }
    found.sort();
    found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    Ok(found)
}

/// Remembers how far a change has come; nothing is left of it: it is done.
pub fn advance(conn: &mut Conn, rewrite: &Rewrite, to: Option<i64>) -> Found<()> {
    let row = rewrites::table.find((rewrite.rule, &rewrite.rule_key));
    match to {
        Some(to) => diesel::update(row).set(rewrites::done_to.eq(to)).execute(conn).map(drop),
        None => diesel::delete(row).execute(conn).map(drop),
    }
}
