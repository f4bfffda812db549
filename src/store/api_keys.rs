//! Keys by which other programs write to the portal.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::api_key::ApiKey;
use crate::ids::ApiKeyId;
use crate::schema::api_keys;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Every key, the newest first.
pub fn all(conn: &mut Conn) -> Found<Vec<ApiKey>> {
    api_keys::table.order(api_keys::id.desc()).select(ApiKey::as_select()).load(conn)
}

/// The key with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: ApiKeyId) -> Found<ApiKey> {
    api_keys::table.find(id).select(ApiKey::as_select()).first(conn)
}

/// The key that begins with this.
pub fn beginning_with(conn: &mut Conn, prefix: &str) -> Found<Option<ApiKey>> {
    api_keys::table.filter(api_keys::prefix.eq(prefix)).select(ApiKey::as_select()).first(conn).optional()
}

/// Adds a key.
pub fn insert(conn: &mut Conn, key: &ApiKey) -> Found<()> {
    diesel::insert_into(api_keys::table).values(key).execute(conn).map(drop)
}

/// It opens nothing from now on; false where it did not before either.
pub fn revoke(conn: &mut Conn, id: ApiKeyId, now: Moment) -> Found<bool> {
    let open = api_keys::table.filter(api_keys::id.eq(id)).filter(api_keys::revoked_at.is_null());
    Ok(diesel::update(open).set(api_keys::revoked_at.eq(now)).execute(conn)? == 1)
}

/// Notes the day on which it was used.
pub fn note_used(conn: &mut Conn, id: ApiKeyId, day: NaiveDate) -> Found<()> {
    diesel::update(api_keys::table.find(id)).set(api_keys::used_on.eq(day)).execute(conn).map(drop)
}
