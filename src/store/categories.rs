//! Categories: small enough to be read whole.
use super::{Conn, Found};
use crate::domain::city::Category;
use crate::ids::CategoryId;
use crate::schema::categories;
use diesel::prelude::*;

/// Every category, groups and leaves, in the order in which they are shown.
pub fn all(conn: &mut Conn) -> Found<Vec<Category>> {
    categories::table
        .order((categories::position, categories::id))
        .select(Category::as_select())
        .load(conn)
}

pub fn find(conn: &mut Conn, id: CategoryId) -> Found<Category> {
    categories::table
        .filter(categories::id.eq(id))
        .select(Category::as_select())
        .first(conn)
}
