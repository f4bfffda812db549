//! Who holds which part of a report: since when, until when, and how it ended.
use super::ticket::never;
use crate::clock::Moment;
use crate::ids::{AccountId, AgencyId, AssignmentId, TicketId, text_enum};
use crate::schema::assignments;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// What an agency has to do with a report.
    pub enum Part {
        /// It answers (chủ trì).
        Lead = "lead",
        /// It works with the lead (phối hợp).
        With = "with",
    }
}

text_enum! {
    /// How somebody's hold on a report ended.
    pub enum Ended {
        /// It did not: they hold it.
        Open = "open",
        /// Another person of the same agency works on it, or nobody yet.
        HandedOn = "handed_on",
        /// It was sent to another agency.
        Rerouted = "rerouted",
        /// The agency sent it back to the 1022 desk.
        SentBack = "sent_back",
        /// The agency was closed down or merged.
        PassedOn = "passed_on",
        /// It was taken out of their hands, and nobody holds it.
        TakenBack = "taken_back",
        Answered = "answered",
        /// Nothing was left to do: refused, merged, withdrawn, closed.
        Settled = "settled",
    }
}

impl Ended {
    /// Whoever held it last still stands for it: their name is on it, and they may read it.
    fn stands(self) -> bool {
        match self {
            Self::Open | Self::HandedOn | Self::SentBack | Self::Answered | Self::Settled => true,
            Self::Rerouted | Self::PassedOn | Self::TakenBack => false,
        }
    }
}

/// One agency, and one person or nobody of it, in charge of one part for a while.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, serde::Deserialize)]
#[diesel(table_name = assignments, treat_none_as_null = true)]
pub struct Assignment {
    pub id: AssignmentId,
    pub ticket_id: TicketId,
    pub part: Part,
    pub agency_id: AgencyId,
    /// Who works on it there.
    pub person_id: Option<AccountId>,
    /// When the agency said that it is theirs.
    pub taken_at: Option<Moment>,
    pub since: Moment,
    /// [`never`] while they hold it.
    pub until: Moment,
    pub ended: Ended,
}

/// All who hold or held a report, in the order in which they got it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holders {
    all: Vec<Assignment>,
}

impl Holders {
    /// As they are kept; they are put in their order.
    pub fn of(mut all: Vec<Assignment>) -> Self {
        all.sort_by_key(|one| one.id);
        Self { all }
    }

    /// From the first who got it to the last.
    pub fn all(&self) -> &[Assignment] {
        &self.all
    }

    /// Who answers for it, or did last.
    pub fn lead(&self) -> Option<&Assignment> {
        self.all.iter().rev().find(|one| one.part == Part::Lead).filter(|one| one.ended.stands())
    }

    /// Who works with the lead, or did last, each agency once, in the order in which they were asked.
    pub fn partners(&self) -> impl Iterator<Item = &Assignment> {
        let with = self.all.iter().filter(|one| one.part == Part::With);
        with.filter(|one| self.last_with(one.agency_id).is_some_and(|last| last.id == one.id))
            .filter(|one| one.ended.stands())
    }

    /// Who was asked for a part and gave none: they declined it, or it is not waited for any more.
    pub fn without(&self) -> Vec<AgencyId> {
        let with = self.all.iter().filter(|one| one.part == Part::With && one.ended == Ended::TakenBack);
        let last = with.filter(|one| self.last_with(one.agency_id).is_some_and(|last| last.id == one.id));
        last.map(|one| one.agency_id).collect()
    }

    /// What an agency had to do with the lead last.
    fn last_with(&self, agency: AgencyId) -> Option<&Assignment> {
        self.all.iter().rev().find(|one| one.part == Part::With && one.agency_id == agency)
    }

    /// Does this agency work with the lead now?
    pub fn is_with(&self, agency: AgencyId) -> bool {
        self.last_with(agency).is_some_and(|last| last.ended == Ended::Open)
    }

    /// How often an agency sent it back.
    pub fn sent_back(&self) -> usize {
        self.all.iter().filter(|one| one.ended == Ended::SentBack).count()
    }

    /// Did this agency lead it and send it back?
    pub fn gave_back(&self, agency: AgencyId) -> bool {
        self.all.iter().any(|one| one.ended == Ended::SentBack && one.agency_id == agency)
    }

    /// Gives the lead to an agency, in nobody's hands there; whoever had it loses it in the way of `how`, and who worked with
    /// the lead and has it now does so no more.
    pub fn give(&mut self, ticket: TicketId, agency: AgencyId, how: Ended, now: Moment) {
        self.end_lead(how, now);
        self.end_with(agency, how, now);
        self.add(ticket, (Part::Lead, agency), now);
    }

    /// An agency works with the lead from now on, beside those who do.
    pub fn join(&mut self, ticket: TicketId, agency: AgencyId, now: Moment) {
        if !self.is_with(agency) {
            self.add(ticket, (Part::With, agency), now);
        }
    }

