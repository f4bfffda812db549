//! What an administrator types about a reason for refusing.
use crate::actions::Refusal;
use crate::actions::typed::Reader;
use crate::domain::audit::Change;
use crate::domain::city::RefusalReason;
use crate::domain::policy::{Act, Actor};
use chrono::NaiveDate;

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 150;
/// The longest ready text, in characters.
pub const TEXT_LIMIT: usize = 2_000;
/// The longest legal basis, in characters.
pub const BASIS_LIMIT: usize = 300;

/// The form, as typed.
#[derive(Debug, Clone, Default)]
pub struct ReasonFields {
    pub name_vi: String,
    pub name_en: String,
    pub text_vi: String,
    pub text_en: String,
    pub legal_basis: String,
    pub hides: bool,
    pub position: String,
    pub valid_to: String,
}

impl ReasonFields {
    /// Each field by its name.
    pub fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("name_vi", &self.name_vi),
            ("name_en", &self.name_en),
            ("text_vi", &self.text_vi),
            ("text_en", &self.text_en),
            ("legal_basis", &self.legal_basis),
            ("hides", if self.hides { "true" } else { "false" }),
            ("position", &self.position),
            ("valid_to", &self.valid_to),
        ]
    }

    /// A reason as it stands, in the form.
    pub fn standing(reason: &RefusalReason) -> Self {
        Self {
            name_vi: reason.name_vi.clone(),
            name_en: reason.name_en.clone(),
            text_vi: reason.text_vi.clone(),
            text_en: reason.text_en.clone(),
            legal_basis: reason.legal_basis.clone(),
            hides: reason.hides,
            position: reason.position.to_string(),
            valid_to: reason.valid_to.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// `reason` with what was typed. It may end today or later: nobody was refused for what was not there.
    ///
    /// # Errors
    /// `Invalid` with everything that cannot be taken.
    pub fn put_into(&self, reason: RefusalReason, today: NaiveDate) -> Result<RefusalReason, Refusal> {
        let mut reader = Reader::default();
        let put = RefusalReason {
            name_vi: reader.needed("name_vi", &self.name_vi, NAME_LIMIT),
            name_en: reader.needed("name_en", &self.name_en, NAME_LIMIT),
            text_vi: reader.needed("text_vi", &self.text_vi, TEXT_LIMIT),
            text_en: reader.needed("text_en", &self.text_en, TEXT_LIMIT),
            legal_basis: reader.text("legal_basis", &self.legal_basis, BASIS_LIMIT),
            hides: self.hides,
            position: reader.word("position", &self.position).unwrap_or_default(),
            valid_to: reader.day("valid_to", &self.valid_to),
            ..reason
        };
        if put.valid_to != reason.valid_to && put.valid_to.is_some_and(|day| day < today) {
            reader.wrong("valid_to", "day_past");
        }
        reader.done()?;
        Ok(put)
    }
}

/// # Errors
/// `Forbidden` for whoever does not keep the city's texts.
pub(super) fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageCategories) { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// Which reason, and what is another now.
pub(super) fn changes(before: &RefusalReason, after: &RefusalReason) -> Vec<Change> {
    let (before, after) = (ReasonFields::standing(before), ReasonFields::standing(after));
    let pairs = before.pairs().into_iter().zip(after.pairs());
    let others = pairs.map(|((field, was), (_, is))| Change::new(field, was, is));
    std::iter::once(Change::new("reason", "", &after.name_vi)).chain(others).collect()
}
