//! What stands behind the "?" of an address, read as pages need it: whatever stands there, the page answers.
use super::error::Failure;
use crate::domain::text::legible;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::ops::Deref;

/// What a page was asked for. Of a name that stands twice the last one counts, as browsers and people expect who add to
/// an address; a name that the page does not know is nothing; bytes that are no letters are cleaned. Names are written with
/// hyphens; whoever kept an address from when they had underscores still comes to the same list.
pub struct Query<T>(T);

impl<T> Query<T> {
    /// What was asked, to be kept.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Self))
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, Failure> {
    let unread = |error: &dyn std::fmt::Display| Failure::Malformed(error.to_string());
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).map_err(|error| unread(&error))?;
    let last: BTreeMap<_, _> =
        pairs.into_iter().map(|(name, value)| (name.replace('_', "-"), read_value(&value))).collect();
    let once = serde_urlencoded::to_string(&last).map_err(|error| unread(&error))?;
    serde_urlencoded::from_str(&once).map_err(|error| unread(&error))
}

fn read_value(value: &str) -> String {
    legible(value).chars().take(MOST).collect()
}

/// Characters of one value that are read: no page asks for more, and a long one would be searched for word by word.
const MOST: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct WordQuestion {
        q: String,
        sau: String,
    }

    fn asked(query: &str) -> (String, String) {
        let asked: WordQuestion = read(query).unwrap_or_else(|failure| panic!("{query}: {failure:?}"));
        (asked.q, asked.sau)
    }

    #[test]
    fn the_last_of_a_repeated_name_counts_and_unknown_names_are_nothing() {
        assert_eq!(asked("q=rac&sau=1&q=den&utm=x"), ("den".into(), "1".into()));
        assert_eq!(asked("q=rac&q="), (String::new(), String::new()));
        assert_eq!(asked("&&=&q"), (String::new(), String::new()));
    }

    #[test]
    fn what_is_no_text_is_cleaned() {
        assert_eq!(asked("q=a%00b%0ac%1b").0, "ab\nc");
        assert_eq!(asked("q=%FFden%").0, "\u{fffd}den%");
        assert_eq!(asked("q=%zz%C4%91").0, "%zzđ");
        assert_eq!(asked(&format!("q={}", "ắ".repeat(9_000))).0.chars().count(), MOST);
    }
}
