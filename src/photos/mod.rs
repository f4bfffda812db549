//! Photos and documents: made safe, then laid on the shelf under the hash of their content.

/// The shelf and all that goes with it.
#[derive(Clone)]
pub struct Photos;

/// A photo that lies on the shelf.
pub struct KeptPhoto {
    pub display: String,
    pub thumb: String,
    pub original: String,
    pub width: u32,
    pub height: u32,
}

/// A PDF that lies on the shelf.
pub struct KeptDocument {
    pub hash: String,
    pub bytes: u64,
}
