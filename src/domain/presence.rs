//! Who has a report open, for the colleagues who have it open too: said by a script of the page, kept for minutes, and
//! remembered nowhere. It is no event, and changes nothing of the report.
use crate::clock::Moment;
use crate::ids::{AccountId, TicketId};
use crate::schema::presences;
use chrono::Duration;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

/// How long somebody counts as being there after their page last said so: longer than two of its turns.
const LASTS: Duration = Duration::minutes(2);
/// A page that says the same more often than this is not written down.
const TURN: Duration = Duration::seconds(5);

/// One person at one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = presences)]
pub struct Presence {
    pub ticket_id: TicketId,
    pub account_id: AccountId,
    pub seen_at: Moment,
    /// They typed something a moment ago.
    pub writes: bool,
}

impl Presence {
    /// Is it known already that they are there, doing just this?
    pub fn is_news_after(&self, before: Option<&Self>) -> bool {
        before.is_none_or(|one| one.writes != self.writes || self.seen_at - one.seen_at >= TURN)
    }

    /// From when on somebody counts as being there.
    pub fn since(now: Moment) -> Moment {
        now - LASTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_written_again_at_once() {
        let at = |seconds| {
            let seen_at = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            Presence { ticket_id: TicketId(1), account_id: AccountId(1), seen_at, writes: false }
        };
        assert!(at(0).is_news_after(None));
        assert!(!at(4).is_news_after(Some(&at(0))) && at(5).is_news_after(Some(&at(0))));
        assert!(Presence { writes: true, ..at(1) }.is_news_after(Some(&at(0))));
    }
}
