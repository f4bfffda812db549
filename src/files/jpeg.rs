//! A JPEG, marker by marker: what its header claims, which tags count, and where its picture ends.
use super::PhotoProblem;
use super::picture::{Layout, Picture};
use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};
use std::io::Read;

/// A progressive picture is made by some ten scans. Thousands can stand in a small file, each over the whole picture.
const MOST_SCANS: usize = 100;
/// A large photo is decoded to no more than this many pixels along a side, so that its size costs time alone. The
/// largest cameras of phones make 200 million pixels.
const MOST_PIXELS: u64 = 220_000_000;
const BLOCK: u64 = 64;

/// What stands in a JPEG besides its pixels.
pub(super) struct Jpeg<'a> {
    pub width: u32,
    pub height: u32,
    components: Vec<Component>,
    progressive: bool,
    jfif: bool,
    /// The colour transform that Adobe's marker names.
    adobe: Option<u8>,
    /// From its TIFF header on; the first one counts.
    pub exif: Option<&'a [u8]>,
    pub profile: Option<Vec<u8>>,
    /// The first byte that is no part of the picture.
    pub end: usize,
}

struct Component {
    id: u8,
    across: u64,
    down: u64,
}

/// One marker with what follows it.
enum Part<'a> {
    Frame(u8, &'a [u8]),
    App(u8, &'a [u8]),
    Scan,
    Other,
    End,
}

impl<'a> Jpeg<'a> {
    /// Reads the markers. `Damaged` when there is no picture, `TooManyPixels` with too many pixels or scans.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, PhotoProblem> {
        let mut jpeg = Self {
            width: 0,
            height: 0,
            components: Vec::new(),
            progressive: false,
            jfif: false,
            adobe: None,
            exif: None,
            profile: None,
            end: bytes.len(),
        };
        let (mut at, mut scans, mut profile) = (2, 0, Vec::new());
        while let Some((part, next)) = part(bytes, at, scans > 0) {
            match part {
                Part::Frame(kind, body) => jpeg.frame(kind, body)?,
                Part::App(kind, body) => jpeg.app(kind, body, &mut profile),
                Part::Scan => scans += 1,
                Part::Other => {}
                Part::End => {
                    jpeg.end = next;
                    break;
                }
            }
            at = next;
        }
        if jpeg.components.is_empty() || scans == 0 {
            return Err(PhotoProblem::Damaged);
        }
        let pixels = u64::from(jpeg.width) * u64::from(jpeg.height);
        if scans > MOST_SCANS || pixels > MOST_PIXELS {
            return Err(PhotoProblem::TooManyPixels);
        }
        jpeg.profile = joined(profile);
        Ok(jpeg)
    }

    /// Baseline, extended and progressive pictures of 8 bits are what cameras write and browsers show.
    fn frame(&mut self, kind: u8, body: &[u8]) -> Result<(), PhotoProblem> {
        let [8, height @ .., _] = body.get(..6).ok_or(PhotoProblem::Damaged)? else {
            return Err(PhotoProblem::Damaged);
        };
        if kind > 0xc2 || !self.components.is_empty() {
            return Err(PhotoProblem::Damaged);
        }
        self.height = u32::from(height[0]) << 8 | u32::from(height[1]);
        self.width = u32::from(height[2]) << 8 | u32::from(height[3]);
        self.progressive = kind == 0xc2;
        let each = body[6..].chunks_exact(3).take(usize::from(body[5]));
        self.components = each
            .map(|one| Component { id: one[0], across: u64::from(one[1] >> 4), down: u64::from(one[1] & 15) })
            .collect();
        let known = matches!(self.components.len(), 1 | 3 | 4)
            && self.components.iter().all(|one| (1..=4).contains(&one.across) && (1..=4).contains(&one.down));
        if known && self.width > 0 && self.height > 0 { Ok(()) } else { Err(PhotoProblem::Damaged) }
    }

    fn app(&mut self, kind: u8, body: &'a [u8], profile: &mut Vec<(u8, &'a [u8])>) {
        match kind {
            0xe0 => self.jfif |= body.starts_with(b"JFIF\0"),
            0xe1 if self.exif.is_none() => {
                self.exif = body.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..));
            }
            0xe2 => {
                if let Some([number, _, rest @ ..]) = body.strip_prefix(b"ICC_PROFILE\0") {
                    profile.push((*number, rest));
                }
            }
            0xee => {
                if let Some(rest) = body.strip_prefix(b"Adobe") {
                    self.adobe = rest.get(6).copied();
                }
            }
            _ => {}
        }
    }

    /// The most bytes that decoding takes for itself: the coefficients of a progressive picture, the planes of its
    /// colours, and the picture.
    pub(super) fn memory(&self, longest: u32) -> u64 {
        let (scale, (width, height)) = (self.scale(longest), self.scaled(longest));
        let most = |read: fn(&Component) -> u64| self.components.iter().map(read).max().unwrap_or(1);
        let across = u64::from(self.width).div_ceil(8 * most(|one| one.across));
        let down = u64::from(self.height).div_ceil(8 * most(|one| one.down));
        let blocks: u64 = self.components.iter().map(|one| across * one.across * down * one.down).sum();
        let coefficients = if self.progressive { blocks * BLOCK * 2 } else { 0 };
        let picture = u64::from(width) * u64::from(height) * self.components.len() as u64;
        coefficients + blocks * scale * scale + picture
    }

    /// How many pixels of a block of eight are decoded along a side: as few as still give the size that is shown.
    fn scale(&self, longest: u32) -> u64 {
        let side = u64::from(self.width.max(self.height));
        [1, 2, 4].into_iter().find(|scale| (side * scale).div_ceil(8) >= u64::from(longest)).unwrap_or(8)
    }

    /// The size that is decoded.
    pub(super) fn scaled(&self, longest: u32) -> (u32, u32) {
        let scale = self.scale(longest) as u32;
        ((self.width * scale).div_ceil(8), (self.height * scale).div_ceil(8))
    }

    /// Decodes the picture, no larger than needed for `longest` pixels along its longer side. `jpeg-decoder` is quieter
    /// than zune-jpeg, but the one that decodes straight to a half, a quarter or an eighth of the size.
    pub(super) fn decode(&self, bytes: &[u8], longest: u32) -> Result<Picture, PhotoProblem> {
        // Of a photo whose end was lost on the way, what came is shown.
        let mut decoder = Decoder::new(bytes[..self.end].chain(&[0xff, 0xd9][..]));
        // The other side must not decide: of a narrow strip it is large enough at once.
        let wanted = u16::try_from(longest).unwrap_or(u16::MAX);
        let (across, down) = if self.width >= self.height { (wanted, u16::MAX) } else { (u16::MAX, wanted) };
        decoder.scale(across, down).map_err(damaged)?;
        if let Some(transform) = self.transform() {
            decoder.set_color_transform(transform);
        }
        let pixels = decoder.decode().map_err(damaged)?;
        let info = decoder.info().ok_or(PhotoProblem::Damaged)?;
        let layout = match info.pixel_format {
            PixelFormat::L8 => Layout::Gray,
            PixelFormat::RGB24 => Layout::Rgb,
            PixelFormat::CMYK32 => Layout::Cmyk,
            PixelFormat::L16 => return Err(PhotoProblem::Damaged),
        };
        Picture::new(u32::from(info.width), u32::from(info.height), layout, pixels)
    }

    /// How three colours are written, by the rules that browsers follow: JFIF, then Adobe's marker, then their names.
    fn transform(&self) -> Option<ColorTransform> {
        let [one, two, three] = self.components.as_slice() else {
            return None;
        };
        let plain = match (self.jfif, self.adobe) {
            (true, _) => false,
            (false, Some(transform)) => transform == 0,
            (false, None) => [one.id, two.id, three.id] == *b"RGB",
        };
        Some(if plain { ColorTransform::RGB } else { ColorTransform::YCbCr })
    }
}

