//! Figures of the city's ledger: what is chosen, how it is counted, and what may be said of it.
mod choice;
mod rise;
mod share;
mod spread;
mod statistics;
#[cfg(test)]
mod statistics_tests;
mod survey;

pub use choice::{Choice, Measure, Span};
pub use rise::{LEAST as RISE_LEAST, Rise, WEEKS_BEFORE};
pub use share::{Share, interval};
pub use spread::Spread;
pub use statistics::{DAYS, FEW, MONTHS, Pooled, Statistics, Telling, Told, pooled, tell, tell_of};
pub use survey::{Group, GroupBy, Survey, Surveyed, Tally, stages, survey};
