//! The rules. Plain functions on plain values: no time, no database, no web.