/// The part that begins at `at` or after it, and where the next one begins. After its last scan a picture ends where
/// another begins, even if it does not say so.
fn part(bytes: &[u8], at: usize, scanned: bool) -> Option<(Part<'_>, usize)> {
    let mut at = at + bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
    at += bytes[at..].iter().position(|byte| *byte != 0xff)?;
    let (marker, next) = (bytes[at], at + 1);
    match marker {
        0xd9 => return Some((Part::End, next)),
        0xd8 if scanned => return Some((Part::End, next - 2)),
        0x00 | 0x01 | 0xd0..=0xd8 => return Some((Part::Other, next)),
        _ => {}
    }
    let size = usize::from(*bytes.get(next)?) << 8 | usize::from(*bytes.get(next + 1)?);
    let body = bytes.get(next + 2..next + size.max(2))?;
    let after = next + size.max(2);
    let part = match marker {
        0xc4 | 0xc8 | 0xcc => Part::Other,
        0xc0..=0xcf => Part::Frame(marker, body),
        0xe0..=0xef => Part::App(marker, body),
        0xda => return Some((Part::Scan, after + entropy(&bytes[after..]))),
        _ => Part::Other,
    };
    Some((part, after))
}

/// How long the coded pixels are: to the next marker that is not one of theirs.
fn entropy(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == 0xff) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

/// A colour profile comes in numbered pieces.
fn joined(mut pieces: Vec<(u8, &[u8])>) -> Option<Vec<u8>> {
    pieces.sort_by_key(|(number, _)| *number);
    let whole =
        pieces.iter().zip(1..).all(|((number, _), expected): (_, u16)| u16::from(*number) == expected);
    (whole && !pieces.is_empty())
        .then(|| pieces.iter().flat_map(|(_, piece)| piece.iter().copied()).collect())
}

fn damaged(_: jpeg_decoder::Error) -> PhotoProblem {
    PhotoProblem::Damaged
}
