//! What the portal does by itself.
mod jobs;
mod outbox;
mod sweep;
