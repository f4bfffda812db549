//! Which agency a report should go to, by what it is about and where it happened.
use super::Calendar;
use super::city::{Agency, Category, Commune, DeadlineRule};
use super::clocks::Owed;
use super::ticket::Level;
use crate::clock::{Moment, local};
use crate::ids::AgencyId;

/// Why an agency is proposed, for the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The category belongs to the commune where it happened.
    Commune,
    /// The category has an agency of its own.
    Category,
    /// The category belongs to the commune, but no commune is known.
    CommuneUnknown,
    /// The city's list names nobody: the dispatcher decides.
    Nobody,
}

/// Where a report should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Who answers (chủ trì).
    pub agency: Option<AgencyId>,
    /// Who works with them (phối hợp).
    pub co_agency: Option<AgencyId>,
    pub because: Because,
    /// The agency named by the list has ended, or ends before the answer is due; this is its successor.
    pub succeeded: bool,
}

impl Proposal {
    /// Where nobody is named.
    pub fn nobody() -> Self {
        Self { agency: None, co_agency: None, because: Because::Nobody, succeeded: false }
    }
}

/// How many mergers in a row are followed; more is a ring in the data.
const MERGERS: usize = 8;

/// When the answer to a report is due if it goes to an agency at `now`: as was promised, or by the rules.
pub fn answer_due(
    promised: Option<Moment>,
    (level, category): (Level, &Category),
    (rules, calendar): (&[DeadlineRule], &Calendar),
    now: Moment,
) -> Moment {
    let by_rule = || {
        let rule = DeadlineRule::choose(rules, Owed::Answer, level, category.id, local(now).date())?;
        rule.ends(now, calendar)
    };
    promised.or_else(by_rule).unwrap_or(now).max(now)
}

/// The agency for a category and a place, for an answer due at `due`. One that cannot take it is replaced by its successor.
pub fn propose(
    category: &Category,
    commune: Option<&Commune>,
    agencies: &[Agency],
    (now, due): (Moment, Moment),
) -> Proposal {
    let committee = commune.and_then(|commune| commune.agency_id);
    let (named, because) = match (category.to_commune, committee) {
        (true, Some(committee)) => (Some(committee), Because::Commune),
        (true, None) => (category.agency_id, Because::CommuneUnknown),
        (false, _) if category.agency_id.is_some() => (category.agency_id, Because::Category),
        (false, _) => (None, Because::Nobody),
    };
    let agency = named.and_then(|id| taker(id, agencies, (now, due)));
    let with = if category.co_commune { committee } else { category.co_agency_id };
    Proposal {
        agency,
        co_agency: with.and_then(|id| taker(id, agencies, (now, due))).filter(|id| Some(*id) != agency),
        because,
        succeeded: agency.is_some() && agency != named,
    }
}

/// The agency itself where it can take work due at `due`, or whoever takes over from it.
pub fn taker(id: AgencyId, agencies: &[Agency], (now, due): (Moment, Moment)) -> Option<AgencyId> {
    let mut at = id;
    for _ in 0..MERGERS {
        let agency = agencies.iter().find(|agency| agency.id == at)?;
        if agency.takes(now, due) {
            return Some(at);
        }
        at = agency.successor_id?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment_of;
    use crate::ids::CommuneId;
    use chrono::NaiveDate;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, day).unwrap()
    }

    /// Given on the 7th at noon, due at noon of a day.
    fn due_on(due: u32) -> (Moment, Moment) {
        let noon = |at: u32| moment_of(day(at).and_hms_opt(12, 0, 0).unwrap());
        (noon(7), noon(due))
    }

    fn agency(id: i64, until: Option<NaiveDate>, successor: Option<i64>) -> Agency {
        Agency {
            id: AgencyId(id),
            slug: id.to_string(),
            name: id.to_string(),
            name_fold: id.to_string(),
            short_name: String::new(),
            kind: String::new(),
            parent_id: None,
            successor_id: successor.map(AgencyId),
            valid_from: None,
            valid_to: until,
            contact_point: String::new(),
            contact_phone: String::new(),
            contact_email: String::new(),
            version: 1,
        }
    }

    fn category(agency: Option<i64>, to_commune: bool) -> Category {
        Category {
            agency_id: agency.map(AgencyId),
            to_commune,
            ..Category::blank(crate::clock::Moment::default())
        }
    }

    fn commune(agency: i64) -> Commune {
        Commune {
            id: CommuneId(1),
            code: String::new(),
            slug: String::new(),
            name: String::new(),
            short_name: String::new(),
            kind: String::new(),
            old_units: String::new(),
            old_districts: String::new(),
            agency_id: Some(AgencyId(agency)),
            valid_from: None,
            valid_to: None,
        }
    }

    #[test]
    fn a_category_of_the_communes_goes_to_the_commune() {
        let agencies = [agency(1, None, None), agency(2, None, None)];
        let found = propose(&category(Some(1), true), Some(&commune(2)), &agencies, due_on(10));
        assert_eq!((found.agency, found.because), (Some(AgencyId(2)), Because::Commune));
        let found = propose(&category(Some(1), true), None, &agencies, due_on(10));
        assert_eq!((found.agency, found.because), (Some(AgencyId(1)), Because::CommuneUnknown));
    }

    #[test]
    fn an_ended_agency_is_replaced_by_its_successor_and_a_ring_ends() {
        let agencies = [
            agency(1, Some(day(1)), Some(2)),
            agency(2, None, None),
            agency(3, Some(day(1)), Some(4)),
            agency(4, Some(day(1)), Some(3)),
        ];
        let found = propose(&category(Some(1), false), None, &agencies, due_on(10));
        assert_eq!((found.agency, found.succeeded), (Some(AgencyId(2)), true));
        assert_eq!(propose(&category(Some(3), false), None, &agencies, due_on(10)).agency, None);
        let nobody = propose(&category(None, false), Some(&commune(2)), &agencies, due_on(10));
        assert_eq!((nobody.agency, nobody.because), (None, Because::Nobody));
    }

    #[test]
    fn who_ends_before_the_answer_is_due_is_not_given_it() {
        let agencies =
            [agency(1, Some(day(10)), Some(2)), agency(2, None, None), agency(3, Some(day(10)), None)];
        let to = |id: i64, due| propose(&category(Some(id), false), None, &agencies, due_on(due)).agency;
        assert_eq!(to(1, 10), Some(AgencyId(1)), "its last day is still its own");
        assert_eq!(to(1, 11), Some(AgencyId(2)));
        assert_eq!(to(3, 11), None);
        assert_eq!(to(1, 1), Some(AgencyId(1)), "what is overdue is due at once");
        let mut later = agency(4, None, None);
        later.valid_from = Some(day(8));
        assert!(!later.takes(due_on(9).0, due_on(9).1), "not before it begins");
    }

    #[test]
    fn the_commune_may_work_with_the_lead_but_never_with_itself() {
        let agencies = [agency(1, None, None), agency(2, None, None)];
        let shared = Category { co_commune: true, ..category(Some(1), false) };
        let found = propose(&shared, Some(&commune(2)), &agencies, due_on(10));
        assert_eq!((found.agency, found.co_agency), (Some(AgencyId(1)), Some(AgencyId(2))));
        let own = propose(&shared, Some(&commune(1)), &agencies, due_on(10));
        assert_eq!(own.co_agency, None);
    }
}
