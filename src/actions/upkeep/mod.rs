//! What the portal does by itself, and what keeps it in order.
mod backup;
mod close_answered;
mod close_unanswered;
mod expire_unconfirmed;
pub mod heads;
mod import_areas;
mod import_places;
pub mod open_data;
mod recognise;
mod remind_senders;
mod reproject;
mod retry_letter;
mod retry_letters;
mod rewrite_copies;
mod rewrite_ledger;
mod run_job;
mod seal_history;
mod seed;
mod seed_city;
mod send_letters;
mod sweep;
mod sweep_shelf;
mod verify_history;
mod verify_shelf;

pub use backup::{Done, Manifest, backup, restore, verify_backup};
pub use close_answered::{close_answered, close_if_due};
pub use close_unanswered::close_unanswered;
pub use expire_unconfirmed::expire_unconfirmed;
pub use import_areas::{Imported, NotImported, import_areas};
pub use import_places::{NoPlaces, PlacesImported, import_places};
pub use recognise::{Known, recognise, remember};
pub use remind_senders::remind_senders;
pub use reproject::{Reprojected, is_map_true, reproject, untrue_copies};
pub use retry_letter::retry_letter;
pub use retry_letters::retry_letters;
pub use rewrite_copies::{PART, rewrite_copies, rewrite_part};
pub use rewrite_ledger::{open_ledger, rewrite_ledger, untrue_lines};
pub use run_job::run_job;
pub use seal_history::{seal_history, sealed_since};
pub use seed_city::seed_city;
pub use send_letters::send_letters;
pub use sweep::{Swept, sweep};
pub use verify_history::{Verified, verify_history};
pub use verify_shelf::{Fault, Shelved, verify_shelf};

/// Asked before each unit of work: false when the portal is stopping, or somebody else does this work by now.
pub type GoesOn<'a> = dyn Fn() -> bool + 'a;
