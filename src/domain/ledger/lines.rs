//! Lines of the ledger as a process keeps them: a million of them take some ninety megabytes, and are walked through in the
//! order of their reports. A moment is kept to its second, a name by its place in a list.
use super::{Kept, Line, Promising};
use crate::clock::Moment;
use crate::domain::partners::Partners;
use crate::domain::rating::Mark;
use crate::domain::status::Status;
use crate::domain::ticket::{Channel, Kind, Level};
use crate::ids::{AgencyId, CategoryId, CommuneId, TicketId};
use chrono::DateTime;
use std::collections::HashMap;
use std::hash::Hash;

/// Lines in the order of their reports.
#[derive(Default)]
pub struct Lines {
    all: Vec<Packed>,
    ids: Names<i64>,
    reasons: Names<String>,
}

/// Seconds since 1970; 0 for never.
type Second = u32;
/// Where a name stands in its list, counted from one; 0 for none.
type Place = u32;

struct Packed {
    ticket_id: TicketId,
    received_at: Second,
    due_at: Second,
    answered_at: Second,
    reopened_at: Second,
    promised_for: Second,
    promise_kept_at: Second,
    rated_at: Second,
    category: Place,
    commune: Place,
    agency: Place,
    reason: Place,
    minutes: [Option<Minutes>; 3],
    partners: Partners,
    kind: Kind,
    channel: Channel,
    level: Level,
    status: Status,
    kept: Option<Kept>,
    promise: Option<Promising>,
    mark: Option<Mark>,
    unconfirmed: bool,
    is_public: bool,
}

/// Minutes and one, so that none takes no room of its own.
type Minutes = std::num::NonZeroU32;

impl Lines {
    /// None, with room for so many and some more.
    pub fn with_room(many: usize) -> Self {
        Self { all: Vec::with_capacity(many + many / 16), ..Self::default() }
    }

    /// Each, in the order of their reports.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Line> {
        self.all.iter().map(|packed| self.unpack(packed))
    }

    /// The line of a report.
    pub fn of(&self, id: TicketId) -> Option<Line> {
        let place = self.all.binary_search_by_key(&id, |one| one.ticket_id).ok()?;
        Some(self.unpack(&self.all[place]))
    }

    /// Puts a line in its place, or in the place of the one before it.
    pub fn put(&mut self, line: Line) {
        let (id, packed) = (line.ticket_id, self.pack(line));
        if self.all.len() == self.all.capacity() {
            // Some more, not twice as many: of a million, half would never be used.
            self.all.reserve_exact(self.all.len() / 16 + 64);
        }
        if self.all.last().is_none_or(|last| last.ticket_id < id) {
            return self.all.push(packed);
        }
        match self.all.binary_search_by_key(&id, |one| one.ticket_id) {
            Ok(place) => self.all[place] = packed,
            Err(place) => self.all.insert(place, packed),
        }
    }

    fn pack(&mut self, line: Line) -> Packed {
        let mut place = |id: Option<i64>| id.map_or(0, |id| self.ids.place_of(id));
        Packed {
            ticket_id: line.ticket_id,
            received_at: second(Some(line.received_at)),
            due_at: second(Some(line.due_at)),
            answered_at: second(line.answered_at),
            reopened_at: second(line.reopened_at),
            promised_for: second(line.promised_for),
            promise_kept_at: second(line.promise_kept_at),
            rated_at: second(line.rated_at),
            category: place(Some(line.category_id.0)),
            commune: place(line.commune_id.map(|id| id.0)),
            agency: place(line.agency_id.map(|id| id.0)),
            reason: line.reason.map_or(0, |reason| self.reasons.place_of(reason)),
            minutes: [line.triage_minutes, line.take_minutes, line.answer_minutes].map(minutes),
            partners: line.partners,
            kind: line.kind,
            channel: line.channel,
            level: line.level,
            status: line.status,
            kept: line.kept,
            promise: line.promise,
            mark: line.mark,
            unconfirmed: line.unconfirmed,
            is_public: line.is_public,
        }
    }

    fn unpack(&self, packed: &Packed) -> Line {
        let id = |place| self.ids.at(place).copied();
        let [triage, take, answer] = packed.minutes.map(|minutes| minutes.map(|one| (one.get() - 1) as i32));
        Line {
            ticket_id: packed.ticket_id,
            received_at: moment(packed.received_at).unwrap_or_default(),
            kind: packed.kind,
            channel: packed.channel,
            level: packed.level,
            status: packed.status,
            category_id: CategoryId(id(packed.category).unwrap_or_default()),
            commune_id: id(packed.commune).map(CommuneId),
            agency_id: id(packed.agency).map(AgencyId),
            partners: packed.partners.clone(),
            due_at: moment(packed.due_at).unwrap_or_default(),
            answered_at: moment(packed.answered_at),
            kept: packed.kept,
            reopened_at: moment(packed.reopened_at),
            triage_minutes: triage,
            take_minutes: take,
            answer_minutes: answer,
            unconfirmed: packed.unconfirmed,
            promised_for: moment(packed.promised_for),
            promise: packed.promise,
            promise_kept_at: moment(packed.promise_kept_at),
            mark: packed.mark,
            rated_at: moment(packed.rated_at),
            is_public: packed.is_public,
            reason: self.reasons.at(packed.reason).cloned(),
        }
    }
}

