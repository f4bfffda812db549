//! What is owed on a report, by whom, and by when: one clock for each thing owed.
use super::calendar::Calendar;
use super::city::DeadlineRule as Rule;
use super::deadline::{Term, TermUnit, resumed};
use super::pauses::Pauses;
use super::status::{Status, Step};
use super::ticket::never;
use crate::clock::Moment;
use crate::ids::{AgencyId, ClockId, TicketId, text_enum};
use crate::schema::clocks;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// What is owed.
    pub enum Owed {
        /// The 1022 desk looks at it and sends it on.
        Triage = "triage",
        /// The agency takes it on, or sends it back.
        Take = "take",
        /// The agency answers.
        Answer = "answer",
        /// Who works with the lead does their part of it.
        Part = "part",
        /// The sender says more.
        Info = "info",
        /// Whoever was reminded answers that.
        Word = "word",
        /// What an answer promised is done, or another day is named.
        Promise = "promise",
        /// The approver says whether the answer may take longer.
        Consent = "consent",
    }
}

text_enum! {
    /// How a clock stopped.
    pub enum Stopped {
        /// It runs, or stands still for a while.
        Not = "not",
        /// What was owed was done in time …
        Met = "met",
        /// … or after it was due.
        Missed = "missed",
        /// It is not owed any more.
        Dropped = "dropped",
    }
}

/// Something owed, and the time for it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, serde::Deserialize)]
#[diesel(table_name = clocks, treat_none_as_null = true)]
pub struct Clock {
    pub id: ClockId,
    pub ticket_id: TicketId,
    pub owed: Owed,
    /// By whom; nobody: the 1022 desk.
    pub agency_id: Option<AgencyId>,
    pub since: Moment,
    /// The deadline that was set first, kept when it is put off.
    pub first_due: Moment,
    pub due_at: Moment,
    /// The term that gave it, and the rule's legal basis, kept because rules change and old deadlines do not.
    pub amount: Option<i32>,
    pub unit: Option<String>,
    pub rule: String,
    pub pauses: Pauses,
    /// How often it was put off.
    pub extensions: i32,
    /// [`never`] while it runs.
    pub until: Moment,
    pub stopped: Stopped,
}

impl Clock {
    /// A clock that starts at `since` and ends at `due`.
    pub fn starting(ticket: TicketId, owed: Owed, since: Moment, due: Moment) -> Self {
        Self {
            id: ClockId::fresh(since),
            ticket_id: ticket,
            owed,
            agency_id: None,
            since,
            first_due: due,
            due_at: due,
            amount: None,
            unit: None,
            rule: String::new(),
            pauses: Pauses::default(),
            extensions: 0,
            until: never(),
            stopped: Stopped::Not,
        }
    }

    /// The term that gave the deadline, where it is known.
    pub fn term(&self) -> Option<Term> {
        Some(Term { amount: self.amount?.unsigned_abs(), unit: self.unit.as_deref()?.parse().ok()? })
    }

    /// Since when it has run without standing still.
    pub fn runs_since(&self) -> Moment {
        self.pauses.last().and_then(|pause| pause.until).unwrap_or(self.since)
    }

    /// From when what is left of it counts at `now`: from when it stood still, where it does.
    pub fn counts_from(&self, now: Moment) -> Moment {
        self.pauses.last().filter(|pause| pause.until.is_none()).map_or(now, |pause| pause.from)
    }

    /// Does it stand still?
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.until.is_none())
    }

    /// Does it still run, or stand still for a while?
    pub fn is_running(&self) -> bool {
        self.stopped == Stopped::Not
    }

    /// Done at `now`: in time, or late.
    fn how_at(&self, now: Moment) -> Stopped {
        if now > self.due_at { Stopped::Missed } else { Stopped::Met }
    }

    fn stop(&mut self, how: Stopped, now: Moment) {
        self.pauses.end(now);
        (self.until, self.stopped) = (now, how);
    }

    /// Goes on with the time that was left when it was paused.
    fn resume(&mut self, now: Moment, calendar: &Calendar) {
        let Some(from) = self.pauses.end(now) else { return };
        let unit = self.unit.as_deref().and_then(|unit| unit.parse().ok()).unwrap_or(TermUnit::WorkingDays);
        self.due_at = resumed(self.due_at, unit, from, now, calendar);
    }
}

/// All clocks of a report, in the order in which they started.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clocks {
    all: Vec<Clock>,
}

