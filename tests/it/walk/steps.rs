//! What each step makes of a report.
use super::cast::Cast;
use super::model::{EXTENSIONS, Lead, REOPEN_DAYS, REOPENINGS, Report, TRANSFERS_BACK, Told, Why, desk};
use super::moves::Move;
use chrono::Duration;
use langnghe::clock::{Moment, local, moment_of};
use langnghe::domain::clocks::Owed;
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Level;

impl Report {
    /// Takes the step. Answers who is told.
    pub(super) fn step(&mut self, cast: &Cast, by: usize, one: Move, now: Moment) -> Result<Told, Why> {
        use Move as M;
        match one {
            M::SetLevel(_) | M::Accept | M::Forward(..) | M::Refuse(_) | M::Separate | M::Close => {
                self.at_desk(cast, by, one, now)
            }
            M::AskInfo | M::GiveInfo | M::SayMore | M::Withdraw | M::Reopen => {
                self.with_sender(cast, one, now)
            }
            M::AskPart(_) | M::TakePartBack(_) | M::RemindPart(_) | M::GivePart | M::DeclinePart => {
                self.in_parts(cast, by, one, now)
            }
            M::Merge(_) => unreachable!("two reports take part in it"),
            M::Take
            | M::Claim
            | M::Release
            | M::Assign(_)
            | M::Progress
            | M::Propose(_)
            | M::ReturnDraft
            | M::Publish
            | M::SendBack
            | M::Extend
            | M::Remind
            | M::AnswerReminder => self.at_agency(cast, by, one, now),
        }
    }

    /// What the 1022 desk does.
    fn at_desk(&mut self, cast: &Cast, by: usize, one: Move, now: Moment) -> Result<Told, Why> {
        use Move as M;
        use Status as S;
        match one {
            M::SetLevel(level) => {
                self.unsettled()?;
                self.level = level;
                let urgent = level == Level::Urgent;
                Ok(if urgent { self.holder(cast, What::Urgent) } else { Vec::new() })
            }
            M::Accept => {
                self.go(&[S::New])?;
                (self.status, self.checked) = (S::Accepted, true);
                Ok(Vec::new())
            }
            M::Forward(to, with) => {
                // Sent back as often as may be, it is the coordinating office's.
                let disputed = self.status == S::Returned && self.sent_back >= TRANSFERS_BACK;
                if disputed && cast.people[by].role != Role::Dispatcher {
                    return Err(Why::Invalid);
                }
                self.forward(cast, (to, with), now)
            }
            M::Refuse(hides) => {
                self.go(&[S::New, S::Accepted, S::Returned])?;
                self.hides = hides;
                self.settle(S::Rejected);
                Ok(Vec::new())
            }
            M::Separate => {
                self.go(&[S::Duplicate])?;
                self.status = if self.checked { S::Accepted } else { S::New };
                (self.master, self.lead) = (None, None);
                self.partners.clear();
                self.owe(Owed::Triage, None, now);
                Ok(Vec::new())
            }
            M::Close => {
                self.go(&[S::Answered, S::NeedsInfo])?;
                self.settle(S::Closed);
                Ok(Vec::new())
            }
            _ => unreachable!("another's step"),
        }
    }

    /// What is done where it lies.
    fn at_agency(&mut self, cast: &Cast, by: usize, one: Move, now: Moment) -> Result<Told, Why> {
        use Move as M;
        use Status as S;
        match one {
            M::Take => self.take(cast, by),
            M::Claim => {
                self.go(&[S::InProgress, S::AwaitingApproval])?;
                let lead = self.lead.as_mut().filter(|lead| lead.person.is_none()).ok_or(Why::TooLate)?;
                lead.person = Some(by);
                Ok(Vec::new())
            }
            M::Release => {
                self.go(&[S::InProgress, S::AwaitingApproval])?;
                self.lead.as_mut().ok_or(Why::TooLate)?.person = None;
                Ok(Vec::new())
            }
            M::Assign(agency) => {
                self.unsettled()?;
                let lead = self.lead.as_mut().filter(|lead| lead.holds).ok_or(Why::TooLate)?;
                if lead.agency != agency {
                    return Err(Why::Invalid);
                }
                let officer = cast.who(Role::Officer, Some(agency));
                lead.person = Some(officer);
                Ok(vec![(officer, What::Assigned)])
            }
            M::Progress => self.unsettled().map(|()| Vec::new()),
            M::Propose(goes_on) => self.propose(cast, by, goes_on),
            M::ReturnDraft => {
                self.go(&[S::AwaitingApproval])?;
                self.status = S::InProgress;
                Ok(self.draft_by.map(|author| (author, What::DraftReturned)).into_iter().collect())
            }
            M::Publish => self.publish(by, now),
            M::SendBack => self.send_back(cast, now),
            M::Extend => self.extend(),
            M::Remind => self.remind(cast, by, now),
            M::AnswerReminder => {
                if !self.owes(Owed::Word) {
                    return Err(Why::TooLate);
                }
                self.done(Owed::Word);
                let mut asked = std::mem::take(&mut self.reminded_by);
                asked.dedup();
                Ok(asked.into_iter().map(|who| (who, What::ReminderAnswered)).collect())
            }
            _ => unreachable!("another's step"),
        }
    }

