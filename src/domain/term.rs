//! A term of the city: what is owed, at which level, in which category. Its rows say how long it is from which day on;
//! the old rows stay, since deadlines that run were given by them.
use super::city::DeadlineRule;
use super::clocks::Owed;
use super::level::Level;
use crate::ids::CategoryId;
use chrono::NaiveDate;
use std::fmt;

/// What the city sets terms for. The other clocks take their time from what somebody said.
pub const RULED: [Owed; 5] = [Owed::Triage, Owed::Take, Owed::Answer, Owed::Part, Owed::Info];

/// Which term. None: of any level, of any category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermKey {
    pub owed: Owed,
    pub level: Option<Level>,
    pub category: Option<CategoryId>,
}

impl TermKey {
    /// The term that a row belongs to.
    pub fn of(rule: &DeadlineRule) -> Self {
        Self { owed: rule.owed, level: rule.level, category: rule.category_id }
    }

    /// Reads what stands in an address; nothing where it names no term.
    pub fn read(text: &str) -> Option<Self> {
        let (owed, rest) = text.split_once('.')?;
        let (level, category) = rest.split_once('.')?;
        let owed = owed.parse().ok().filter(|owed| RULED.contains(owed))?;
        let level = if level == "any" { None } else { Some(level.parse().ok()?) };
        let category = if category == "any" { None } else { Some(category.parse().ok()?) };
        Some(Self { owed, level, category })
    }

    /// The rows of this term, in the order in which they begin.
    pub fn rows(self, rules: &[DeadlineRule]) -> Vec<&DeadlineRule> {
        let mut own: Vec<_> = rules.iter().filter(|rule| Self::of(rule) == self).collect();
        own.sort_by_key(|rule| (rule.valid_from, rule.id));
        own
    }

    /// Does a row of another, more general term stand in for this one on a day?
    pub fn is_covered(self, rules: &[DeadlineRule], day: NaiveDate) -> bool {
        rules.iter().any(|rule| {
            let other = Self::of(rule);
            other != self
                && other.owed == self.owed
                && (other.level.is_none() || other.level == self.level)
                && (other.category.is_none() || other.category == self.category)
                && rule.holds_on(day)
        })
    }
}

/// As it stands in an address: `answer.normal.any`.
impl fmt::Display for TermKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = self.level.map_or("any", |level| level.as_str());
        let category = self.category.map_or_else(|| "any".into(), |id| id.to_string());
        write!(f, "{}.{level}.{category}", self.owed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_read_as_it_is_written() {
        let category = Some(CategoryId(17));
        for key in [
            TermKey { owed: Owed::Answer, level: Some(Level::Normal), category },
            TermKey { owed: Owed::Triage, level: None, category: None },
        ] {
            assert_eq!(TermKey::read(&key.to_string()), Some(key));
        }
        for odd in [
            "",
            "answer",
            "answer.normal",
            "answer.x.any",
            "answer.any.x",
            "word.any.any",
            "info.any.any.any",
        ] {
            assert!(TermKey::read(odd).is_none(), "{odd}");
        }
    }
}
