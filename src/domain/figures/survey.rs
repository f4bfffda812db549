//! One walk over the ledger counts all that a page of figures shows.
use super::choice::{Choice, Measure, Span};
use super::share::Share;
use super::spread::Spread;
use crate::clock::Moment;
use crate::domain::ledger::{Kept, Line, Lines};
use crate::domain::rating::Mark;
use crate::domain::ticket::{Channel, Kind, Level};
use crate::ids::{AgencyId, CategoryId, CommuneId, TicketId, text_enum};
use std::collections::HashMap;

text_enum! {
    /// By what the table of a page is told apart; the words stand in addresses.
    pub enum GroupBy {
        Agency = "co-quan",
        Commune = "phuong-xa",
        Category = "linh-vuc",
        Channel = "kenh",
        Kind = "loai",
        Level = "muc-do",
    }
}

/// One row of that table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    Agency(Option<AgencyId>),
    Commune(Option<CommuneId>),
    Category(CategoryId),
    Channel(Channel),
    Kind(Kind),
    Level(Level),
}

impl Group {
    fn of(line: &Line, by: GroupBy) -> Self {
        match by {
            GroupBy::Agency => Self::Agency(line.holder()),
            GroupBy::Commune => Self::Commune(line.commune_id),
            GroupBy::Category => Self::Category(line.category_id),
            GroupBy::Channel => Self::Channel(line.channel),
            GroupBy::Kind => Self::Kind(line.kind),
            GroupBy::Level => Self::Level(line.level),
        }
    }
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub received: u64,
    pub answered: u64,
    pub in_time: u64,
    pub extended: u64,
    pub late: u64,
    pub reopened: u64,
    /// As it stands now, whatever the period.
    pub open: u64,
    pub overdue: u64,
    /// Promised and not yet done, as it stands now; and of these, those whose day has passed.
    pub promised: u64,
    pub promise_late: u64,
    pub promise_kept: u64,
    /// Rated by their senders, and of these: content, and poorly.
    pub rated: u64,
    pub content: u64,
    pub poor: u64,
}

impl Tally {
    /// How many of these were counted.
    pub fn of(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Received => self.received,
            Measure::Answered => self.answered,
            Measure::InTime => self.in_time,
            Measure::Extended => self.extended,
            Measure::Late => self.late,
            Measure::Reopened => self.reopened,
            Measure::Overdue => self.overdue,
            Measure::Promised => self.promised,
            Measure::PromiseLate => self.promise_late,
            Measure::PromiseKept => self.promise_kept,
            Measure::Rated => self.rated,
            Measure::Content => self.content,
            Measure::Poor => self.poor,
            Measure::Open
            | Measure::AtDesk
            | Measure::AtTaking
            | Measure::AtWork
            | Measure::AtApproval
            | Measure::AtSender => self.open,
        }
    }

    /// In time, of all that had a deadline.
    pub fn in_time_share(&self) -> Share {
        Share { part: self.in_time, of: self.in_time + self.extended + self.late }
    }

    /// Content, of all who rated.
    pub fn content_share(&self) -> Share {
        Share { part: self.content, of: self.rated }
    }

    fn add(&mut self, line: &Line, span: &Span) {
        let within = |at: Option<Moment>| at.is_some_and(|at| span.holds(at));
        self.received += u64::from(span.holds(line.received_at));
        self.reopened += u64::from(within(line.reopened_at));
        self.promise_kept += u64::from(within(line.promise_kept_at));
        if within(line.rated_at) {
            self.rated += 1;
            self.content += u64::from(line.mark.is_some_and(Mark::is_content));
            self.poor += u64::from(line.mark.is_some_and(Mark::is_poor));
        }
        if within(line.answered_at) {
            self.answered += 1;
            match line.kept {
                Some(Kept::InTime) => self.in_time += 1,
                Some(Kept::Extended) => self.extended += 1,
                Some(Kept::Late) => self.late += 1,
                None => {}
            }
        }
    }
}

/// What a page asks of the ledger.
#[derive(Debug, Clone)]
pub struct Survey<'a> {
    /// Of which kind; what it says of measure and time is not asked.
    pub choice: &'a Choice,
    pub now: Moment,
    pub span: Span,
    /// The stretch that it is compared with.
    pub before: Span,
    pub by: GroupBy,
    /// The bars of the drawing, in order, one beginning where the other ends.
    pub series: Vec<Span>,
    /// Since when open reports have waited, each stretch for itself.
    pub ages: Vec<Span>,
}

