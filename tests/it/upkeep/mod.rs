//! What the portal does by itself.
mod at_once;
mod bounces;
mod checked_before;
mod jobs;
mod outbox;
mod seals;
mod shelf;
mod sweep;
mod throttle;
