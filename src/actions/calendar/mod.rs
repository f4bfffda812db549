//! The working calendar, as administrators keep it.
mod carry_out;
mod forecast;
mod import_days;
mod remove_day;
mod set_day;
mod set_hours;

pub use carry_out::Deadlines;
pub use forecast::{DueMove, due_moves, moves_between};
pub use import_days::{changes_of, import_days};
pub use remove_day::remove_day;
pub use set_day::{DayTyped, set_day};
pub use set_hours::{HoursTyped, set_hours};
