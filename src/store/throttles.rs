//! How often something was tried within a window of time.
use super::{Conn, Found, on_each};
use crate::clock::Moment;
use crate::schema::throttles;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text, Timestamp};

/// One statement, so that of any number who count at once each sees its own place. A window that ended begins again; so
/// does one that ends later than one beginning now would: the clock was set back, and nobody waits for that.
const ADD: &str = "INSERT INTO throttles AS t (bucket, count, window_ends_at) VALUES ($1, $2, $3)
    ON CONFLICT (bucket) DO UPDATE SET
        count = CASE WHEN t.window_ends_at > $4 AND t.window_ends_at <= excluded.window_ends_at
            THEN t.count + excluded.count ELSE excluded.count END,
        window_ends_at = CASE WHEN t.window_ends_at > $4 AND t.window_ends_at <= excluded.window_ends_at
            THEN t.window_ends_at ELSE excluded.window_ends_at END
    RETURNING count";

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Integer)]
    count: i32,
}

/// Counts so many more in `bucket` and answers how many there are in its present window, these included. A window that
/// begins now ends at `ends`.
pub fn add(conn: &mut Conn, bucket: &str, many: i32, now: Moment, ends: Moment) -> Found<i32> {
    let counted: Counted = on_each!(conn, |c| diesel::sql_query(ADD)
        .bind::<Text, _>(bucket)
        .bind::<Integer, _>(many)
        .bind::<Timestamp, _>(ends)
        .bind::<Timestamp, _>(now)
        .get_result(c))?;
    Ok(counted.count)
}

/// How many there are in the bucket's present window; one that begins now would end at `ends`.
pub fn count(conn: &mut Conn, bucket: &str, now: Moment, ends: Moment) -> Found<i32> {
    let running: Option<i32> = throttles::table
        .filter(throttles::bucket.eq(bucket))
        .filter(throttles::window_ends_at.gt(now))
        .filter(throttles::window_ends_at.le(ends))
        .select(throttles::count)
        .first(conn)
        .optional()?;
    Ok(running.unwrap_or(0))
}
