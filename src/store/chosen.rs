//! The open reports that a saved view means, as the database chooses them: for the number beside its name. What a view means
//! is said by [`Choice`] alone; a test keeps both the same.
use super::among::{Among, among};
use super::db::MultiBackend;
use super::fixed::{Fixed, fixed};
use super::queues::{Boxed, in_states};
use crate::clock::Moment;
use crate::domain::figures::{Choice, Measure};
use crate::domain::policy::Scope;
use crate::domain::status::Status;
use crate::ids::AgencyId;
use crate::schema::{contacts, desk_reports as desk, tickets};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// The reports of a choice that means nothing but what is open; none where it is another.
pub(super) fn open<'a>(choice: &Choice, now: Moment) -> Boxed<'a> {
    let states = choice.open_states().unwrap_or_default();
    let mut query = desk::table.inner_join(tickets::table).into_boxed::<MultiBackend>();
    if choice.is_strange || states.is_empty() {
        return query.filter(fixed::<Bool>("1 = 0".into()));
    }
    query = within(query.filter(in_states(&states)), choice);
    if choice.measure.is_some() {
        let unconfirmed =
            contacts::table.filter(contacts::confirm_by.is_not_null()).select(contacts::ticket_id);
        query = query.filter(desk::ticket_id.ne_all(unconfirmed));
    }
    if choice.measure == Some(Measure::Overdue) {
        query = query.filter(desk::due_at.lt(now));
    }
    query = match choice.commune {
        None => query,
        Some(None) => query.filter(tickets::commune_id.is_null()),
        Some(own) => query.filter(tickets::commune_id.eq(own)),
    };
    if !choice.categories.is_empty() {
        query = query.filter(among("tickets.category_id", choice.categories.iter().map(|one| one.0)));
    }
    if let Some(channel) = choice.channel {
        query = query.filter(tickets::channel.eq(channel));
    }
    if let Some(kind) = choice.kind {
        query = query.filter(tickets::kind.eq(kind));
    }
    if let Some(level) = choice.level {
        query = query.filter(desk::level.eq(level));
    }
    if let Some(from) = choice.span.from {
        query = query.filter(tickets::created_at.ge(from));
    }
    if let Some(until) = choice.span.until {
        query = query.filter(tickets::created_at.lt(until));
    }
    query
}

/// One of these agencies does a part of it. Their assignments are asked first: they have an index, the text that settles it has
/// none.
fn shared(own: &[AgencyId]) -> Fixed<Bool> {
    let listed = own.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(", ");
    let named =
        own.iter().map(|id| format!(" OR ' ' || partners || ' ' LIKE '% {} %'", id.0)).collect::<String>();
    fixed(format!(
        "(desk_reports.ticket_id IN \
          (SELECT ticket_id FROM assignments WHERE part = 'with' AND agency_id IN ({listed})) AND (1 = 0{named}))"
    ))
}

fn held_by(agencies: &[AgencyId]) -> Among {
    among("desk_reports.agency_id", agencies.iter().map(|one| one.0))
}

/// Within its reach, and of its agency: what was given back is nobody's.
fn within<'a>(query: Boxed<'a>, choice: &Choice) -> Boxed<'a> {
    let query = match &choice.scope {
        Scope::All => query,
        Scope::Nothing => query.filter(fixed::<Bool>("1 = 0".into())),
        Scope::Agencies(own) if choice.with_co => query.filter(held_by(own).or(shared(own))),
        Scope::Agencies(own) => query.filter(held_by(own)).filter(desk::status.ne(Status::Returned)),
    };
    match choice.agency {
        None => query,
        Some(None) => query.filter(desk::agency_id.is_null().or(desk::status.eq(Status::Returned))),
        Some(own) => query.filter(desk::agency_id.eq(own)).filter(desk::status.ne(Status::Returned)),
    }
}
