//! Streets and landmarks by name.
use super::{Conn, Found};
use crate::domain::gazetteer::NamedPlace;
use crate::ids::PlaceId;
use crate::schema::places;
use diesel::prelude::*;

/// So many are looked at: with more, the words say too little.
const LOOKED_AT: i64 = 200;

/// All of them from now on.
pub fn replace(conn: &mut Conn, all: &[NamedPlace]) -> Found<()> {
    diesel::delete(places::table).execute(conn)?;
    all.iter().try_for_each(|one| diesel::insert_into(places::table).values(one).execute(conn).map(drop))
}

/// Is there any?
pub fn any(conn: &mut Conn) -> Found<bool> {
    diesel::select(diesel::dsl::exists(places::table.select(places::id))).get_result(conn)
}

/// Those of whose words each of these begins one. Folded words have no sign that a pattern knows.
pub fn like(conn: &mut Conn, words: &[String]) -> Found<Vec<NamedPlace>> {
    let mut query = places::table.into_boxed();
    for word in words {
        query = query.filter(places::folded.like(format!("% {word}%")));
    }
    query.order(places::id).limit(LOOKED_AT).select(NamedPlace::as_select()).load(conn)
}

/// The one with this id.
pub fn find(conn: &mut Conn, id: PlaceId) -> Found<Option<NamedPlace>> {
    places::table.find(id).select(NamedPlace::as_select()).first(conn).optional()
}
