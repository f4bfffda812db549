//! Somebody asks that something public is taken down, and somebody who may hide it decides.
mod ask;
mod decide;

pub use ask::ask;
pub use decide::decide;
