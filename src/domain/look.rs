//! Looks at what is kept apart: a sender's own words where the checked copy says less, and how to reach the sender. Each is
//! an event with its reason. It opens the thing for that one person, for a while, and its sender reads who looked.
use super::event::{Event, EventKind};
use crate::clock::Moment;
use crate::ids::{AccountId, AgencyId};
use chrono::Duration;

/// What somebody looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Words and photos as they were sent, whatever was taken out of them.
    Original,
    /// Name, telephone number, address.
    Contact,
}

impl Look {
    /// What it leaves in the history.
    pub fn kind(self) -> EventKind {
        match self {
            Self::Original => EventKind::OriginalSeen,
            Self::Contact => EventKind::ContactSeen,
        }
    }

    /// Until when it stands open to `who`, for so many minutes from their last look; nothing where it is closed.
    pub fn open_until<'a>(
        self,
        events: impl IntoIterator<Item = &'a Event>,
        who: AccountId,
        (minutes, now): (i64, Moment),
    ) -> Option<Moment> {
        let own = events.into_iter().filter(|one| one.kind == self.kind() && one.actor_id == Some(who));
        own.map(|one| one.at + Duration::minutes(minutes)).max().filter(|until| *until > now)
    }
}

/// The event by which the agency that holds the report may look at the sender's contact: the sender's word is for whoever
/// handles it, the city's for the one agency that it named. Whatever was said last counts.
pub fn shared<'a>(
    events: impl IntoIterator<Item = &'a Event>,
    holder: Option<AgencyId>,
) -> Option<&'a Event> {
    let said = |one: &&Event| matches!(one.kind, EventKind::ContactShared | EventKind::ContactKept);
    let last = events.into_iter().filter(said).max_by_key(|one| one.id)?;
    let meant = last.actor_id.is_none() || (holder.is_some() && last.agency_id == holder);
    (last.kind == EventKind::ContactShared && meant).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::status::Status;
    use crate::ids::{EventId, TicketId};

    const ONE: AccountId = AccountId(1);
    const TWO: AccountId = AccountId(2);
    const HERE: Option<AgencyId> = Some(AgencyId(7));

    fn at(minute: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc() + Duration::minutes(minute)
    }

    fn event(kind: EventKind, by: Option<AccountId>, minute: i64) -> Event {
        Event {
            id: EventId(minute),
            ticket_id: TicketId(1),
            kind,
            status_from: None,
            status_to: Status::InProgress,
            actor_id: by,
            agency_id: HERE,
            is_public: false,
            public_text: String::new(),
            remark: String::new(),
            due: None,
            at: at(minute),
        }
    }

    #[test]
    fn a_look_opens_one_thing_for_one_person_for_a_while() {
        let all = [event(EventKind::ContactSeen, Some(ONE), 0), event(EventKind::ContactSeen, Some(ONE), 10)];
        let open = |look: Look, who, minute| look.open_until(&all, who, (30, at(minute)));
        assert_eq!(open(Look::Contact, ONE, 39), Some(at(40)));
        assert_eq!(open(Look::Contact, ONE, 40), None);
        assert_eq!(open(Look::Original, ONE, 11), None);
        assert_eq!(open(Look::Contact, TWO, 11), None);
    }

    #[test]
    fn the_last_word_counts_and_the_citys_is_for_the_agency_that_it_named() {
        let elsewhere = Some(AgencyId(8));
        let is_shared = |all: &[Event], holder| shared(all, holder).is_some();
        let mut all = vec![event(EventKind::ContactShared, Some(ONE), 0)];
        assert!(is_shared(&all, HERE) && !is_shared(&all, elsewhere) && !is_shared(&all, None));
        all.push(event(EventKind::ContactKept, None, 1));
        assert!(!is_shared(&all, HERE));
        all.push(event(EventKind::ContactShared, None, 2));
        assert!(is_shared(&all, HERE) && is_shared(&all, elsewhere));
        assert!(!is_shared(&[], HERE));
    }
}
