//! What an administrator types about a signal.
use crate::actions::Refusal;
use crate::actions::typed::{Reader, one_line};
use crate::domain::audit::Change;
use crate::domain::policy::{Act, Actor};
use crate::domain::signal::{Signal, SignalKind};

/// The longest title, in characters.
pub const TITLE_LIMIT: usize = 150;
/// The longest advice, in characters.
pub const ADVICE_LIMIT: usize = 600;
/// The longest list of words, in characters.
pub const WORDS_LIMIT: usize = 2_000;
/// The longest address of a channel, in characters.
pub const LINK_LIMIT: usize = 300;

/// The form, as typed.
#[derive(Debug, Clone, Default)]
pub struct SignalFields {
    pub kind: String,
    pub position: String,
    pub words: String,
    pub title_vi: String,
    pub title_en: String,
    pub advice_vi: String,
    pub advice_en: String,
    pub link: String,
}

impl SignalFields {
    /// Each field by its name.
    pub fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("signal_kind", &self.kind),
            ("position", &self.position),
            ("words", &self.words),
            ("title_vi", &self.title_vi),
            ("title_en", &self.title_en),
            ("advice_vi", &self.advice_vi),
            ("advice_en", &self.advice_en),
            ("link", &self.link),
        ]
    }

    /// A signal as it stands, in the form.
    pub fn standing(signal: &Signal) -> Self {
        Self {
            kind: signal.kind.to_string(),
            position: signal.position.to_string(),
            words: signal.words.clone(),
            title_vi: signal.title_vi.clone(),
            title_en: signal.title_en.clone(),
            advice_vi: signal.advice_vi.clone(),
            advice_en: signal.advice_en.clone(),
            link: signal.link.clone(),
        }
    }

    /// `signal` with what was typed.
    ///
    /// # Errors
    /// `Invalid` with everything that cannot be taken.
    pub fn put_into(&self, signal: Signal) -> Result<Signal, Refusal> {
        let mut reader = Reader::default();
        let link = reader.text("link", &self.link, LINK_LIMIT);
        if !link.is_empty() && !link.starts_with("https://") {
            reader.wrong("link", "link_shape");
        }
        let put = Signal {
            kind: reader.word("kind", &self.kind).unwrap_or(SignalKind::Channel),
            position: reader.word("position", &self.position).unwrap_or_default(),
            words: one_line(&reader.text("words", &self.words, WORDS_LIMIT)),
            title_vi: reader.needed("title_vi", &self.title_vi, TITLE_LIMIT),
            title_en: reader.text("title_en", &self.title_en, TITLE_LIMIT),
            advice_vi: reader.needed("advice_vi", &self.advice_vi, ADVICE_LIMIT),
            advice_en: reader.text("advice_en", &self.advice_en, ADVICE_LIMIT),
            link,
            ..signal
        };
        reader.done()?;
        Ok(put)
    }
}

/// # Errors
/// `Forbidden` for whoever does not keep the categories: both say what a report is about and where it goes.
pub(super) fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageCategories) { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// What is another now.
pub(super) fn changes(before: &Signal, after: &Signal) -> Vec<Change> {
    let (before, after) = (SignalFields::standing(before), SignalFields::standing(after));
    let pairs = before.pairs().into_iter().zip(after.pairs());
    pairs
        .filter(|((_, was), (_, is))| was != is)
        .map(|((field, was), (_, is))| Change::new(field, was, is))
        .collect()
}
