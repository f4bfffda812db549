//! Tells another program what happened. It follows no other address than the one it was given, and goes into no house but
//! those that the machine's owner named.
use crate::clock::Moment;
use crate::config::{Config, Network};
use crate::domain::webhook::{Webhook, WebhookDelivery, is_public_address, signature};
use crate::links;
use serde_json::json;
use std::net::IpAddr;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// How long one telling may take, from the name to the answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why it was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTaken {
    /// What was answered, where something was.
    pub answered: Option<u16>,
    pub why: String,
}

/// Goes out with what is told.
pub struct Courier {
    agent: Agent,
    base: String,
}

impl Courier {
    /// With the portal's own address, and the houses that it may enter.
    pub fn of(config: &Config) -> Self {
        let settings = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .max_idle_connections(0)
            .user_agent("lang-nghe")
            .build();
        let resolver = Guarded { ours: config.webhook_networks.clone(), inner: DefaultResolver::default() };
        let agent = Agent::with_parts(settings, DefaultConnector::default(), resolver);
        Self { agent, base: config.base_url.clone() }
    }

    /// Tells it; the number of the answer.
    ///
    /// # Errors
    /// What kept it from being taken: anything but an answer of two hundred and some.
    pub fn tell(
        &self,
        hook: &Webhook,
        secret: &[u8],
        delivery: &WebhookDelivery,
        now: Moment,
    ) -> Result<u16, NotTaken> {
        let body = json!({
            "type": format!("report.{}", delivery.happening),
            "timestamp": delivery.at.and_utc().to_rfc3339(),
            "data": {
                "service_request_id": delivery.code,
                "url": format!("{}{}", self.base, links::ticket(&delivery.code)),
            },
        })
        .to_string();
        let (id, timestamp) = (format!("msg_{}", delivery.id), now.and_utc().timestamp());
        let signed = signature(secret, (&id, timestamp), &body);
        let answer = self
            .agent
            .post(&hook.url)
            .header("content-type", "application/json")
            .header("webhook-id", &id)
            .header("webhook-timestamp", timestamp.to_string())
            .header("webhook-signature", signed)
            .send(body);
        match answer.map(|answer| answer.status().as_u16()) {
            Ok(status @ 200..=299) => Ok(status),
            Ok(status) => Err(NotTaken { answered: Some(status), why: String::new() }),
            Err(error) => Err(NotTaken { answered: None, why: error.to_string() }),
        }
    }
}

/// Finds machines by their names, and refuses those inside that nobody named. What it answers is what is connected to: no
/// second look can find another machine.
#[derive(Debug)]
struct Guarded {
    ours: Vec<Network>,
    inner: DefaultResolver,
}

impl Guarded {
    fn lets(&self, uri: &Uri, ip: IpAddr) -> bool {
        let ours = self.ours.iter().any(|network| network.contains(ip));
        ours || (uri.scheme_str() == Some("https") && is_public_address(ip))
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if found.iter().all(|address| self.lets(uri, address.ip())) {
            return Ok(found);
        }
        let why = "the address lies inside a network that webhooks may not go to";
        Err(ureq::Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, why)))
    }
}
