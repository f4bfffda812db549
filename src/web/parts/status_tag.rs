//! Where a report stands, and how its deadline stands: a tone and a word.
use crate::domain::Remaining;
use crate::domain::status::{PublicWord, Status};
use crate::i18n::Words;

/// Fields of `tag::status`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatusTag {
    /// wait · doing · done · refused · overdue
    pub tone: &'static str,
    pub word: String,
}

impl StatusTag {
    /// One of the four words that the public reads.
    pub fn public(w: &Words, word: PublicWord) -> Self {
        Self { tone: tone(word), word: w.say(&format!("status.{word}")) }
    }

    /// The exact state, for the desk.
    pub fn exact(w: &Words, status: Status) -> Self {
        Self { tone: tone(status.public_word()), word: w.say(&format!("state.{status}")) }
    }
}

/// The colour and shape of each of the four words.
pub fn tone(word: PublicWord) -> &'static str {
    match word {
        PublicWord::Waiting => "wait",
        PublicWord::Working => "doing",
        PublicWord::Done => "done",
        PublicWord::Refused => "refused",
    }
}

/// Fields of `tag::due`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueTag {
    /// overdue · soon · later · met
    pub tone: &'static str,
    pub word: String,
}

impl DueTag {
    /// "Quá hạn 4 giờ", "Còn 3 giờ", "Còn 2 ngày làm việc".
    pub fn of(w: &Words, remaining: Remaining) -> Self {
        match remaining {
            Remaining::Overdue { minutes, days } => {
                Self { tone: "overdue", word: w.fill("due.overdue", [("time", length(w, minutes, days))]) }
            }
            Remaining::Soon { minutes } => {
                Self { tone: "soon", word: w.fill("due.left", [("time", length(w, minutes, 0))]) }
            }
            Remaining::Later { minutes, days } => {
                Self { tone: "later", word: w.fill("due.left", [("time", length(w, minutes, days))]) }
            }
        }
    }
}

/// The largest unit that still tells enough: days, else hours, else minutes.
pub fn length(w: &Words, minutes: i64, days: i64) -> String {
    match (days, minutes) {
        (1.., _) => w.count("due.days", days),
        (_, 60..) => w.count("due.hours", minutes / 60),
        _ => w.count("due.minutes", minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_told_in_the_largest_unit_that_tells_enough() {
        let vi = Words::of("vi");
        let told = |remaining| DueTag::of(&vi, remaining).word;
        assert_eq!(told(Remaining::Overdue { minutes: 250, days: 0 }), "Quá hạn 4 giờ");
        assert_eq!(told(Remaining::Soon { minutes: 45 }), "Còn 45 phút");
        assert_eq!(told(Remaining::Later { minutes: 2000, days: 3 }), "Còn 3 ngày");
    }
}
