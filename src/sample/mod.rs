//! A portal full of invented reports, by the hundred thousand, to see how it is with many. A few hundred are lived by the
//! verbs that everybody uses (`lives`), in every state; the others are made from their rows, each with its own words, time
//! and place, and sealed. What the public reads and what is counted of them is made by the functions that make it of all.
mod cast;
mod lived;
mod lot;
mod mould;
mod plan;
mod words;

use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::ticket::Ticket;
use crate::ids::{TicketCode, TicketId, first_moment};
use crate::portal::Portal;
use crate::store::bulk::{self, Bulk, Projected};
use crate::store::public::copy;
use cast::Cast;
use chrono::{Datelike, Duration};
use lived::Stage;
use mould::{Around, Mould, Own, Rows};
use plan::{Plan, YEARS_IN_DAYS};
use std::collections::{HashMap, HashSet};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use words::Parts;

/// Reports that are written in one transaction.
const AT_ONCE: usize = 1_000;
/// Batches that may wait for what is projected of them.
const WAITING: usize = 3;
/// The ways in, as often as they are used; a call is another life.
const CHANNELS: [(&str, usize); 5] = [("web", 66), ("app", 14), ("zalo", 10), ("email", 4), ("counter", 6)];

/// What is to stand there in the end.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub reports: u64,
    pub seed: u64,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    /// Samples that stood there before.
    pub before: u64,
    pub lived: u64,
    pub written: u64,
}

/// Which reports are to be made.
struct Task<'a> {
    stage: Stage<'a>,
    wanted: Wanted,
    /// The first number, and how many.
    first: u64,
    count: u64,
}

/// Fills the portal until so many samples stand there. `seen` hears how many came since.
///
/// # Errors
/// In words for the person at the terminal: above all where there are reports that are no samples.
pub fn load(portal: &Portal, wanted: Wanted, mut seen: impl FnMut(u64)) -> Result<Loaded, String> {
    let said = |refusal: Refusal| format!("{refusal:?}");
    let others = portal.db.look(|c| Ok::<_, Refusal>(bulk::has_others(c)?)).map_err(said)?;
    if others {
        return Err(
            "there are reports here that are no samples: samples are laid into a portal of their own".into(),
        );
    }
    let (before, first) = portal.db.look(|c| Ok::<_, Refusal>(bulk::samples(c)?)).map_err(said)?;
    let count = wanted.reports.saturating_sub(before);
    if count == 0 {
        return Ok(Loaded { before, lived: 0, written: 0 });
    }
    let parts = Parts::read()?;
    let cast = Cast::settle(portal).map_err(said)?;
    let task = Task { stage: Stage { portal, cast: &cast, parts: &parts }, wanted, first, count };
    let (moulds, lived) = task.moulds(&mut seen)?;
    let mut bulk = Bulk::open(&portal.config.database_url, before == 0).map_err(|error| error.to_string())?;
    let written = task.fill(&moulds, &mut bulk, &mut seen)?;
    bulk.finish().map_err(|error| error.to_string())?;
    Ok(Loaded { before, lived, written })
}

type Moulds = HashMap<plan::Mould, (u64, Mould)>;

