//! Readers follow something public by mail: they ask, the address's owner confirms, they are told, and they stop.
mod ask;
mod confirm;
mod digests;
mod forget;
pub mod keys;
mod news;
mod stop;

pub use ask::{Wanted, ask};
pub use confirm::{confirm, presented};
pub use digests::write_digests;
pub use forget::forget_unconfirmed;
pub use news::write_news;
pub use stop::{bounced, stop};
