//! Coming in and going out, and the administrators' care for accounts.
pub mod ask_reset;
pub mod change_password;
mod guard;
mod hand_over;
pub mod invite;
mod invite_first_admin;
mod known;
pub mod link;
pub mod lock;
pub mod mend;
pub mod password;
pub mod roles;
pub mod set_password;
pub mod sign_in;
pub mod sign_out;
pub mod touch;
mod turn;

pub use invite_first_admin::{PLACEHOLDER, invite_first_admin};
