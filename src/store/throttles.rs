//! How often something was tried within a window of time.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::schema::throttles;
use diesel::prelude::*;

/// Counts one more try in `bucket` and answers how many there are in its present window, this one included.
/// A window that ended by `now` begins again and ends at `window_ends_at`.
pub fn count_one(conn: &mut Conn, bucket: &str, now: Moment, window_ends_at: Moment) -> Found<i32> {
    let running: Option<(Moment, i32)> = throttles::table
        .filter(throttles::bucket.eq(bucket))
        .select((throttles::window_ends_at, throttles::count))
        .first(conn)
        .optional()?;
    match running {
        Some((ends, count)) if ends > now => {
            diesel::update(throttles::table.filter(throttles::bucket.eq(bucket)))
                .set(throttles::count.eq(throttles::count + 1))
                .execute(conn)?;
            Ok(count + 1)
        }
        Some(_) => {
            diesel::update(throttles::table.filter(throttles::bucket.eq(bucket)))
                .set((throttles::window_ends_at.eq(window_ends_at), throttles::count.eq(1)))
                .execute(conn)?;
            Ok(1)
        }
        None => {
            diesel::insert_into(throttles::table)
                .values((
                    throttles::bucket.eq(bucket),
                    throttles::window_ends_at.eq(window_ends_at),
                    throttles::count.eq(1),
                ))
                .execute(conn)?;
            Ok(1)
        }
    }
}

/// How many tries there are in the bucket's present window.
pub fn count(conn: &mut Conn, bucket: &str, now: Moment) -> Found<i32> {
    let running: Option<i32> = throttles::table
        .filter(throttles::bucket.eq(bucket))
        .filter(throttles::window_ends_at.gt(now))
        .select(throttles::count)
        .first(conn)
        .optional()?;
    Ok(running.unwrap_or(0))
}
