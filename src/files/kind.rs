//! What a file really is, told by its first bytes: names and declared types come from the sender and prove nothing.
use super::PhotoProblem;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Gif,
}

impl Kind {
    /// The format of `bytes`; `Heic`, `Avif` or `NotAPhoto` for what is not read.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, PhotoProblem> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Self::Gif),
            [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => Err(boxed(brands)),
            _ => Err(PhotoProblem::NotAPhoto),
        }
    }
}

/// HEIC, AVIF and films share one container: a list of four-letter brands tells them apart.
/// AVIF files also carry the general `mif1`, so AVIF is asked for first.
fn boxed(brands: &[u8]) -> PhotoProblem {
    const SEEN: usize = 16;
    let has = |wanted: &[&[u8]]| brands.chunks_exact(4).take(SEEN).any(|brand| wanted.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        PhotoProblem::Avif
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        PhotoProblem::Heic
    } else {
        PhotoProblem::NotAPhoto
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> &'static str {
        Kind::of(bytes).expect_err("not a format that is read").word()
    }

    #[test]
    fn the_four_formats_are_known_by_their_first_bytes() {
        assert!(matches!(Kind::of(b"\xff\xd8\xff\xe0rest"), Ok(Kind::Jpeg)));
        assert!(matches!(Kind::of(b"\x89PNG\r\n\x1a\nrest"), Ok(Kind::Png)));
        assert!(matches!(Kind::of(b"RIFF\x01\x02\x03\x04WEBPVP8 "), Ok(Kind::WebP)));
        assert!(matches!(Kind::of(b"GIF89a"), Ok(Kind::Gif)));
    }

    #[test]
    fn phones_newer_formats_are_named_so_that_the_message_can_help() {
        assert_eq!(refusal(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "heic");
        assert_eq!(refusal(b"\0\0\0\x1cftypavif\0\0\0\0mif1miaf"), "avif");
        assert_eq!(refusal(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif"), "avif");
        assert_eq!(refusal(b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2"), "not_a_photo");
    }

    #[test]
    fn everything_else_is_not_a_photo() {
        let foreign: [&[u8]; 7] = [
            b"<svg/>",
            b"<html>\xff\xd8\xff",
            b"%PDF-1.7",
            b"PK\x03\x04",
            b"RIFF1234WAVE",
            b"\xff\xd8",
            b"x",
        ];
        for bytes in foreign {
            assert_eq!(refusal(bytes), "not_a_photo", "{bytes:?}");
        }
    }
}
