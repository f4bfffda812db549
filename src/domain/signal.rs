//! Words by which a report is known to need another way first: somebody is in danger, or the law has its own channel.
use super::spoken::Spoken;
use crate::ids::{SignalId, text_enum};
use crate::schema::signals;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// Where a signal leads to.
    pub enum SignalKind {
        /// To the numbers for emergencies first; the 1022 desk then looks at the report by the urgent term.
        Danger = "danger",
        /// To the channel that the law gives such a matter.
        Channel = "channel",
    }
}

/// Words to listen for, and what is said to whoever writes them. Nobody is kept from sending.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = signals)]
pub struct Signal {
    pub id: SignalId,
    pub kind: SignalKind,
    pub position: i32,
    /// The words, separated by ";".
    pub words: String,
    pub title_vi: String,
    pub title_en: String,
    pub advice_vi: String,
    pub advice_en: String,
    /// Where that channel is on the web; "" for nowhere.
    pub link: String,
    pub version: i32,
}

impl Signal {
    /// A few words for it, in this language.
    pub fn title(&self, lang: &str) -> &str {
        if lang == "en" && !self.title_en.is_empty() { &self.title_en } else { &self.title_vi }
    }

    /// What its writer is told, in this language.
    pub fn advice(&self, lang: &str) -> &str {
        if lang == "en" && !self.advice_en.is_empty() { &self.advice_en } else { &self.advice_vi }
    }

    /// Its words, one by one.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.words.split(';').map(str::trim).filter(|phrase| !phrase.is_empty())
    }
}

/// A signal that a text has, with the words of it.
#[derive(Debug, PartialEq)]
pub struct Heard<'a> {
    pub signal: &'a Signal,
    pub because: Vec<&'a str>,
}

/// The signals in what was written, in the city's order. Each text is heard by itself: one may have its tones and another not.
pub fn hear<'a>(signals: &'a [Signal], texts: &[&str]) -> Vec<Heard<'a>> {
    let texts: Vec<Spoken> = texts.iter().map(|text| Spoken::of(text)).collect();
    let said = |phrase: &Spoken| texts.iter().any(|text| text.says_surely(phrase));
    signals
        .iter()
        .map(|signal| Heard {
            signal,
            because: signal.phrases().filter(|phrase| said(&Spoken::of(phrase))).collect(),
        })
        .filter(|heard| !heard.because.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal(id: i64, kind: SignalKind, words: &str) -> Signal {
        Signal {
            id: SignalId(id),
            kind,
            position: 0,
            words: words.into(),
            title_vi: "Cháy".into(),
            title_en: String::new(),
            advice_vi: String::new(),
            advice_en: String::new(),
            link: String::new(),
            version: 1,
        }
    }

    fn heard(text: &str) -> Vec<(i64, String)> {
        let all = [
            signal(1, SignalKind::Danger, "cháy; đang cháy ;rò gas;on fire;"),
            signal(2, SignalKind::Channel, "tố cáo;khiếu nại"),
        ];
        hear(&all, &[text]).iter().map(|one| (one.signal.id.0, one.because.join(","))).collect()
    }

    #[test]
    fn each_signal_is_heard_with_the_words_for_it() {
        assert_eq!(heard("Nhà bên đang cháy"), [(1, "cháy,đang cháy".to_owned())]);
        assert_eq!(heard("Tôi TỐ CÁO việc rò gas"), [(1, "rò gas".into()), (2, "tố cáo".into())]);
        assert_eq!(heard("The house is on fire!"), [(1, "on fire".to_owned())]);
        assert_eq!(heard(""), []);
    }

    #[test]
    fn without_tones_one_word_alone_says_nothing() {
        assert_eq!(heard("quan com chay gan cho"), []);
        assert_eq!(heard("dang chay nha"), [(1, "đang cháy".to_owned())]);
        assert_eq!(heard("Quán cơm chay ngon"), []);
        let all = [signal(1, SignalKind::Danger, "rò gas")];
        assert_eq!(hear(&all, &["Ro gas nha ben", "Mùi rất nồng"]).len(), 1);
    }

    #[test]
    fn where_there_are_no_english_words_the_vietnamese_ones_are_said() {
        assert_eq!(signal(1, SignalKind::Danger, "").title("en"), "Cháy");
    }
}
