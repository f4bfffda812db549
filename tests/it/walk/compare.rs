//! What the portal has, in the model's words.
use super::cast::Cast;
use super::model::{Due, Lead, Model};
use super::moves::Hand;
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::assignment::Ended;
use langnghe::domain::clocks::{Clock, Owed};
use langnghe::domain::notice::What;
use langnghe::ids::{AccountId, NoticeId};
use langnghe::schema::{notices, public_reports};
use std::collections::BTreeMap;

/// All of a report that the model speaks of.
#[derive(Debug, PartialEq)]
pub struct Seen {
    status: &'static str,
    version: i32,
    level: &'static str,
    lead: Option<Lead>,
    /// Who works with the lead, and whether they do now.
    partners: BTreeMap<usize, bool>,
    /// The parts that are owed, by whose they are.
    parts: BTreeMap<usize, Due>,
    owed: BTreeMap<&'static str, Due>,
    /// The word that the public reads; nothing where it reads nothing.
    public: Option<String>,
}

impl Seen {
    /// As the portal has it.
    pub fn of(portal: &TestPortal, cast: &Cast, hand: &Hand) -> Self {
        let ticket = hand.now(portal);
        let row = public_reports::table.find(ticket.id).select(public_reports::word);
        let lead = ticket.holders.lead().map(|lead| Lead {
            agency: cast.agency(lead.agency_id),
            person: lead.person_id.map(|id| cast.person(id)),
            taken: lead.taken_at.is_some(),
            holds: lead.ended == Ended::Open,
        });
        let partners = ticket.holders.partners();
        let due = |clock: &Clock| {
            let by = clock.agency_id.map(|id| cast.agency(id));
            Due { by, since: clock.since, stands_still: clock.is_paused() }
        };
        let others = |clock: &&Clock| clock.is_running() && clock.owed != Owed::Part;
        let owed = ticket.clocks.all().iter().filter(others).map(|clock| (clock.owed.as_str(), due(clock)));
        let parts = ticket.clocks.parts().map(due).map(|due| (due.by.expect("somebody's"), due));
        Self {
            status: ticket.status.as_str(),
            version: ticket.version,
            level: ticket.level.as_str(),
            lead,
            partners: partners.map(|one| (cast.agency(one.agency_id), one.ended == Ended::Open)).collect(),
            parts: parts.collect(),
            owed: owed.collect(),
            public: portal.look(|c| row.first(c).optional()),
        }
    }

    /// As it must be.
    pub fn by(model: &Model, report: usize) -> Self {
        let own = &model.reports[report];
        let word = || model.decisive(report).status.public_word().as_str().to_owned();
        Self {
            status: own.status.as_str(),
            version: own.version,
            level: own.level.as_str(),
            lead: own.lead.clone(),
            partners: own.partners.clone(),
            parts: own.parts.clone(),
            owed: own.owed.clone(),
            public: model.is_public(report).then(word),
        }
    }
}

/// What anybody was told of these reports.
pub fn notices_of(portal: &TestPortal, hands: &[Hand]) -> BTreeMap<NoticeId, (AccountId, What)> {
    let own = notices::table.filter(notices::ticket_id.eq_any(hands.iter().map(Hand::id)));
    let own = own.select((notices::id, notices::account_id, notices::what));
    let rows: Vec<(NoticeId, AccountId, What)> = portal.look(|c| own.load(c));
    rows.into_iter().map(|(id, account, what)| (id, (account, what))).collect()
}

/// Who was told what since then, sorted.
pub fn told_since(
    portal: &TestPortal,
    cast: &Cast,
    hands: &[Hand],
    before: &BTreeMap<NoticeId, (AccountId, What)>,
) -> Vec<(usize, &'static str)> {
    let now = notices_of(portal, hands);
    let new = now.into_iter().filter(|(id, _)| !before.contains_key(id));
    sorted(new.map(|(_, (account, what))| (cast.person(account), what)).collect())
}

/// In an order that says nothing.
pub fn sorted(told: Vec<(usize, What)>) -> Vec<(usize, &'static str)> {
    let mut told: Vec<_> = told.into_iter().map(|(who, what)| (who, what.as_str())).collect();
    told.sort_unstable();
    told.dedup_by_key(|(who, _)| *who);
    told
}
