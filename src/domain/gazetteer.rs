//! Finding a street or a landmark by what people call it, without tones, with a house's number before it or words around it.
use super::point::Point;
use super::text::{fold, toned_words, words};
use crate::clock::Moment;
use crate::ids::{CommuneId, PlaceId};
use crate::schema::places;
use diesel::{Insertable, Queryable, Selectable};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Words of one text that are looked for.
const MOST: usize = 6;
/// What streets are, and what stands before a number: no part of a name.
const KINDS: [&str; 5] = ["duong", "pho", "so", "nha", "d"];

/// A street, a bridge, a market, a school: about where it is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = places)]
pub struct NamedPlace {
    pub id: PlaceId,
    pub name: String,
    /// Its words without tones, with a space before and after each.
    pub folded: String,
    pub commune_id: Option<CommuneId>,
    /// Hundred-thousandths of a degree.
    pub lat: i32,
    pub lon: i32,
}

impl NamedPlace {
    /// A place as a file names it.
    pub fn of(name: &str, commune: Option<CommuneId>, point: Point, now: Moment) -> Self {
        let folded = format!(" {} ", fold(name));
        let name = name.to_owned();
        Self { id: PlaceId::fresh(now), name, folded, commune_id: commune, lat: point.lat, lon: point.lon }
    }

    /// About where it is: a street is longer than a point.
    pub fn point(&self) -> Point {
        Point { lat: self.lat, lon: self.lon }
    }
}

/// What is looked for, the most likely first: all words, then fewer, since people say where near a street something is.
pub fn readings(typed: &str) -> Vec<Vec<String>> {
    let mut all = words(typed);
    all.retain(|word| !word.starts_with(|c: char| c.is_ascii_digit()) && !KINDS.contains(&word.as_str()));
    all.truncate(MOST);
    let least = all.len().min(2);
    if all.is_empty() {
        return Vec::new();
    }
    (least..=all.len()).rev().flat_map(|many| all.windows(many).rev().map(<[String]>::to_vec)).collect()
}

/// Those that were found, the best first: with the fewest words beside, in the commune that is meant, with the tones as typed.
pub fn ranked(mut found: Vec<NamedPlace>, typed: &str, commune: Option<CommuneId>) -> Vec<NamedPlace> {
    let toned: HashSet<String> = toned_words(typed).into_iter().collect();
    found.sort_by_cached_key(|one| {
        let same = toned_words(&one.name).into_iter().filter(|word| toned.contains(word)).count();
        let elsewhere = commune.is_some() && one.commune_id != commune;
        (elsewhere, one.folded.matches(' ').count(), Reverse(same), one.folded.clone(), one.id)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Vec<String> {
        readings(typed).into_iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn a_number_and_the_kind_of_street_are_no_part_of_its_name() {
        assert_eq!(read("Số 12B phố Lạch Tray"), ["lach tray"]);
        assert_eq!(read("12/3 Đường CẦU ĐẤT"), ["cau dat"]);
        assert_eq!(read("Metro"), ["metro"]);
        assert_eq!(read("số 12"), [""; 0]);
    }

    #[test]
    fn words_around_a_name_are_left_out_one_after_the_other() {
        let all = read("gần chợ Đình Đông");
        assert_eq!(
            all,
            ["gan cho dinh dong", "cho dinh dong", "gan cho dinh", "dinh dong", "cho dinh", "gan cho"]
        );
        assert!(readings(&"a ".repeat(99)).len() < 40);
    }

    #[test]
    fn the_closest_name_in_the_commune_that_is_meant_stands_first() {
        let place = |name: &str, commune: i64| NamedPlace {
            commune_id: Some(CommuneId(commune)),
            ..NamedPlace::of(name, None, Point { lat: 0, lon: 0 }, Moment::default())
        };
        let found = vec![place("Ngõ Lạch Tray Hạ", 1), place("Phố Lách Trảy", 1), place("Phố Lạch Tray", 1)];
        let names = |found: Vec<NamedPlace>| found.into_iter().map(|one| one.name).collect::<Vec<_>>();
        let first = names(ranked(found.clone(), "lạch tray", None));
        assert_eq!(first, ["Phố Lạch Tray", "Phố Lách Trảy", "Ngõ Lạch Tray Hạ"]);
        let there =
            ranked([found, vec![place("Phố Lạch Tray", 2)]].concat(), "lach tray", Some(CommuneId(2)));
        assert_eq!(there[0].commune_id, Some(CommuneId(2)));
    }
}
