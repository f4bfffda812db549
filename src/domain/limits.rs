//! How often something may be tried before whoever tries is told to wait. Rows of the city's settings: a city whose people
//! share few addresses wants other numbers than one where each has their own.
use crate::ids::text_enum;

text_enum! {
    /// What is counted. The word is the tail of its setting, `city.limits.…`.
    pub enum Limited {
        /// Wrong passwords for one account, by strangers all together; and apart from them by each browser in which its
        /// owner came in before.
        Passwords = "passwords",
        /// Wrong passwords by strangers from one network, for whatever account.
        PasswordsNetwork = "passwords_network",
        /// Links for a new password to one account.
        Resets = "resets",
        ResetsNetwork = "resets_network",
        /// Codes that no report has, asked for from one network.
        CodesNetwork = "codes_network",
        /// Forms that one visitor begins.
        Drafts = "drafts",
        DraftsNetwork = "drafts_network",
        /// Photos that one visitor sends, kept or not.
        Photos = "photos",
        PhotosNetwork = "photos_network",
        /// The size of those photos together, in kilobytes.
        KilobytesNetwork = "kilobytes_network",
        /// Callers that one member of staff looks up by their telephone number.
        Callers = "callers",
        /// Public comments from one network.
        CommentsNetwork = "comments_network",
        /// Requests that something is taken down, from one network.
        RemovalsNetwork = "removals_network",
        /// Asking to follow something by mail, from one network.
        FollowsNetwork = "follows_network",
        /// … and for one box, whoever asks.
        FollowsAddress = "follows_address",
        /// Reports that one key of another program sends.
        KeyReports = "key_reports",
        KeyReportsNetwork = "key_reports_network",
        /// "I have it, too" from one network.
        Supports = "supports",
    }
}

/// So many in so many minutes, counted from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub most: i32,
    pub minutes: i64,
}

/// The limits of a city.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits(Vec<(Limited, Limit)>);

impl Limited {
    /// What a city that says nothing gets: an office of a hundred, a wedding party, and the many whom a carrier puts
    /// behind one address pass; guessing stays slow.
    fn usual(self) -> Limit {
        let (most, minutes) = match self {
            Self::Passwords => (20, 15),
            Self::PasswordsNetwork => (60, 15),
            Self::Resets => (5, 60),
            Self::ResetsNetwork => (30, 60),
            Self::CodesNetwork => (60, 10),
            Self::Drafts => (60, 60),
            Self::DraftsNetwork => (200, 60),
            Self::Photos => (120, 60),
            Self::PhotosNetwork => (400, 60),
            Self::KilobytesNetwork => (2_000_000, 60),
            Self::Callers => (120, 60),
            Self::CommentsNetwork => (30, 60),
            Self::RemovalsNetwork => (20, 60),
            Self::FollowsNetwork => (60, 60),
            Self::FollowsAddress => (10, 24 * 60),
            Self::KeyReports => (600, 60),
            Self::KeyReportsNetwork => (1_200, 60),
            Self::Supports => (120, 60),
        };
        Limit { most, minutes }
    }
}

impl Limit {
    /// Reads `60/15`: sixty in fifteen minutes. At least one, within a minute to a day.
    fn parse(text: &str) -> Option<Self> {
        let (most, minutes) = text.split_once('/')?;
        let (most, minutes) = (most.trim().parse().ok()?, minutes.trim().parse().ok()?);
        ((1..=1_000_000_000).contains(&most) && (1..=24 * 60).contains(&minutes))
            .then_some(Self { most, minutes })
    }
}

impl Limits {
    /// Reads each setting by its name; one that the city does not have keeps its usual value.
    ///
    /// # Errors
    /// A sentence for whoever runs the portal, when one of them cannot be meant.
    pub fn parse<'a>(setting: impl Fn(&str) -> &'a str) -> Result<Self, String> {
        let read = |limited: &Limited| {
            let name = format!("city.limits.{limited}");
            let limit = match setting(&name) {
                "" => Some(limited.usual()),
                text => Limit::parse(text),
            };
            limit.map(|limit| (*limited, limit)).ok_or_else(|| {
                format!("{name} is {:?}; it must be like \"60/15\": 60 in 15 minutes", setting(&name))
            })
        };
        Limited::ALL.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// What the city allows of this; the usual where it says nothing.
    pub fn of(&self, limited: Limited) -> Limit {
        self.0.iter().find(|(each, _)| *each == limited).map_or_else(|| limited.usual(), |(_, limit)| *limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_that_says_nothing_gets_the_usual_limits() {
        let limits = Limits::parse(|_| "").unwrap();
        assert_eq!(limits.of(Limited::Passwords), Limit { most: 20, minutes: 15 });
        let own = |name: &str| if name == "city.limits.codes_network" { "7 / 5" } else { "" };
        let limits = Limits::parse(own).unwrap();
        assert_eq!(limits.of(Limited::CodesNetwork), Limit { most: 7, minutes: 5 });
        assert_eq!(limits.of(Limited::Drafts), Limits::default().of(Limited::Drafts));
    }

    #[test]
    fn what_cannot_be_meant_is_said_in_a_sentence() {
        for text in
            ["60", "0/15", "-1/15", "60/0", "60/1441", "many/15", "60/15/1", "9999999999/1", "1000000001/1"]
        {
            let said = Limits::parse(|_| text).unwrap_err();
            assert!(said.contains("city.limits.passwords") && said.contains("60/15"), "{said}");
        }
    }

    #[test]
    fn an_office_a_party_and_a_carrier_pass_and_guessing_stays_slow() {
        let limits = Limits::default();
        assert!(limits.of(Limited::PhotosNetwork).most >= 40 * 5);
        assert!(limits.of(Limited::DraftsNetwork).most >= 100);
        assert!(limits.of(Limited::KilobytesNetwork).most >= 40 * 5 * 8_000);
        let guesses = limits.of(Limited::Passwords);
        assert!(i64::from(guesses.most) <= 2 * guesses.minutes);
    }
}
