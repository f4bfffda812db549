//! The rules. Plain functions on plain values: no time, no database, no web.
pub mod account;
pub mod city;
pub mod event;
pub mod policy;
pub mod reply;
pub mod status;
pub mod ticket;
