//! Streets and landmarks that are meant by the words of the place: found by name, chosen by the sender, needed by nobody.
use super::place::PlaceForm;
use crate::domain::gazetteer::{NamedPlace, ranked, readings};
use crate::domain::point::Point;
use crate::i18n::Words;
use crate::ids::{CommuneId, PlaceId};
use crate::store::city::City;
use crate::store::{Conn, Found, places};
use crate::web::form::Choice;

/// How many are shown.
const SHOWN: usize = 8;

/// What the portal knows by name, and what was looked for.
#[derive(Debug, Default)]
pub struct NamedShown {
    /// It knows any: else nothing is offered.
    pub is_known: bool,
    /// The words that were looked for; "" before.
    pub sought: String,
    pub found: Vec<Choice>,
    /// That nothing is called so; "" where something is, or nothing was looked for.
    pub none: String,
}

impl NamedShown {
    /// What these words find; nothing is looked for without words.
    pub fn of(
        conn: &mut Conn,
        (city, w): (&City, &Words),
        sought: &str,
        commune: Option<CommuneId>,
    ) -> Found<Self> {
        let is_known = places::any(conn)?;
        let mut found = Vec::new();
        for words in readings(sought).iter().filter(|_| is_known) {
            found = places::like(conn, words)?;
            if !found.is_empty() {
                break;
            }
        }
        let missing = is_known && found.is_empty() && !sought.trim().is_empty();
        let none = if missing { w.fill("named.none", [("words", sought)]) } else { String::new() };
        let found = ranked(found, sought, commune).into_iter().take(SHOWN);
        let choice = |one: NamedPlace| {
            let commune = city.commune(one.commune_id).to_owned();
            Choice::new(&one.id.to_string(), one.name, "").with_hint(commune)
        };
        Ok(Self { is_known, sought: sought.to_owned(), found: found.map(choice).collect(), none })
    }
}

/// Where the place is that was chosen; nothing where none was, or it is not there any more.
pub fn chosen(conn: &mut Conn, typed: &PlaceForm) -> Found<Option<Point>> {
    let Ok(id) = typed.place_id.parse::<PlaceId>() else { return Ok(None) };
    Ok(places::find(conn, id)?.map(|one| one.point()))
}