    fn add(&mut self, ticket: TicketId, (part, agency): (Part, AgencyId), now: Moment) {
        self.all.push(Assignment {
            id: AssignmentId::fresh(now),
            ticket_id: ticket,
            part,
            agency_id: agency,
            person_id: None,
            taken_at: None,
            since: now,
            until: never(),
            ended: Ended::Open,
        });
    }

    /// Gives the lead to whoever takes over from the agency that has it: what was taken on stays so, in nobody's hands there.
    pub fn pass_on(&mut self, ticket: TicketId, agency: AgencyId, now: Moment) {
        let taken_at = self.lead().and_then(|last| last.taken_at);
        self.give(ticket, agency, Ended::PassedOn, now);
        if let Some(new) = self.all.last_mut() {
            new.taken_at = taken_at;
        }
    }

    /// What an agency does with the lead goes to whoever takes over from it; to nobody where that one leads.
    pub fn pass_part(&mut self, ticket: TicketId, from: AgencyId, to: Option<AgencyId>, now: Moment) {
        if !self.is_with(from) {
            return;
        }
        self.end_with(from, Ended::PassedOn, now);
        if let Some(to) = to {
            self.join(ticket, to, now);
        }
    }

    /// Whoever holds the lead's part gives it to `person` of the same agency, or to nobody yet.
    pub fn hand_to(&mut self, person: Option<AccountId>, now: Moment) {
        let holds = |lead: &&Assignment| lead.ended == Ended::Open && lead.person_id != person;
        let Some(lead) = self.lead().filter(holds).cloned() else { return };
        self.end_lead(Ended::HandedOn, now);
        self.all.push(Assignment { id: AssignmentId::fresh(now), person_id: person, since: now, ..lead });
    }

    /// The agency that has the lead's part says that it is theirs.
    pub fn take_on(&mut self, now: Moment) {
        if let Some(lead) = self.all.iter_mut().rev().find(|one| one.part == Part::Lead) {
            lead.taken_at = lead.taken_at.or(Some(now));
        }
    }

    /// Does the lead hold it now?
    pub fn is_held(&self) -> bool {
        self.lead().is_some_and(|lead| lead.ended == Ended::Open)
    }

    /// Does the lead hold it, and has it taken it on?
    pub fn is_taken(&self) -> bool {
        self.is_held() && self.lead().is_some_and(|lead| lead.taken_at.is_some())
    }

    /// Whoever held it last holds it again.
    pub fn resume(&mut self, now: Moment) {
        let last = self.lead().into_iter().chain(self.partners()).filter(|last| last.ended != Ended::Open);
        let again: Vec<Assignment> = last
            .map(|last| Assignment {
                id: AssignmentId::fresh(now),
                taken_at: None,
                since: now,
                until: never(),
                ended: Ended::Open,
                ..last.clone()
            })
            .collect();
        self.all.extend(again);
    }

    /// It is in nobody's hands from now on, and nobody's name stands on it. Whoever held it last loses it in the moment in
    /// which they would hold it again.
    pub fn take_back(&mut self, now: Moment) {
        self.resume(now);
        self.end(Ended::TakenBack, now);
    }

    /// Ends what anybody still holds.
    pub fn end(&mut self, how: Ended, now: Moment) {
        self.end_all(|_| true, how, now);
    }

    /// Ends the lead's hold, where it has one.
    pub fn end_lead(&mut self, how: Ended, now: Moment) {
        self.end_all(|one| one.part == Part::Lead, how, now);
    }

    /// This agency works with the lead no more.
    pub fn end_with(&mut self, agency: AgencyId, how: Ended, now: Moment) {
        self.end_all(|one| one.part == Part::With && one.agency_id == agency, how, now);
    }

