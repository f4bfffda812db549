//! The city's facts: names and numbers as rows, so that another city, or tomorrow's rule, is another row.
use super::{Conn, Found};
use crate::domain::city_facts::{CityFacts, EmergencyLine};
use crate::domain::city_term::hosts;
use crate::domain::follow::Following;
use crate::domain::limits::Limits;
use crate::domain::sending::Sending;
use crate::schema::settings;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Every setting of the city by its name (`city.hotline.number`).
#[derive(Debug, Clone, Default)]
pub struct Settings(BTreeMap<String, String>);

impl Settings {
    /// Reads all settings.
    pub fn load(conn: &mut Conn) -> Found<Self> {
        let rows: Vec<(String, String)> = settings::table.order(settings::name).load(conn)?;
        Ok(Self(rows.into_iter().collect()))
    }

    /// The text of a setting; empty when the city has none.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A whole number; `default` when the city has none, or something else.
    pub fn number(&self, name: &str, default: i64) -> i64 {
        self.text(name).parse().unwrap_or(default)
    }

    fn count(&self, name: &str) -> i32 {
        i32::try_from(self.number(name, 0)).unwrap_or(0)
    }

    /// What the city asks of who sends a report.
    ///
    /// # Errors
    /// A sentence for whoever runs the portal, when a setting cannot be meant.
    pub fn sending(&self) -> Result<Sending, String> {
        Sending::parse(
            self.text("city.sending.contact"),
            self.text("city.sending.unverified_days"),
            self.text("city.sending.letters_a_day"),
        )
    }

    /// How often things may be tried.
    ///
    /// # Errors
    /// A sentence for whoever runs the portal, when a setting cannot be meant.
    pub fn limits(&self) -> Result<Limits, String> {
        Limits::parse(|name| self.text(name))
    }

    /// What the pages and letters say of the city. A number that cannot be meant leaves what stood `before`.
    pub fn city(&self, before: &CityFacts) -> CityFacts {
        let both = |name: &str| ["vi", "en"].map(|lang| self.text(&format!("city.{name}_{lang}")).to_owned());
        let line = |at: usize| {
            let number = self.text(&format!("city.emergency.{at}.number"));
            let label = both(&format!("emergency.{at}.name"));
            (!number.is_empty()).then(|| EmergencyLine { number: number.to_owned(), label })
        };
        CityFacts {
            name: self.text("city.name").to_owned(),
            portal_name: both("portal_name"),
            owner: both("owner"),
            hotline: self.text("city.hotline.number").to_owned(),
            emergency: (0..).map_while(line).collect(),
            reopen_days: self.number("city.terms.reopen_days", 0),
            reopen_times: self.count("city.terms.reopen_times"),
            close_days: self.number("city.terms.close_days", 0),
            info_again_days: self.number("city.terms.info_again_days", 0),
            transfers_back: self.count("city.terms.transfers_back"),
            transfer_anew: self.text("city.terms.clock_on_transfer") == "anew",
            parts: usize::try_from(self.number("city.terms.parts", 5)).unwrap_or(0),
            extensions: self.count("city.terms.extensions"),
            mend_words: u32::try_from(self.number("city.terms.mend_words", 0)).unwrap_or(0),
            promise_years: u32::try_from(self.number("city.terms.promise_years", 3)).unwrap_or(0),
            // The start refuses what cannot be meant; typed while the portal serves, it must not loosen what it does.
            sending: self.sending().unwrap_or_else(|why| refused(why, before.sending)),
            limits: self.limits().unwrap_or_else(|why| refused(why, before.limits.clone())),
            // A city seeded before there was this choice keeps the strict rule.
            four_eyes: self.text("city.terms.four_eyes") != "false",
            look_minutes: self.number("city.privacy.look_minutes", 0),
            privacy_days: self.number("city.privacy.answer_working_days", 0),
            digest_at: self.text("city.notices.digest_at").parse().unwrap_or(before.digest_at),
            figures_least: self.number("city.figures.least", 0),
            figures_aim: self.number("city.figures.aim_percent", 0),
            removal_days: u32::try_from(self.number("city.terms.removal_days", 2)).unwrap_or(2),
            following: Following {
                most: self.number("city.follows.most", 30),
                confirm_days: self.number("city.follows.confirm_days", 3),
                items: usize::try_from(self.number("city.follows.items", 20)).unwrap_or(0),
            },
            licence: ["licence", "licence_url"]
                .map(|name| self.text(&format!("city.open_data.{name}")).to_owned()),
            embed_hosts: hosts(self.text("city.embed.hosts"))
                .map(|all| all.split(' ').filter(|one| !one.is_empty()).map(str::to_owned).collect())
                .unwrap_or_default(),
        }
    }
}

/// What stood before, with a word in the log.
fn refused<T>(why: String, before: T) -> T {
    tracing::error!(why, "a setting of the city cannot be used; what stood before it goes on");
    before
}

/// Has this database got a city already?
pub fn is_seeded(conn: &mut Conn) -> Found<bool> {
    diesel::select(diesel::dsl::exists(settings::table.select(settings::name))).get_result(conn)
}

/// Gives a setting its value, whether the city had it or not.
pub fn put(conn: &mut Conn, name: &str, value: &str) -> Found<()> {
    let row = settings::table.filter(settings::name.eq(name));
    if diesel::update(row).set(settings::value.eq(value)).execute(conn)? == 0 {
        insert(conn, &[(name.to_owned(), value.to_owned())])?;
    }
    Ok(())
}

/// Adds settings that are not there yet.
pub fn insert(conn: &mut Conn, rows: &[(String, String)]) -> Found<()> {
    for (name, value) in rows {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(name), settings::value.eq(value)))
            .execute(conn)?;
    }
    Ok(())
}
