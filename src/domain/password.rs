//! A password as somebody typed it.
use serde::Deserialize;

/// Can be measured, hashed and compared, and has no way onto a page, into a log or into the database: nothing displays it,
/// its debug output says nothing, nothing writes it down.
#[derive(Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// The password itself, for its rules and its hash.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Password {
    fn from(typed: &str) -> Self {
        Self(typed.to_owned())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Has one implementation for every type, and a second one for those that can be shown or written down: naming it
    /// without saying which does not compile for them.
    trait Unshown<Which> {
        fn holds() -> bool {
            true
        }
    }
    impl<T> Unshown<()> for T {}
    impl<T: std::fmt::Display> Unshown<u8> for T {}
    impl<T: serde::Serialize> Unshown<u16> for T {}

    #[test]
    fn nothing_shows_it_or_writes_it_down() {
        assert!(<Password as Unshown<_>>::holds());
        let typed = Password::from("mưa rào tháng bảy");
        assert_eq!(format!("{typed:?}"), "Password(…)");
        assert_eq!(typed.reveal(), "mưa rào tháng bảy");
    }
}
