//! One-time links: only their hash is kept, and each opens once.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::account::Purpose;
use crate::ids::AccountId;
use crate::schema::passes;
use diesel::prelude::*;

/// Keeps a link that opens once, until `expires_at`, by the hash of its token.
pub fn insert(
    conn: &mut Conn,
    account: AccountId,
    purpose: Purpose,
    token_hash: &str,
    now: Moment,
    expires_at: Moment,
) -> Found<()> {
    diesel::insert_into(passes::table)
        .values((
            passes::token_hash.eq(token_hash),
            passes::account_id.eq(account),
            passes::purpose.eq(purpose),
            passes::created_at.eq(now),
            passes::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .map(drop)
}

/// Whose link it is and what for, if it can still be used. Looking does not use it up.
pub fn find(conn: &mut Conn, token_hash: &str, now: Moment) -> Found<Option<(AccountId, Purpose)>> {
    passes::table
        .filter(passes::token_hash.eq(token_hash))
        .filter(passes::used_at.is_null())
        .filter(passes::expires_at.gt(now))
        .select((passes::account_id, passes::purpose))
        .first(conn)
        .optional()
}

/// Uses it up; false when somebody just did, or its time is over.
pub fn use_up(conn: &mut Conn, token_hash: &str, now: Moment) -> Found<bool> {
    let open = passes::table
        .filter(passes::token_hash.eq(token_hash))
        .filter(passes::used_at.is_null())
        .filter(passes::expires_at.gt(now));
    Ok(diesel::update(open).set(passes::used_at.eq(now)).execute(conn)? == 1)
}

/// Takes every unused link of an account away: a new one was made, or none is needed any more.
pub fn forget_all(conn: &mut Conn, account: AccountId) -> Found<usize> {
    let unused = passes::table.filter(passes::account_id.eq(account)).filter(passes::used_at.is_null());
    diesel::delete(unused).execute(conn)
}
