//! Which agency a report should go to, by what it is about and where it happened, and who can be given it at all.
use super::Calendar;
use super::city::{Agency, Category, Commune, DeadlineRule};
use super::clocks::Owed;
use super::ticket::Level;
use crate::clock::{Moment, local};
use crate::ids::AgencyId;
use std::collections::{HashMap, HashSet};

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
    /// Whom the list names gave this report back: it is not theirs.
    GivenBack,
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
    /// Whom the list names, where nobody can act there: the nearest above that can is proposed, or nobody.
    pub unmanned: Option<AgencyId>,
    /// The same of who would work with them: then nobody does.
    pub unmanned_with: Option<AgencyId>,
}

impl Proposal {
    /// The same where this agency did not give it back before.
    pub fn unless_given_back(self, gave_back: impl Fn(AgencyId) -> bool) -> Self {
        if !self.agency.is_some_and(gave_back) {
            return self;
        }
        Self { agency: None, because: Because::GivenBack, succeeded: false, unmanned: None, ..self }
    }

    /// Where nobody is named.
    pub fn nobody() -> Self {
        Self {
            agency: None,
            co_agency: None,
            because: Because::Nobody,
            succeeded: false,
            unmanned: None,
            unmanned_with: None,
        }
    }
}

/// Why an agency can be given nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unable {
    /// There is no such agency.
    Unknown,
    /// It has ended, or has not begun.
    Ended,
    /// It ends before the work is due.
    Ends,
    /// Nobody who can come in takes on work there.
    Unmanned,
}

/// The agencies of the city, and those of them where somebody can act. Whoever gives work asks this.
#[derive(Clone, Copy)]
pub struct Offices<'a> {
    pub all: &'a HashMap<AgencyId, Agency>,
    pub manned: &'a HashSet<AgencyId>,
}

/// When work is given, and when it is due.
type Times = (Moment, Moment);

/// How many mergers in a row are followed, and how many levels upwards; more is a ring in the data.
const MERGERS: usize = 8;

impl<'a> Offices<'a> {
    /// Can it be given work that is due at a moment?
    pub fn able(&self, id: AgencyId, (now, due): Times) -> Result<&'a Agency, Unable> {
        let agency = self.all.get(&id).ok_or(Unable::Unknown)?;
        if !agency.is_current(local(now).date()) {
            Err(Unable::Ended)
        } else if !agency.takes(now, due) {
            Err(Unable::Ends)
        } else if !self.manned.contains(&id) {
            Err(Unable::Unmanned)
        } else {
            Ok(agency)
        }
    }

    /// The agency itself where it is there as long as the work, or whoever takes over from it.
    pub fn taker(&self, id: AgencyId, (now, due): Times) -> Option<AgencyId> {
        let mut at = id;
        for _ in 0..MERGERS {
            let agency = self.all.get(&at)?;
            if agency.takes(now, due) {
                return Some(at);
            }
            at = agency.successor_id?;
        }
        None
    }

    /// The nearest agency above that can be given it.
    pub fn above(&self, id: AgencyId, times: Times) -> Option<AgencyId> {
        let mut at = id;
        for _ in 0..MERGERS {
            at = self.all.get(&at)?.parent_id?;
            if self.able(at, times).is_ok() {
                return Some(at);
            }
        }
        None
    }

    /// Whoever takes over from it where somebody can act there, or the nearest above where somebody can.
    pub fn receiver(&self, id: AgencyId, times: Times) -> Option<AgencyId> {
        let taker = self.taker(id, times)?;
        if self.manned.contains(&taker) { Some(taker) } else { self.above(taker, times) }
    }
}

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

