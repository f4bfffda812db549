//! What residents see.
pub mod agencies;
pub mod agency;
pub mod answers;
mod asked;
pub mod crawlers;
pub mod files;
pub mod guide;
mod holder;
pub mod home;
pub mod lookup;
pub mod lookup_code;
pub mod privacy;
mod shown;
mod shown_answer;
pub mod submit;
pub mod ticket;
