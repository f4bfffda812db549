//! Makes pictures smaller, never larger, and writes them as JPEG.
use super::PhotoProblem;
use super::picture::{Layout, Picture};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// The picture with its longer side at most `longest` pixels. The edges of one that can be seen through are mixed by
/// how solid they are.
pub(super) fn fit(picture: Picture, longest: u32) -> Result<Picture, PhotoProblem> {
    let Some((width, height)) = smaller((picture.width, picture.height), longest) else {
        return Ok(picture);
    };
    let (kind, solid) = match picture.layout {
        Layout::Gray => (PixelType::U8, true),
        Layout::GrayAlpha => (PixelType::U8x2, false),
        Layout::Rgb => (PixelType::U8x3, true),
        Layout::Rgba => (PixelType::U8x4, false),
        Layout::Cmyk => (PixelType::U8x4, true),
    };
    let source = ImageRef::new(picture.width, picture.height, &picture.pixels, kind);
    let mut target = Image::new(width, height, kind);
    Resizer::new()
        .resize(
            &source.map_err(|_| PhotoProblem::Damaged)?,
            &mut target,
            &ResizeOptions::new().use_alpha(!solid),
        )
        .map_err(|_| PhotoProblem::Damaged)?;
    Picture::new(width, height, picture.layout, target.into_vec())
}

/// A plain JPEG of a picture in three colours: no metadata, no colour profile, nothing but its pixels.
pub(super) fn encode(picture: &Picture, quality: u8) -> Result<Vec<u8>, PhotoProblem> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| PhotoProblem::TooManyPixels);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(&picture.pixels, side(picture.width)?, side(picture.height)?, ColorType::Rgb)
        .map_err(|_| PhotoProblem::Damaged)?;
    Ok(bytes)
}

/// The new size, or nothing where the picture fits already.
fn smaller((width, height): (u32, u32), longest: u32) -> Option<(u32, u32)> {
    let side = width.max(height);
    if side <= longest {
        return None;
    }
    // A side scaled down to at most `longest` fits its type again.
    let scale = |pixels: u32| (u64::from(pixels) * u64::from(longest) / u64::from(side)).max(1) as u32;
    Some((scale(width), scale(height)))
}
