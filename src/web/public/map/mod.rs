//! The map of public reports, and what it is drawn on.
mod asked;
pub mod borders;
pub mod drawing;
mod looked;
pub mod page;
pub mod squares;
