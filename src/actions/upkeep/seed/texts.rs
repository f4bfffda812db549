//! In which words: the reasons for refusing and beside a rating, and what a sender agrees to.
use super::sheet::{Bad, lines};
use crate::clock::Moment;
use crate::domain::city::{Consent, RatingReason, RefusalReason};
use crate::domain::letter_topic::LetterTopic;
use crate::domain::signal::Signal;
use crate::ids::{ConsentId, SignalId};

const REASONS: &str = include_str!("../../../../data/reasons.csv");
const RATING_REASONS: &str = include_str!("../../../../data/rating_reasons.csv");
const LETTER_TOPICS: &str = include_str!("../../../../data/letter_topics.csv");
const SIGNALS: &str = include_str!("../../../../data/signals.csv");
const CONSENTS: &str = include_str!("../../../../data/consents.csv");

/// The reasons of `reasons.csv`, in the order of the file.
pub fn reasons() -> Result<Vec<RefusalReason>, Bad> {
    let rows = lines("reasons.csv", REASONS)?;
    let row = |(line, position): (&super::sheet::Line, i32)| {
        Ok(RefusalReason {
            code: line.text("code"),
            position,
            name_vi: line.text("name_vi"),
            name_en: line.text("name_en"),
            text_vi: line.text("text_vi"),
            text_en: line.text("text_en"),
            legal_basis: line.text("legal_basis"),
            hides: line.read("hides")?,
            valid_to: None,
            version: 1,
        })
    };
    rows.iter().zip(0..).map(row).collect()
}

/// What may be ticked beside a rating, in the order of `rating_reasons.csv`.
pub fn rating_reasons() -> Result<Vec<RatingReason>, Bad> {
    let rows = lines("rating_reasons.csv", RATING_REASONS)?;
    let row = |(line, position): (&super::sheet::Line, i32)| RatingReason {
        code: line.text("code"),
        position,
        name_vi: line.text("name_vi"),
        name_en: line.text("name_en"),
    };
    Ok(rows.iter().zip(0..).map(row).collect())
}

/// What senders are written about, by `letter_topics.csv`.
pub fn letter_topics() -> Result<Vec<LetterTopic>, Bad> {
    let rows = lines("letter_topics.csv", LETTER_TOPICS)?;
    let row = |line: &super::sheet::Line| {
        Ok(LetterTopic {
            topic: line.read("topic")?,
            written: line.read("written")?,
            channel: line.read("channel")?,
        })
    };
    rows.iter().map(row).collect()
}

/// The signals of `signals.csv`, in the order of the file.
pub fn signals(now: Moment) -> Result<Vec<Signal>, Bad> {
    let rows = lines("signals.csv", SIGNALS)?;
    let row = |(line, position): (&super::sheet::Line, i32)| {
        Ok(Signal {
            id: SignalId::fresh(now),
            kind: line.read("kind")?,
            position: position * 10,
            words: line.text("words"),
            title_vi: line.text("title_vi"),
            title_en: line.text("title_en"),
            advice_vi: line.text("advice_vi"),
            advice_en: line.text("advice_en"),
            link: line.text("link"),
            version: 1,
        })
    };
    rows.iter().zip(1..).map(row).collect()
}

/// The words of consent of `consents.csv`, a row per version and language.
pub fn consents(now: Moment) -> Result<Vec<Consent>, Bad> {
    let rows = lines("consents.csv", CONSENTS)?;
    Ok(rows
        .iter()
        .map(|line| Consent {
            id: ConsentId::fresh(now),
            version: line.text("version"),
            lang: line.text("lang"),
            body: line.text("text"),
        })
        .collect())
}