impl FromIterator<Line> for Lines {
    fn from_iter<I: IntoIterator<Item = Line>>(lines: I) -> Self {
        let mut all = Self::default();
        lines.into_iter().for_each(|line| all.put(line));
        all
    }
}

fn second(at: Option<Moment>) -> Second {
    at.map_or(0, |at| Second::try_from(at.and_utc().timestamp()).unwrap_or_default())
}

fn moment(second: Second) -> Option<Moment> {
    (second > 0).then(|| DateTime::from_timestamp(i64::from(second), 0)).flatten().map(|at| at.naive_utc())
}

fn minutes(minutes: Option<i32>) -> Option<Minutes> {
    Minutes::new(u32::try_from(minutes?).unwrap_or_default() + 1)
}

/// Names, each once, by their places.
struct Names<T> {
    all: Vec<T>,
    places: HashMap<T, Place>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { all: Vec::new(), places: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Names<T> {
    fn place_of(&mut self, name: T) -> Place {
        let next = Place::try_from(self.all.len() + 1).unwrap_or_default();
        let place = *self.places.entry(name.clone()).or_insert(next);
        if place == next {
            self.all.push(name);
        }
        place
    }

    fn at(&self, place: Place) -> Option<&T> {
        self.all.get(usize::try_from(place).ok()?.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment_of;
    use chrono::NaiveDate;

    fn at(day: u32) -> Moment {
        moment_of(NaiveDate::from_ymd_opt(2026, 9, day).unwrap().and_hms_opt(9, 30, 15).unwrap())
    }

    fn line(id: i64) -> Line {
        Line {
            ticket_id: TicketId(id),
            received_at: at(1),
            kind: Kind::Report,
            channel: Channel::Web,
            level: Level::Normal,
            status: Status::Closed,
            category_id: CategoryId(7),
            commune_id: Some(CommuneId(3)),
            agency_id: Some(AgencyId(7)),
            partners: Partners::of(vec![AgencyId(9)]),
            due_at: at(2),
            answered_at: Some(at(3)),
            kept: Some(Kept::Late),
            reopened_at: Some(at(4)),
            triage_minutes: Some(0),
            take_minutes: Some(i32::MAX),
            answer_minutes: None,
            unconfirmed: true,
            promised_for: Some(at(5)),
            promise: Some(Promising::KeptLate),
            promise_kept_at: Some(at(6)),
            mark: Some(Mark::Poor),
            rated_at: Some(at(7)),
            is_public: true,
            reason: Some("trung".into()),
        }
    }

    #[test]
    fn what_is_kept_comes_out_as_it_went_in() {
        let empty = Line {
            commune_id: None,
            agency_id: None,
            partners: Partners::default(),
            answered_at: None,
            kept: None,
            reopened_at: None,
            triage_minutes: None,
            take_minutes: None,
            promised_for: None,
            promise: None,
            promise_kept_at: None,
            mark: None,
            rated_at: None,
            reason: None,
            ..line(5)
        };
        let lines: Lines = [line(9), empty.clone(), line(2)].into_iter().collect();
        assert_eq!(lines.iter().collect::<Vec<_>>(), [line(2), empty.clone(), line(9)]);
        assert_eq!((lines.of(TicketId(5)), lines.of(TicketId(6))), (Some(empty), None));
    }

    #[test]
    fn a_newer_line_takes_the_place_of_the_one_before() {
        let mut lines: Lines = [line(1), line(2)].into_iter().collect();
        let newer = Line { status: Status::Answered, reason: Some("khac".into()), ..line(1) };
        lines.put(newer.clone());
        assert_eq!(lines.iter().collect::<Vec<_>>(), [newer, line(2)]);
    }

    #[test]
    fn a_million_take_ninety_megabytes() {
        assert!(size_of::<Packed>() <= 90, "{}", size_of::<Packed>());
    }
}
