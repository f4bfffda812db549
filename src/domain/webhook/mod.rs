//! A program of others that is told when something public happens to a report: where, what, and how it knows that we say it.
mod reach;

pub use reach::is_public_address;

use crate::clock::Moment;
use crate::ids::{WebhookDeliveryId, WebhookId, text_enum};
use crate::schema::{webhook_deliveries, webhooks};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::Duration;
use diesel::{Insertable, Queryable, Selectable};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use url::{Host, Url};

/// The longest address, in characters.
pub const URL_LIMIT: usize = 500;
/// After so many days in which nothing was taken it is told nothing more.
pub const PATIENCE_DAYS: i64 = 5;
/// For so many days what was told is kept.
pub const KEPT_DAYS: i64 = 30;
/// How long one is taken by whoever sends it; longer than it may be under way.
pub const HELD: Duration = Duration::seconds(45);
/// Minutes until it is told again, by how often it was tried.
const PAUSES: [i64; 9] = [1, 5, 30, 120, 300, 600, 720, 1_440, 1_440];

text_enum! {
    /// What happened to a report, as far as everybody may know.
    pub enum Happening {
        /// It became public.
        Published = "published",
        /// Another of its public steps was made, or its state is another.
        Updated = "updated",
        /// It is public no more.
        Removed = "removed",
    }
}

text_enum! {
    /// How far it has come.
    pub enum DeliveryState {
        Waiting = "waiting",
        Sent = "sent",
        /// It is tried no more.
        Failed = "failed",
    }
}

/// A program that is told.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhooks)]
pub struct Webhook {
    pub id: WebhookId,
    pub name: String,
    pub url: String,
    pub is_active: bool,
    pub created_at: Moment,
    /// Nothing was taken there since then.
    pub failing_since: Option<Moment>,
    /// The portal stopped it by itself.
    pub given_up_at: Option<Moment>,
}

/// What one program is told of one report.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_deliveries)]
pub struct WebhookDelivery {
    pub id: WebhookDeliveryId,
    pub webhook_id: WebhookId,
    pub code: String,
    pub happening: Happening,
    pub state: DeliveryState,
    pub attempts: i32,
    pub next_try_at: Moment,
    pub answered: Option<i32>,
    pub last_error: String,
    /// When it happened.
    pub at: Moment,
    pub sent_at: Option<Moment>,
}

impl Webhook {
    /// Was nothing taken there for too long?
    pub fn is_to_be_given_up(&self, now: Moment) -> bool {
        self.failing_since.is_some_and(|since| now - since >= Duration::days(PATIENCE_DAYS))
    }
}

/// When to tell it again after the `attempts`th failure; nothing when it is given up.
pub fn next_try(attempts: i32, now: Moment) -> Option<Moment> {
    let at = usize::try_from(attempts - 1).ok()?;
    PAUSES.get(at).map(|minutes| now + Duration::minutes(*minutes))
}

/// An address that may be told: https, and http where `is_ours` knows the machine; no name, no password, no mark in it.
///
/// # Errors
/// The word that says why not.
pub fn address(typed: &str, is_ours: impl Fn(std::net::IpAddr) -> bool) -> Result<String, &'static str> {
    let url = Url::parse(typed.trim()).map_err(|_| "hook_shape")?;
    let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let ours = match url.host() {
        Some(Host::Ipv4(ip)) => is_ours(ip.into()),
        Some(Host::Ipv6(ip)) => is_ours(ip.into()),
        Some(Host::Domain(_)) => false,
        None => return Err("hook_shape"),
    };
    let private = match url.host() {
        Some(Host::Ipv4(ip)) => !is_public_address(ip.into()),
        Some(Host::Ipv6(ip)) => !is_public_address(ip.into()),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => true,
    };
    match url.scheme() {
        _ if !bare => Err("hook_shape"),
        "https" | "http" if private && !ours => Err("hook_private"),
        "https" => Ok(url.to_string()),
        "http" if ours => Ok(url.to_string()),
        _ => Err("hook_https"),
    }
}

/// The secret as its holder is given it (Standard Webhooks).
pub fn secret_said(secret: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(secret))
}

/// The signature over what is told: `v1,` and HMAC-SHA-256 of "id.timestamp.body" (Standard Webhooks).
pub fn signature(secret: &[u8], (id, timestamp): (&str, i64), body: &str) -> String {
    let mut mac = match Hmac::<Sha256>::new_from_slice(secret) {
        Ok(mac) => mac,
        Err(_) => return String::new(),
    };
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_one_of_the_standard() {
        // The example of the specification.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let body = "{\"test\": 2432232314}";
        let signed = signature(&secret, ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330), body);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(secret_said(&secret), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    #[test]
    fn only_addresses_of_the_open_net_are_told_and_of_ours_what_the_owner_named() {
        let nobody = |_| false;
        let here = |ip: std::net::IpAddr| ip.is_loopback();
        assert_eq!(
            address(" https://example.org/a?b=c ", nobody).as_deref(),
            Ok("https://example.org/a?b=c")
        );
        for (typed, word) in [
            ("http://example.org/", "hook_https"),
            ("ftp://example.org/", "hook_https"),
            ("javascript:alert(1)", "hook_shape"),
            ("example.org", "hook_shape"),
            ("https://u:p@example.org/", "hook_shape"),
            ("https://example.org/#a", "hook_shape"),
            ("https://127.0.0.1/", "hook_private"),
            ("https://2130706433/", "hook_private"),
            ("https://0x7f.1/", "hook_private"),
            ("https://[::1]/", "hook_private"),
            ("https://[::ffff:10.0.0.1]/", "hook_private"),
            ("https://localhost/", "hook_private"),
            ("https://169.254.169.254/latest", "hook_private"),
            ("http://10.0.0.1/", "hook_private"),
        ] {
            assert_eq!(address(typed, nobody), Err(word), "{typed}");
        }
        assert!(address("http://127.0.0.1:9000/x", here).is_ok());
        assert_eq!(address("http://10.0.0.1/", here), Err("hook_private"));
        assert_eq!(address("http://example.org/", here), Err("hook_https"));
    }

    #[test]
    fn it_is_told_again_later_and_later_and_then_no_more() {
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        let tries: Vec<_> = (1..=9).map(|n| next_try(n, now).unwrap()).collect();
        assert!(tries.is_sorted());
        assert_eq!((next_try(10, now), next_try(0, now)), (None, None));
    }
}
