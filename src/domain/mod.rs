//! The rules. Plain functions on plain values: no time, no database, no web.
pub mod calendar;
pub mod contact;
pub mod deadline;
pub mod text;

pub use calendar::{Calendar, DayKind, Shift};
pub use deadline::{
    ExtensionProblem, Remaining, Term, TermUnit, due, extend, longest_extension, remaining, resumed,
};

#[cfg(test)]
mod deadline_tests;