impl Task<'_> {
    /// Every plan, in the order of their numbers.
    fn plans(&self) -> impl Iterator<Item = Plan> {
        let now = self.stage.portal.now();
        // Ids count from that moment; what is lived before the first clone of it takes some weeks.
        let most = ((now - first_moment()).num_days() - 70).clamp(1, YEARS_IN_DAYS);
        let mut number = self.first;
        std::iter::from_fn(move || {
            let left = (self.first + self.count).checked_sub(number).filter(|left| *left > 0)?;
            // The oldest first, and from year to year some more.
            let far = (left - 1) as f64 / self.count as f64;
            let days = (most as f64 * far * far.sqrt()) as i64;
            let plan = Plan::of(self.stage.cast, self.wanted.seed, number, (days, left))?;
            number += plan.life.reports();
            Some(plan)
        })
    }

    /// Lives the first of each kind; how many reports that were.
    fn moulds(&self, seen: &mut impl FnMut(u64)) -> Result<(Moulds, u64), String> {
        let (mut moulds, mut lived): (Moulds, u64) = (HashMap::new(), 0);
        for plan in self.plans() {
            let kind = plan.mould(self.stage.cast);
            if moulds.contains_key(&kind) {
                continue;
            }
            let said = |refusal: Refusal| format!("{:?} of report {}: {refusal:?}", plan.life, plan.number);
            let tickets = self.stage.live(&plan).map_err(said)?;
            lived += tickets.len() as u64;
            seen(tickets.len() as u64);
            moulds.insert(kind, (plan.number, self.mould(&plan, &tickets)?));
        }
        Ok((moulds, lived))
    }

    fn mould(&self, plan: &Plan, tickets: &[Ticket]) -> Result<Mould, String> {
        let Stage { portal, cast, .. } = self.stage;
        let said = |refusal: Refusal| format!("{refusal:?}");
        let rows = tickets.iter().map(|ticket| {
            let rows = portal.db.look(|c| Ok::<_, Refusal>(bulk::rows(c, ticket.id)?));
            rows.map(|rows| (ticket.id, rows)).map_err(said)
        });
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let around = around(cast, plan).map_err(said)?;
        let codes: Vec<String> = tickets.iter().map(|ticket| ticket.code.clone()).collect();
        let sent = tickets.iter().map(|ticket| ticket.created_at).min().unwrap_or_default();
        let mut mould = Mould::of(rows, &around, &self.stage.words(plan), &codes, sent)?;
        mould.gone = codes;
        let is_gone = |code: &String| portal.db.look(|c| Ok::<_, Refusal>(copy::is_gone(c, code)?));
        mould.gone.retain(|code| is_gone(code).is_ok_and(|gone| gone));
        Ok(mould)
    }

    /// Makes all others: rows are made, written and projected beside one another.
    fn fill(&self, moulds: &Moulds, bulk: &mut Bulk, seen: &mut impl FnMut(u64)) -> Result<u64, String> {
        let db = &self.stage.portal.db;
        let said = |refusal: Refusal| format!("{refusal:?}");
        let codes = db.look(|c| Ok::<_, Refusal>(bulk::codes(c)?)).map_err(said)?;
        let (give_rows, rows) = sync_channel::<Result<Rows, String>>(1);
        let (give_laid, laid) = channel::<Vec<TicketId>>();
        let (give_projected, projected) = channel::<Result<Projected, Refusal>>();
        std::thread::scope(|scope| {
            scope.spawn(move || self.make(moulds, codes.into_iter().collect(), &give_rows));
            scope.spawn(move || self.project(&laid, &give_projected));
            let (mut written, mut waiting) = (0, 0);
            for rows in rows {
                let rows = rows?;
                let ready = (waiting >= WAITING).then(|| projected.recv());
                let ready = ready.transpose().map_err(|_| "nobody projects any more")?;
                waiting -= usize::from(ready.is_some());
                bulk.lay(&rows.tables, ready.transpose().map_err(said)?).map_err(said)?;
                waiting += 1;
                written += rows.reports.len() as u64;
                seen(rows.reports.len() as u64);
                // Where nobody projects any more, it says why in the place of what it projected.
                give_laid.send(rows.reports).ok();
            }
            drop(give_laid);
            for ready in projected {
                bulk.lay(&[], Some(ready.map_err(said)?)).map_err(said)?;
            }
            Ok(written)
        })
    }

    fn make(&self, moulds: &Moulds, mut codes: HashSet<TicketCode>, give: &SyncSender<Result<Rows, String>>) {
        let (mut rows, mut used) = (Rows::default(), HashSet::new());
        for plan in self.plans() {
            let kind = plan.mould(self.stage.cast);
            let Some((_, mould)) = moulds.get(&kind).filter(|(number, _)| *number != plan.number) else {
                continue;
            };
            if let Err(refusal) = self.add(&plan, (kind, mould), (&mut codes, &mut used), &mut rows) {
                give.send(Err(format!("{refusal:?}"))).ok();
                return;
            }
            if rows.reports.len() >= AT_ONCE && give.send(Ok(std::mem::take(&mut rows))).is_err() {
                return;
            }
        }
        give.send(Ok(rows)).ok();
    }

    fn add(
        &self,
        plan: &Plan,
        (kind, mould): (plan::Mould, &Mould),
        (codes, used): (&mut HashSet<TicketCode>, &mut HashSet<(plan::Mould, i64)>),
        rows: &mut Rows,
    ) -> Result<(), Refusal> {
        let Stage { portal, cast, .. } = self.stage;
        let mut lot = plan.lot.clone();
        let wanted = portal.now() - Duration::days(plan.days);
        // Whole weeks, so that what was done on a Monday is done on one.
        let weeks = ((mould.sent - wanted).num_hours() + 84).div_euclid(168).max(0);
        let mut seconds = -weeks * 7 * 86_400 - lot.between(1, 10_000) as i64;
        while !used.insert((kind, seconds)) {
            seconds -= 1;
        }
        let sent = mould.sent + Duration::seconds(seconds);
        let around = around(cast, plan)?;
        let numbers = plan.number..plan.number + mould.reports() as u64;
        let form_keys: Vec<String> = numbers.map(bulk::form_key).collect();
        let codes: Vec<String> = form_keys.iter().map(|_| free_code(codes, sent)).collect();
        let own = Own {
            around: &around,
            words: &self.stage.words(plan),
            codes: &codes,
            form_keys: &form_keys,
            channel: channel_of(lot.below(100)),
            seconds,
        };
        mould.cast(&own, portal.db.key(), rows);
        Ok(())
    }

    fn project(&self, laid: &Receiver<Vec<TicketId>>, give: &Sender<Result<Projected, Refusal>>) {
        let Stage { portal, cast, .. } = self.stage;
        for reports in laid {
            let made = portal.db.look(|c| Ok::<_, Refusal>(bulk::project(c, &cast.city, &reports)?));
            let failed = made.is_err();
            if give.send(made).is_err() || failed {
                return;
            }
        }
    }
}

fn around(cast: &Cast, plan: &Plan) -> Result<Around, Refusal> {
    let hands = cast.hands(plan.agency)?;
    Ok(Around {
        category: cast.categories[plan.category].0.id.0,
        commune: plan.commune.map(|place| cast.communes[place].0),
        agency: plan.agency.0,
        officer: hands.officer.id.0,
        approver: hands.approver.id.0,
    })
}

/// A code that no report has.
fn free_code(taken: &mut HashSet<TicketCode>, sent: Moment) -> String {
    loop {
        let code = TicketCode::random(crate::clock::local(sent).year());
        if taken.insert(code) {
            return code.as_str().to_owned();
        }
    }
}

fn channel_of(mut lot: usize) -> &'static str {
    for (channel, share) in CHANNELS {
        if lot < share {
            return channel;
        }
        lot -= share;
    }
    CHANNELS[0].0
}
