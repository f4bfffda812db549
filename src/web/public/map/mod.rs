//! The map of public reports, and what it is drawn on.
pub(super) mod asked;
pub mod borders;
pub mod drawing;
pub mod ground;
pub(super) mod looked;
pub mod page;
pub mod squares;
