//! What residents see.
pub mod agencies;
pub mod agency;
pub mod answers;
pub mod asked;
pub mod confirm;
pub mod crawlers;
pub mod files;
pub mod guide;
pub mod holder;
pub mod home;
pub mod letters_wanted;
pub mod lookup;
pub mod lookup_code;
pub mod privacy;
mod shown;
pub mod submit;
pub mod ticket;
