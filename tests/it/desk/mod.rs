//! The staff's desk: queues, a report's page, every step, who may and who may not.
mod answering;
mod approving;
mod calls;
mod conflicts;
mod dispatch;
mod duplicates;
mod ended_agency;
mod hands;
mod history;
mod kept_in;
mod kept_words;
mod kinds;
mod later;
mod queues;
mod reach;
mod refusals;
mod triage;