impl Clocks {
    /// As they are kept; they are put in their order.
    pub fn of(mut all: Vec<Clock>) -> Self {
        all.sort_by_key(|one| one.id);
        Self { all }
    }

    /// From the first that started to the last.
    pub fn all(&self) -> &[Clock] {
        &self.all
    }

    /// What is owed next: what the sender was asked before all else, the desk's own step or the agency's word before the
    /// answer, and what was promised last.
    pub fn next(&self) -> Option<&Clock> {
        [Owed::Info, Owed::Triage, Owed::Take, Owed::Answer, Owed::Promise]
            .into_iter()
            .find_map(|owed| self.running(owed))
    }

    /// When that is due on a report in this state: at once from `received` on where no rule says, [`never`] where nothing is
    /// owed.
    pub fn due_at(&self, status: Status, received: Moment) -> Moment {
        match self.next() {
            Some(clock) => clock.due_at,
            None if status.is_settled() => never(),
            None => received,
        }
    }

    /// The clock of this that runs.
    pub fn running(&self, owed: Owed) -> Option<&Clock> {
        self.all.iter().rev().find(|one| one.owed == owed && one.is_running())
    }

    /// The clock of the answer, or the last that there was.
    pub fn answer(&self) -> Option<&Clock> {
        self.all.iter().rev().find(|one| one.owed == Owed::Answer)
    }

    /// How often an answer to this report was put off.
    pub fn extensions(&self) -> i32 {
        self.all.iter().filter(|one| one.owed == Owed::Answer).map(|one| one.extensions).sum()
    }

    /// The clocks of the parts that are owed, in the order in which they were asked for.
    pub fn parts(&self) -> impl Iterator<Item = &Clock> {
        self.all.iter().filter(|one| one.owed == Owed::Part && one.is_running())
    }

    /// The clock of the part that this agency owes.
    pub fn part_of(&self, agency: AgencyId) -> Option<&Clock> {
        self.parts().find(|one| one.agency_id == Some(agency))
    }

    /// Did this agency do a part that was owed?
    pub fn gave_part(&self, agency: AgencyId) -> bool {
        let mut own = self.all.iter().filter(|one| one.owed == Owed::Part && one.agency_id == Some(agency));
        own.any(|one| matches!(one.stopped, Stopped::Met | Stopped::Missed))
    }

    /// Starts a clock in the place of the one of its kind that still runs; each agency has a part of its own.
    pub fn start(&mut self, clock: Clock) {
        let (owed, by) = (clock.owed, clock.agency_id);
        let same = |one: &Clock| one.owed == owed && (owed != Owed::Part || one.agency_id == by);
        for before in self.running_mut().filter(|one| same(one)) {
            before.stop(Stopped::Dropped, clock.since);
        }
        self.all.push(clock);
    }

    /// The part of this agency was done at `now`, in time or not.
    pub fn meet_part(&mut self, agency: AgencyId, now: Moment) {
        for clock in self.part_mut(agency) {
            clock.stop(clock.how_at(now), now);
        }
    }

    /// This agency owes no part any more.
    pub fn drop_part(&mut self, agency: AgencyId, now: Moment) {
        for clock in self.part_mut(agency) {
            clock.stop(Stopped::Dropped, now);
        }
    }

    /// Whoever takes over from an agency owes its part.
    pub fn pass_part(&mut self, from: AgencyId, to: AgencyId) {
        for clock in self.part_mut(from) {
            clock.agency_id = Some(to);
        }
    }

    fn part_mut(&mut self, agency: AgencyId) -> impl Iterator<Item = &mut Clock> {
        self.running_mut().filter(move |one| one.owed == Owed::Part && one.agency_id == Some(agency))
    }

    /// This is not owed any more.
    pub fn drop(&mut self, owed: Owed, now: Moment) {
        for clock in self.running_mut().filter(|clock| clock.owed == owed) {
            clock.stop(Stopped::Dropped, now);
        }
    }

    /// This was done at `now`, in time or not.
    pub fn meet(&mut self, owed: Owed, now: Moment) {
        for clock in self.running_mut().filter(|clock| clock.owed == owed) {
            clock.stop(clock.how_at(now), now);
        }
    }

