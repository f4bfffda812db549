//! What a sender thinks of the answer: one rating for each report.
use super::last_moment;
use super::status::Status;
use super::ticket::Report;
use crate::clock::Moment;
use crate::ids::{TicketId, text_enum};
use crate::schema::ratings;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// The four words that a sender chooses from, the best first.
    pub enum Mark {
        VeryGood = "very_good",
        Good = "good",
        Fair = "fair",
        Poor = "poor",
    }
}

text_enum! {
    /// How far a rating was looked over by whoever watches.
    pub enum Review {
        /// Nobody has to.
        None = "none",
        Open = "open",
        /// The answer stays, with the word of whoever looked.
        Closed = "closed",
        /// The report was opened again for it.
        SentOn = "sent_on",
    }
}

/// A rating as it is kept. What its sender wrote is for whoever works on the report, never for the public.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, serde::Deserialize)]
#[diesel(table_name = ratings)]
pub struct Rating {
    pub ticket_id: TicketId,
    pub mark: Mark,
    /// The codes of the city's reasons that were ticked, a space between them.
    pub reasons: String,
    /// A sentence of the sender; "" for none.
    pub words: String,
    pub rated_at: Moment,
    pub review: Review,
}

impl Mark {
    /// Is somebody to look at what went wrong?
    pub fn is_poor(self) -> bool {
        self == Self::Poor
    }

    /// Does it count among the content?
    pub fn is_content(self) -> bool {
        match self {
            Self::VeryGood | Self::Good => true,
            Self::Fair | Self::Poor => false,
        }
    }
}

impl Rating {
    /// The codes of what was ticked.
    pub fn ticked(&self) -> impl Iterator<Item = &str> {
        self.reasons.split_whitespace()
    }

    /// Is it about the answer that was given at `answered`, and not about one before?
    pub fn is_about(&self, answered: Option<Moment>) -> bool {
        answered.is_some_and(|at| self.rated_at >= at)
    }
}

/// The end of the last day on which an answer is rated, and a rating changed: as long as the report may be opened again.
pub fn rated_until(report: &Report, reopen_days: i64) -> Option<Moment> {
    let stands = matches!(report.status, Status::Answered | Status::Closed);
    report.answered_at.filter(|_| stands).map(|at| last_moment(at, reopen_days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_of_four_calls_somebody_and_two_count_as_content() {
        let poor: Vec<_> = Mark::ALL.iter().filter(|mark| mark.is_poor()).collect();
        let content: Vec<_> = Mark::ALL.iter().filter(|mark| mark.is_content()).collect();
        assert_eq!((poor, content), (vec![&Mark::Poor], vec![&Mark::VeryGood, &Mark::Good]));
    }

    #[test]
    fn a_rating_is_about_the_answer_before_it() {
        let at = |second| chrono::DateTime::from_timestamp(second, 0).unwrap().naive_utc();
        let rating = Rating {
            ticket_id: TicketId(1),
            mark: Mark::Good,
            reasons: "ket_qua thai_do".into(),
            words: String::new(),
            rated_at: at(100),
            review: Review::None,
        };
        assert!(rating.is_about(Some(at(100))) && !rating.is_about(Some(at(101))) && !rating.is_about(None));
        assert_eq!(rating.ticked().collect::<Vec<_>>(), ["ket_qua", "thai_do"]);
    }
}