    fn end_all(&mut self, which: impl Fn(&Assignment) -> bool, how: Ended, now: Moment) {
        for open in self.all.iter_mut().filter(|one| one.ended == Ended::Open && which(one)) {
            (open.until, open.ended) = (now, how);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    const TICKET: TicketId = TicketId(1);
    const ONE: AgencyId = AgencyId(1);
    const TWO: AgencyId = AgencyId(2);

    fn at(hour: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc() + Duration::hours(hour)
    }

    fn with(holders: &Holders) -> Vec<AgencyId> {
        holders.partners().map(|one| one.agency_id).collect()
    }

    fn held(holders: &Holders) -> Vec<(i64, i64, Ended)> {
        let hours = |moment: Moment| if moment == never() { -1 } else { (moment - at(0)).num_hours() };
        holders.all().iter().map(|one| (hours(one.since), hours(one.until), one.ended)).collect()
    }

    #[test]
    fn each_turn_is_kept_and_the_last_one_stands() {
        let mut holders = Holders::default();
        holders.give(TICKET, ONE, Ended::Rerouted, at(0));
        holders.take_on(at(1));
        holders.hand_to(Some(AccountId(7)), at(2));
        assert!(holders.is_taken(), "another person of the same agency has not to take it on again");
        holders.end_lead(Ended::SentBack, at(3));
        assert_eq!(holders.lead().map(|lead| lead.agency_id), Some(ONE), "it may still be read there");
        assert!(!holders.is_taken(), "what was sent back is nobody's work");
        holders.give(TICKET, TWO, Ended::Rerouted, at(4));
        assert!(!holders.is_taken());
        assert_eq!(holders.lead().map(|lead| (lead.agency_id, lead.person_id)), Some((TWO, None)));
        let turns = [(0, 2, Ended::HandedOn), (2, 3, Ended::SentBack), (4, -1, Ended::Open)];
        assert_eq!((held(&holders), holders.sent_back()), (turns.to_vec(), 1));
    }

    #[test]
    fn each_turn_is_a_row_of_its_own_in_the_order_in_which_they_began() {
        let mut holders = Holders::default();
        holders.give(TICKET, ONE, Ended::Rerouted, at(0));
        holders.hand_to(Some(AccountId(7)), at(1));
        holders.end(Ended::Answered, at(2));
        holders.resume(at(3));
        let turns = [(0, 1, Ended::HandedOn), (1, 2, Ended::Answered), (3, -1, Ended::Open)];
        assert_eq!(held(&holders), turns);
        let ids: Vec<_> = holders.all().iter().map(|one| one.id).collect();
        assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
        let kept = Holders::of(holders.all().iter().rev().cloned().collect());
        assert_eq!(kept, holders);
        assert_eq!((holders.sent_back(), holders.is_held()), (0, true));
    }

    #[test]
    fn what_was_sent_back_is_handed_to_nobody() {
        let mut holders = Holders::default();
        holders.give(TICKET, ONE, Ended::Rerouted, at(0));
        holders.end_lead(Ended::SentBack, at(1));
        holders.hand_to(Some(AccountId(7)), at(2));
        assert_eq!((held(&holders), holders.is_held()), (vec![(0, 1, Ended::SentBack)], false));
    }

    #[test]
    fn handing_to_the_same_person_is_no_turn() {
        let mut holders = Holders::default();
        holders.give(TICKET, ONE, Ended::Rerouted, at(0));
        holders.hand_to(None, at(1));
        assert_eq!(held(&holders), [(0, -1, Ended::Open)]);
    }

    #[test]
    fn who_answered_holds_it_again_and_has_to_take_it_on() {
        let mut holders = Holders::default();
        holders.give(TICKET, ONE, Ended::Rerouted, at(0));
        holders.join(TICKET, TWO, at(0));
        holders.take_on(at(1));
        holders.hand_to(Some(AccountId(7)), at(1));
        holders.end(Ended::Answered, at(2));
        holders.resume(at(3));
        assert_eq!(
            holders.lead().map(|lead| (lead.agency_id, lead.person_id)),
            Some((ONE, Some(AccountId(7))))
        );
        assert_eq!(with(&holders), [TWO]);
        assert!(!holders.is_taken());
    }

    #[test]
    fn what_is_taken_back_is_in_nobodys_hands_whenever_that_is() {
        for settled in [false, true] {
            let mut holders = Holders::default();
            holders.give(TICKET, ONE, Ended::Rerouted, at(0));
            holders.join(TICKET, TWO, at(0));
            holders.end_lead(Ended::SentBack, at(1));
            if settled {
                holders.end(Ended::Settled, at(2));
            }
            holders.take_back(at(3));
            assert_eq!((holders.lead(), with(&holders), holders.sent_back()), (None, Vec::new(), 1));
        }
    }

    #[test]
    fn several_work_with_the_lead_and_each_ends_by_itself() {
        let (three, four) = (AgencyId(3), AgencyId(4));
        let mut holders = Holders::default();
        holders.give(TICKET, ONE, Ended::Rerouted, at(0));
        for agency in [TWO, three, TWO] {
            holders.join(TICKET, agency, at(1));
        }
        assert_eq!(with(&holders), [TWO, three], "asked twice, it works with the lead once");
        holders.end_with(TWO, Ended::TakenBack, at(2));
        assert_eq!((with(&holders), holders.is_with(TWO)), (vec![three], false));
        assert_eq!(holders.without(), [TWO]);
        holders.join(TICKET, TWO, at(3));
        assert_eq!((with(&holders), holders.without()), (vec![three, TWO], Vec::new()));
        holders.pass_part(TICKET, three, Some(four), at(4));
        assert_eq!(with(&holders), [TWO, four]);
        holders.give(TICKET, TWO, Ended::Rerouted, at(5));
        assert_eq!(with(&holders), [four], "whoever leads works with nobody but itself");
        holders.end(Ended::Answered, at(6));
        assert_eq!((with(&holders), holders.is_with(four)), (vec![four], false));
        holders.resume(at(7));
        assert!(holders.is_with(four) && !holders.is_with(three));
    }

    #[test]
    fn whoever_takes_over_has_what_was_taken_on() {
        let mut holders = Holders::default();
        holders.give(TICKET, ONE, Ended::Rerouted, at(0));
        holders.take_on(at(1));
        holders.pass_on(TICKET, TWO, at(2));
        assert_eq!(held(&holders), [(0, 2, Ended::PassedOn), (2, -1, Ended::Open)]);
        assert_eq!(holders.lead().and_then(|lead| lead.taken_at), Some(at(1)));
    }
}