    /// What is asked of its sender, and what they do.
    fn with_sender(&mut self, cast: &Cast, one: Move, now: Moment) -> Result<Told, Why> {
        use Move as M;
        use Status as S;
        match one {
            M::AskInfo => {
                self.go(&[S::New, S::Accepted, S::Returned, S::Forwarded, S::InProgress])?;
                self.status = S::NeedsInfo;
                self.all_owed().for_each(|due| due.stands_still = true);
                self.owe(Owed::Info, None, now);
                Ok(Vec::new())
            }
            M::GiveInfo => {
                self.go(&[S::NeedsInfo])?;
                self.go_on(now);
                Ok(self.holder(cast, What::SenderAnswered))
            }
            M::SayMore if self.status == S::NeedsInfo => {
                self.go_on(now);
                Ok(self.holder(cast, What::SenderAnswered))
            }
            M::SayMore => {
                self.unsettled()?;
                Ok(self.holder(cast, What::SenderAdded))
            }
            M::Withdraw => {
                let open = [S::New, S::Accepted, S::Forwarded, S::InProgress, S::Returned, S::NeedsInfo];
                self.go(&open)?;
                let had = self.last_holder(cast, What::Withdrawn);
                self.settle(S::Withdrawn);
                Ok(had)
            }
            M::Reopen => self.reopen(cast, now),
            _ => unreachable!("another's step"),
        }
    }

    fn take(&mut self, cast: &Cast, by: usize) -> Result<Told, Why> {
        use Status as S;
        self.go(&[S::Forwarded, S::Reopened])?;
        self.status = S::InProgress;
        self.done(Owed::Take);
        if let Some(lead) = &mut self.lead {
            lead.taken = true;
            if cast.people[by].role == Role::Officer {
                lead.person = Some(by);
            }
        }
        Ok(Vec::new())
    }

    fn forward(&mut self, cast: &Cast, (to, with): (usize, Option<usize>), now: Moment) -> Result<Told, Why> {
        use Status as S;
        self.go(&[S::Accepted, S::Forwarded, S::InProgress, S::Returned, S::Reopened])?;
        let with = with.filter(|with| *with != to);
        self.status = S::Forwarded;
        self.done(Owed::Triage);
        if !self.owes(Owed::Answer) {
            self.owe(Owed::Answer, Some(to), now);
        }
        let lost = self.lead.take().filter(|lead| lead.holds && lead.agency != to);
        self.lead = Some(Lead { agency: to, person: None, taken: false, holds: true });
        let mut told = self.of_lead(cast, Role::Focal, What::Arrived);
        // Whoever held it hears that they do not any more.
        if let Some(lost) = lost {
            told.push((cast.who(Role::Focal, Some(lost.agency)), What::SentElsewhere));
            told.extend(lost.person.map(|person| (person, What::SentElsewhere)));
        }
        // Whoever leads has no part beside it; all others keep theirs.
        self.partners.remove(&to);
        self.parts.remove(&to);
        if let Some(with) = with.filter(|with| !self.partners.contains_key(with)) {
            self.partners.insert(with, true);
            self.owe_part(with, now);
            told.push((cast.who(Role::Focal, Some(with)), What::PartAsked));
        }
        self.pass_to(to);
        self.owe(Owed::Take, Some(to), now);
        Ok(told)
    }

    /// It waits for each part that is owed, or says why it does not.
    fn propose(&mut self, cast: &Cast, by: usize, goes_on: bool) -> Result<Told, Why> {
        self.go(&[Status::InProgress])?;
        if !self.parts.is_empty() && !goes_on {
            return Err(Why::Invalid);
        }
        let mut told = self.of_lead(cast, Role::Approver, What::ToApprove);
        for agency in std::mem::take(&mut self.parts).into_keys() {
            if !self.gave.contains(&agency) {
                self.partners.remove(&agency);
                told.push((cast.who(Role::Focal, Some(agency)), What::PartTakenBack));
            }
        }
        (self.status, self.draft_by) = (Status::AwaitingApproval, Some(by));
        Ok(told)
    }

