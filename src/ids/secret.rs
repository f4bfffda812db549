//! Secrets: what a person holds and the portal only recognises.
use sha2::{Digest, Sha256};

/// A token that opens something: a session, a reset link, a follower's link.
///
/// The portal stores only [`Secret::hash`]: who reads the database cannot use what is in it. A plain SHA-256 is enough
/// because 256 random bits cannot be guessed; a password needs argon2 instead.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new secret of 256 bits from the operating system's seed, as 64 hexadecimal digits, safe in a URL or a cookie.
    pub fn random() -> Self {
        Self(hex(&rand::random::<[u8; 32]>()))
    }

    /// What somebody presented as a secret, to be hashed and looked up. Any text will do; a wrong one is not found.
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself, for the one letter, link or cookie that carries it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the secret in lower-case hexadecimal: what is stored and looked up.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

/// Shows that there is a secret and nothing of it, because debug output ends in logs.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_secrets_differ_and_carry_256_bits() {
        let (one, other) = (Secret::random(), Secret::random());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(one.reveal().len(), 64);
        assert!(one.reveal().bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn the_hash_is_sha256_and_the_same_for_who_presents_it() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Secret::presented("abc").hash(), known);
        let secret = Secret::random();
        assert_eq!(Secret::presented(secret.reveal()).hash(), secret.hash());
        assert_ne!(secret.hash(), secret.reveal());
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", Secret::presented("abc")), "Secret(…)");
    }
}
