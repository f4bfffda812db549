//! What the pages say of the city itself.

use super::follow::Following;
use super::limits::Limits;
use super::sending::Sending;

/// The city's name, its portal, its hotline, its emergency numbers.
#[derive(Debug, Clone, Default)]
pub struct CityFacts {
    pub name: String,
    pub portal_name: [String; 2],
    pub owner: [String; 2],
    pub hotline: String,
    pub emergency: Vec<EmergencyLine>,
    /// How many days after the answer a report may be reopened.
    pub reopen_days: i64,
    /// How often one report may be reopened.
    pub reopen_times: i32,
    /// How many days after the answer a report closes by itself.
    pub close_days: i64,
    /// How many days after a report closed because its sender did not answer a question, the answer still takes it up again.
    pub info_again_days: i64,
    /// How often agencies may send one report back before its coordinating office decides, whose word is final.
    pub transfers_back: i32,
    /// Does the answer's time begin anew when a report goes to another agency? Otherwise it runs on.
    pub transfer_anew: bool,
    /// So many agencies may work with the lead on one report at a time.
    pub parts: usize,
    /// How often the answer to one report may be put off.
    pub extensions: i32,
    /// So many words of a draft may its approver mend.
    pub mend_words: u32,
    /// So many years ahead an answer may promise something.
    pub promise_years: u32,
    pub sending: Sending,
    /// How often things may be tried.
    pub limits: Limits,
    /// Must an answer be published by somebody else than who wrote it?
    pub four_eyes: bool,
    /// For how many minutes whoever said why may look at what a sender wrote, or how to reach them.
    pub look_minutes: i64,
    /// Working days within which a request about one's own data is answered.
    pub privacy_days: i64,
    /// When the morning letter to the staff goes out, on working days, by the wall clock.
    pub digest_at: chrono::NaiveTime,
    /// From how many answers on agencies are compared with each other.
    pub figures_least: i64,
    /// The share of answers in time, in percents, that the city wants to reach.
    pub figures_aim: i64,
    /// Hosts that may show pieces of the portal in pages of theirs.
    pub embed_hosts: Vec<String>,
    /// Under which terms public reports are given away as data, and where these stand.
    pub licence: [String; 2],
    /// Working days within which a request to take something down is decided.
    pub removal_days: u32,
    /// How much readers may follow by mail.
    pub following: Following,
}

/// A number to call when it burns.
#[derive(Debug, Clone)]
pub struct EmergencyLine {
    pub number: String,
    pub label: [String; 2],
}

impl CityFacts {
    /// What the portal calls itself, in this language.
    pub fn portal_name(&self, lang: &str) -> &str {
        &self.portal_name[usize::from(lang == "en")]
    }

    /// Which body runs the portal, in this language.
    pub fn owner(&self, lang: &str) -> &str {
        &self.owner[usize::from(lang == "en")]
    }
}

impl EmergencyLine {
    /// What the number is for, in this language.
    pub fn label(&self, lang: &str) -> &str {
        &self.label[usize::from(lang == "en")]
    }
}
