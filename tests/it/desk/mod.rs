//! The staff's desk: queues, a report's page, every step, who may and who may not.
mod answering;
mod calls;
mod conflicts;
mod later;
mod reach;
mod triage;
