//! The invented reports, as `data/demo/reports.jsonl` tells them; its README explains the fields.
use crate::clock::{Moment, local};
use crate::ids::Secret;
use chrono::{DateTime, Duration, FixedOffset};
use serde::Deserialize;

const FILE: &str = include_str!("../../data/demo/reports.jsonl");

type Stamp = DateTime<FixedOffset>;

/// One invented report with its whole life, as a line of the file tells it.
#[derive(Debug, Deserialize)]
pub struct Report {
    pub key: String,
    created_at: Stamp,
    /// How many days before the demo's start it was sent; none where the dates stay as they are.
    days_before: Option<f64>,
    pub channel: String,
    pub kind: String,
    pub level: String,
    pub lang: String,
    pub category: String,
    pub commune: Option<String>,
    pub address: Option<String>,
    pub title: String,
    pub body: String,
    pub public_title: Option<String>,
    pub public_text: Option<String>,
    pub private: bool,
    pub sender: Sender,
    pub show_name: bool,
    pub status: String,
    pub co: Vec<String>,
    pub reason: Option<String>,
    pub duplicate_of: Option<String>,
    pub answer: Option<Answer>,
    /// What it says when what the answer promised is done.
    pub kept: Option<Answer>,
    pub extension: Option<Extension>,
    pub rating: Option<Rating>,
    pub pictures: Vec<Picture>,
    pub events: Vec<Happened>,
}

/// Who sent it, as invented as the rest.
#[derive(Debug, Deserialize)]
pub struct Sender {
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// The answer that its agency publishes.
#[derive(Debug, Deserialize)]
pub struct Answer {
    pub outcome: String,
    pub body: String,
    /// Who approved it.
    pub position: String,
    pub document_number: Option<String>,
    pub document_file: Option<String>,
    /// What is planned is promised for so many days after it was written.
    pub in_days: Option<u64>,
}

/// How much longer the answer takes, and why.
#[derive(Debug, Deserialize)]
pub struct Extension {
    pub working_days: u32,
    pub reason: String,
}

/// What its sender thought of the answer: one to five stars, and a sentence.
#[derive(Debug, Deserialize)]
pub struct Rating {
    pub stars: u8,
    pub note: Option<String>,
}

/// A drawing: of what was reported, or of what the answer shows.
#[derive(Debug, Deserialize)]
pub struct Picture {
    pub file: String,
    /// `before` or `after`.
    pub when: String,
}

/// One step of its life: when, which step, by which agency.
#[derive(Debug, Deserialize)]
pub struct Happened {
    at: Stamp,
    pub step: String,
    pub agency: Option<String>,
    pub to: Option<String>,
    pub note: Option<String>,
}

/// All reports, in the order in which they are told.
pub fn all() -> Result<Vec<Report>, String> {
    FILE.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(|error| format!("data/demo/reports.jsonl: {error}")))
        .collect()
}

/// The number of the form it was sent with, which finds it again: of the shape that forms have.
pub fn form_key(key: &str) -> String {
    Secret::presented(&format!("demo-{key}")).hash()
}

impl Report {
    /// When something of this report happened, for a demo that starts at `now`. Nothing lies in the future.
    pub fn when(&self, happened: &Happened, now: Moment) -> Moment {
        (happened.at.naive_utc() + self.shift(now)).min(now)
    }

    /// A report that is still alive moves with the demo: by whole days, keeping the time of day, or exactly where it
    /// came only hours before.
    fn shift(&self, now: Moment) -> Duration {
        let created = self.created_at.naive_utc();
        match self.days_before {
            None => Duration::zero(),
            Some(days) if days < 1.0 => now - Duration::minutes((days * 1440.0) as i64) - created,
            Some(days) => local(now).date() - Duration::days(days as i64) - local(created).date(),
        }
    }
}
