//! The portal's own key: made at the first start, kept in the data folder, readable by its owner alone.
use crate::domain::seal;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use subtle::ConstantTimeEq;

const FILE: &str = "secrets.toml";

/// The key that never leaves the machine. All instances of one portal share the file.
pub struct Secrets {
    signing: [u8; 32],
}

impl Secrets {
    /// Reads the key in `folder`, or makes it when there is none yet.
    ///
    /// # Errors
    /// When the file cannot be read or written, or holds something else.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                tighten(&path)?;
                Self::parse(&text).ok_or_else(|| {
                    let why = format!("{} does not hold the portal's key; move it away", path.display());
                    io::Error::new(io::ErrorKind::InvalidData, why)
                })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(&path),
            Err(error) => Err(error),
        }
    }

    /// The key in `folder`, if there is one; changes nothing.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something else.
    pub fn look(folder: &Path) -> io::Result<Option<Self>> {
        match fs::read_to_string(folder.join(FILE)) {
            Ok(text) => Self::parse(&text).map(Some).ok_or_else(|| io::ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A key for a test or a trial: kept nowhere.
    pub fn random() -> Self {
        Self { signing: rand::random() }
    }

    /// HMAC-SHA256 of a message, as 64 hexadecimal digits. `purpose` keeps a signature for one thing from being used
    /// for another. Also a name for what must not be kept itself: a visitor's address, in a throttle's bucket.
    pub fn sign(&self, purpose: &str, message: &[u8]) -> String {
        hex(&mac(&self.signing, purpose, message))
    }

    /// Whether `signature` is what [`Secrets::sign`] gave for this purpose and message; takes as long either way.
    pub fn is_signed(&self, purpose: &str, message: &[u8], signature: &str) -> bool {
        self.sign(purpose, message).as_bytes().ct_eq(signature.as_bytes()).into()
    }

    /// A number with its signature, safe in an address: nobody else can write one, and it says nothing but the number.
    pub fn seal(&self, purpose: &str, number: i64) -> String {
        format!("{number}-{}", self.sign(purpose, &number.to_be_bytes()))
    }

    /// The number that [`Secrets::seal`] sealed for this purpose.
    pub fn unseal(&self, purpose: &str, sealed: &str) -> Option<i64> {
        let (number, signature) = sealed.split_once('-')?;
        let number: i64 = number.parse().ok()?;
        self.is_signed(purpose, &number.to_be_bytes(), signature).then_some(number)
    }

    /// The key of the seals over what is kept: another one than that of forms and links.
    pub fn sealing(&self) -> seal::Key {
        seal::Key::new(mac(&self.signing, "seals of what is kept", b""))
    }

    /// By what two instances see whether they have the same keys; it tells nothing of them.
    pub fn fingerprint(&self) -> String {
        self.sign("fingerprint", b"")[..16].to_owned()
    }

    /// Writes a new key beside and then gives the file its name, so that of two first starts one wins and both read it.
    fn make(path: &Path) -> io::Result<Self> {
        let keys = Self::random();
        let text = format!(
            "# The key of this portal. Keep it; with another one, every form that is open now is refused once.\n\
             signing = \"{}\"\n",
            hex(&keys.signing)
        );
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(path) {
            Ok(_) => Ok(keys),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Self::parse(&fs::read_to_string(path)?)
                    .ok_or_else(|| io::Error::other("secrets.toml is broken"))
            }
            Err(error) => Err(error.error),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let table: toml::Table = text.parse().ok()?;
        let key = |name: &str| unhex(table.get(name)?.as_str()?);
        Some(Self { signing: key("signing")? })
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// A file that others may read is made the owner's own again, and said to have been open.
fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 != 0 {
        tracing::warn!("{} could be read by others; it is closed now", path.display());
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

fn mac(key: &[u8; 32], purpose: &str, message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length");
    // The purpose's length goes first: no purpose and message together read like another pair.
    mac.update(&(purpose.len() as u64).to_be_bytes());
    mac.update(purpose.as_bytes());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_key_stays_the_same_over_a_restart_and_is_the_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let signature = Secrets::open(folder.path()).unwrap().sign("form", b"abc");
        let path = folder.path().join(FILE);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Secrets::open(folder.path()).unwrap().is_signed("form", b"abc", &signature));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_signature_serves_one_purpose_and_one_message() {
        let keys = Secrets::random();
        let signature = keys.sign("form", b"abc");
        assert_eq!(signature.len(), 64);
        assert!(keys.is_signed("form", b"abc", &signature));
        assert!(!keys.is_signed("form", b"abd", &signature));
        assert!(!keys.is_signed("for", b"mabc", &signature));
        assert!(!keys.is_signed("form", b"abc", &signature[..63]));
        assert!(!Secrets::random().is_signed("form", b"abc", &signature));
    }

    #[test]
    fn a_sealed_number_opens_for_its_own_purpose_alone() {
        let keys = Secrets::random();
        let sealed = keys.seal("letters", 42);
        assert_eq!(keys.unseal("letters", &sealed), Some(42));
        assert_eq!(keys.unseal("confirm", &sealed), None);
        assert_eq!(keys.unseal("letters", &sealed.replacen("42", "43", 1)), None);
        assert_eq!(Secrets::random().unseal("letters", &sealed), None);
        for forged in ["", "-", "42", "42-", "x-y", &"0".repeat(64)] {
            assert_eq!(keys.unseal("letters", forged), None, "{forged}");
        }
    }

    #[test]
    fn a_broken_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "signing = \"short\"").unwrap();
        assert!(Secrets::open(folder.path()).unwrap_err().to_string().contains("move it away"));
    }
}
