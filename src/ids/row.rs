//! Row ids: one type per table, so that a ticket's id cannot be passed where an account's is wanted.
use crate::clock::Moment;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, Ordering};

/// 2024-01-01T00:00:00Z in milliseconds of the Unix era. Never change it: every id counts from here.
const EPOCH_MILLIS: i64 = 1_704_067_200_000;

/// The low bits of an id, filled by the counter.
const COUNTER_BITS: u32 = 20;

/// Starts somewhere in the lower half, so that two processes rarely meet, and half a million ids pass before it wraps.
static COUNTER: LazyLock<AtomicI64> =
    LazyLock::new(|| AtomicI64::new(rand::random_range(0..1 << (COUNTER_BITS - 1))));

/// The next id at `now`: milliseconds since 2024, then 20 bits of a counter. A `now` before 2024 counts as 2024; from
/// the year 2302 on there is no room for more.
fn next(now: Moment) -> i64 {
    let counter = COUNTER.fetch_add(1, Ordering::Relaxed) & ((1 << COUNTER_BITS) - 1);
    (millis(now) << COUNTER_BITS) | counter
}

/// The first moment that an id knows: what was before it counts as then.
pub fn first_moment() -> Moment {
    chrono::DateTime::from_timestamp_millis(EPOCH_MILLIS).map_or(Moment::MIN, |first| first.naive_utc())
}

/// By how much an id moves when what it was made for is so many whole seconds later.
pub fn later_by(seconds: i64) -> i64 {
    seconds * 1_000 * (1 << COUNTER_BITS)
}

fn millis(moment: Moment) -> i64 {
    (moment.and_utc().timestamp_millis() - EPOCH_MILLIS).clamp(0, i64::MAX >> COUNTER_BITS)
}

macro_rules! typed_id {
    ($($(#[$note:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$note])*
        ///
        /// In JSON it is a string: it is larger than what JavaScript keeps exactly in a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        pub struct $name(pub i64);

        impl $name {
            /// A new id, larger than those made in earlier milliseconds, so that order by id is order by recency.
            ///
            /// Ids are made here and not by the database: a row can be referred to before it is stored, both
            /// databases insert the same way, and no sequence has to be moved after an import. Two processes
            /// could make the same id only in the same millisecond and with the same counter out of half a
            /// million; the primary key then refuses the second.
            pub fn fresh(now: $crate::clock::Moment) -> Self {
                Self(next(now))
            }

            /// The smallest id that may be made at `moment`: what was made before is smaller.
            pub fn first_at(moment: $crate::clock::Moment) -> Self {
                Self(millis(moment) << COUNTER_BITS)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(<D::Error as serde::de::Error>::custom)
            }
        }

        impl<DB> diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> for $name
        where
            DB: diesel::backend::Backend,
            i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> for $name
        where
            DB: diesel::backend::Backend,
            i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                i64::from_sql(raw).map(Self)
            }
        }
    )+};
}

typed_id! {
    /// One line of the administrators' journal.
    OfficeEventId,
    /// A person's login or a resident's account.
    AccountId,
    /// An agency (sở, ban, UBND phường, xã …).
    AgencyId,
    /// A category of reports.
    CategoryId,
    /// The communes' borders of a time.
    BoundaryId,
    /// A commune: phường, xã or đặc khu.
    CommuneId,
    /// A street or a landmark.
    PlaceId,
    /// A time that it was said where a report is.
    PointId,
    /// A consent to the processing of personal data.
    ConsentId,
    /// An official document that an agency has signed.
    DocumentId,
    /// One line of the append-only history.
    EventId,
    /// A letter in the outbox.
    LetterId,
    /// A note that only staff read.
    NoteId,
    /// What one person was told of.
    NoticeId,
    /// Days on which somebody is away.
    AbsenceId,
    /// A rung of the ladder of what is owed for long.
    RungId,
    ViewId,
    /// A rung that was reached.
    ClimbId,
    /// What a category asks, as it was worded at one time.
    QuestionId,
    /// What a report's sender answered to such a question.
    ReportAnswerId,
    /// A photo of a report or of an answer.
    PhotoId,
    /// That a reader follows something by mail.
    FollowId,
    /// What somebody said publicly about a report.
    CommentId,
    /// A request that something is taken down.
    RemovalId,
    /// A published answer.
    ReplyId,
    /// An answer that is still being written.
    DraftId,
    /// A hold of an agency on a report.
    AssignmentId,
    /// A clock of what is owed on a report.
    ClockId,
    /// A report (phản ánh, kiến nghị).
    TicketId,
    /// A file that was sent before its form was.
    UploadId,
    /// A rule that sets deadlines.
    RuleId,
    /// Of words by which a report is known to need another way first.
    SignalId,
    /// A program of others that is told what happens.
    WebhookId,
    /// What one of them was told.
    WebhookDeliveryId,
    /// A key by which another program writes to the portal.
    ApiKeyId,
    /// What a sender wrote before they corrected it.
    OwnWordsId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn at(millis: i64) -> Moment {
        chrono::DateTime::from_timestamp_millis(EPOCH_MILLIS + millis).unwrap().naive_utc()
    }

    #[test]
    fn later_ids_are_larger() {
        let ids: Vec<TicketId> = (1..500).map(|millis| TicketId::fresh(at(millis))).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert_eq!(ids[0].0 >> COUNTER_BITS, 1);
    }

    #[test]
    fn ids_of_one_moment_differ_and_keep_their_order() {
        let ids: Vec<TicketId> = (0..10_000).map(|_| TicketId::fresh(at(7))).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 10_000);
        assert!(ids.is_sorted());
    }

    #[test]
    fn before_the_epoch_an_id_is_still_positive() {
        assert!(TicketId::fresh(at(-5_000)).0 >= 0);
    }

    #[test]
    fn no_moment_is_too_far_for_an_id() {
        let [least, soon, far, most] =
            [Moment::MIN, at(7), at(20_000_000_000_000), Moment::MAX].map(TicketId::first_at);
        assert_eq!(least, TicketId(0));
        assert!(least < soon && soon < far && far <= most);
    }

    #[test]
    fn json_keeps_every_digit_as_text() {
        let id = TicketId(9_007_199_254_740_993);
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"9007199254740993\"");
        assert_eq!(serde_json::from_str::<TicketId>("\"9007199254740993\"").unwrap(), id);
        assert!(serde_json::from_str::<TicketId>("\"nine\"").is_err());
        assert!("12x".parse::<TicketId>().is_err());
    }
}
