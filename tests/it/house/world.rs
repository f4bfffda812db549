//! A small world for the tests that walk through everything: one report in every state, a person in every role.
use crate::support::{Browser, TestPortal};
use chrono::Duration;
use langnghe::actions::senders::keys;
use langnghe::domain::follow::{Follow, Pace};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::{AccountId, FollowId, Secret};
use langnghe::store::follows;
use langnghe::web::routes::Route;

pub const AGENCY: &str = "so-xay-dung";
pub const OTHER_AGENCY: &str = "so-y-te";

/// What `{slug}` is where it is no agency.
const SLUGS: [(&str, &str); 2] =
    [("/phuong-xa/{slug}", "phuong-le-chan"), ("/linh-vuc/{slug}", "giao-thong")];

pub struct World {
    pub portal: TestPortal,
    /// The report that addresses with `{code}` lead to: being worked on by the officer.
    pub ticket: Ticket,
    pub tickets: Vec<Ticket>,
    pub officer: AccountId,
}

impl World {
    pub fn new() -> Self {
        let portal = TestPortal::new();
        let officer = portal.account("canbo@example.vn", &[(Role::Officer, AGENCY)]);
        let ticket = portal.ticket().at(AGENCY).given_to(officer).sent_by("nguoi.gui@example.vn");
        let ticket = ticket.in_state(Status::InProgress).build();
        portal.with_db(|c| follows::insert(c, &asked_to_follow(&portal, &ticket, &"0".repeat(64))));
        Self { portal, ticket, tickets: Vec::new(), officer }
    }

    /// With a report in every other state.
    pub fn full() -> Self {
        let mut world = Self::new();
        for status in Status::ALL {
            let ticket = world.portal.ticket().at(AGENCY).given_to(world.officer).in_state(*status).build();
            world.tickets.push(ticket);
        }
        world
    }

    /// A browser for everyone who could come: nobody, each role at the agency, and another agency's people.
    pub async fn visitor(&self, who: &str) -> Browser {
        let role: Option<Role> = who.parse().ok();
        match (who, role) {
            ("guest", _) => self.portal.browser().await,
            ("officer", _) => self.portal.signed_in(self.officer).await,
            ("other", _) => {
                let roles = [Role::Focal, Role::Officer, Role::Approver].map(|role| (role, OTHER_AGENCY));
                let account = self.portal.account("noi-khac@example.vn", &roles);
                self.portal.signed_in(account).await
            }
            ("everyone", _) => {
                let roles: Vec<(Role, &str)> = Role::ALL.iter().map(|role| (*role, AGENCY)).collect();
                let account = self.portal.account("ca-nha@example.vn", &roles);
                self.portal.signed_in(account).await
            }
            (_, Some(role)) => self.portal.staff(role, AGENCY).await,
            (other, None) => panic!("nobody is called {other}"),
        }
    }

    /// An address of this route that leads to something.
    pub fn address(&self, route: &Route) -> String {
        let token = "0".repeat(64);
        if route.path.starts_with("/thu/") {
            return route.path.replace("{token}", &keys::of_letters(&self.portal, self.ticket.id));
        }
        if route.path.starts_with("/cua-toi/") {
            let own = self.portal.with_db(|c| keys::of_own_page(&self.portal, c, self.ticket.id));
            return route.path.replace("{token}", &own).replace("{hash}", &token);
        }
        if let Some((page, slug)) = SLUGS.iter().find(|(page, _)| route.path == *page) {
            return page.replace("{slug}", slug);
        }
        let stylesheet = "css/print.css".to_owned();
        let path = route.path.replace("{form}", "json").replace("{service}", "giao_thong");
        path.split('/')
            .map(|part| match part.split(['{', '}', ':']).nth(1) {
                None => part.to_owned(),
                Some("path") => stylesheet.clone(),
                Some("code") => part.replace("{code}", &self.ticket.code),
                Some("day") => "2026-09-02".to_owned(),
                Some("year") => part.replace("{year}", "2026"),
                Some("slug") => part.replace("{slug}", AGENCY),
                Some("kind") => "answered".into(),
                Some("lang") => part.replace("{lang}", "vi"),
                Some("hash" | "token") => part.replace("{hash}", &token).replace("{token}", &token),
                Some(name) => part.replace(&format!("{{{name}}}"), "1"),
            })
            .collect::<Vec<_>>()
            .join("/")
    }

    /// The key that this visitor's forms carry.
    pub fn csrf(&self, browser: &Browser) -> String {
        let basis = match (browser.cookie("session"), browser.cookie("guest")) {
            (Some(session), _) => format!("session {session}"),
            (None, Some(guest)) => format!("guest {guest}"),
            (None, None) => "nobody".to_owned(),
        };
        self.portal.secrets.sign("csrf", basis.as_bytes())
    }
}

/// Somebody is to confirm, by the link with this token, that they follow the report.
pub fn asked_to_follow(portal: &TestPortal, ticket: &Ticket, token: &str) -> Follow {
    let (email, now) = (format!("nguoi.doc.{}@example.vn", ticket.id.0), portal.now());
    Follow {
        id: FollowId::fresh(now),
        mailbox: email.clone(),
        email,
        lang: "vi".into(),
        ticket_id: Some(ticket.id),
        question: String::new(),
        named: String::new(),
        pace: Pace::AtOnce,
        asked_pace: Pace::AtOnce,
        token_hash: Secret::presented(token).hash(),
        asked_at: now,
        confirm_by: now + Duration::days(3),
        confirmed_at: None,
        told_until: None,
        woken_at: None,
    }
}

/// Nobody, each role, and people of another agency.
pub fn visitors() -> Vec<&'static str> {
    let mut all = vec!["guest"];
    all.extend(Role::ALL.iter().map(Role::as_str));
    all.push("other");
    all
}
