//! Photos: decoded, turned upright, stripped, shrunk, shelved.
use std::io;
use std::path::Path;

#[derive(Clone)]
pub struct Photos;
#[derive(Default)]
pub struct Limits;

impl Photos {
    pub fn open(_: &Path, _: Limits) -> io::Result<Self> {
        Ok(Self)
    }
}
