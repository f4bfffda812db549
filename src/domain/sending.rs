//! What the city asks of who sends a report.
use crate::ids::text_enum;

text_enum! {
    /// Must a sender be reachable, and does the portal make sure? "Signed in only" is not among them: residents have no
    /// accounts here, and a portal that promised it would take reports from nobody.
    pub enum ContactRule {
        /// A report may come from nobody; its code alone follows it.
        NotAsked = "none",
        /// A name, and a phone number or an e-mail address.
        Required = "required",
        /// An e-mail address that the sender confirms by the receipt; until then the report goes nowhere.
        Verified = "verified",
    }
}

/// How reports may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sending {
    pub contact: ContactRule,
    /// After how many days a report that nobody confirmed counts as withdrawn.
    pub unverified_days: i64,
    /// How many letters a day may go to one mailbox whose owner confirmed nothing. Anybody can type any address.
    pub letters_a_day: i64,
}

impl Default for Sending {
    fn default() -> Self {
        Self { contact: ContactRule::Required, unverified_days: 7, letters_a_day: 10 }
    }
}

impl Sending {
    /// Reads the three settings; one that the city does not have keeps its usual value.
    ///
    /// # Errors
    /// A sentence for whoever runs the portal, when one of them cannot be meant.
    pub fn parse(contact: &str, unverified_days: &str, letters_a_day: &str) -> Result<Self, String> {
        let usual = Self::default();
        let contact = match contact {
            "" => usual.contact,
            "login" => {
                return Err(
                    "city.sending.contact cannot be \"login\": residents have no accounts here yet. \
                 The strictest is \"verified\""
                        .into(),
                );
            }
            other => other.parse().map_err(|_| {
                format!("city.sending.contact is {other:?}; it can be \"none\", \"required\" or \"verified\"")
            })?,
        };
        let number = |name: &str, text: &str, usual: i64, most: i64| match text {
            "" => Ok(usual),
            text => text.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| {
                format!("city.sending.{name} is {text:?}; it must be a number from 1 to {most}")
            }),
        };
        Ok(Self {
            contact,
            unverified_days: number("unverified_days", unverified_days, usual.unverified_days, 90)?,
            letters_a_day: number("letters_a_day", letters_a_day, usual.letters_a_day, 1_000)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_that_says_nothing_asks_for_a_contact() {
        assert_eq!(
            Sending::parse("", "", ""),
            Ok(Sending { contact: ContactRule::Required, unverified_days: 7, letters_a_day: 10 })
        );
        assert_eq!(Sending::parse("none", "3", "5").unwrap().contact, ContactRule::NotAsked);
        assert_eq!(Sending::parse("verified", "3", "5").unwrap().unverified_days, 3);
    }

    #[test]
    fn what_cannot_be_meant_is_said_in_a_sentence() {
        assert!(Sending::parse("login", "7", "").unwrap_err().contains("no accounts"));
        assert!(Sending::parse("sometimes", "7", "").unwrap_err().contains("\"verified\""));
        for days in ["0", "-1", "soon", "1000"] {
            assert!(Sending::parse("verified", days, "").unwrap_err().contains("from 1 to 90"), "{days}");
        }
        assert!(Sending::parse("", "", "0").unwrap_err().contains("letters_a_day"));
    }
}
