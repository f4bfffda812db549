//! Whether anything that the public reads has changed since, told without a question: what was made of it may be kept.
use super::city::Generation;
use super::{Conn, Db, Found};
use crate::schema::{generations, public_generations};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How often the public copies and the city were seen to change by this process. Cheap to clone.
#[derive(Clone, Default)]
pub struct Edition(Arc<Seen>);

#[derive(Default)]
struct Seen {
    number: AtomicU64,
    /// The city's generation and the public copies', as they were seen last.
    last: Mutex<Option<(Generation, Generation)>>,
}

impl Db {
    /// Another number after each change of a public copy or of the city: at once after a change of this process, after
    /// the next [`Db::look_round`] where another made it.
    pub fn edition(&self) -> u64 {
        self.known_edition().0.number.load(Ordering::Acquire)
    }

    /// Looks whether another process has changed anything that the public reads.
    ///
    /// # Errors
    /// What the database says; whatever was seen before stands.
    pub fn look_round(&self) -> Found<()> {
        self.look(|c| see(self.known_edition(), c)).map(drop)
    }
}

/// Asks what stands now, counts on where it is another than before, and says the city's.
pub(super) fn see(edition: &Edition, conn: &mut Conn) -> Found<Generation> {
    let newest = public_generations::table.select(max(public_generations::id)).single_value();
    let many = public_generations::table.select(count_star()).single_value();
    type Both = ((Option<i64>, i64), (Option<i64>, Option<i64>));
    let (city, (newest, many)): Both =
        generations::table.select(((max(generations::id), count_star()), (newest, many))).first(conn)?;
    let public = (newest, many.unwrap_or_default());
    let mut last = edition.0.last.lock().unwrap_or_else(PoisonError::into_inner);
    if last.replace((city, public)) != Some((city, public)) {
        edition.0.number.fetch_add(1, Ordering::AcqRel);
    }
    Ok(city)
}
