//! The words that senders agree to, a row per version and language.
use super::{Conn, Found};
use crate::domain::city::Consent;
use crate::ids::ConsentId;
use crate::schema::consents;
use diesel::prelude::*;

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
