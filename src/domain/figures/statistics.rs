//! What anybody may read of the city's figures, counted in one walk over the ledger for every page that shows them. Only
//! public reports count: each number is of reports that anybody may open, so that none tells of a private one. Of the
//! others two things are told, of the whole city alone: how many there are, and why reports were refused.
use super::rise::{Rise, Weeks};
use super::share::Share;
use super::spread::Spread;
use super::survey::{Group, Tally};
use crate::clock::{Moment, local, moment_of};
use crate::domain::ledger::{Kept, Line, Lines, Promising};
use crate::domain::rating::Mark;
use crate::domain::status::Status;
use crate::ids::{CategoryId, CommuneId};
use chrono::{Datelike, Duration, Months, NaiveDate, NaiveTime};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::mem::{Discriminant, discriminant};

/// Months that are told, this one included.
pub const MONTHS: usize = 12;
/// Days over which the page of an agency, a commune or a category counts.
pub const DAYS: i64 = 90;
/// Below this a count of what is not public, or of what single people think, could name somebody.
pub const FEW: u64 = 5;

/// A group over a stretch of time.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Told {
    pub tally: Tally,
    /// Minutes of work that its answers took.
    pub spread: Spread,
    /// Of what was promised for a day that has come, how much was done by then.
    pub promises: Share,
    /// What senders think of it is not told: it would give away what a few think of something else.
    pub keeps_opinions: bool,
}

impl Told {
    /// How many rated answers and are content; nothing where so few did that it could name somebody.
    pub fn opinions(&self) -> Option<Share> {
        let share = self.tally.content_share();
        (!self.keeps_opinions && !(1..FEW).contains(&share.of)).then_some(share)
    }
}

/// All of it, as it stood at one moment.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    pub as_of: Moment,
    /// The first day of each month, the oldest first.
    pub months: Vec<NaiveDate>,
    /// The first of the days that [`Statistics::recent`] tells of.
    pub since: NaiveDate,
    /// Each month, then the last days.
    city: Vec<Told>,
    groups: HashMap<Group, Vec<Told>>,
    /// How many were refused for each reason, by the month in which they were sent; what is not public included.
    pub refused: Vec<BTreeMap<String, u64>>,
    /// How many were sent that are not public, by month.
    pub kept_in: Vec<u64>,
    /// Where more comes in than usual, the clearest first.
    pub rises: Vec<Rise>,
}

impl Statistics {
    /// The whole city in a month, by its place.
    pub fn city(&self, month: usize) -> Told {
        self.city.get(month).copied().unwrap_or_default()
    }

    /// A group in a month.
    pub fn of(&self, group: Group, month: usize) -> Told {
        self.groups.get(&group).and_then(|all| all.get(month)).copied().unwrap_or_default()
    }

    /// A group over the last days.
    pub fn recent(&self, group: Group) -> Told {
        self.of(group, self.months.len())
    }

    /// Every group that had anything in these months, in order.
    pub fn groups(&self) -> Vec<Group> {
        let mut all: Vec<Group> = self.groups.keys().copied().collect();
        all.sort_unstable();
        all
    }

    /// The whole city over the last days.
    pub fn recent_city(&self) -> Told {
        self.city(self.months.len())
    }
}

/// When things are counted, and under which categories.
#[derive(Debug)]
pub struct Telling {
    now: Moment,
    months: Vec<NaiveDate>,
    /// The first moment of each month, and of the one to come.
    begins: Vec<Moment>,
    since: NaiveDate,
    recent: Moment,
    weeks: Weeks,
    /// Of each category, the groups that it lies in.
    above: HashMap<CategoryId, Vec<CategoryId>>,
}

impl Telling {
    /// The months up to now; `above` says of each category in which groups it lies.
    pub fn at(now: Moment, above: HashMap<CategoryId, Vec<CategoryId>>) -> Self {
        let today = local(now).date();
        let this = today.with_day(1).unwrap_or(today);
        let month = |back: usize| {
            let back = Months::new(u32::try_from(back).unwrap_or_default());
            this.checked_sub_months(back).unwrap_or(this)
        };
        let months: Vec<NaiveDate> = (0..MONTHS).rev().map(month).collect();
        let next = this.checked_add_months(Months::new(1)).unwrap_or(this);
        let since = today - Duration::days(DAYS);
        let begins = months.iter().chain([&next]).map(|day| first_of(*day)).collect();
        let weeks = Weeks::before(first_of(today));
        Self { now, begins, since, recent: first_of(since), months, weeks, above }
    }

