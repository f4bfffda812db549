//! The name of a kept file: the SHA-256 of its content.
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};
use std::io::{self, Read};
use std::str::FromStr;

/// The SHA-256 of a file, written as 64 lowercase hexadecimal digits. As it can be nothing else, it is safe in a path.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileHash([u8; 32]);

/// What was given is not 64 lowercase hexadecimal digits.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAHash;

impl FileHash {
    /// The name that `content` is kept under.
    pub fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }

    /// The same, read piece by piece.
    pub(super) fn read(mut content: impl Read) -> io::Result<Self> {
        let (mut digest, mut piece) = (Sha256::new(), vec![0; 64 * 1024]);
        loop {
            match content.read(&mut piece)? {
                0 => return Ok(Self(digest.finalize().into())),
                read => digest.update(&piece[..read]),
            }
        }
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileHash(")?;
        fmt::Display::fmt(self, f)?;
        f.write_char(')')
    }
}

impl FromStr for FileHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digits: &[u8; 64] = text.as_bytes().try_into().map_err(|_| NotAHash)?;
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Ok(Self(hash))
    }
}

impl fmt::Display for NotAHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file is named by 64 lowercase hexadecimal digits")
    }
}

impl std::error::Error for NotAHash {}

fn value(digit: u8) -> Result<u8, NotAHash> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(NotAHash),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn names_the_content_and_reads_the_name_back() {
        let hash = FileHash::of(b"");
        assert_eq!(hash.to_string(), EMPTY);
        assert_eq!(EMPTY.parse(), Ok(hash));
        assert_eq!(format!("{hash:?}"), format!("FileHash({EMPTY})"));
    }

    #[test]
    fn nothing_but_sixty_four_lowercase_digits_is_a_name() {
        let sixty_four = |text: &str| text.repeat(64 / text.len());
        let wrong = ["".to_owned(), EMPTY[1..].to_owned(), format!("{EMPTY}0"), EMPTY.to_uppercase()];
        let paths = [sixty_four("../."), sixty_four("/"), sixty_four("\0"), sixty_four("g"), sixty_four("é")];
        for text in wrong.iter().chain(&paths) {
            assert_eq!(text.parse::<FileHash>(), Err(NotAHash), "{text:?}");
        }
    }
}
