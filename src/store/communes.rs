//! Communes: small enough to be read whole.
use super::{Conn, Found};
use crate::domain::city::Commune;
use crate::schema::communes;
use diesel::prelude::*;

pub fn all(conn: &mut Conn) -> Found<Vec<Commune>> {
    communes::table
        .order((communes::name, communes::id))
        .select(Commune::as_select())
        .load(conn)
}
