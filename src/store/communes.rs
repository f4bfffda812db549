//! Phường, xã, đặc khu: few enough to be read whole.
use super::{Conn, Found};
use crate::domain::city::Commune;
use crate::ids::CommuneId;
use crate::schema::communes;
use diesel::prelude::*;

/// Every commune, by name.
pub fn all(conn: &mut Conn) -> Found<Vec<Commune>> {
    communes::table.order((communes::slug, communes::id)).select(Commune::as_select()).load(conn)
}

/// The commune with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: CommuneId) -> Found<Commune> {
    communes::table.filter(communes::id.eq(id)).select(Commune::as_select()).first(conn)
}

/// The commune that an address names; none where there is no such commune.
pub fn by_slug(conn: &mut Conn, slug: &str) -> Found<Option<Commune>> {
    communes::table.filter(communes::slug.eq(slug)).select(Commune::as_select()).first(conn).optional()
}
