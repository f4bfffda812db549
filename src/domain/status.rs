//! The way of a report: which step leads from which state to which. One table, and nothing else moves a ticket.
use crate::ids::text_enum;

text_enum! {
    /// Where a report stands.
    pub enum Status {
        New = "new",
        Accepted = "accepted",
        Forwarded = "forwarded",
        InProgress = "in_progress",
        AwaitingApproval = "awaiting_approval",
        Answered = "answered",
        Closed = "closed",
        NeedsInfo = "needs_info",
        Returned = "returned",
        Rejected = "rejected",
        Duplicate = "duplicate",
        Reopened = "reopened",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What can be done to a report's state.
    pub enum Step {
        Accept = "accept",
        Refuse = "refuse",
        MarkDuplicate = "mark_duplicate",
        /// It comes back among the new ones: what went on without a person's check, or is to be decided anew.
        Recheck = "recheck",
        Separate = "separate",
        Forward = "forward",
        Take = "take",
        SendBack = "send_back",
        AskInfo = "ask_info",
        ResumeTriage = "resume_triage",
        ResumeWork = "resume_work",
        Propose = "propose",
        ReturnDraft = "return_draft",
        Answer = "answer",
        Close = "close",
        Reopen = "reopen",
        /// The agency says what became of what it promised.
        Fulfil = "fulfil",
        Withdraw = "withdraw",
    }
}

text_enum! {
    /// The four words the public reads: Chờ xử lý · Đang xử lý · Đã xử lý · Từ chối.
    pub enum PublicWord {
        Waiting = "waiting",
        Working = "working",
        Done = "done",
        Refused = "refused",
    }
}

impl Status {
    /// The state that `step` leads to from here, or nothing where the step is not allowed.
    pub fn after(self, step: Step) -> Option<Status> {
        use Status::*;
        use Step as S;
        match (self, step) {
            (New, S::Accept) => Some(Accepted),
            (New | Accepted | Returned, S::Refuse) => Some(Rejected),
            (New | Accepted | Returned | Forwarded | InProgress, S::MarkDuplicate) => Some(Duplicate),
            (New | Accepted | Returned | Forwarded | InProgress, S::AskInfo) => Some(NeedsInfo),
            (New | Accepted | Forwarded | InProgress | Returned | NeedsInfo, S::Withdraw) => Some(Withdrawn),
            (Accepted | Forwarded | InProgress | Returned | Reopened, S::Forward) => Some(Forwarded),
            (Forwarded | Reopened, S::Take) => Some(InProgress),
            (Forwarded | InProgress, S::SendBack) => Some(Returned),
            (InProgress, S::Propose) => Some(AwaitingApproval),
            (AwaitingApproval, S::ReturnDraft) => Some(InProgress),
            (AwaitingApproval, S::Answer) => Some(Answered),
            (Answered, S::Close) => Some(Closed),
            (NeedsInfo, S::Close) => Some(Closed),
            (Answered | Closed, S::Reopen) => Some(Reopened),
            (Answered | Closed, S::Fulfil) => Some(InProgress),
            (NeedsInfo, S::ResumeTriage) => Some(Accepted),
            (NeedsInfo, S::ResumeWork) => Some(InProgress),
            (
                Accepted | Forwarded | Returned | NeedsInfo | Answered | Closed | Duplicate | Rejected,
                S::Recheck,
            ) => Some(New),
            (Duplicate, S::Separate) => Some(Accepted),
            (
                New | Accepted | Forwarded | InProgress | AwaitingApproval | Answered | Closed | NeedsInfo
                | Returned | Rejected | Duplicate | Reopened | Withdrawn,
                _,
            ) => None,
        }
    }

    /// What the public reads of this state. A duplicate is in the state of its last master (`Ticket::standing`); of one
    /// whose master cannot be found, only that it is not forgotten.
    pub fn public_word(self) -> PublicWord {
        use Status::*;
        match self {
            New | Accepted | NeedsInfo => PublicWord::Waiting,
            Forwarded | InProgress | AwaitingApproval | Returned | Reopened | Duplicate => {
                PublicWord::Working
            }
            Answered | Closed => PublicWord::Done,
            Rejected | Withdrawn => PublicWord::Refused,
        }
    }

    /// No clock runs: nobody owes anything.
    pub fn is_settled(self) -> bool {
        use Status::*;
        match self {
            Answered | Closed | Rejected | Duplicate | Withdrawn => true,
            New | Accepted | Forwarded | InProgress | AwaitingApproval | NeedsInfo | Returned | Reopened => {
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_way() {
        let table: Vec<String> = Status::ALL
            .iter()
            .flat_map(|from| {
                Step::ALL.iter().filter_map(move |step| from.after(*step).map(|to| (from, step, to)))
            })
            .map(|(from, step, to)| format!("{} --{}--> {}", from.as_str(), step.as_str(), to.as_str()))
            .collect();
        assert_eq!(table.join("\n"), include_str!("status_table.txt").trim_end());
    }

    #[test]
    fn what_was_withdrawn_stays_so_and_what_was_refused_can_only_be_looked_at_anew() {
        for (status, on) in [(Status::Withdrawn, None), (Status::Rejected, Some(Step::Recheck))] {
            let ways = Step::ALL.iter().copied().filter(|step| status.after(*step).is_some());
            assert_eq!(ways.collect::<Vec<_>>(), Vec::from_iter(on), "{status:?}");
        }
    }

    #[test]
    fn every_walk_of_steps_stays_in_the_table_and_answers_only_after_approval() {
        for from in Status::ALL {
            if from.after(Step::Answer).is_some() {
                assert_eq!(*from, Status::AwaitingApproval);
            }
        }
    }

    #[test]
    fn from_new_every_state_can_be_reached() {
        let mut seen = vec![Status::New];
        let mut at = 0;
        while at < seen.len() {
            for step in Step::ALL {
                if let Some(to) = seen[at].after(*step)
                    && !seen.contains(&to)
                {
                    seen.push(to);
                }
            }
            at += 1;
        }
        assert_eq!(seen.len(), Status::ALL.len());
    }
}
