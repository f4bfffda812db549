//! Why a photo or a document was not kept.
use std::fmt;
use std::io;

/// Why a photo was not kept. Everything but `Busy` and `Storage` lies in the file that was sent.
#[derive(Debug)]
pub enum PhotoProblem {
    /// Nothing was sent.
    Empty,
    /// The file is larger than `Limits::max_bytes`.
    TooManyBytes,
    /// Decoding the picture would take more than `Limits::memory`.
    TooManyPixels,
    /// An iPhone's own format: the sender can choose "most compatible" or send a screenshot.
    Heic,
    /// AVIF, which is not read either.
    Avif,
    /// Neither JPEG nor PNG, WebP or GIF, whatever its name says.
    NotAPhoto,
    /// It began like a photo but could not be decoded.
    Damaged,
    /// Too many photos are waiting already; sending it again in a moment helps.
    Busy,
    /// The portal could not write: its own fault, never the sender's.
    Storage(io::Error),
}

impl PhotoProblem {
    /// The stable tail of the message's key in the catalogue.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyBytes => "too_many_bytes",
            Self::TooManyPixels => "too_many_pixels",
            Self::Heic => "heic",
            Self::Avif => "avif",
            Self::NotAPhoto => "not_a_photo",
            Self::Damaged => "damaged",
            Self::Busy => "busy",
            Self::Storage(_) => "storage",
        }
    }

    /// It lies with us, and the same file may be taken in a moment.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Busy | Self::Storage(_))
    }
}

/// Why a document was not kept. Everything but `Storage` lies in the file that was sent.
#[derive(Debug)]
pub enum DocumentProblem {
    /// Nothing was sent.
    Empty,
    /// The file is larger than `Limits::max_document_bytes`.
    TooLarge,
    /// Not a whole PDF, whatever its name says.
    NotPdf,
    /// The portal could not write: its own fault, never the sender's.
    Storage(io::Error),
}

impl DocumentProblem {
    /// The stable tail of the message's key in the catalogue.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::NotPdf => "not_pdf",
            Self::Storage(_) => "storage",
        }
    }

    /// It lies with us, and the same file may be taken in a moment.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Storage(_))
    }
}

impl fmt::Display for PhotoProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Storage(cause) => write!(f, "the photo could not be stored: {cause}"),
            other => write!(f, "the photo was not kept: {}", other.word()),
        }
    }
}

impl fmt::Display for DocumentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Storage(cause) => write!(f, "the document could not be stored: {cause}"),
            other => write!(f, "the document was not kept: {}", other.word()),
        }
    }
}

impl std::error::Error for PhotoProblem {}
impl std::error::Error for DocumentProblem {}

impl From<io::Error> for PhotoProblem {
    fn from(cause: io::Error) -> Self {
        Self::Storage(cause)
    }
}

impl From<io::Error> for DocumentProblem {
    fn from(cause: io::Error) -> Self {
        Self::Storage(cause)
    }
}
