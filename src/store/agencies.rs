//! Agencies and their tree.
use super::{Conn, Found};
use crate::domain::city::Agency;
use crate::ids::AgencyId;
use crate::schema::agencies;
use diesel::prelude::*;

/// Every agency with its parent: small enough to be read whole.
pub struct AgencyTree(Vec<(AgencyId, Option<AgencyId>, String)>);

impl AgencyTree {
    pub fn load(conn: &mut Conn) -> Found<Self> {
        let rows = agencies::table
            .order(agencies::id)
            .select((agencies::id, agencies::parent_id, agencies::name))
            .load(conn)?;
        Ok(Self(rows))
    }

    pub fn name(&self, id: AgencyId) -> &str {
        self.0
            .iter()
            .find(|(own, ..)| *own == id)
            .map_or("", |(.., name)| name)
    }

    /// The agency and all below it. A loop in the data ends where it began.
    pub fn below(&self, root: AgencyId) -> Vec<AgencyId> {
        let mut found = vec![root];
        let mut at = 0;
        while at < found.len() {
            let parent = found[at];
            for (id, above, _) in &self.0 {
                if *above == Some(parent) && !found.contains(id) {
                    found.push(*id);
                }
            }
            at += 1;
        }
        found
    }
}

pub fn all(conn: &mut Conn) -> Found<Vec<Agency>> {
    agencies::table
        .order((agencies::name_fold, agencies::id))
        .select(Agency::as_select())
        .load(conn)
}

pub fn find(conn: &mut Conn, id: AgencyId) -> Found<Agency> {
    agencies::table
        .filter(agencies::id.eq(id))
        .select(Agency::as_select())
        .first(conn)
}

pub fn by_slug(conn: &mut Conn, slug: &str) -> Found<Option<Agency>> {
    agencies::table
        .filter(agencies::slug.eq(slug))
        .select(Agency::as_select())
        .first(conn)
        .optional()
}
