//! What the portal does by itself.
mod at_once;
mod backups;
mod bounces;
mod checked_before;
mod jobs;
mod ladder;
mod mail_server;
mod newer;
mod older;
mod outbox;
mod ready;
mod seals;
mod shelf;
mod sweep;
mod tampering;
mod throttle;
mod version_before;
