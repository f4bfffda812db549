//! How much a visitor may send.
use super::PhotoProblem;
use std::path::Path;

/// The sizes that are still accepted. What lies above is refused from the header, before anything is decoded.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one photo as it was sent.
    pub max_bytes: usize,
    /// Bytes that decoding may take, of all photos that are decoded at one time together. One that needs more alone is
    /// refused.
    pub memory: u64,
    /// Bytes of one PDF document.
    pub max_document_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 12 * 1024 * 1024, memory: 128 * 1024 * 1024, max_document_bytes: 15 * 1024 * 1024 }
    }
}

impl Limits {
    /// Says no to a photo whose file is empty or too big.
    pub(super) fn weigh(&self, bytes: &[u8]) -> Result<(), PhotoProblem> {
        match bytes.len() {
            0 => Err(PhotoProblem::Empty),
            size if size > self.max_bytes => Err(PhotoProblem::TooManyBytes),
            _ => Ok(()),
        }
    }

    /// The same of a file that was not read yet.
    pub(super) fn weigh_file(&self, file: &Path) -> Result<(), PhotoProblem> {
        let size = std::fs::metadata(file)?.len();
        if size > self.max_bytes as u64 { Err(PhotoProblem::TooManyBytes) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_allowed_passes_and_one_more_does_not() {
        let limits = Limits { max_bytes: 3, ..Limits::default() };
        assert!(limits.weigh(b"abc").is_ok());
        assert!(matches!(limits.weigh(b"abcd"), Err(PhotoProblem::TooManyBytes)));
        assert!(matches!(limits.weigh(b""), Err(PhotoProblem::Empty)));
    }
}
