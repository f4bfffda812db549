//! What residents read.
mod answers;
mod files;
mod lookup;
mod scene;
mod sweep;
mod ticket;
