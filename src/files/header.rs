//! What a photo claims of itself, before any of its pixels is decoded.
use super::PhotoProblem;
use super::jpeg::Jpeg;
use super::kind::Kind;
use super::webp::WebP;

/// What a PNG may use besides its pixels. It holds the rows being read and the largest chunk of an allowed file, and
/// stops a compressed profile of a few kilobytes from unfolding to hundreds of megabytes.
pub(super) const PNG_SURROUNDINGS: u64 = SURROUNDINGS;
/// What is done to a picture once it is no larger than it is shown: colours, turning, two JPEGs. By then what decoding
/// took is free again.
const AFTERWARDS: u64 = 24 * 1024 * 1024;
/// What a decoder takes besides pixels.
const SURROUNDINGS: u64 = 8 * 1024 * 1024;

/// A photo's header.
pub(super) struct Header<'a> {
    pub format: Format<'a>,
    /// The most bytes that making the shown pictures of it takes, its file among them.
    pub memory: u64,
    /// Where the picture ends: what hangs behind it (a film, a second picture, the rest of what was cut away) is none
    /// of it.
    pub end: usize,
}

/// What a photo may be, with what was read of it already.
pub(super) enum Format<'a> {
    Jpeg(Jpeg<'a>),
    Png,
    WebP(WebP<'a>),
    Gif,
}

impl<'a> Header<'a> {
    /// Reads it for pictures of at most `longest` pixels along a side, refusing what takes more than `most` bytes.
    pub(super) fn read(bytes: &'a [u8], longest: u32, most: u64) -> Result<Self, PhotoProblem> {
        let (format, decoding, end) = match Kind::of(bytes)? {
            Kind::Jpeg => {
                let jpeg = Jpeg::read(bytes)?;
                let (width, height) = jpeg.scaled(longest);
                let memory =
                    jpeg.memory(longest).saturating_add(shrinking(width, height, (4, false), longest));
                let end = jpeg.end;
                (Format::Jpeg(jpeg), memory, end)
            }
            Kind::Png => (Format::Png, png(bytes, longest)?, png_end(bytes)),
            Kind::WebP => {
                let webp = WebP::read(bytes)?;
                let memory =
                    webp.memory().saturating_add(shrinking(webp.width, webp.height, (4, true), longest));
                let end = webp.end;
                (Format::WebP(webp), memory, end)
            }
            Kind::Gif => {
                let gif = Gif::read(bytes)?;
                let memory = gif.memory.saturating_add(shrinking(gif.width, gif.height, (4, true), longest));
                (Format::Gif, memory, gif.end)
            }
        };
        let memory = decoding.max(AFTERWARDS).saturating_add(SURROUNDINGS + bytes.len() as u64);
        if memory > most {
            return Err(PhotoProblem::TooManyPixels);
        }
        Ok(Self { format, memory, end })
    }
}

/// Shrinking takes a copy that is as wide as the result and as high as the source, and of a picture that can be seen
/// through another whole one.
fn shrinking(width: u32, height: u32, (channels, see_through): (u64, bool), longest: u32) -> u64 {
    let side = u64::from(width.max(height));
    if side <= u64::from(longest) {
        return 0;
    }
    let narrow = u64::from(width) * u64::from(longest) / side + 1;
    let another = if see_through { u64::from(width) } else { 0 };
    (narrow + another).saturating_mul(u64::from(height)).saturating_mul(channels)
}

/// A PNG's memory: its pixels as they are decoded, eight bits a channel beside sixteen, and its surroundings.
fn png(bytes: &[u8], longest: u32) -> Result<u64, PhotoProblem> {
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour] =
        *bytes.get(16..26).and_then(|bytes| bytes.first_chunk::<10>()).ok_or(PhotoProblem::Damaged)?;
    let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
    if width == 0 || height == 0 {
        return Err(PhotoProblem::Damaged);
    }
    let channels = if matches!(colour, 0 | 4) { 2 } else { 4 };
    let deep = if depth == 16 { 3 } else { 1 };
    let pixels = u64::from(width).saturating_mul(u64::from(height)).saturating_mul(channels * deep);
    Ok(pixels.saturating_add(shrinking(width, height, (channels, true), longest)))
}

/// Behind its last chunk.
fn png_end(bytes: &[u8]) -> usize {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let size = head[..4].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        at = at.saturating_add(size).saturating_add(12).min(bytes.len());
        if &head[4..] == b"IEND" {
            return at;
        }
    }
    bytes.len()
}

/// A GIF, block by block.
struct Gif {
    width: u32,
    height: u32,
    memory: u64,
    end: usize,
}

impl Gif {
    fn read(bytes: &[u8]) -> Result<Self, PhotoProblem> {
        let side = |at: usize| Some(u32::from(*bytes.get(at)?) | u32::from(*bytes.get(at + 1)?) << 8);
        let (Some(width), Some(height), Some(flags)) = (side(6), side(8), bytes.get(10)) else {
            return Err(PhotoProblem::Damaged);
        };
        if width == 0 || height == 0 {
            return Err(PhotoProblem::Damaged);
        }
        let (mut at, mut frame) = (13 + table(*flags), 0);
        let end = loop {
            match bytes.get(at) {
                Some(0x21) => at = blocks(bytes, at + 2),
                Some(0x2c) => {
                    let (Some(wide), Some(high), Some(flags)) =
                        (side(at + 5), side(at + 7), bytes.get(at + 9))
                    else {
                        break bytes.len();
                    };
                    frame = frame.max(u64::from(wide) * u64::from(high));
                    at = blocks(bytes, at + 11 + table(*flags));
                }
                Some(0x3b) => break at + 1,
                // Neither a block nor the end: what follows is no part of it.
                Some(_) => break at,
                None => break bytes.len(),
            }
        };
        Ok(Self { width, height, memory: (u64::from(width) * u64::from(height) + frame) * 5, end })
    }
}

/// Bytes of a table of colours.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Behind a row of blocks that each begin with their size, and end with an empty one.
fn blocks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(size) = bytes.get(at) {
        at += 1 + usize::from(*size);
        if *size == 0 {
            return at;
        }
    }
    bytes.len()
}
