//! What the portal does by itself.
mod bounces;
mod jobs;
mod outbox;
mod seals;
mod shelf;
mod sweep;
