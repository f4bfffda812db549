//! Who works with the lead, as the desk's lists keep it: one text a report, so that a list asks no further question.
use crate::ids::{AgencyId, UnknownWord};

/// Agencies in the order in which they were asked. In the database they are one text: their numbers, a space between two. Most
/// reports have none, and a million lines of the ledger are kept in memory: those take a word each.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Partners(Option<Box<Several>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Several {
    all: Vec<AgencyId>,
    text: String,
}

impl Partners {
    /// These agencies.
    pub fn of(all: Vec<AgencyId>) -> Self {
        let text = all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        Self((!all.is_empty()).then(|| Box::new(Several { all, text })))
    }

    /// From the first who was asked to the last.
    pub fn all(&self) -> &[AgencyId] {
        self.0.as_ref().map_or(&[], |several| &several.all)
    }

    /// Does this agency work with the lead?
    pub fn has(&self, agency: AgencyId) -> bool {
        self.all().contains(&agency)
    }

    /// The text that is kept.
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("", |several| &several.text)
    }
}

impl std::str::FromStr for Partners {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let unknown = || UnknownWord { of: "Partners", word: text.to_owned() };
        let all = text.split_whitespace().map(|id| id.parse().map_err(|_| unknown()));
        Ok(Self::of(all.collect::<Result<_, UnknownWord>>()?))
    }
}

crate::ids::text_column!(Partners);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_as_it_was() {
        for all in [vec![], vec![AgencyId(7)], vec![AgencyId(12), AgencyId(3)]] {
            let partners = Partners::of(all);
            assert_eq!(partners.as_str().parse().as_ref(), Ok(&partners));
        }
        let two: Partners = "12 3".parse().unwrap();
        assert_eq!((two.all(), two.has(AgencyId(3))), (&[AgencyId(12), AgencyId(3)][..], true));
        assert!(!two.has(AgencyId(1)), "12 is no 1");
        assert!("12,3".parse::<Partners>().is_err());
    }
}
