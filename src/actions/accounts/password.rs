//! Passwords: argon2id, and the rules for choosing one.
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

pub fn hash(password: &str) -> String {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .unwrap_or_default()
}

pub fn verify(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|kept| {
        Argon2::default()
            .verify_password(password.as_bytes(), &kept)
            .is_ok()
    })
}

pub fn check_rules(password: &str, email: &str, name: &str) -> Result<(), &'static str> {
    let _ = (email, name);
    if password.chars().count() < 12 {
        Err("password_short")
    } else {
        Ok(())
    }
}
