//! What the list of answers is asked for, in addresses and in words.
use crate::domain::status::PublicWord;
use crate::i18n::Words;
use crate::links;
pub use crate::store::listing::{AnswersQuestion, IN_TIME};

/// One of the four words, one tap away.
pub struct Chip {
    pub href: String,
    pub label: String,
    pub current: bool,
}

impl AnswersQuestion {
    /// The same list from its beginning with one thing chosen otherwise, or a page of it.
    pub fn with(&self, name: &'static str, value: &str) -> String {
        let mut pairs = self.chosen();
        pairs.retain(|(key, _)| *key != name && !(name == "quanh" && *key == "trong"));
        if !value.is_empty() {
            pairs.push((name, value));
        }
        asked_of(&links::answers(), &pairs)
    }

    /// The same list at another address, from its beginning.
    pub fn under(&self, path: &str) -> String {
        asked_of(path, &self.chosen())
    }

    /// The words of a feed: a feed says its language in its address, since whoever fetches it has no cookie.
    pub fn feed_words(&self) -> Words {
        Words::of(&self.tieng)
    }

    /// The list as a feed in this language.
    pub fn feed(&self, path: &str, lang: &str) -> String {
        let mut pairs = self.chosen();
        if lang != Words::of("").lang() {
            pairs.push(("tieng", lang));
        }
        asked_of(path, &pairs)
    }

    /// The page of that feed that begins after this key.
    pub fn feed_after(&self, path: &str, key: &str) -> String {
        let first = self.feed(path, self.feed_words().lang());
        let mark = if first.contains('?') { '&' } else { '?' };
        format!("{first}{mark}sau={key}")
    }

    /// The choice of state: any at all, and each of the four words.
    pub fn states(&self, w: &Words) -> Vec<Chip> {
        let all = Chip {
            href: self.with("trang-thai", ""),
            label: w.say("answers.any_state"),
            current: self.trang_thai.is_empty(),
        };
        let each = PublicWord::ALL.iter().map(|word| Chip {
            href: self.with("trang-thai", word.as_str()),
            label: w.say(&format!("status.{word}")),
            current: self.trang_thai == word.as_str(),
        });
        std::iter::once(all).chain(each).collect()
    }
}

fn asked_of(path: &str, pairs: &[(&str, &str)]) -> String {
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}
