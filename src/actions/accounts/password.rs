//! Passwords: which are good enough, and how they are kept (argon2id, as OWASP advises: 19 MiB, two passes).
use super::turn::{self, Turn};
use crate::actions::Refusal;
use crate::domain::text::fold;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Characters that a password has at least.
pub const LEAST: usize = 12;
/// And at most: a longer one would only be work for whoever wants to keep the machine busy.
pub const MOST: usize = 200;

/// What people choose most often; no password is looked up anywhere else.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../data/common_passwords.txt").lines().collect());

/// The hash of a password that nobody has, so that an unknown account takes as long as a wrong password.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now(&format!("{:x}", rand::random::<u128>())).unwrap_or_default());

/// Is it good enough for this person? Otherwise the word that says what is wrong.
///
/// # Errors
/// `password_short`, `password_long`, `password_common` (a common one, or a common word with digits around it), `password_own_name`.
pub fn check_rules(password: &str, email: &str, name: &str) -> Result<(), &'static str> {
    let length = password.chars().count();
    if length < LEAST {
        return Err("password_short");
    }
    if length > MOST {
        return Err("password_long");
    }
    let plain = password.to_lowercase();
    let core = plain.trim_matches(|c: char| !c.is_alphabetic());
    if COMMON.contains(plain.as_str()) || COMMON.contains(core) || core.chars().count() < 4 {
        return Err("password_common");
    }
    let letters = |text: &str| fold(text).replace(' ', "");
    let own = [letters(name), letters(email), letters(email.split('@').next().unwrap_or(""))];
    if own.iter().any(|own| !own.is_empty() && *own == letters(core)) {
        return Err("password_own_name");
    }
    Ok(())
}

/// The hash to keep, in PHC form. Takes some 20 ms: never on a request's own thread.
///
/// # Errors
/// `Unavailable` when too many wait for the same.
pub fn hash(password: &str) -> Result<String, Refusal> {
    let _turn = wait()?;
    hash_now(password).ok_or_else(|| Refusal::Unavailable("argon2 refused to hash".into()))
}

/// Waits for a turn: verifying costs as much as hashing.
///
/// # Errors
/// `Unavailable` when too many wait for the same.
pub(super) fn wait() -> Result<Turn, Refusal> {
    turn::take().ok_or_else(|| Refusal::Unavailable("too many passwords at once".into()))
}

/// Whether the password is the one that was kept. `None` (no such account, or none chosen yet) takes as long.
///
/// # Errors
/// `Unavailable` when what was kept is no hash.
pub(super) fn verify(_: &Turn, password: &str, kept: Option<&str>) -> Result<bool, Refusal> {
    let hash = PasswordHash::new(kept.unwrap_or(&NOBODY)).map_err(|e| Refusal::Unavailable(e.to_string()))?;
    let fits = argon2().is_some_and(|argon2| argon2.verify_password(password.as_bytes(), &hash).is_ok());
    Ok(fits && kept.is_some())
}

fn hash_now(password: &str) -> Option<String> {
    let salt: [u8; 16] = rand::random();
    argon2()?.hash_password_with_salt(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_argon2id_and_knows_its_own_password_alone() {
        let kept = hash("mưa rào tháng bảy").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hash("mưa rào tháng bảy").unwrap());
        let turn = wait().unwrap();
        assert_eq!(verify(&turn, "mưa rào tháng bảy", Some(&kept)), Ok(true));
        assert_eq!(verify(&turn, "mưa rào tháng tám", Some(&kept)), Ok(false));
        assert_eq!(verify(&turn, "mưa rào tháng bảy", None), Ok(false));
    }

    #[test]
    fn weak_passwords_are_refused_with_a_word() {
        let said = |password: &str| check_rules(password, "lan.tran@city.example", "Trần Thị Lan").err();
        assert_eq!(said("ngắn quá"), Some("password_short"));
        assert_eq!(said(&"dài ".repeat(60)), Some("password_long"));
        assert_eq!(said("Password123!"), Some("password_common"));
        assert_eq!(said("haiphong2026"), Some("password_common"));
        assert_eq!(said("123456789012"), Some("password_common"));
        assert_eq!(said("Trần Thị Lan 1990"), Some("password_own_name"));
        assert_eq!(said("lan.tran@city.example"), Some("password_own_name"));
        assert_eq!(said("mưa rào tháng bảy"), None);
    }
}
