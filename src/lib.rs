//! Lắng Nghe: residents tell the city what is wrong, agencies answer in time and in public.
//!
//! Rooms inside are named after things, rooms at the door after people. ARCHITECTURE.md draws the house.
pub mod clock;
pub mod domain;
pub mod ids;
pub mod photos;
pub mod schema;
pub mod store;
