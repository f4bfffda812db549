//! The seals of a report's events: each covers the event and the seal before it, so that what was changed or taken out
//! past the database can be seen.
use super::event::Event;
use crate::clock::Moment;
use crate::ids::EventId;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// An event as it is stored: with the seal before it, and its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    pub event: Event,
    /// "" on the first.
    pub previous: String,
    /// "" on an event from before there were seals.
    pub seal: String,
}

/// The seal of an event that follows the one sealed `previous`.
pub fn seal(event: &Event, previous: &str) -> String {
    let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let moment = |at: Moment| at.and_utc().timestamp_micros().to_string();
    let parts = [
        previous.to_owned(),
        event.id.to_string(),
        event.ticket_id.to_string(),
        event.kind.to_string(),
        event.status_from.map(|status| status.to_string()).unwrap_or_default(),
        event.status_to.to_string(),
        number(event.actor_id.map(|id| id.0)),
        number(event.agency_id.map(|id| id.0)),
        event.is_public.to_string(),
        event.public_text.clone(),
        event.remark.clone(),
        event.due.map(moment).unwrap_or_default(),
        moment(event.at),
    ];
    let mut hash = Sha256::new();
    for part in parts {
        // Its length first: no two rows of parts read the same.
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing into a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The last seal: the one that no other event follows. "" where nothing is sealed yet.
pub fn last(seals: &[(String, String)]) -> &str {
    let followed = |seal: &String| seals.iter().any(|(previous, _)| previous == seal);
    seals
        .iter()
        .map(|(_, seal)| seal)
        .rfind(|seal| !seal.is_empty() && !followed(seal))
        .map_or("", String::as_str)
}

/// The first event of a report at which the seals do not hold, if there is one.
pub fn broken(all: &[Sealed]) -> Option<EventId> {
    let sealed: Vec<&Sealed> = all.iter().filter(|one| !one.seal.is_empty()).collect();
    let (mut at, mut left) = ("", sealed.clone());
    while let Some(next) = left.iter().position(|one| one.previous == at) {
        let one = left.remove(next);
        if seal(&one.event, &one.previous) != one.seal {
            return Some(one.event.id);
        }
        at = &one.seal;
    }
    left.first().map(|one| one.event.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::EventKind;
    use crate::domain::status::Status;
    use crate::ids::TicketId;

    fn chain(remarks: &[&str]) -> Vec<Sealed> {
        let mut all: Vec<Sealed> = Vec::new();
        for (id, remark) in (1..).zip(remarks) {
            let event = Event {
                id: EventId(id),
                ticket_id: TicketId(7),
                kind: EventKind::Assigned,
                status_from: Some(Status::InProgress),
                status_to: Status::InProgress,
                actor_id: None,
                agency_id: None,
                is_public: false,
                public_text: String::new(),
                remark: (*remark).to_owned(),
                due: None,
                at: chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc(),
            };
            let previous = all.last().map(|one| one.seal.clone()).unwrap_or_default();
            all.push(Sealed { seal: seal(&event, &previous), event, previous });
        }
        all
    }

    #[test]
    fn whatever_was_changed_taken_out_or_put_in_is_seen() {
        let whole = chain(&["a", "b", "c"]);
        assert_eq!(broken(&whole), None);
        let mut changed = whole.clone();
        changed[1].event.remark = "x".into();
        assert_eq!(broken(&changed), Some(EventId(2)));
        let gap = [whole[0].clone(), whole[2].clone()];
        assert_eq!(broken(&gap), Some(EventId(3)));
        let twice = [whole[0].clone(), whole[1].clone(), chain(&["a", "z"])[1].clone()];
        assert!(broken(&twice).is_some(), "two events follow the same one");
        let mut unsealed = whole.clone();
        unsealed[0].seal = String::new();
        assert!(broken(&unsealed).is_some(), "a seal was wiped off");
    }

    #[test]
    fn the_last_seal_is_found_whatever_the_order() {
        let all = chain(&["a", "b", "c"]);
        let mut seals: Vec<_> = all.iter().map(|one| (one.previous.clone(), one.seal.clone())).collect();
        seals.rotate_left(1);
        assert_eq!(last(&seals), all[2].seal);
        assert_eq!(last(&[(String::new(), String::new())]), "");
    }
}
