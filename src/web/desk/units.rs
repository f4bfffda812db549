//! The units below an agency, where its own queue is empty: who holds what, and where nobody can act.
use crate::domain::policy::{Act, Actor, Reach, reach};
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::links;
use crate::store::city::City;
use crate::store::{Conn, Found, queues};

/// Units that are shown; those that hold most come first.
const MOST: usize = 12;

/// One unit, with the way to what it holds.
pub struct UnitRow {
    pub href: String,
    pub name: String,
    /// "3 phản ánh đang mở"
    pub open: String,
    /// "2 chưa có ai làm", or that nobody takes on work there; "" where neither is so.
    pub note: String,
}

/// The units below those for which this person takes on work, which hold anything, what holds most first.
pub fn load(conn: &mut Conn, city: &City, actor: &Actor, w: &Words) -> Found<Vec<UnitRow>> {
    let taking = actor.grants.iter().filter(|grant| reach(grant.role, Act::Take) != Reach::No);
    let mut below: Vec<AgencyId> =
        taking.flat_map(|grant| grant.tree.iter().filter(|id| **id != grant.agency).copied()).collect();
    below.sort_unstable();
    below.dedup();
    if below.is_empty() {
        return Ok(Vec::new());
    }
    let mut held: Vec<_> = queues::by_agency(conn, &below)?.into_iter().collect();
    held.sort_by_key(|(id, (open, _))| (-open, *id));
    let row = |(id, (open, idle)): (AgencyId, (i64, i64))| {
        let agency = city.agencies.get(&id)?;
        let note = match (city.manned.contains(&id), idle) {
            (false, _) => w.say("desk.units.unmanned"),
            (true, 0) => String::new(),
            (true, idle) => w.count("desk.units.idle", idle),
        };
        Some(UnitRow {
            href: links::asking(&links::tickets(), &[("co-quan", &agency.slug)]),
            name: agency.name.clone(),
            open: w.count("desk.units.open", open),
            note,
        })
    };
    Ok(held.into_iter().filter_map(row).take(MOST).collect())
}
