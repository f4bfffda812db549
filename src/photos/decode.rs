//! From the bytes that were sent to a picture: upright, no larger than asked, in plain colours, and nothing else.
use super::kind::Kind;
use super::{Limits, PhotoProblem, shrink};
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, RgbImage};
use std::io::Cursor;

/// What a PNG may use besides its pixels. It holds the rows being read and the largest chunk of an allowed file, and
/// stops a compressed profile of a few kilobytes from unfolding to hundreds of megabytes.
const PNG_SURROUNDINGS: u64 = 16 * 1024 * 1024;

/// Decodes a photo, shrinks it so that its longer side is at most `longest` pixels, and turns it upright.
/// Alpha is laid on white, as paper would be.
///
/// # Errors
/// What is wrong with the file. Its size is judged by the header alone, before memory is taken for the picture.
pub(super) fn upright(bytes: &[u8], limits: &Limits, longest: u32) -> Result<RgbImage, PhotoProblem> {
    let bytes = Cursor::new(bytes);
    match Kind::of(bytes.get_ref())? {
        Kind::Jpeg => picture(JpegDecoder::new(bytes), limits, longest),
        Kind::Png => {
            picture(PngDecoder::with_limits(bytes, bounds(limits, PNG_SURROUNDINGS)), limits, longest)
        }
        Kind::WebP => picture(WebPDecoder::new(bytes), limits, longest),
        Kind::Gif => picture(GifDecoder::new(bytes), limits, longest),
    }
}

fn picture(
    decoder: image::ImageResult<impl ImageDecoder>,
    limits: &Limits,
    longest: u32,
) -> Result<RgbImage, PhotoProblem> {
    let mut decoder = decoder.map_err(refuse)?;
    let (width, height) = decoder.dimensions();
    limits.measure(width, height, decoder.color_type())?;
    decoder.set_limits(bounds(limits, limits.frame_bytes())).map_err(refuse)?;
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(refuse)?;
    // Shrunk before it is turned: turning twelve million pixels costs more than turning two.
    let small = if decoded.color().has_alpha() {
        shrink::on_white(&shrink::fit_with_alpha(&decoded.into_rgba8(), longest)?)
    } else {
        shrink::fit(&decoded.into_rgb8(), longest)?
    };
    let mut turned = DynamicImage::ImageRgb8(small);
    turned.apply_orientation(orientation);
    Ok(turned.into_rgb8())
}

/// What a decoder may take for itself in bytes, whatever a file claims.
fn bounds(limits: &Limits, most: u64) -> image::Limits {
    let mut bounds = image::Limits::default();
    bounds.max_image_width = Some(limits.max_side);
    bounds.max_image_height = Some(limits.max_side);
    bounds.max_alloc = Some(most);
    bounds
}

fn refuse(error: image::ImageError) -> PhotoProblem {
    match error {
        image::ImageError::Limits(_) => PhotoProblem::TooManyPixels,
        _ => PhotoProblem::Damaged,
    }
}