/// The agency for a category and a place, for an answer due at `due`. One that is not there so long is replaced by its
/// successor, one in which nobody can act by the nearest above.
pub fn propose(
    category: &Category,
    commune: Option<&Commune>,
    offices: Offices<'_>,
    times: Times,
) -> Proposal {
    let committee = commune.and_then(|commune| commune.agency_id);
    let (named, because) = match (category.to_commune, committee) {
        (true, Some(committee)) => (Some(committee), Because::Commune),
        (true, None) => (category.agency_id, Because::CommuneUnknown),
        (false, _) if category.agency_id.is_some() => (category.agency_id, Because::Category),
        (false, _) => (None, Because::Nobody),
    };
    let taker = |id: Option<AgencyId>| id.and_then(|id| offices.taker(id, times));
    let (lead, with) =
        (taker(named), taker(if category.co_commune { committee } else { category.co_agency_id }));
    let unmanned = |id: &AgencyId| !offices.manned.contains(id);
    let agency = lead.and_then(|id| offices.receiver(id, times));
    let with = with.filter(|id| Some(*id) != agency && Some(*id) != lead);
    Proposal {
        agency,
        co_agency: with.filter(|id| !unmanned(id)),
        because,
        succeeded: lead.is_some() && lead != named,
        unmanned: lead.filter(unmanned),
        unmanned_with: with.filter(unmanned),
    }
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

    /// All of them, with somebody in each.
    fn city(agencies: &[Agency]) -> (HashMap<AgencyId, Agency>, HashSet<AgencyId>) {
        let all = agencies.iter().map(|one| (one.id, one.clone())).collect();
        (all, agencies.iter().map(|one| one.id).collect())
    }

    fn to(
        (category, commune): (&Category, Option<&Commune>),
        agencies: &[Agency],
        times: (Moment, Moment),
    ) -> Proposal {
        let (all, manned) = city(agencies);
        propose(category, commune, Offices { all: &all, manned: &manned }, times)
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
            lat: None,
            lon: None,
        }
    }

    #[test]
    fn a_category_of_the_communes_goes_to_the_commune() {
        let agencies = [agency(1, None, None), agency(2, None, None)];
        let found = to((&category(Some(1), true), Some(&commune(2))), &agencies, due_on(10));
        assert_eq!((found.agency, found.because), (Some(AgencyId(2)), Because::Commune));
        let found = to((&category(Some(1), true), None), &agencies, due_on(10));
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
        let found = to((&category(Some(1), false), None), &agencies, due_on(10));
        assert_eq!((found.agency, found.succeeded), (Some(AgencyId(2)), true));
        assert_eq!(to((&category(Some(3), false), None), &agencies, due_on(10)).agency, None);
        let nobody = to((&category(None, false), Some(&commune(2))), &agencies, due_on(10));
        assert_eq!((nobody.agency, nobody.because), (None, Because::Nobody));
    }

    #[test]
    fn who_ends_before_the_answer_is_due_is_not_given_it() {
        let agencies =
            [agency(1, Some(day(10)), Some(2)), agency(2, None, None), agency(3, Some(day(10)), None)];
        let given = |id: i64, due| to((&category(Some(id), false), None), &agencies, due_on(due)).agency;
        assert_eq!(given(1, 10), Some(AgencyId(1)), "its last day is still its own");
        assert_eq!(given(1, 11), Some(AgencyId(2)));
        assert_eq!(given(3, 11), None);
        assert_eq!(given(1, 1), Some(AgencyId(1)), "what is overdue is due at once");
        let mut later = agency(4, None, None);
        later.valid_from = Some(day(8));
        assert!(!later.takes(due_on(9).0, due_on(9).1), "not before it begins");
    }

    #[test]
    fn the_commune_may_work_with_the_lead_but_never_with_itself() {
        let agencies = [agency(1, None, None), agency(2, None, None)];
        let shared = Category { co_commune: true, ..category(Some(1), false) };
        let found = to((&shared, Some(&commune(2))), &agencies, due_on(10));
        assert_eq!((found.agency, found.co_agency), (Some(AgencyId(1)), Some(AgencyId(2))));
        let own = to((&shared, Some(&commune(1))), &agencies, due_on(10));
        assert_eq!(own.co_agency, None);
    }

    #[test]
    fn where_nobody_can_act_the_nearest_above_is_proposed_and_it_is_said() {
        let under = |id, above| Agency { parent_id: Some(AgencyId(above)), ..agency(id, None, None) };
        let agencies = [agency(1, None, None), under(2, 1), under(3, 2), agency(4, None, None)];
        let (all, mut manned) = city(&agencies);
        let shared = Category { co_agency_id: Some(AgencyId(4)), ..category(Some(3), false) };
        let proposed = |manned: &HashSet<AgencyId>| {
            let found = propose(&shared, None, Offices { all: &all, manned }, due_on(10));
            (found.agency, found.unmanned, found.co_agency, found.unmanned_with)
        };
        let [one, two, three, four] = [1, 2, 3, 4].map(|id| Some(AgencyId(id)));
        assert_eq!(proposed(&manned), (three, None, four, None));
        manned.remove(&AgencyId(3));
        assert_eq!(proposed(&manned), (two, three, four, None));
        manned.remove(&AgencyId(2));
        manned.remove(&AgencyId(4));
        assert_eq!(proposed(&manned), (one, three, None, four));
        manned.clear();
        assert_eq!(proposed(&manned), (None, three, None, four));
    }

    #[test]
    fn who_is_given_nothing_is_told_apart() {
        let agencies = [agency(1, Some(day(1)), None), agency(2, Some(day(8)), None), agency(3, None, None)];
        let (all, manned) = (city(&agencies).0, HashSet::from([AgencyId(1), AgencyId(2)]));
        let offices = Offices { all: &all, manned: &manned };
        let why = |id| offices.able(AgencyId(id), due_on(10)).err();
        let all = [Some(Unable::Ended), Some(Unable::Ends), Some(Unable::Unmanned), Some(Unable::Unknown)];
        assert_eq!([1, 2, 3, 4].map(why), all);
        assert!(offices.able(AgencyId(2), due_on(8)).is_ok());
    }
}
