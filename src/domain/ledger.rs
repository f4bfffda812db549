//! The line of a report in the city's ledger: what figures choose and count by, small enough that the lines of all years
//! are kept in memory.
mod lines;

pub use lines::Lines;

use super::audience::{Audience, Share};
use super::calendar::Calendar;
use super::clocks::{Clock, Owed, Stopped};
use super::deadline::TermUnit;
use super::partners::Partners;
use super::promise::Promised;
use super::rating::Mark;
use super::status::Status;
use super::ticket::{Channel, Kind, Level, Ticket};
use crate::clock::Moment;
use crate::ids::{AgencyId, CategoryId, CommuneId, TicketId, text_enum};
use crate::schema::ledger;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// How the last answer kept its term.
    pub enum Kept {
        /// By the first deadline.
        InTime = "in_time",
        /// After the deadline was put off, and by the new one: counted apart.
        Extended = "extended",
        Late = "late",
    }
}

text_enum! {
    /// What became of what an answer promised.
    pub enum Promising {
        Open = "open",
        Kept = "kept",
        KeptLate = "kept_late",
    }
}

/// What the ledger says of one report.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = ledger, treat_none_as_null = true)]
pub struct Line {
    pub ticket_id: TicketId,
    pub received_at: Moment,
    pub kind: Kind,
    pub channel: Channel,
    pub level: Level,
    pub status: Status,
    pub category_id: CategoryId,
    pub commune_id: Option<CommuneId>,
    /// Who answers for it, or answered.
    pub agency_id: Option<AgencyId>,
    /// Who works with the lead, or did.
    pub partners: Partners,
    /// When the next step is due.
    pub due_at: Moment,
    /// The last answer; it stays here when the report is reopened, for it was given.
    pub answered_at: Option<Moment>,
    /// Nothing where the answer had no deadline.
    pub kept: Option<Kept>,
    /// The last time that it was reopened.
    pub reopened_at: Option<Moment>,
    /// Minutes that each stage took, all turns of it together, without the time at which the clock stood still: working
    /// minutes, or those of the clock where the term was in them.
    pub triage_minutes: Option<i32>,
    pub take_minutes: Option<i32>,
    /// Of the last answer alone, as its deadline is.
    pub answer_minutes: Option<i32>,
    /// Its sender has yet to confirm it: nobody waits for it, so it counts nowhere.
    pub unconfirmed: bool,
    /// By when something is promised, or was.
    pub promised_for: Option<Moment>,
    pub promise: Option<Promising>,
    pub promise_kept_at: Option<Moment>,
    /// What its sender thinks of an answer, and when they said so last.
    pub mark: Option<Mark>,
    pub rated_at: Option<Moment>,
    /// May anybody read it? Figures for anybody count no other.
    pub is_public: bool,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What it says that does not stand in the ticket.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    pub reopened_at: Option<Moment>,
    pub unconfirmed: bool,
    pub rated: Option<(Mark, Moment)>,
}

impl Line {
    /// What the ledger has to say of this ticket.
    pub fn of(ticket: &Ticket, beside: Beside, calendar: &Calendar) -> Self {
        let Beside { reopened_at, unconfirmed, rated } = beside;
        let done = |owed: Owed| {
            let of_stage = ticket.clocks.all().iter().filter(move |clock| clock.owed == owed);
            of_stage.filter(|clock| matches!(clock.stopped, Stopped::Met | Stopped::Missed))
        };
        let together =
            |owed: Owed| done(owed).map(|clock| minutes(clock, calendar)).reduce(i32::saturating_add);
        let promised = Promised::of(&ticket.clocks);
        let answer = done(Owed::Answer).next_back().filter(|_| ticket.answered_at.is_some());
        Self {
            ticket_id: ticket.id,
            received_at: ticket.created_at,
            kind: ticket.kind,
            channel: ticket.channel,
            level: ticket.level,
            status: ticket.status,
            category_id: ticket.category_id,
            commune_id: ticket.commune_id,
            agency_id: ticket.agency(),
            partners: ticket.partners(),
            due_at: ticket.due_at(),
            // What is said later of a promise is no second answer.
            answered_at: answer.map(|clock| clock.until).or(ticket.answered_at),
            kept: answer.map(kept),
            reopened_at,
            triage_minutes: together(Owed::Triage),
            take_minutes: together(Owed::Take),
            answer_minutes: answer.map(|clock| minutes(clock, calendar)),
            unconfirmed,
            promised_for: promised.as_ref().map(|one| one.until),
            promise: promised.as_ref().map(|one| match one.kept_at {
                None => Promising::Open,
                Some(at) if at > one.until => Promising::KeptLate,
                Some(_) => Promising::Kept,
            }),
            promise_kept_at: promised.and_then(|one| one.kept_at),
            mark: rated.map(|(mark, _)| mark),
            rated_at: rated.map(|(_, at)| at),
            is_public: ticket.shares(Audience::Anyone) >= Share::Words,
            reason: ticket.report.reason.clone(),
        }
    }

