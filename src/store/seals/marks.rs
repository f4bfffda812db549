//! What the database remembers of itself, each under the instance's key.
use super::super::{Conn, Found, on_each};
use crate::domain::seal::Key;
use crate::schema::seal_marks;
use diesel::prelude::*;

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Ours(String),
    /// Somebody wrote it who does not have our key.
    Foreign,
    None,
}

/// The mark under this name, and whether it was written with our key.
pub fn read(conn: &mut Conn, key: &Key, name: &str) -> Found<Mark> {
    let row =
        seal_marks::table.filter(seal_marks::name.eq(name)).select((seal_marks::value, seal_marks::seal));
    let kept: Option<(String, String)> = match conn {
        Conn::Sqlite(c) => row.first(c),
        Conn::Postgres(c) => row.first(c),
    }
    .optional()?;
    Ok(match kept {
        Some((value, seal)) if seal == own(key, name, &value) => Mark::Ours(value),
        Some(_) => Mark::Foreign,
        None => Mark::None,
    })
}

/// Writes a mark, over the one that stands there.
pub fn put(conn: &mut Conn, key: &Key, name: &str, value: &str) -> Found<()> {
    let seal = own(key, name, value);
    let written = (seal_marks::value.eq(value), seal_marks::seal.eq(&seal));
    on_each!(conn, |c| diesel::insert_into(seal_marks::table)
        .values((seal_marks::name.eq(name), written))
        .on_conflict(seal_marks::name)
        .do_update()
        .set(written)
        .execute(c))
    .map(drop)
}

fn own(key: &Key, name: &str, value: &str) -> String {
    key.over("mark", &[name, value])
}
