//! Makes pictures smaller, never larger, and writes them as JPEG.
use super::PhotoProblem;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::{RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// The picture with its longer side at most `longest` pixels.
pub(super) fn fit(picture: &RgbImage, longest: u32) -> Result<RgbImage, PhotoProblem> {
    let Some((width, height)) = smaller(picture.dimensions(), longest) else {
        return Ok(picture.clone());
    };
    let pixels = resize(picture.as_raw(), picture.dimensions(), (width, height), PixelType::U8x3)?;
    RgbImage::from_raw(width, height, pixels).ok_or(PhotoProblem::Damaged)
}

/// The same for a picture that can be seen through; its edges are mixed by how solid they are.
pub(super) fn fit_with_alpha(picture: &RgbaImage, longest: u32) -> Result<RgbaImage, PhotoProblem> {
    let Some((width, height)) = smaller(picture.dimensions(), longest) else {
        return Ok(picture.clone());
    };
    let pixels = resize(picture.as_raw(), picture.dimensions(), (width, height), PixelType::U8x4)?;
    RgbaImage::from_raw(width, height, pixels).ok_or(PhotoProblem::Damaged)
}

/// Lays a picture on white paper.
pub(super) fn on_white(picture: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let solid = u16::from(alpha);
        // The result is a mean of two bytes and fits one.
        let mix = |colour: u8| ((u16::from(colour) * solid + 255 * (255 - solid)) / 255) as u8;
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

/// A plain JPEG of the picture: no metadata, no colour profile, nothing but its pixels.
pub(super) fn encode(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoProblem> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| PhotoProblem::TooManyPixels);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(picture.as_raw(), side(picture.width())?, side(picture.height())?, ColorType::Rgb)
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

fn resize(pixels: &[u8], from: (u32, u32), to: (u32, u32), kind: PixelType) -> Result<Vec<u8>, PhotoProblem> {
    let source = ImageRef::new(from.0, from.1, pixels, kind).map_err(|_| PhotoProblem::Damaged)?;
    let mut target = Image::new(to.0, to.1, kind);
    Resizer::new().resize(&source, &mut target, None).map_err(|_| PhotoProblem::Damaged)?;
    Ok(target.into_vec())
}
