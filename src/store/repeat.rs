//! Whether the database gave up a transaction only because others changed the same at the same moment.
use super::Conn;
use diesel::connection::InstrumentationEvent;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::{Connection, PgConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

/// How often a change is tried. Of as many as write at once one is first in each round; whoever is unlucky meets others who
/// came later, so there are twice as many rounds as a large city has connections.
pub(super) const ROUNDS: u32 = 32;
/// The longest first pause between two rounds; it doubles, up to `LONGEST`.
const PAUSE: Duration = Duration::from_millis(2);
const LONGEST: Duration = Duration::from_millis(64);

const FINE: u8 = 0;
const BROKEN: u8 = 1;
const COLLIDED: u8 = 2;

/// Hears what a connection answers, because a body may put its own word in the place of the database's.
pub(super) struct Ear(Arc<AtomicU8>);

impl Ear {
    /// Listens from now on. SQLite has one writer, who collides with nobody.
    pub(super) fn on(conn: &mut Conn) -> Self {
        let worst = Arc::new(AtomicU8::new(FINE));
        if let Conn::Postgres(conn) = conn {
            listen(conn, worst.clone());
        }
        Self(worst)
    }

    /// Did a statement fail because of others? Forgotten with `forget`.
    pub(super) fn heard_a_collision(&self) -> bool {
        self.0.load(Ordering::Relaxed) == COLLIDED
    }

    /// Did any statement fail? PostgreSQL then writes nothing, and says "done" to a COMMIT all the same.
    pub(super) fn heard_a_failure(&self) -> bool {
        self.0.load(Ordering::Relaxed) != FINE
    }

    /// Begins the next round as if nothing had failed.
    pub(super) fn forget(&self) {
        self.0.store(FINE, Ordering::Relaxed);
    }
}

fn listen(conn: &mut PgConnection, worst: Arc<AtomicU8>) {
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event {
            let heard = if is_collision(error) { COLLIDED } else { BROKEN };
            worst.fetch_max(heard, Ordering::Relaxed);
        }
    });
}

/// Would the same go through when it is tried again? A key that is taken counts too: whoever looks first whether it is
/// free, as every body does, finds it taken in the next round and says so in its own words.
fn is_collision(error: &Error) -> bool {
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation,
            _,
        ) => true,
        // Diesel has no kind for 40P01; the languages of PostgreSQL leave this word as it is.
        Error::DatabaseError(DatabaseErrorKind::Unknown, said) => {
            said.message().to_lowercase().contains("deadlock")
        }
        _ => false,
    }
}

/// How long to stand aside after a round: by chance, so that two who collided do not do so again.
pub(super) fn pause(round: u32) -> Duration {
    let longest = PAUSE.saturating_mul(1 << round.min(8)).min(LONGEST);
    longest.mul_f64(rand::random::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: DatabaseErrorKind, words: &str) -> Error {
        Error::DatabaseError(kind, Box::new(words.to_owned()))
    }

    #[test]
    fn only_what_others_caused_is_tried_again() {
        use DatabaseErrorKind::{
            CheckViolation, ForeignKeyViolation, SerializationFailure, UniqueViolation, Unknown,
        };
        assert!(is_collision(&said(SerializationFailure, "could not serialize access")));
        assert!(is_collision(&said(UniqueViolation, "duplicate key value")));
        assert!(is_collision(&said(Unknown, "deadlock detected")));
        assert!(!is_collision(&said(Unknown, "invalid byte sequence")));
        assert!(!is_collision(&said(ForeignKeyViolation, "no such row")));
        assert!(!is_collision(&said(CheckViolation, "no such state")));
        assert!(!is_collision(&Error::NotFound));
    }

    #[test]
    fn a_pause_is_short_however_many_rounds_there_were() {
        assert!((1..=1_000).all(|round| pause(round) <= LONGEST));
    }
}
