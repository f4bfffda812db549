//! Letters to whoever asked something of the portal without having sent a report.
use super::Letterhead;
use super::sheet::Sheet;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::removal::RemovalDecision;
use crate::i18n::Words;

impl Letterhead<'_> {
    /// What was decided about a request that something is taken down. It says nothing of what the reader wrote, and
    /// nothing of the report but its code.
    pub fn removal_decided(
        &self,
        (code, lang): (&str, &str),
        (decision, answer): (RemovalDecision, &str),
        to: &str,
    ) -> Letter {
        let (kind, words) = (LetterKind::RemovalDecided, Words::of(lang));
        let heading = words.fill(&format!("letters.{kind}.heading"), [("code", code)]);
        let sheet = Sheet::new(kind, lang, heading);
        let mut sheet = sheet.instead(&format!("letters.{kind}.{decision}")).quote("explanation", answer);
        sheet.because = words.fill("letters.because_asked", [("code", code)]);
        sheet.to(*self, to, None)
    }
}
