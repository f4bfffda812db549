//! Figures of the city's ledger: what is chosen, how it is counted, and what may be said of it.
mod choice;
mod share;
mod spread;
mod survey;

pub use choice::{Choice, Measure, Span};
pub use share::{Share, interval};
pub use spread::Spread;
pub use survey::{Group, GroupBy, Survey, Surveyed, Tally, stages, survey};
