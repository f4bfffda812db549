//! The words that senders agree to, a row per version and language.
use super::{Conn, Found};
use crate::domain::city::Consent;
use crate::ids::ConsentId;
use crate::schema::{consents, contacts};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// To send a report at all.
pub const TO_SEND: &str = "gui-";
/// To let one's name stand beside the report in public.
pub const TO_SHOW_NAME: &str = "ten-";

/// To let the agency that handles the report look at how to reach one.
pub const TO_SHARE: &str = "lien-he-";

/// The latest words for a purpose in a language; versions begin with the purpose ("gui-2026-1").
pub fn latest(conn: &mut Conn, purpose: &str, lang: &str) -> Found<Option<Consent>> {
    consents::table
        .filter(consents::version.like(format!("{purpose}%")))
        .filter(consents::lang.eq(lang))
        .order(consents::id.desc())
        .select(Consent::as_select())
        .first(conn)
        .optional()
}

/// The words that a sender saw, by their id; none where there are no such words.
pub fn find(conn: &mut Conn, id: ConsentId) -> Found<Option<Consent>> {
    consents::table.filter(consents::id.eq(id)).select(Consent::as_select()).first(conn).optional()
}

/// All words of all versions, the newest first.
pub fn all(conn: &mut Conn) -> Found<Vec<Consent>> {
    consents::table.order(consents::id.desc()).select(Consent::as_select()).load(conn)
}

/// Adds words. None are ever changed: somebody may have agreed to them.
pub fn insert(conn: &mut Conn, words: &Consent) -> Found<()> {
    diesel::insert_into(consents::table).values(words).execute(conn).map(drop)
}

/// How many senders agreed to send their report by each text.
pub fn agreed(conn: &mut Conn) -> Found<HashMap<ConsentId, i64>> {
    let counts: Vec<(ConsentId, i64)> = contacts::table
        .group_by(contacts::consent_id)
        .select((contacts::consent_id, count_star()))
        .load(conn)?;
    Ok(counts.into_iter().collect())
}
