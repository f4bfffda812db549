//! Slows down whoever tries too often: codes, passwords, forms.
use super::Refusal;
use crate::portal::Portal;
use crate::store::throttles;
use chrono::Duration;

/// What is counted, and how many tries there may be in how many minutes.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub name: &'static str,
    pub tries: i32,
    pub minutes: i64,
}

pub const LOOKUP: Limit = Limit { name: "lookup", tries: 30, minutes: 10 };
pub const SUBMIT: Limit = Limit { name: "submit", tries: 20, minutes: 60 };
pub const UPLOAD: Limit = Limit { name: "upload", tries: 60, minutes: 60 };
pub const SIGN_IN: Limit = Limit { name: "sign_in", tries: 20, minutes: 15 };
pub const FORGOT: Limit = Limit { name: "forgot", tries: 5, minutes: 60 };

/// Refuses whom the limit has shut out, without counting a try: for what only counts when it fails.
pub fn check(portal: &Portal, limit: Limit, whom: &str) -> Result<(), Refusal> {
    let (bucket, now) = (bucket(portal, limit, whom), portal.now());
    let tries = portal.db.look(|c| Ok::<_, Refusal>(throttles::count(c, &bucket, now)?))?;
    if tries >= limit.tries { Err(Refusal::TooMany) } else { Ok(()) }
}

/// Counts one try by `whom` (an address, an e-mail): refused once there are more than the limit allows.
/// Kept is only a keyed hash, so that the table tells nobody who was here.
pub fn knock(portal: &Portal, limit: Limit, whom: &str) -> Result<(), Refusal> {
    let (bucket, now) = (bucket(portal, limit, whom), portal.now());
    let tries = portal.db.change(|c| {
        Ok::<_, Refusal>(throttles::count_one(c, &bucket, now, now + Duration::minutes(limit.minutes))?)
    })?;
    if tries > limit.tries { Err(Refusal::TooMany) } else { Ok(()) }
}

fn bucket(portal: &Portal, limit: Limit, whom: &str) -> String {
    let whom = portal.secrets.sign("throttle", whom.as_bytes());
    format!("{}:{whom}", limit.name)
}
