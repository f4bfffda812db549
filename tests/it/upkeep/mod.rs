//! What the portal does by itself.
mod at_once;
mod backups;
mod bounces;
mod checked_before;
mod jobs;
mod newer;
mod mail_server;
mod outbox;
mod ready;
mod seals;
mod shelf;
mod sweep;
mod throttle;
mod tampering;
