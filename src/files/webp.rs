//! A WebP, chunk by chunk: what its header claims, which tags count, and where its picture ends.
use super::PhotoProblem;

/// What stands in a WebP besides its pixels.
#[derive(Default)]
pub(super) struct WebP<'a> {
    pub width: u32,
    pub height: u32,
    /// Of the largest picture in it: one inside may claim more than the whole.
    pixels: u64,
    lossless: bool,
    alpha: bool,
    animated: bool,
    pub exif: Option<&'a [u8]>,
    pub profile: Option<&'a [u8]>,
    /// The first byte that is no part of the picture.
    pub end: usize,
}

impl<'a> WebP<'a> {
    /// Reads the chunks. `Damaged` when none of them holds a picture.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, PhotoProblem> {
        let size = bytes.get(4..8).map(number).ok_or(PhotoProblem::Damaged)?;
        let mut webp = Self { end: (size + 8).min(bytes.len()), ..Self::default() };
        let mut at = 12;
        while let Some((name, size)) = head(bytes, at) {
            let after = (at + 8).saturating_add(size.next_multiple_of(2)).min(bytes.len());
            // A decoder may read on behind the end that is claimed: the sizes there count, the tags do not.
            webp.size(name, &bytes[at + 8..], size);
            if at < webp.end {
                webp.tags(name, &bytes[at + 8..after.min((at + 8).saturating_add(size))]);
                webp.end = webp.end.max(after);
            }
            at = after;
        }
        if webp.pixels == 0 { Err(PhotoProblem::Damaged) } else { Ok(webp) }
    }

    fn tags(&mut self, name: &[u8], body: &'a [u8]) {
        match name {
            b"VP8X" => {
                if let Some(sides) = body.get(4..10) {
                    self.take(triple(&sides[..3]) + 1, triple(&sides[3..]) + 1, true);
                }
            }
            b"EXIF" => self.exif = self.exif.or(Some(body)),
            b"ICCP" => self.profile = self.profile.or(Some(body)),
            _ => {}
        }
    }

    /// What a chunk with pixels claims. `rest` is the whole file behind its name and size, as whatever stands around it
    /// may claim to end before it.
    fn size(&mut self, name: &[u8], rest: &[u8], size: usize) {
        match name {
            b"VP8 " => {
                if let Some(sides) = rest.get(6..10) {
                    let side = |two: &[u8]| u32::from(two[1] & 0x3f) << 8 | u32::from(two[0]);
                    self.take(side(&sides[..2]), side(&sides[2..]), false);
                }
            }
            b"VP8L" => {
                if let Some(sides) = rest.get(1..5) {
                    let bits = number(sides) as u32;
                    self.lossless = true;
                    self.take((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, false);
                }
            }
            b"ALPH" => self.alpha = true,
            b"ANMF" => {
                self.animated = true;
                // Alpha, then colours; more is not read of a frame.
                let mut at = 16;
                for _ in 0..3 {
                    let Some((name, inner)) = head(rest, at).filter(|(name, _)| *name != b"ANMF") else {
                        break;
                    };
                    self.size(name, &rest[at + 8..], inner);
                    at = (at + 8).saturating_add(inner.next_multiple_of(2));
                    if at > size {
                        break;
                    }
                }
            }
            _ => {}
        }
    }

    fn take(&mut self, width: u32, height: u32, whole: bool) {
        if whole || self.width == 0 {
            (self.width, self.height) = (width, height);
        }
        self.pixels = self.pixels.max(u64::from(width) * u64::from(height));
    }

    /// The most bytes that decoding takes for itself, the picture that comes out of it among them: planes of colours,
    /// of alpha, and the frame of a moving picture beside its canvas.
    pub(super) fn memory(&self) -> u64 {
        let each = match (self.animated, self.lossless, self.alpha) {
            (true, _, _) => 20,
            (_, _, true) => 12,
            (_, true, false) => 9,
            (_, false, false) => 5,
        };
        self.pixels * each
    }
}

/// The name and the size of the chunk that begins at `at`.
fn head(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let head = bytes.get(at..at.checked_add(8)?)?;
    Some((&head[..4], number(&head[4..])))
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

fn triple(bytes: &[u8]) -> u32 {
    number(bytes) as u32
}
