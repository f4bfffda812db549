//! Words in Vietnamese and English. Every text a person reads comes from `locales/<language>/<room>.toml`.
use rust_embed::RustEmbed;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// The languages, the first being the one that a visitor gets who has not chosen.
pub const LANGS: [&str; 2] = ["vi", "en"];

type Catalogue = HashMap<String, String>;

static CATALOGUES: LazyLock<HashMap<&'static str, Catalogue>> =
    LazyLock::new(|| LANGS.iter().map(|lang| (*lang, read(lang))).collect());

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    lang: &'static str,
}

impl Words {
    /// The words of `lang`; of the first language when it is unknown.
    pub fn of(lang: &str) -> Self {
        Self { lang: LANGS.iter().find(|known| **known == lang).unwrap_or(&LANGS[0]) }
    }

    /// The language of these words: `vi` or `en`.
    pub fn lang(&self) -> &'static str {
        self.lang
    }

    /// The text under `key`. A missing one shows as `⟦key⟧`, which the tests look for.
    pub fn say(&self, key: &str) -> String {
        self.find(key).map_or_else(|| format!("⟦{key}⟧"), str::to_owned)
    }

    /// The text under `key`; nothing where there is none, for a hint that not every field has.
    pub fn say_or_nothing(&self, key: &str) -> String {
        self.find(key).unwrap_or_default().to_owned()
    }

    /// The text under `key`, with each `{name}` replaced.
    pub fn fill<D: Display, const N: usize>(&self, key: &str, values: [(&str, D); N]) -> String {
        values.iter().fold(self.say(key), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value.to_string())
        })
    }

    /// The text for `n` things: `key.one` or `key.other`, with `{n}` replaced.
    pub fn count(&self, key: &str, n: i64) -> String {
        let one = format!("{key}.one");
        let form = if n == 1 && self.find(&one).is_some() { one } else { format!("{key}.other") };
        self.fill(&form, [("n", self.number(n))])
    }

    /// A whole number as the language writes it: 1.284 and 1,284.
    pub fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mark = if self.lang == "vi" { '.' } else { ',' };
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        if n < 0 { format!("-{text}") } else { text }
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        CATALOGUES.get(self.lang)?.get(key).map(String::as_str)
    }
}

/// Every key of a language with its text, for the test that compares the two.
pub fn keys(lang: &str) -> Vec<(String, String)> {
    let mut all: Vec<_> = CATALOGUES
        .get(lang)
        .map(|words| words.iter().map(|(key, text)| (key.clone(), text.clone())).collect())
        .unwrap_or_default();
    all.sort();
    all
}

fn read(lang: &str) -> Catalogue {
    let mut words = Catalogue::new();
    for path in Files::iter().filter(|path| path.starts_with(&format!("{lang}/"))) {
        let Some(file) = Files::get(&path) else { continue };
        match toml::from_str::<toml::Table>(&String::from_utf8_lossy(&file.data)) {
            Ok(table) => collect("", &table, &mut words),
            Err(error) => panic!("locales/{path} cannot be read: {error}"),
        }
    }
    words
}

fn collect(prefix: &str, table: &toml::Table, words: &mut Catalogue) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => collect(&key, inner, words),
            toml::Value::String(text) => drop(words.insert(key, text.clone())),
            other => panic!("the word {key} is not a text: {other:?}"),
        }
    }
}
