//! Where it is.
use super::one_line;
use crate::domain::city::PlaceNeed;
use crate::domain::problem::Problem;
use crate::domain::report_point::Pointed;
use crate::ids::CommuneId;

/// The longest place, in characters.
pub const PLACE_LIMIT: usize = 300;
/// The longest text by which a commune is looked for, in characters: the longest old name with its district fits twice.
pub const COMMUNE_LIMIT: usize = 120;

/// Which commune it is in, as far as its sender says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InCommune {
    This(CommuneId),
    /// They say that they do not know: whoever takes the report in settles it.
    NotKnown,
    NotSaid,
}

impl From<Option<CommuneId>> for InCommune {
    fn from(commune: Option<CommuneId>) -> Self {
        commune.map_or(Self::NotSaid, Self::This)
    }
}

/// Where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub commune: Option<CommuneId>,
    /// Street or landmark, in the sender's words.
    pub words: String,
    /// The point on the map, where one was said.
    pub point: Option<Pointed>,
}

impl Place {
    /// What a category needs of a place; one that needs none takes none.
    ///
    /// # Errors
    /// Problems with `commune` and `place`.
    pub fn parse(need: PlaceNeed, commune: impl Into<InCommune>, words: &str) -> Result<Self, Vec<Problem>> {
        let commune = commune.into();
        if need == PlaceNeed::NoPlace {
            return Ok(Self::default());
        }
        let mut problems = Vec::new();
        let words = one_line(words);
        if need == PlaceNeed::Required && commune == InCommune::NotSaid {
            problems.push(Problem::new("commune", "commune_missing"));
        }
        if need == PlaceNeed::Required && words.is_empty() {
            problems.push(Problem::new("place", "place_missing"));
        } else if words.chars().count() > PLACE_LIMIT {
            problems.push(Problem::new("place", "place_long"));
        }
        let commune = match commune {
            InCommune::This(commune) => Some(commune),
            InCommune::NotKnown | InCommune::NotSaid => None,
        };
        if problems.is_empty() { Ok(Self { commune, words, point: None }) } else { Err(problems) }
    }
}
