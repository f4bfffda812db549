//! What finds a public report, and what was typed to find one: words that are compared without case, tones and đ.
use super::text::{self, Word};
use sha2::{Digest, Sha256};

/// Words of one report that are kept; a longer text is found by its first ones.
const WORDS_KEPT: usize = 1_500;
/// Longer words are cut: nobody types them, and they may be anything.
const LETTERS_KEPT: usize = 40;
/// Words of a question that count.
const WORDS_ASKED: usize = 8;
/// What may stand around words that belong together.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// The words by which a report is found, in their order. Nothing stands between two texts, so that no phrase reaches from
/// one into the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Of its title, its place and its code.
    pub head: Vec<Option<Word>>,
    /// Of all else.
    pub rest: Vec<Option<Word>>,
}

impl Words {
    /// The first words of these texts.
    pub fn of<'a>(head: impl IntoIterator<Item = &'a str>, rest: impl IntoIterator<Item = &'a str>) -> Self {
        let mut room = WORDS_KEPT;
        Self { head: laid_out(head, &mut room), rest: laid_out(rest, &mut room) }
    }

    /// Two reports with the same print have the same words: by it a copy knows whether they are to be written.
    pub fn print(&self) -> String {
        let mut print = Sha256::new();
        for part in [&self.head, &self.rest] {
            for word in part {
                print.update(word.as_ref().map_or("", spoken));
                print.update([0]);
            }
            print.update([1]);
        }
        print.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Each word, with nothing after each text.
fn laid_out<'a>(texts: impl IntoIterator<Item = &'a str>, room: &mut usize) -> Vec<Option<Word>> {
    let mut laid = Vec::new();
    for text in texts {
        let words: Vec<Word> = text::both_words(text).into_iter().take(*room).map(cut).collect();
        *room -= words.len();
        laid.extend(words.into_iter().map(Some));
        laid.push(None);
    }
    laid
}

/// A word as it is spoken: with its tones where it has any.
pub fn spoken(word: &Word) -> &str {
    word.toned.as_deref().unwrap_or(&word.plain)
}

fn cut(word: Word) -> Word {
    let short = |text: String| text.chars().take(LETTERS_KEPT).collect();
    Word { plain: short(word.plain), toned: word.toned.map(short) }
}

/// A part of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A whole word.
    Word(Word),
    /// What was typed last may be the beginning of a word.
    Beginning(Word),
    /// Words in quotes stand together, in this order.
    Phrase(Vec<Word>),
}

impl Part {
    /// Its words.
    pub fn words(&self) -> &[Word] {
        match self {
            Self::Word(word) | Self::Beginning(word) => std::slice::from_ref(word),
            Self::Phrase(words) => words,
        }
    }
}

/// What somebody looks for: reports that hold each part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub parts: Vec<Part>,
}

impl Question {
    /// Reads what was typed; nothing where it holds no word. A quote that nobody ended is none.
    pub fn read(typed: &str) -> Option<Self> {
        let pieces: Vec<&str> = typed.split(QUOTES).collect();
        let (mut parts, mut room) = (Vec::new(), WORDS_ASKED);
        for (at, piece) in pieces.iter().enumerate() {
            let words: Vec<Word> = text::both_words(piece).into_iter().take(room).map(cut).collect();
            room -= words.len();
            let quoted = at % 2 == 1 && at + 1 < pieces.len();
            if quoted && words.len() > 1 {
                parts.push(Part::Phrase(words));
            } else {
                let last = words.len().checked_sub(1).filter(|_| !quoted && at + 1 == pieces.len());
                let part =
                    |(at, word)| if Some(at) == last { Part::Beginning(word) } else { Part::Word(word) };
                parts.extend(words.into_iter().enumerate().map(part));
            }
        }
        (!parts.is_empty()).then_some(Self { parts })
    }

    /// Each word that was typed; with it, whether it may be the beginning of one.
    pub fn words(&self) -> impl Iterator<Item = (&Word, bool)> {
        self.parts
            .iter()
            .flat_map(|part| part.words().iter().map(move |word| (word, matches!(part, Part::Beginning(_)))))
    }

    /// Were tones or other marks typed, so that some reports agree better than others?
    pub fn is_toned(&self) -> bool {
        self.words().any(|(word, _)| word.toned.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Vec<String> {
        let parts = Question::read(typed).map_or_else(Vec::new, |question| question.parts);
        let shown = |part: &Part| {
            let words: Vec<&str> = part.words().iter().map(|word| word.plain.as_str()).collect();
            match part {
                Part::Word(_) => words.join(" "),
                Part::Beginning(_) => format!("{}…", words.join(" ")),
                Part::Phrase(_) => format!("[{}]", words.join(" ")),
            }
        };
        parts.iter().map(shown).collect()
    }

    #[test]
    fn the_last_word_may_be_a_beginning_and_quoted_words_stand_together() {
        assert_eq!(read("Ngập Đình"), ["ngap", "dinh…"]);
        assert_eq!(read("ngập “Đình Đông”"), ["ngap", "[dinh dong]"]);
        assert_eq!(read("\"Đình Đông\" ngập"), ["[dinh dong]", "ngap…"]);
        assert_eq!(read("«ngập» đường"), ["ngap", "duong…"]);
        assert_eq!(read("ngập \"đình đông"), ["ngap", "dinh", "dong…"]);
        assert_eq!(read("26-8K3F-Q7"), ["26", "8k3f", "q7…"]);
        assert_eq!(read(" \"\" ?! "), Vec::<String>::new());
        assert_eq!(read(&"a ".repeat(20)).len(), WORDS_ASKED);
        assert_eq!(read(&format!("\"{}\" b", "a ".repeat(20))).len(), 1);
    }

    #[test]
    fn a_print_tells_each_word_its_tone_and_its_place() {
        let print = |head: &str, rest: &str| Words::of([head], [rest]).print();
        assert_eq!(print("Ngập, đường", "x"), print("ngập ĐƯỜNG", "x"));
        for other in [("ngạp đường", "x"), ("đường ngập", "x"), ("ngập", "đường x"), ("ngập đườngx", "")]
        {
            assert_ne!(print("ngập đường", "x"), print(other.0, other.1), "{other:?}");
        }
        let long = "chữ ".repeat(WORDS_KEPT);
        assert_eq!(print(&long, "x"), print(&long, "y"));
    }
}
