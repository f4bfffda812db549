//! What residents see.
pub mod home;
pub mod submit;