/// What it answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Surveyed {
    pub total: Tally,
    pub before: Tally,
    /// Received and answered in each bar.
    pub series: Vec<(u64, u64)>,
    pub ages: Vec<u64>,
    /// In the order of [`Measure::WAITING`].
    pub waiting: [u64; 5],
    /// Each group with something to say, and how long its answers took.
    pub groups: Vec<(Group, Tally, Spread)>,
    /// Triage, taking, answering.
    pub stages: [Spread; 3],
    /// What is late now, what was due first before the others.
    pub late: Vec<(Moment, TicketId)>,
}

/// Counts.
pub fn survey(lines: &Lines, asked: &Survey<'_>) -> Surveyed {
    let mut found = Surveyed {
        series: vec![(0, 0); asked.series.len()],
        ages: vec![0; asked.ages.len()],
        ..Surveyed::default()
    };
    let mut groups: HashMap<Group, (Tally, Vec<i32>)> = HashMap::new();
    let mut minutes: [Vec<i32>; 3] = Default::default();
    for line in lines.iter().filter(|line| !line.unconfirmed && asked.choice.is_of_kind(line)) {
        let mut own = Tally::default();
        own.add(&line, &asked.span);
        own.promised = u64::from(Measure::Promised.moment(&line, asked.now).is_some());
        own.promise_late = u64::from(Measure::PromiseLate.moment(&line, asked.now).is_some());
        found.before.add(&line, &asked.before);
        add_to_series(&mut found.series, &asked.series, &line);
        if !line.status.is_settled() {
            own.open = 1;
            add_open(&mut found, asked, &line, &mut own);
        }
        collect(&mut minutes, &line, &asked.span);
        add(&mut found.total, &own);
        if own != Tally::default() {
            let (tally, minutes) = groups.entry(Group::of(&line, asked.by)).or_default();
            add(tally, &own);
            minutes.extend(line.answer_minutes.filter(|_| own.answered > 0));
        }
    }
    found.stages = minutes.map(Spread::of);
    found.late.sort_unstable();
    let told = groups.into_iter().map(|(group, (tally, minutes))| (group, tally, Spread::of(minutes)));
    found.groups = told.collect();
    found.groups.sort_by_key(|(group, ..)| *group);
    found
}

/// How long each stage takes of the reports of a choice: what an agency compares itself with.
pub fn stages(lines: &Lines, choice: &Choice, span: &Span) -> [Spread; 3] {
    let mut minutes: [Vec<i32>; 3] = Default::default();
    let chosen = lines.iter().filter(|line| !line.unconfirmed && choice.is_of_kind(line));
    chosen.for_each(|line| collect(&mut minutes, &line, span));
    minutes.map(Spread::of)
}

/// Triage and taking count by when a report came in, answering by when it was answered.
fn collect(minutes: &mut [Vec<i32>; 3], line: &Line, span: &Span) {
    if span.holds(line.received_at) {
        minutes[0].extend(line.triage_minutes);
        minutes[1].extend(line.take_minutes);
    }
    if line.answered_at.is_some_and(|at| span.holds(at)) {
        minutes[2].extend(line.answer_minutes);
    }
}

fn add_open(found: &mut Surveyed, asked: &Survey<'_>, line: &Line, own: &mut Tally) {
    let at =
        Measure::waiting(line.status).and_then(|who| Measure::WAITING.iter().position(|one| *one == who));
    if let Some(at) = at {
        found.waiting[at] += 1;
    }
    for (count, span) in found.ages.iter_mut().zip(&asked.ages) {
        *count += u64::from(span.holds(line.received_at));
    }
    if Measure::Overdue.moment(line, asked.now).is_some() {
        own.overdue = 1;
        found.late.push((line.due_at, line.ticket_id));
    }
}

fn add_to_series(counts: &mut [(u64, u64)], bars: &[Span], line: &Line) {
    let bar = |at: Moment| {
        let after = bars.partition_point(|span| span.from.is_none_or(|from| from <= at));
        after.checked_sub(1).filter(|place| bars[*place].holds(at))
    };
    if let Some(place) = bar(line.received_at) {
        counts[place].0 += 1;
    }
    if let Some(place) = line.answered_at.and_then(bar) {
        counts[place].1 += 1;
    }
}

fn add(sum: &mut Tally, one: &Tally) {
    sum.received += one.received;
    sum.answered += one.answered;
    sum.in_time += one.in_time;
    sum.extended += one.extended;
    sum.late += one.late;
    sum.reopened += one.reopened;
    sum.open += one.open;
    sum.overdue += one.overdue;
    sum.promised += one.promised;
    sum.promise_late += one.promise_late;
    sum.promise_kept += one.promise_kept;
    sum.rated += one.rated;
    sum.content += one.content;
    sum.poor += one.poor;
}
