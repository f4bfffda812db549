//! A text as it is heard: word by word, with tones where they were typed.
use super::text::{fold, toned_words};

/// How many words of a text are listened to; a report has no more.
const WORDS_HEARD: usize = 2_000;

/// A text as words, with their tones and without.
pub(super) struct Spoken {
    words: Vec<(String, String)>,
    /// Typed without any tones or đ, as on an old phone.
    plain: bool,
}

impl Spoken {
    /// As it was typed, up to as many words as a report has.
    pub(super) fn of(text: &str) -> Self {
        let toned = toned_words(text).into_iter().take(WORDS_HEARD);
        let words: Vec<_> = toned.map(|word| (fold(&word), word)).collect();
        let plain = words.iter().all(|(folded, toned)| folded == toned);
        Self { words, plain }
    }

    /// The same text in another language than Vietnamese: words without tones are words of their own there, and the "on" of
    /// a sentence is no "ồn".
    pub(super) fn foreign(self) -> Self {
        Self { plain: false, ..self }
    }

    /// Whether `phrase` stands in this text, word by word. Tones must agree, unless the text has none at all: else
    /// every "cho" would be a "chợ".
    pub(super) fn says(&self, phrase: &Self) -> bool {
        let same = |(own, wanted): (&(String, String), &(String, String))| {
            own.1 == wanted.1 || (self.plain && own.0 == wanted.0)
        };
        let length = phrase.words.len();
        length > 0 && self.words.windows(length).any(|window| window.iter().zip(&phrase.words).all(same))
    }

    /// The same, but a single word without its tones is too little: "chay" is to fast, to run, or a fire.
    pub(super) fn says_surely(&self, phrase: &Self) -> bool {
        let lone = phrase.words.len() == 1 && !phrase.plain;
        self.says(phrase) && !(self.plain && lone)
    }
}