    fn month(&self, at: Moment) -> Option<usize> {
        let after = self.begins.partition_point(|begin| *begin <= at);
        (1..self.begins.len()).contains(&after).then(|| after - 1)
    }

    /// Where something at this moment counts: in its month, and among the last days.
    fn places(&self, at: Option<Moment>) -> impl Iterator<Item = usize> + use<> {
        let month = at.and_then(|at| self.month(at));
        let recent = at.is_some_and(|at| self.recent <= at && at <= self.now).then_some(self.months.len());
        month.into_iter().chain(recent)
    }
}

fn first_of(day: NaiveDate) -> Moment {
    moment_of(day.and_time(NaiveTime::MIN))
}

#[derive(Clone, Default)]
struct Counting {
    tally: Tally,
    minutes: Vec<i32>,
    promises: Share,
}

/// Counts.
pub fn tell(lines: &Lines, telling: &Telling) -> Statistics {
    count(lines.iter(), telling)
}

/// The same of one group alone. Every number in it is of reports that anybody may open and count one by one, so it may stand
/// beside the city's: what the two differ by is public again. Three numbers are of more than that, and stay with the whole city.
/// How many are not public, and why reports were refused: told by place they would say where somebody is whose report is kept
/// in. And what senders think: told by a group within a group, the city's number less those of all other groups would be the
/// opinion of the few who are left.
pub fn tell_of(lines: &Lines, telling: &Telling, group: Group) -> Statistics {
    let own = lines.iter().filter(|line| line.is_public && is_of(line, group, telling));
    let mut told = count(own, telling);
    told.refused.clear();
    told.kept_in.clear();
    for one in told.city.iter_mut().chain(told.groups.values_mut().flatten()) {
        (one.tally.rated, one.tally.content, one.tally.poor) = (0, 0, 0);
    }
    told
}

fn is_of(line: &Line, group: Group, telling: &Telling) -> bool {
    match group {
        Group::Agency(id) => line.holder() == id,
        Group::Commune(id) => line.commune_id == id,
        Group::Category(id) => {
            let above = telling.above.get(&line.category_id);
            line.category_id == id || above.is_some_and(|above| above.contains(&id))
        }
        Group::Channel(channel) => line.channel == channel,
        Group::Kind(kind) => line.kind == kind,
        Group::Level(level) => line.level == level,
    }
}

fn count(lines: impl Iterator<Item = Line>, telling: &Telling) -> Statistics {
    let room = telling.months.len() + 1;
    let mut city = vec![Counting::default(); room];
    let mut groups: HashMap<Group, Vec<Counting>> = HashMap::new();
    let mut refused = vec![BTreeMap::new(); telling.months.len()];
    let mut kept_in = vec![0; telling.months.len()];
    let mut weeks: HashMap<(CommuneId, CategoryId), Vec<u64>> = HashMap::new();
    for line in lines.filter(|line| !line.unconfirmed) {
        let month = telling.month(line.received_at);
        if let (Some(month), Status::Rejected, Some(reason)) = (month, line.status, &line.reason) {
            *refused[month].entry(reason.clone()).or_insert(0) += 1;
        }
        if !line.is_public {
            if let Some(month) = month {
                kept_in[month] += 1;
            }
            continue;
        }
        add(&mut city, &line, telling);
        for group in groups_of(&line, telling) {
            add(groups.entry(group).or_insert_with(|| vec![Counting::default(); room]), &line, telling);
        }
        if let (Some(commune), Some(week)) = (line.commune_id, telling.weeks.of(line.received_at)) {
            let all = weeks.entry((commune, line.category_id)).or_insert_with(Weeks::none);
            all[week] += 1;
        }
    }
    let told = |all: Vec<Counting>| all.into_iter().map(told).collect::<Vec<Told>>();
    let mut groups: HashMap<Group, Vec<Told>> =
        groups.into_iter().map(|(group, all)| (group, told(all))).collect();
    (0..room).for_each(|at| keep_opinions(&mut groups, telling, at));
    Statistics {
        as_of: telling.now,
        months: telling.months.clone(),
        since: telling.since,
        city: told(city),
        groups,
        refused,
        kept_in,
        rises: Rise::among(weeks),
    }
}

