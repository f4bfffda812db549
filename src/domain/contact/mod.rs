//! How somebody can be reached. Personal data (Luật 91/2025/QH15): debug output shows none of it, since it ends in logs.
mod email;
mod person;
mod phone;
mod state;

pub use email::{Email, EmailProblem, masked};
pub use person::Contact;
pub use phone::{Phone, PhoneProblem};
pub use state::ContactState;