    /// This agency promises something by `due`, in the place of what was promised before: a day that was changed after it
    /// had passed was missed.
    pub fn promise(&mut self, ticket: TicketId, agency: Option<AgencyId>, due: Moment, now: Moment) {
        let mut clock = Clock { agency_id: agency, ..Clock::starting(ticket, Owed::Promise, now, due) };
        for before in self.running_mut().filter(|clock| clock.owed == Owed::Promise) {
            (clock.first_due, clock.extensions) = (before.first_due, before.extensions + 1);
            let how = if before.how_at(now) == Stopped::Met { Stopped::Dropped } else { Stopped::Missed };
            before.stop(how, now);
        }
        self.all.push(clock);
    }

    /// By when the answer that was given at this moment promised something.
    pub fn promised_at(&self, at: Moment) -> Option<Moment> {
        self.all.iter().find(|one| one.owed == Owed::Promise && one.since == at).map(|one| one.due_at)
    }

    /// Whoever leads now owes what is owed by the lead.
    pub fn pass_to(&mut self, agency: AgencyId) {
        let owed = [Owed::Take, Owed::Answer, Owed::Word, Owed::Promise, Owed::Consent];
        for clock in self.running_mut().filter(|clock| owed.contains(&clock.owed)) {
            clock.agency_id = Some(agency);
        }
    }

    /// Puts the answer off: whoever works with the lead has as long, where their part was due with the answer.
    pub fn put_off(&mut self, due: Moment) {
        self.set_answer_due(due);
        for clock in self.running_mut().filter(|clock| clock.owed == Owed::Answer) {
            clock.extensions += 1;
        }
    }

    /// The answer is due at another moment, and with it each part that has no day of its own.
    pub fn set_answer_due(&mut self, due: Moment) {
        let Some(before) = self.running(Owed::Answer).map(|answer| answer.due_at) else { return };
        for clock in self.running_mut().filter(|clock| clock.due_at == before) {
            if matches!(clock.owed, Owed::Answer | Owed::Part) {
                clock.due_at = due;
            }
        }
    }

    /// What is owed of this kind is due sooner, by another rule; a later date changes nothing.
    pub fn hasten(&mut self, owed: Owed, due: Moment, rule: &Rule) {
        for clock in self.running_mut().filter(|clock| clock.owed == owed && due < clock.due_at) {
            (clock.first_due, clock.due_at) = (due, due);
            (clock.amount, clock.unit) = (Some(rule.amount), Some(rule.unit.clone()));
            rule.legal_basis.clone_into(&mut clock.rule);
        }
    }

    /// What stood still goes on, with the time that was left.
    pub fn resume(&mut self, now: Moment, calendar: &Calendar) {
        for clock in self.running_mut() {
            clock.resume(now, calendar);
        }
    }

    /// What a step on the way of a report stops: what it does was done in time or not, what it makes needless is dropped.
    pub(super) fn follow(&mut self, step: Step, to: Status, now: Moment) {
        let met: &[Owed] = match step {
            Step::Forward | Step::Refuse | Step::MarkDuplicate => &[Owed::Triage],
            Step::Take | Step::SendBack => &[Owed::Take],
            Step::Answer => &[Owed::Answer, Owed::Word],
            Step::AskInfo => {
                self.pause(now);
                &[]
            }
            Step::Recheck | Step::ResumeTriage | Step::ResumeWork => &[Owed::Info],
            Step::Accept
            | Step::Separate
            | Step::Propose
            | Step::ReturnDraft
            | Step::Close
            | Step::Reopen
            | Step::Fulfil
            | Step::Withdraw => &[],
        };
        for clock in self.running_mut() {
            // A promise outlives the answer that made it, and the report's being closed; the next answer says what became of it.
            let stays = clock.owed == Owed::Promise && matches!(step, Step::Answer | Step::Close);
            // Whoever has it next asks for themselves.
            let leaves = clock.owed == Owed::Consent && matches!(step, Step::Forward | Step::SendBack);
            if met.contains(&clock.owed) {
                clock.stop(clock.how_at(now), now);
            } else if leaves || to.is_settled() && !stays {
                clock.stop(Stopped::Dropped, now);
            }
        }
    }

    fn pause(&mut self, now: Moment) {
        // A day that everybody was told does not move while somebody is asked.
        for clock in self.running_mut().filter(|clock| !clock.is_paused() && clock.owed != Owed::Promise) {
            clock.pauses.begin(now);
        }
    }

    fn running_mut(&mut self) -> impl Iterator<Item = &mut Clock> {
        self.all.iter_mut().filter(|clock| clock.is_running())
    }
}

#[cfg(test)]
mod tests;