fn groups_of(line: &Line, telling: &Telling) -> Vec<Group> {
    let mut all = vec![
        Group::Agency(line.holder()),
        Group::Commune(line.commune_id),
        Group::Category(line.category_id),
        Group::Channel(line.channel),
    ];
    let above = telling.above.get(&line.category_id).map_or(&[][..], Vec::as_slice);
    all.extend(above.iter().map(|id| Group::Category(*id)));
    all
}

fn add(counts: &mut [Counting], line: &Line, telling: &Telling) {
    for at in telling.places(Some(line.received_at)) {
        counts[at].tally.received += 1;
    }
    for at in telling.places(line.answered_at) {
        let own = &mut counts[at];
        own.tally.answered += 1;
        match line.kept {
            Some(Kept::InTime) => own.tally.in_time += 1,
            Some(Kept::Extended) => own.tally.extended += 1,
            Some(Kept::Late) => own.tally.late += 1,
            None => {}
        }
        own.minutes.extend(line.answer_minutes);
    }
    for at in telling.places(line.rated_at) {
        let own = &mut counts[at].tally;
        own.rated += 1;
        own.content += u64::from(line.mark.is_some_and(Mark::is_content));
        own.poor += u64::from(line.mark.is_some_and(Mark::is_poor));
    }
    for at in telling.places(line.promised_for.filter(|day| *day <= telling.now)) {
        let own = &mut counts[at].promises;
        own.of += 1;
        own.part += u64::from(line.promise == Some(Promising::Kept));
    }
    // How it stands now belongs to no month.
    if let Some(now) = counts.last_mut().map(|own| &mut own.tally)
        && !line.status.is_settled()
    {
        now.open += 1;
        now.overdue += u64::from(line.status != Status::NeedsInfo && line.due_at < telling.now);
    }
}

fn told(one: Counting) -> Told {
    Told { tally: one.tally, spread: Spread::of(one.minutes), promises: one.promises, keeps_opinions: false }
}

/// Where a few rated answers of one agency, the city's number less those of all others would say what they think. So the next
/// smallest are kept with it, until what is not told adds up to [`FEW`]; the same of communes, channels and categories.
fn keep_opinions(groups: &mut HashMap<Group, Vec<Told>>, telling: &Telling, at: usize) {
    let parents: HashSet<CategoryId> = telling.above.values().flatten().copied().collect();
    let is_parent = |group: &Group| matches!(group, Group::Category(id) if parents.contains(id));
    let mut rated: Vec<(u64, Group)> = groups
        .iter()
        .filter(|(group, _)| !is_parent(group))
        .map(|(group, all)| (all[at].tally.rated, *group))
        .filter(|(rated, _)| *rated > 0)
        .collect();
    rated.sort_unstable();
    let mut kept: HashMap<Discriminant<Group>, u64> = HashMap::new();
    let mut around: HashSet<CategoryId> = HashSet::new();
    for (n, group) in rated {
        let sum = kept.entry(discriminant(&group)).or_default();
        if n >= FEW && (*sum == 0 || *sum >= FEW) {
            continue;
        }
        *sum += n;
        groups.entry(group).and_modify(|all| all[at].keeps_opinions = true);
        if let Group::Category(id) = group {
            around.extend(telling.above.get(&id).into_iter().flatten());
        }
    }
    // A group of categories is the sum of those in it.
    for id in around {
        groups.entry(Group::Category(id)).and_modify(|all| all[at].keeps_opinions = true);
    }
}

/// Counts of which none is so small that it could name somebody: what is below [`FEW`] is put together, with as many more as
/// it takes that their sum does not tell either. The others, the largest first, then what was put together.
pub fn pooled(counts: &BTreeMap<String, u64>) -> (Vec<(&str, u64)>, Pooled) {
    let mut all: Vec<(&str, u64)> = counts.iter().map(|(key, n)| (key.as_str(), *n)).collect();
    all.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
    let mut pool = Pooled::default();
    while let Some((_, n)) = all.last().copied() {
        if n >= FEW && (pool.kinds == 0 || pool.sum >= FEW) {
            break;
        }
        all.pop();
        pool.kinds += 1;
        pool.sum += n;
    }
    (all, pool)
}

/// What was put together: of how many kinds, and how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pooled {
    pub kinds: u64,
    pub sum: u64,
}
