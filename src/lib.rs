//! Lắng Nghe: residents tell the city what is wrong, agencies answer in time and in public.
//!
//! Rooms inside are named after things, rooms at the door after people. ARCHITECTURE.md draws the house.
pub mod actions;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod domain;
pub mod files;
pub mod i18n;
pub mod ids;
pub mod jobs;
pub mod links;
pub mod lives;
pub mod mail;
pub mod opening;
pub mod portal;
pub mod sample;
pub mod schema;
pub mod secrets;
pub mod store;
pub mod telemetry;
pub mod web;

/// Pages are made of many small texts: this one hands them out in half the time of the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
