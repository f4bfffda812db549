//! What an administrator types about a term.
use crate::actions::Refusal;
use crate::actions::typed::Reader;
use crate::domain::audit::Change;
use crate::domain::city::{Category, DeadlineRule};
use crate::domain::clocks::Owed;
use crate::domain::deadline::TermUnit;
use crate::domain::policy::{Act, Actor};
use crate::domain::term::{RULED, TermKey};
use crate::ids::RuleId;
use crate::store::{Conn, Found, categories};
use chrono::NaiveDate;

/// The longest legal basis, in characters.
pub const BASIS_LIMIT: usize = 300;
/// The longest term, whatever it is counted in.
const MOST: i32 = 10_000;

/// The form, as typed; `category` is an id, and with `level` "" for any.
#[derive(Debug, Clone, Default)]
pub struct TermTyped {
    pub owed: String,
    pub level: String,
    pub category: String,
    pub amount: String,
    pub unit: String,
    pub valid_from: String,
    pub legal_basis: String,
}

impl TermTyped {
    /// What is said of the term, each by its name.
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [
            ("amount", &self.amount),
            ("unit", &self.unit),
            ("valid_from", &self.valid_from),
            ("legal_basis", &self.legal_basis),
        ]
    }

    /// A row as it stands, in the form.
    pub fn standing(rule: &DeadlineRule) -> Self {
        Self {
            owed: rule.owed.to_string(),
            level: rule.level.map(|level| level.to_string()).unwrap_or_default(),
            category: rule.category_id.map(|id| id.to_string()).unwrap_or_default(),
            amount: rule.amount.to_string(),
            unit: rule.unit.clone(),
            valid_from: rule.valid_from.map(|day| day.to_string()).unwrap_or_default(),
            legal_basis: rule.legal_basis.clone(),
        }
    }

    /// The row that was meant, which holds from today or a later day on, without an end.
    ///
    /// # Errors
    /// `Invalid` with everything that cannot be taken.
    pub fn read(
        &self,
        all: &[Category],
        (id, today): (RuleId, NaiveDate),
    ) -> Result<(DeadlineRule, NaiveDate), Refusal> {
        let mut reader = Reader::default();
        let owed = reader.word::<Owed>("owed", &self.owed);
        if owed.is_some_and(|owed| !RULED.contains(&owed)) {
            reader.wrong("owed", "choice_missing");
        }
        let level = if self.level.is_empty() { None } else { reader.word("level", &self.level) };
        let known = all.iter().find(|one| one.id.to_string() == self.category);
        if known.is_none() && !self.category.is_empty() {
            reader.wrong("category", "choice_missing");
        }
        let amount = self.amount.trim().parse().ok().filter(|amount| (1..=MOST).contains(amount));
        if amount.is_none() {
            reader.wrong("amount", "term_amount");
        }
        let unit = reader.word::<TermUnit>("unit", &self.unit);
        let from = reader.day("valid_from", &self.valid_from);
        if from.is_none_or(|day| day < today) {
            reader.wrong("valid_from", "day_past");
        }
        let legal_basis = reader.needed("legal_basis", &self.legal_basis, BASIS_LIMIT);
        reader.done()?;
        let read = owed.zip(amount).zip(unit).zip(from);
        let Some((((owed, amount), unit), from)) = read else {
            return Err(Refusal::field("owed", "choice_missing"));
        };
        let rule = DeadlineRule {
            id,
            owed,
            level,
            category_id: known.map(|one| one.id),
            amount,
            unit: unit.to_string(),
            valid_from: Some(from),
            valid_to: None,
            legal_basis,
        };
        Ok((rule, from))
    }
}

/// # Errors
/// `Forbidden` for whoever does not keep the city's time.
pub(super) fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageCalendar) { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// Which term it is, as the journal names it.
pub(super) fn named(conn: &mut Conn, key: TermKey) -> Found<Vec<Change>> {
    let category = match key.category {
        Some(id) => categories::find(conn, id)?.name_vi,
        None => String::new(),
    };
    let level = key.level.map(|level| level.to_string()).unwrap_or_default();
    Ok(vec![
        Change::new("owed", "", key.owed),
        Change::new("level", "", level),
        Change::new("category", "", category),
    ])
}
