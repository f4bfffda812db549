//! Agencies and their tree.
use super::{Conn, Found};
use crate::domain::city::Agency;
use crate::ids::AgencyId;
use crate::schema::{agencies, categories, communes, people_follow};
use diesel::prelude::*;

/// Every agency with its parent: small enough to be read whole.
pub struct AgencyTree(Vec<(AgencyId, Option<AgencyId>, String, bool)>);

impl AgencyTree {
    /// Reads all agencies, ended ones too.
    pub fn load(conn: &mut Conn) -> Found<Self> {
        let rows: Vec<Agency> = agencies::table.order(agencies::id).select(Agency::as_select()).load(conn)?;
        Ok(Self::of(&rows))
    }

    /// Of agencies that were read already.
    pub(super) fn of<'a>(agencies: impl IntoIterator<Item = &'a Agency>) -> Self {
        let row = |one: &Agency| (one.id, one.parent_id, one.name.clone(), one.is_over_all());
        let mut rows: Vec<_> = agencies.into_iter().map(row).collect();
        rows.sort_by_key(|(id, ..)| *id);
        Self(rows)
    }

    /// The full name of an agency; "" where there is no such agency.
    pub fn name(&self, id: AgencyId) -> &str {
        self.0.iter().find(|(own, ..)| *own == id).map_or("", |(_, _, name, _)| name)
    }

    /// Does the agency watch over the whole city?
    pub fn is_over_all(&self, id: AgencyId) -> bool {
        self.0.iter().any(|(own, _, _, over_all)| *own == id && *over_all)
    }

    /// The agency and all below it. A loop in the data ends where it began.
    pub fn below(&self, root: AgencyId) -> Vec<AgencyId> {
        let mut found = vec![root];
        let mut at = 0;
        while at < found.len() {
            let parent = found[at];
            for (id, above, ..) in &self.0 {
                if *above == Some(parent) && !found.contains(id) {
                    found.push(*id);
                }
            }
            at += 1;
        }
        found
    }
}

/// Every agency, ended ones too, by name.
pub fn all(conn: &mut Conn) -> Found<Vec<Agency>> {
    agencies::table.order((agencies::name_fold, agencies::id)).select(Agency::as_select()).load(conn)
}

/// The agency with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: AgencyId) -> Found<Agency> {
    agencies::table.filter(agencies::id.eq(id)).select(Agency::as_select()).first(conn)
}

/// The agency that an address names; none where there is no such agency.
pub fn by_slug(conn: &mut Conn, slug: &str) -> Found<Option<Agency>> {
    agencies::table.filter(agencies::slug.eq(slug)).select(Agency::as_select()).first(conn).optional()
}

/// Adds an agency. Its parent and its successor must be there already.
pub fn insert(conn: &mut Conn, agency: &Agency) -> Found<()> {
    diesel::insert_into(agencies::table).values(agency).execute(conn).map(drop)
}

/// Writes an agency whose version has been raised, if the one before still stands; false when somebody was faster.
pub fn save(conn: &mut Conn, agency: &Agency) -> Found<bool> {
    let seen =
        agencies::table.filter(agencies::id.eq(agency.id)).filter(agencies::version.eq(agency.version - 1));
    Ok(diesel::update(seen).set(agency).execute(conn)? == 1)
}

/// What new reports are sent to `from` by category or commune goes to `to` instead.
pub fn redirect(conn: &mut Conn, from: AgencyId, to: AgencyId) -> Found<()> {
    diesel::update(categories::table.filter(categories::agency_id.eq(from)))
        .set((categories::agency_id.eq(Some(to)), categories::version.eq(categories::version + 1)))
        .execute(conn)?;
    diesel::update(categories::table.filter(categories::co_agency_id.eq(from)))
        .set((categories::co_agency_id.eq(Some(to)), categories::version.eq(categories::version + 1)))
        .execute(conn)?;
    diesel::update(communes::table.filter(communes::agency_id.eq(from)))
        .set(communes::agency_id.eq(Some(to)))
        .execute(conn)
        .map(drop)
}

/// Where the people of an agency that ends go, where that is another than its successor.
pub fn people_to(conn: &mut Conn, id: AgencyId) -> Found<Option<AgencyId>> {
    people_follow::table
        .filter(people_follow::agency_id.eq(id))
        .select(people_follow::to_id)
        .first(conn)
        .optional()
}

/// Keeps where its people go; nothing: with its successor.
pub fn keep_people_to(conn: &mut Conn, id: AgencyId, to: Option<AgencyId>) -> Found<()> {
    diesel::delete(people_follow::table.filter(people_follow::agency_id.eq(id))).execute(conn)?;
    if let Some(to) = to {
        let row = (people_follow::agency_id.eq(id), people_follow::to_id.eq(to));
        diesel::insert_into(people_follow::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// How many categories and how many communes send new reports to this agency.
pub fn sent_by(conn: &mut Conn, id: AgencyId) -> Found<(i64, i64)> {
    let by_category = categories::table
        .filter(categories::agency_id.eq(id).or(categories::co_agency_id.eq(id)))
        .count()
        .get_result(conn)?;
    let by_commune = communes::table.filter(communes::agency_id.eq(id)).count().get_result(conn)?;
    Ok((by_category, by_commune))
}

/// Do any categories or communes send new reports to this agency?
pub fn receives(conn: &mut Conn, id: AgencyId) -> Found<bool> {
    let (by_category, by_commune) = sent_by(conn, id)?;
    Ok(by_category + by_commune > 0)
}
