//! A new key.
use super::connects;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::clock::local;
use crate::domain::api_key::{ApiKey, MOST_DAYS, Presented, Scope};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::Actor;
use crate::ids::ApiKeyId;
use crate::portal::Portal;
use crate::store::api_keys;
use chrono::{Duration, NaiveDate};

/// The longest name of a key, in characters.
pub const NAME_LIMIT: usize = 100;

/// The form, as typed.
#[derive(Debug, Clone, Default)]
pub struct ApiKeyFields {
    /// Of the form: pressed twice it is one key, which both presses show.
    pub form_key: String,
    pub name: String,
    pub scopes: Vec<String>,
    pub valid_to: String,
}

/// Makes a key and answers it with what it is; nobody is shown it again, but by the same form.
///
/// # Errors
/// `Forbidden`, or `Invalid` with everything that cannot be taken.
pub fn create(portal: &Portal, actor: &Actor, typed: &ApiKeyFields) -> Result<(ApiKey, Presented), Refusal> {
    connects(actor)?;
    let now = portal.now();
    // Made from the form's key, which is kept nowhere, and the portal's own, which never leaves it.
    let drawn = |what: &str| portal.secrets.sign(what, typed.form_key.as_bytes());
    let presented = Presented::of_digits(&drawn("the beginning of an API key"), &drawn("an API key"))
        .ok_or(Refusal::Missing)?;
    portal.db.change(|c| {
        if let Some(made) = api_keys::beginning_with(c, &presented.prefix)? {
            return Ok((made, Presented::read(&presented.reveal()).ok_or(Refusal::Missing)?));
        }
        let today = local(now).date();
        let (name, scopes, valid_to) = typed.read(today)?;
        let key = ApiKey {
            id: ApiKeyId::fresh(now),
            name,
            prefix: presented.prefix.clone(),
            hash: presented.secret.hash(),
            scopes,
            created_at: now,
            valid_to,
            revoked_at: None,
            used_on: None,
        };
        api_keys::insert(c, &key)?;
        let changes = vec![
            Change::new("name", "", &key.name),
            Change::new("scopes", "", &key.scopes),
            Change::new("valid_to", "", key.valid_to),
        ];
        Journal::by(actor.id, now).write(c, (Subject::ApiKey, key.id.0), AuditKind::Created, changes)?;
        Ok((key, Presented::read(&presented.reveal()).ok_or(Refusal::Missing)?))
    })
}

impl ApiKeyFields {
    fn read(&self, today: NaiveDate) -> Result<(String, String, NaiveDate), Refusal> {
        let mut reader = Reader::default();
        if self.form_key.len() < 32 {
            reader.wrong("name", "form_old");
        }
        let name = reader.needed("name", &self.name, NAME_LIMIT);
        let scopes: Vec<Scope> = self.scopes.iter().filter_map(|word| word.parse().ok()).collect();
        if scopes.is_empty() {
            reader.wrong("scopes", "choice_missing");
        }
        let last = reader.day("valid_to", &self.valid_to);
        match last {
            None => reader.wrong("valid_to", "date_shape"),
            Some(day) if day < today => reader.wrong("valid_to", "key_over"),
            Some(day) if day > today + Duration::days(MOST_DAYS) => reader.wrong("valid_to", "key_long"),
            Some(_) => {}
        }
        reader.done()?;
        let words: Vec<&str> = scopes.iter().map(Scope::as_str).collect();
        Ok((name, words.join(" "), last.unwrap_or(today)))
    }
}
