//! stub
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
#[derive(Debug)]
pub struct PhotoProblem;
impl PhotoProblem {
    pub fn word(&self) -> &'static str {
        "not_a_photo"
    }
}
impl Photos {
    pub async fn keep(&self, _bytes: Vec<u8>) -> Result<KeptPhoto, PhotoProblem> {
        Err(PhotoProblem)
    }
    pub fn read(&self, _hash: &str) -> std::io::Result<Vec<u8>> {
        Err(std::io::ErrorKind::NotFound.into())
    }
}
