//! Where the staff come in and go out, and their own account.
pub mod desk;
pub mod forgot;
pub mod own_account;
pub mod pass;
pub mod sign_in;
pub mod sign_out;
