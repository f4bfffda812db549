//! Streets and landmarks are brought in from a CSV file, in the place of those before.
use crate::actions::Refusal;
use crate::clock::{Moment, local};
use crate::domain::city::Commune;
use crate::domain::gazetteer::NamedPlace;
use crate::domain::point::Point;
use crate::domain::text::{fold, tidy};
use crate::ids::CommuneId;
use crate::store::city::City;
use crate::store::{Db, places};
use chrono::NaiveDate;

/// Columns that a file must have; `commune` may be empty.
const COLUMNS: [&str; 4] = ["name", "commune", "lat", "lon"];
/// Characters of a name.
const LONGEST: usize = 120;

/// What became of a file.
#[derive(Debug, Default)]
pub struct PlacesImported {
    pub kept: usize,
    /// Lines that were left out, and the word for why.
    pub left_out: Vec<(u64, &'static str)>,
}

/// Why nothing was brought in.
#[derive(Debug)]
pub enum NoPlaces {
    Unreadable(String),
    /// It lacks this column.
    Lacks(&'static str),
    /// No line of it is a place.
    Nothing,
    Refused(Refusal),
}

impl From<Refusal> for NoPlaces {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Brings them in: a line a place, its commune by code or name, else by where it lies.
///
/// # Errors
/// When the file cannot be understood or names no place of the city: then those before stay.
pub fn import_places(db: &Db, text: &str, now: Moment) -> Result<PlacesImported, NoPlaces> {
    let mut file = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let unreadable = |error: csv::Error| NoPlaces::Unreadable(error.to_string());
    let heads = file.headers().map_err(unreadable)?.clone();
    let mut at = [0; COLUMNS.len()];
    for (place, name) in COLUMNS.iter().enumerate() {
        at[place] = heads.iter().position(|head| head == *name).ok_or(NoPlaces::Lacks(name))?;
    }
    let rows: Vec<csv::StringRecord> = file.records().collect::<Result<_, _>>().map_err(unreadable)?;
    let done = db.change(|c| {
        let city = db.city(c)?;
        let (mut done, mut found) = (PlacesImported::default(), Vec::new());
        for row in &rows {
            let cell = |place: usize| row.get(at[place]).unwrap_or_default();
            match place_of(&city, [cell(0), cell(1), cell(2), cell(3)], now) {
                Ok(place) => found.push(place),
                Err(why) => done.left_out.push((row.position().map_or(0, csv::Position::line), why)),
            }
        }
        done.kept = found.len();
        if !found.is_empty() {
            places::replace(c, &found)?;
        }
        Ok::<_, Refusal>(done)
    })?;
    if done.kept == 0 { Err(NoPlaces::Nothing) } else { Ok(done) }
}

fn place_of(
    city: &City,
    [name, commune, lat, lon]: [&str; 4],
    now: Moment,
) -> Result<NamedPlace, &'static str> {
    let (name, today) = (tidy(name), local(now).date());
    if fold(&name).is_empty() || name.chars().count() > LONGEST {
        return Err("no name");
    }
    let point: Point = format!("{lat},{lon}").parse().map_err(|_| "no point")?;
    let located = city.locate(point, today);
    let lies = located.only().or_else(|| located.communes.first().copied());
    let commune = match commune {
        "" => lies.ok_or("outside of the city")?,
        named => commune_of(city, named, today).ok_or("no such commune")?,
    };
    Ok(NamedPlace::of(&name, Some(commune), point, now))
}

fn commune_of(city: &City, named: &str, today: NaiveDate) -> Option<CommuneId> {
    let there = || city.communes.values().filter(|one| one.is_current(today));
    let folded = fold(named);
    let is = |one: &&Commune| one.code == named || fold(&one.name) == folded;
    let exact = there().find(is);
    let mut short = there().filter(|one| fold(&one.short_name) == folded);
    // A phường and a xã may have one name: that of both is nobody's.
    let short = match (short.next(), short.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    exact.or(short).map(|one| one.id)
}
