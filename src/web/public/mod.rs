//! What residents see.
pub mod home;