    /// What is asked of another agency, and what it does.
    fn in_parts(&mut self, cast: &Cast, by: usize, one: Move, now: Moment) -> Result<Told, Why> {
        let hears = |agency, what| vec![(cast.who(Role::Focal, Some(agency)), what)];
        if let Move::RemindPart(agency) = one {
            let owes = self.parts.contains_key(&agency);
            return if owes { Ok(hears(agency, What::PartReminded)) } else { Err(Why::Invalid) };
        }
        self.go(&[Status::Forwarded, Status::Reopened, Status::InProgress])?;
        let own = cast.people[by].agency;
        let theirs = own.filter(|agency| self.partners.get(agency) == Some(&true)).ok_or(Why::TooLate);
        match one {
            Move::AskPart(agency) => {
                let leads = self.lead.as_ref().is_some_and(|lead| lead.agency == agency);
                if leads || self.parts.contains_key(&agency) {
                    return Err(Why::Invalid);
                }
                self.partners.insert(agency, true);
                self.owe_part(agency, now);
                Ok(hears(agency, What::PartAsked))
            }
            Move::TakePartBack(agency) => {
                self.parts.remove(&agency).ok_or(Why::Invalid)?;
                if !self.gave.contains(&agency) {
                    self.partners.remove(&agency);
                }
                Ok(hears(agency, What::PartTakenBack))
            }
            Move::GivePart => {
                let own = theirs?;
                if self.parts.remove(&own).is_some() {
                    self.gave.insert(own);
                }
                Ok(self.holder(cast, What::PartGiven))
            }
            Move::DeclinePart => {
                let own = theirs?;
                self.parts.remove(&own);
                self.partners.remove(&own);
                Ok(self.holder(cast, What::PartDeclined))
            }
            _ => unreachable!("another's step"),
        }
    }

    fn publish(&mut self, by: usize, now: Moment) -> Result<Told, Why> {
        let author = self.draft_by.ok_or(Why::TooLate)?;
        if author == by {
            return Err(Why::Invalid);
        }
        self.go(&[Status::AwaitingApproval])?;
        self.draft_by = None;
        self.answered_at = Some(now);
        self.settle(Status::Answered);
        Ok(Vec::new())
    }

    fn send_back(&mut self, cast: &Cast, now: Moment) -> Result<Told, Why> {
        if self.sent_back >= TRANSFERS_BACK {
            return Err(Why::Invalid);
        }
        self.go(&[Status::Forwarded, Status::InProgress])?;
        self.status = Status::Returned;
        self.sent_back += 1;
        self.done(Owed::Take);
        if let Some(lead) = &mut self.lead {
            (lead.person, lead.holds) = (None, false);
        }
        self.owe(Owed::Triage, None, now);
        let mut told = desk(cast, What::SentBack);
        if self.sent_back == TRANSFERS_BACK {
            told.push((cast.who(Role::Dispatcher, None), What::Disputed));
        }
        Ok(told)
    }

    /// By the next working day after the answer is due, which is never longer than the first term.
    fn extend(&mut self) -> Result<Told, Why> {
        self.go(&[Status::Forwarded, Status::InProgress, Status::AwaitingApproval])?;
        if self.extended >= EXTENSIONS {
            return Err(Why::Invalid);
        }
        if !self.owes(Owed::Answer) {
            return Err(Why::TooLate);
        }
        self.extended += 1;
        Ok(Vec::new())
    }

    fn remind(&mut self, cast: &Cast, by: usize, now: Moment) -> Result<Told, Why> {
        self.unsettled()?;
        let lead = self.lead.clone().filter(|lead| lead.holds).ok_or(Why::TooLate)?;
        self.owe(Owed::Word, Some(lead.agency), now);
        self.reminded_by = vec![by];
        let mut told = self.holder(cast, What::Reminded);
        if self.status == Status::AwaitingApproval {
            told.extend(self.of_lead(cast, Role::Approver, What::Reminded));
        }
        Ok(told)
    }

    fn reopen(&mut self, cast: &Cast, now: Moment) -> Result<Told, Why> {
        self.go(&[Status::Answered, Status::Closed])?;
        let last_day = |at: Moment| local(at).date() + Duration::days(REOPEN_DAYS + 1);
        let over = |at: Moment| moment_of(last_day(at).and_hms_opt(0, 0, 0).expect("midnight")) <= now;
        if self.answered_at.is_some_and(over) || self.reopened >= REOPENINGS {
            return Err(Why::Invalid);
        }
        let higher = self.reopened > 0;
        let ready = self.checked && self.lead.is_some() && !higher;
        self.reopened += 1;
        if higher {
            self.lead = None;
            self.partners.clear();
        } else {
            if let Some(lead) = &mut self.lead {
                (lead.holds, lead.taken) = (true, false);
            }
            self.partners.values_mut().for_each(|holds| *holds = true);
        }
        if ready {
            let by = self.lead.as_ref().map(|lead| lead.agency);
            self.status = Status::Reopened;
            self.owe(Owed::Answer, by, now);
            self.owe(Owed::Take, by, now);
            self.extended = 0;
            let partners: Vec<usize> = self.partners.keys().copied().collect();
            partners.into_iter().for_each(|agency| self.owe_part(agency, now));
        } else {
            self.status = Status::New;
            self.owe(Owed::Triage, None, now);
        }
        Ok(self.holder(cast, What::Reopened))
    }

    /// The sender said what was asked.
    fn go_on(&mut self, now: Moment) {
        let working = self.lead.as_ref().is_some_and(|lead| lead.holds && lead.taken);
        self.done(Owed::Info);
        self.all_owed().for_each(|due| due.stands_still = false);
        self.status = match (working, self.checked) {
            (true, _) => Status::InProgress,
            (false, true) => Status::Accepted,
            (false, false) => Status::New,
        };
        if !working {
            self.done(Owed::Take);
            self.owe(Owed::Triage, None, now);
        }
    }
}
