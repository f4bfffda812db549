//! What senders are written about: a row an event, which the city keeps, and what one sender does not want of it.
use super::letter::LetterKind;
use crate::ids::{TicketId, text_enum};
use crate::schema::{letter_topics, letters_off};
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// An event in the life of a report of which its sender may be told.
    pub enum Topic {
        Received = "received",
        Forwarded = "forwarded",
        Progress = "progress",
        Asked = "asked",
        Extended = "extended",
        Answered = "answered",
        Reopened = "reopened",
        Closed = "closed",
    }
}

text_enum! {
    /// The way by which somebody is told.
    pub enum Channel {
        Mail = "mail",
    }
}

/// Whether the city writes about an event, and by which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = letter_topics)]
pub struct LetterTopic {
    pub topic: Topic,
    pub written: bool,
    pub channel: Channel,
}

/// A sender wants no letters about this event of their report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = letters_off)]
pub struct LetterOff {
    pub ticket_id: TicketId,
    pub topic: Topic,
}

impl Topic {
    /// May a sender switch it off alone? The receipt answers what they did just now; a question that nobody reads would close
    /// the report.
    pub fn is_optional(self) -> bool {
        match self {
            Self::Received | Self::Asked => false,
            Self::Forwarded
            | Self::Progress
            | Self::Extended
            | Self::Answered
            | Self::Reopened
            | Self::Closed => true,
        }
    }

    /// The letters that tell of it.
    pub fn kinds(self) -> impl Iterator<Item = LetterKind> {
        LetterKind::ALL.iter().copied().filter(move |kind| kind.topic() == Some(self))
    }
}

/// Does the city write about it? Without a row it does.
pub fn is_written(topics: &[LetterTopic], topic: Topic) -> bool {
    topics.iter().find(|one| one.topic == topic).is_none_or(|one| one.written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_to_a_sender_tells_of_one_event_and_each_event_has_its_letters() {
        for topic in Topic::ALL {
            assert!(topic.kinds().next().is_some(), "{topic}");
        }
        // To staff, to whoever asked that something is taken down, and to who follows something.
        let to_others: Vec<_> = LetterKind::ALL.iter().filter(|kind| kind.topic().is_none()).collect();
        assert_eq!(to_others.len(), 9, "{to_others:?}");
        let kept: Vec<_> = Topic::ALL.iter().filter(|topic| !topic.is_optional()).collect();
        assert_eq!(kept, [&Topic::Received, &Topic::Asked]);
    }

    #[test]
    fn what_has_no_row_is_written_about() {
        let off = LetterTopic { topic: Topic::Progress, written: false, channel: Channel::Mail };
        assert!(!is_written(&[off], Topic::Progress) && is_written(&[off], Topic::Answered));
    }
}
