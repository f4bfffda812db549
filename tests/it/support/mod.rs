//! What the tests stand on: a portal of their own, a browser that presses buttons, staff, reports.
//!
//! ```text
//! #[actix_web::test]
//! async fn an_officer_takes_a_report() {
//!     let portal = TestPortal::new();
//!     let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Forwarded).build();
//!     let officer = portal.staff(Role::Officer, "so-xay-dung").await;
//!     let page = officer.get(&links::desk_ticket(&ticket.code)).await;
//!     let page = page.form("/nhan-viec").press("Nhận xử lý").await;
//!     page.says("Đang xử lý");
//! }
//! ```
#![allow(dead_code, unused_imports)] // A helper may wait for its first test.
mod browser;
mod clean;
mod commits;
mod database;
mod form;
mod form_read;
mod letters;
mod lives;
mod log;
mod lot;
mod page;
mod people;
mod pictures;
mod portal;
pub mod queries;
mod questions;
mod senders;
mod smtp;
mod tickets;

pub use browser::{Answer, Asked, Browser};
pub use commits::{Commits, Past};
pub use database::{Server, TestDatabase};
pub use form::Form;
pub use lives::ANSWER;
pub use log::{Log, logged};
pub use lot::Lot;
pub use page::Page;
pub use pictures::jpeg;
pub use portal::{TestPortal, monday_morning, set};
pub use questions::{choices, question};
pub use senders::{kept, somebody};
pub use smtp::{Script, Smtp, polite};
