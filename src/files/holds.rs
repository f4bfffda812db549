//! Files that were just laid on the shelf and that no row names yet: nobody may clear them away.
use super::FileHash;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How often each file is held in this process.
#[derive(Default)]
pub(super) struct Holds(Mutex<HashMap<FileHash, usize>>);

/// Keeps some files on the shelf while it, or a copy of it, lives.
#[derive(Clone)]
pub(super) struct Hold(#[expect(dead_code, reason = "it acts when it is dropped")] Arc<Held>);

struct Held {
    holds: Arc<Holds>,
    hashes: Vec<FileHash>,
}

impl Holds {
    /// The counts, locked: while they are looked at, nobody begins or ends a hold.
    pub(super) fn lock(&self) -> MutexGuard<'_, HashMap<FileHash, usize>> {
        // A count is whole at every moment: whoever broke down over it left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hold {
    /// Holds these files until the last copy of this is dropped.
    pub(super) fn new(holds: &Arc<Holds>, hashes: Vec<FileHash>) -> Self {
        let mut held = holds.lock();
        for hash in &hashes {
            *held.entry(*hash).or_default() += 1;
        }
        drop(held);
        Self(Arc::new(Held { holds: Arc::clone(holds), hashes }))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut held = self.holds.lock();
        for hash in &self.hashes {
            if let Some(count) = held.get_mut(hash) {
                *count -= 1;
                if *count == 0 {
                    held.remove(hash);
                }
            }
        }
    }
}

impl std::fmt::Debug for Hold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hold")
    }
}

/// A hold says nothing about what is held.
impl PartialEq for Hold {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Hold {}
