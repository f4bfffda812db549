//! Categories: few enough to be read whole.
use super::{Conn, Found};
use crate::domain::city::Category;
use crate::ids::CategoryId;
use crate::schema::categories;
use diesel::prelude::*;

/// Every category, groups and leaves, valid or not, in the city's order.
pub fn all(conn: &mut Conn) -> Found<Vec<Category>> {
    categories::table.order((categories::position, categories::id)).select(Category::as_select()).load(conn)
}

/// The category with this id, valid or not; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: CategoryId) -> Found<Category> {
    categories::table.filter(categories::id.eq(id)).select(Category::as_select()).first(conn)
}

/// The category with this code, valid or not; none where no category has it.
pub fn by_code(conn: &mut Conn, code: &str) -> Found<Option<Category>> {
    categories::table.filter(categories::code.eq(code)).select(Category::as_select()).first(conn).optional()
}

/// Adds a category. Its group must be there already.
pub fn insert(conn: &mut Conn, category: &Category) -> Found<()> {
    diesel::insert_into(categories::table).values(category).execute(conn).map(drop)
}

/// Writes a category whose version has been raised, if the one before still stands; false when somebody was faster.
pub fn save(conn: &mut Conn, category: &Category) -> Found<bool> {
    let seen = categories::table
        .filter(categories::id.eq(category.id))
        .filter(categories::version.eq(category.version - 1));
    Ok(diesel::update(seen).set(category).execute(conn)? == 1)
}
