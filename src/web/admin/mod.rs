//! What administrators keep: agencies, categories, accounts, the calendar, the outbox.
pub mod absence;
pub mod account;
pub mod accounts;
pub mod agencies;
pub mod agency;
pub mod calendar;
pub mod categories;
pub mod category;
pub mod history;
pub mod invite;
pub mod jobs;
pub mod ladder;
pub mod letter_samples;
pub mod letters;
pub mod signal;
pub mod signals;
