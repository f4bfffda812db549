//! Pictures of the ground by zoom, column and row, out of one file (PMTiles): a city that has such a file asks no other
//! server for them, and no other server learns who looks at which street.
use bytes::Bytes;
use futures_util::FutureExt;
use pmtiles::{
    AsyncBackend, AsyncPmTilesReader, BackendResponse, HashMapCache, PmtError, PmtResult, TileCoord, TileType,
};
use std::fs::File;
use std::future::{Future, ready};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// An open file of pictures.
pub struct Ground {
    reader: AsyncPmTilesReader<OnDisk, HashMapCache>,
    /// What the pictures are, such as "image/png".
    pub kind: &'static str,
}

/// Read where it lies and not mapped into memory: a file that is cut short under a running portal fails to be read, and
/// ends nothing.
struct OnDisk(File);

impl Ground {
    /// Opens the file.
    ///
    /// # Errors
    /// In words for whoever starts the portal: it is not there, or no such file, or holds lines and areas that a browser
    /// would have to draw.
    pub fn open(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let opened = AsyncPmTilesReader::try_from_cached_source(OnDisk(file), HashMapCache::default());
        let reader = at_once(opened).map_err(|error| error.to_string())?;
        let kind = match reader.get_header().tile_type {
            kind @ (TileType::Png | TileType::Jpeg | TileType::Webp | TileType::Avif) => kind.content_type(),
            _ => return Err("it holds no pictures (PNG, JPEG, WebP or AVIF)".into()),
        };
        Ok(Self { reader, kind })
    }

    /// One picture; nothing where the file has none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn picture(&self, (zoom, column, row): (u8, u32, u32)) -> Result<Option<Bytes>, String> {
        let Ok(at) = TileCoord::new(zoom, column, row) else { return Ok(None) };
        at_once(self.reader.get_tile_decompressed(at)).map_err(|error| error.to_string())
    }
}

/// Nothing in here waits for anything but the disk.
fn at_once<T>(work: impl Future<Output = PmtResult<T>>) -> PmtResult<T> {
    work.now_or_never().unwrap_or(Err(PmtError::InvalidHeader))
}

impl AsyncBackend for OnDisk {
    fn read(&self, offset: u64, length: usize) -> impl Future<Output = PmtResult<BackendResponse>> + Send {
        ready(self.part(offset, length).map(BackendResponse::new).map_err(PmtError::Reading))
    }
}

impl OnDisk {
    /// So much from there on, or what there is.
    fn part(&self, offset: u64, length: usize) -> std::io::Result<Bytes> {
        let left = self.0.metadata()?.len().saturating_sub(offset);
        let mut part = vec![0; length.min(usize::try_from(left).unwrap_or(usize::MAX))];
        self.0.read_exact_at(&mut part, offset)?;
        Ok(part.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_such_file_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pmtiles");
        assert!(Ground::open(&path).is_err());
        for bytes in [&b""[..], b"PMTiles", &[0; 200]] {
            std::fs::write(&path, bytes).unwrap();
            assert!(Ground::open(&path).is_err(), "{bytes:?}");
        }
    }
}
