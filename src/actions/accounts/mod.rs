//! The people who work here: how they come in.
mod invite_first_admin;
pub mod password;
mod turn;

pub use invite_first_admin::{PLACEHOLDER, invite_first_admin};
