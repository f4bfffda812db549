//! The key in each letter to who follows something: its number, sealed. It names nobody, cannot be guessed, and stops those
//! letters.
use crate::ids::FollowId;
use crate::portal::Portal;

const STOP: &str = "follow";

/// Opens the page where these letters are stopped.
pub fn of_stop(portal: &Portal, follow: FollowId) -> String {
    portal.secrets.seal(STOP, follow.0)
}

/// What this key stops.
pub fn stopped_by(portal: &Portal, key: &str) -> Option<FollowId> {
    portal.secrets.unseal(STOP, key).map(FollowId)
}
