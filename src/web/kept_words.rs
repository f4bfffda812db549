//! What a member of staff wrote while their session ended: it waits sealed in the page they sign in on, and nowhere else.
use super::parts::once_more::OWN;
use super::posted::Fields;
use crate::ids::AccountId;
use crate::portal::Portal;
use chrono::Duration;
use serde::{Deserialize, Serialize};

const PURPOSE: &str = "kept words";
/// How long they may take to sign in.
const LIFE_HOURS: i64 = 12;
/// More than this, in bytes, is not kept: it would not fit into the form that carries it.
const LIMIT: usize = 80_000;
/// What it is at most once it is sealed, in characters.
pub const SEALED_LIMIT: usize = 100_000;

/// Forms of the desk have fewer fields.
const MOST_FIELDS: usize = 200;

/// A form as it was sent, for whoever sent it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Where it was sent.
    pub path: String,
    /// Whose session had ended; nobody where that could not be told any more.
    pub account: Option<AccountId>,
    /// Until when it is shown again, in seconds of the Unix era.
    until: i64,
    fields: Vec<(String, String)>,
}

impl Kept {
    /// Nothing where nothing was written, or too much.
    pub fn of(portal: &Portal, path: &str, account: Option<AccountId>, fields: &Fields) -> Option<Self> {
        let fields = fields.without(&OWN).pairs().to_vec();
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        let until = (portal.now() + Duration::hours(LIFE_HOURS)).and_utc().timestamp();
        let written = fields.iter().any(|(name, value)| name != "version" && !value.trim().is_empty());
        (written && size <= LIMIT && fields.len() <= MOST_FIELDS).then(|| Self {
            path: path.to_owned(),
            account,
            until,
            fields,
        })
    }

    /// As a hidden field holds it.
    pub fn seal(&self, portal: &Portal) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        format!("{}{text}", portal.secrets.sign(PURPOSE, text.as_bytes()))
    }

    /// What this portal sealed and has not run out.
    pub fn from_form(portal: &Portal, fields: &Fields) -> Option<Self> {
        let (seal, text) = fields.get("kept").split_at_checked(64)?;
        if !portal.secrets.is_signed(PURPOSE, text.as_bytes(), seal) {
            return None;
        }
        let kept: Self = serde_json::from_str(text).ok()?;
        (kept.until > portal.now().and_utc().timestamp()).then_some(kept)
    }

    /// The form, for the one who wrote it.
    pub fn for_whom(self, account: AccountId) -> Option<Fields> {
        self.account.is_none_or(|own| own == account).then(|| self.fields.into())
    }
}
