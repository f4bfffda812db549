//! The figures that anybody may read, counted once a minute for all who ask: no page walks the ledger by itself.
use super::city::City;
use super::{Conn, Db, Found};
use crate::clock::Moment;
use crate::domain::figures::{Group, Statistics, Telling, tell, tell_of};
use crate::ids::CategoryId;
use chrono::Duration;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How old they may be.
const OLDEST: Duration = Duration::minutes(1);

/// The figures that were counted last, of the whole city and of groups, for all who ask. Cheap to clone.
#[derive(Clone, Default)]
pub struct KnownStatistics(Arc<Mutex<HashMap<Option<Group>, Arc<Statistics>>>>);

impl Db {
    /// The figures as they stood less than a minute ago: no question where somebody asked since then. Whoever comes while
    /// they are counted waits for them, so that they are counted once.
    pub fn statistics(&self, conn: &mut Conn, city: &City, now: Moment) -> Found<Arc<Statistics>> {
        self.statistics_of(conn, city, None, now)
    }

    /// The same of one of the city's own groups: there are as many as the city has agencies, communes and categories.
    pub fn statistics_of(
        &self,
        conn: &mut Conn,
        city: &City,
        group: Option<Group>,
        now: Moment,
    ) -> Found<Arc<Statistics>> {
        let mut known = self.known_statistics().0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, one| one.as_of <= now && now - one.as_of < OLDEST);
        if let Some(one) = known.get(&group) {
            return Ok(one.clone());
        }
        let telling = Telling::at(now, above(city));
        let told = self.ledger(conn, |lines| match group {
            None => tell(lines, &telling),
            Some(group) => tell_of(lines, &telling, group),
        })?;
        let told = Arc::new(told);
        known.insert(group, told.clone());
        Ok(told)
    }
}

/// Of each category, the groups that it lies in.
fn above(city: &City) -> HashMap<CategoryId, Vec<CategoryId>> {
    let parent = |id: &CategoryId| city.categories.get(id).and_then(|one| one.parent_id);
    let chain = |id: &CategoryId| {
        let mut chain = Vec::new();
        let mut next = parent(id);
        while let Some(one) = next.filter(|one| one != id && !chain.contains(one)) {
            chain.push(one);
            next = parent(&one);
        }
        (*id, chain)
    };
    city.categories.keys().map(chain).collect()
}