    /// Whom it counts for: what was given back is the 1022 desk's again, until somebody else has it.
    pub fn holder(&self) -> Option<AgencyId> {
        self.agency_id.filter(|_| self.status != Status::Returned)
    }
}

fn kept(clock: &Clock) -> Kept {
    match (clock.stopped, clock.extensions) {
        (Stopped::Missed, _) => Kept::Late,
        (_, 1..) => Kept::Extended,
        (_, _) => Kept::InTime,
    }
}

/// How long the clock ran.
fn minutes(clock: &Clock, calendar: &Calendar) -> i32 {
    let by_the_clock = clock.unit.as_deref() == Some(TermUnit::Minutes.as_str());
    let between = |from: Moment, until: Moment| {
        if by_the_clock {
            (until - from).num_minutes()
        } else {
            calendar.working_minutes_between(from, until)
        }
    };
    let stood: i64 = clock
        .pauses
        .all()
        .iter()
        .map(|pause| between(pause.from.max(clock.since), pause.until.unwrap_or(clock.until)))
        .sum();
    i32::try_from((between(clock.since, clock.until) - stood).max(0)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment_of;
    use crate::domain::calendar::Shift;
    use crate::domain::status::Step;
    use crate::domain::ticket::Report;
    use chrono::{Duration, NaiveDate, NaiveTime};

    /// Hours after eight o'clock of a Monday.
    fn at(hours: i64) -> Moment {
        moment_of(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(8, 0, 0).unwrap())
            + Duration::hours(hours)
    }

    fn office() -> Calendar {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let shift = Shift { valid_from: None, valid_to: None, from: hour(8), to: hour(16) };
        Calendar { shifts: vec![shift], ..Calendar::default() }
    }

    fn clock(owed: Owed, from: i64, until: i64, due: i64) -> Clock {
        let stopped = if until > due { Stopped::Missed } else { Stopped::Met };
        Clock { until: at(until), stopped, ..Clock::starting(TicketId(1), owed, at(from), at(due)) }
    }

    fn line(clocks: Vec<Clock>) -> Line {
        let mut ticket = Ticket::of(Report::received("26-0000-0000".into(), CategoryId(1), at(0)));
        ticket.report.answered_at = Some(at(50));
        ticket.clocks = crate::domain::clocks::Clocks::of(clocks);
        Line::of(&ticket, Beside::default(), &office())
    }

    #[test]
    fn stages_are_told_in_working_time_without_what_stood_still() {
        let mut answer = clock(Owed::Answer, 2, 26, 48);
        // From one to three o'clock of the first day.
        answer.pauses = format!("{0}/{1}", "2026-11-23T06:00:00", "2026-11-23T08:00:00").parse().unwrap();
        let one = line(vec![clock(Owed::Triage, 0, 1, 2), clock(Owed::Take, 1, 2, 5), answer]);
        assert_eq!((one.triage_minutes, one.take_minutes), (Some(60), Some(60)));
        // Six hours of Monday but two, and two of Tuesday.
        assert_eq!(one.answer_minutes, Some(6 * 60));
        let urgent = Clock { unit: Some("minutes".into()), ..clock(Owed::Triage, 8, 20, 30) };
        assert_eq!(line(vec![urgent]).triage_minutes, Some(720), "by the clock, day and night");
    }

    #[test]
    fn turns_of_a_stage_count_together_and_what_was_dropped_or_runs_does_not() {
        let dropped = Clock { stopped: Stopped::Dropped, ..clock(Owed::Take, 0, 7, 9) };
        let running = Clock::starting(TicketId(1), Owed::Answer, at(0), at(9));
        let all = vec![clock(Owed::Take, 0, 1, 2), clock(Owed::Take, 2, 4, 5), dropped, running];
        let one = line(all);
        assert_eq!((one.take_minutes, one.triage_minutes, one.answer_minutes), (Some(180), None, None));
        assert_eq!(one.kept, None);
    }

    #[test]
    fn what_was_put_off_counts_apart_from_what_was_in_time() {
        let of =
            |until, extensions| line(vec![Clock { extensions, ..clock(Owed::Answer, 0, until, 8) }]).kept;
        assert_eq!(
            [of(7, 0), of(7, 1), of(9, 0), of(9, 1)],
            [Some(Kept::InTime), Some(Kept::Extended), Some(Kept::Late), Some(Kept::Late)]
        );
    }

    #[test]
    fn an_answer_stays_in_the_ledger_when_the_report_is_reopened() {
        let mut ticket = Ticket::of(Report::received("26-0000-0000".into(), CategoryId(1), at(0)));
        ticket.report.status = Status::Answered;
        ticket.report.answered_at = Some(at(3));
        ticket.clocks = crate::domain::clocks::Clocks::of(vec![clock(Owed::Answer, 0, 3, 8)]);
        let ticket = ticket.take(Step::Reopen, at(9)).unwrap().ticket;
        let beside = Beside { reopened_at: Some(at(9)), ..Beside::default() };
        let line = Line::of(&ticket, beside, &office());
        assert_eq!((line.answered_at, line.kept), (Some(at(3)), Some(Kept::InTime)));
    }
}
