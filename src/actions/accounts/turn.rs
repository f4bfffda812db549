//! Hashing a password takes 19 MB and a whole core for a moment: two at a time, the rest wait for their turn.
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

const AT_ONCE: usize = 2;
const PATIENCE: Duration = Duration::from_secs(5);

static BUSY: Mutex<usize> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// Leave to hash; given back when dropped.
pub(super) struct Turn(());

/// Waits for a turn; nothing when too many wait already.
pub(super) fn take() -> Option<Turn> {
    let busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut busy, _) = FREED
        .wait_timeout_while(busy, PATIENCE, |busy| *busy >= AT_ONCE)
        .unwrap_or_else(PoisonError::into_inner);
    if *busy >= AT_ONCE {
        return None;
    }
    *busy += 1;
    Some(Turn(()))
}

impl Drop for Turn {
    fn drop(&mut self) {
        *BUSY.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        FREED.notify_one();
    }
}
