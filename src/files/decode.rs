//! From the bytes that were sent to a picture: upright, no larger than asked, in sRGB, and nothing else.
use super::header::{Format, Header, PNG_SURROUNDINGS};
use super::picture::Picture;
use super::{PhotoProblem, colour, exif, shrink};
use crate::domain::point::Point;
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};
use std::io::Cursor;

/// Decodes a photo, shrinks it so that its longer side is at most `longest` pixels, and turns it upright.
/// Alpha is laid on white, as paper would be. Beside it, where the photo says that it was taken.
///
/// # Errors
/// What is wrong with the file. Its size was judged by the header alone, before memory is taken for the picture.
pub(super) fn upright(
    bytes: &[u8],
    header: &Header<'_>,
    longest: u32,
) -> Result<(Picture, Option<Point>), PhotoProblem> {
    let (picture, tags, profile) = match &header.format {
        Format::Jpeg(jpeg) => {
            (jpeg.decode(bytes, longest)?, jpeg.exif.map(<[u8]>::to_vec), jpeg.profile.clone())
        }
        Format::Png => {
            let mut decoder =
                PngDecoder::with_limits(Cursor::new(bytes), bounds(PNG_SURROUNDINGS)).map_err(refuse)?;
            let exif = decoder.exif_metadata().ok().flatten();
            let profile = decoder.icc_profile().ok().flatten();
            (picture(decoder, header)?, exif, profile)
        }
        Format::WebP(webp) => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(refuse)?;
            (picture(decoder, header)?, webp.exif.map(<[u8]>::to_vec), webp.profile.map(<[u8]>::to_vec))
        }
        Format::Gif => {
            let decoder = GifDecoder::new(Cursor::new(bytes)).map_err(refuse)?;
            (picture(decoder, header)?, None, None)
        }
    };
    // Shrunk before it is turned and its colours are changed: that costs more of twelve million pixels than of two.
    let small = shrink::fit(picture, longest)?;
    let mut turned = DynamicImage::ImageRgb8(colour::srgb(small, profile.as_deref())?);
    let tags = tags.unwrap_or_default();
    turned.apply_orientation(orientation(&tags));
    Ok((Picture::of(turned), exif::place(&tags)))
}

fn picture(mut decoder: impl ImageDecoder, header: &Header<'_>) -> Result<Picture, PhotoProblem> {
    decoder.set_limits(bounds(header.memory)).map_err(refuse)?;
    Ok(Picture::of(DynamicImage::from_decoder(decoder).map_err(refuse)?))
}

/// How the camera was held, by the tag of the picture itself; its thumbnail's says nothing about it. Some programs put
/// the name of the segment that a JPEG needs before the tags of other formats.
fn orientation(exif: &[u8]) -> Orientation {
    let tags = exif.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..)).unwrap_or(exif);
    Orientation::from_exif_chunk(tags).unwrap_or(Orientation::NoTransforms)
}

/// What a decoder may take for itself in bytes, whatever a file claims.
fn bounds(most: u64) -> image::Limits {
    let mut bounds = image::Limits::default();
    bounds.max_image_width = None;
    bounds.max_image_height = None;
    bounds.max_alloc = Some(most);
    bounds
}

fn refuse(error: image::ImageError) -> PhotoProblem {
    match error {
        image::ImageError::Limits(_) => PhotoProblem::TooManyPixels,
        _ => PhotoProblem::Damaged,
    }
}
