//! Every picture is shown in sRGB, as the web expects of one without a profile.
use super::PhotoProblem;
use super::picture::{Layout, Picture};
use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, TransformOptions};

/// A profile that is larger describes no camera, screen or press.
const LARGEST_PROFILE: usize = 4 * 1024 * 1024;

/// The picture in sRGB, laid on white where it can be seen through. A profile that does not fit its picture, or that
/// cannot be read, is passed over, as browsers do.
pub(super) fn srgb(picture: Picture, profile: Option<&[u8]>) -> Result<RgbImage, PhotoProblem> {
    let profile = profile
        .filter(|bytes| bytes.len() <= LARGEST_PROFILE)
        .and_then(|bytes| ColorProfile::new_from_slice(bytes).ok());
    let converted = profile.and_then(|profile| convert(&picture, &profile));
    let picture = converted.unwrap_or_else(|| plain(picture));
    let pixels = if picture.layout == Layout::Rgba { on_white(&picture.pixels) } else { picture.pixels };
    RgbImage::from_raw(picture.width, picture.height, pixels).ok_or(PhotoProblem::Damaged)
}

/// Through the profile; nothing where it does not belong to such pixels.
fn convert(picture: &Picture, profile: &ColorProfile) -> Option<Picture> {
    let gray;
    let source = match (profile.color_space, picture.layout) {
        (DataColorSpace::Gray, Layout::Gray | Layout::GrayAlpha)
        | (DataColorSpace::Rgb, Layout::Rgb | Layout::Rgba)
        | (DataColorSpace::Cmyk, Layout::Cmyk) => picture,
        // Gray pixels in the profile of a camera that sees colours.
        (DataColorSpace::Rgb, Layout::Gray | Layout::GrayAlpha) => {
            gray = in_three(picture);
            &gray
        }
        _ => return None,
    };
    let layout =
        if matches!(source.layout, Layout::GrayAlpha | Layout::Rgba) { Layout::Rgba } else { Layout::Rgb };
    let transform = profile
        .create_transform_8bit(
            named(source.layout),
            &ColorProfile::new_srgb(),
            named(layout),
            TransformOptions::default(),
        )
        .ok()?;
    let mut pixels = vec![0; source.pixels.len() / source.layout.channels() * layout.channels()];
    transform.transform(&source.pixels, &mut pixels).ok()?;
    Some(Picture { width: picture.width, height: picture.height, layout, pixels })
}

/// Without a profile: gray is gray, and ink takes away light.
fn plain(picture: Picture) -> Picture {
    match picture.layout {
        Layout::Rgb | Layout::Rgba => picture,
        Layout::Gray | Layout::GrayAlpha => in_three(&picture),
        Layout::Cmyk => {
            let light = |ink: u8, black: u8| (u16::from(255 - ink) * u16::from(255 - black) / 255) as u8;
            let each = picture.pixels.chunks_exact(4);
            let pixels =
                each.flat_map(|p| [light(p[0], p[3]), light(p[1], p[3]), light(p[2], p[3])]).collect();
            Picture { layout: Layout::Rgb, pixels, ..picture }
        }
    }
}

/// Gray pixels, written as colours.
fn in_three(picture: &Picture) -> Picture {
    let (layout, pixels) = match picture.layout {
        Layout::GrayAlpha => {
            let each = picture.pixels.chunks_exact(2);
            (Layout::Rgba, each.flat_map(|p| [p[0], p[0], p[0], p[1]]).collect())
        }
        _ => (Layout::Rgb, picture.pixels.iter().flat_map(|gray| [*gray; 3]).collect()),
    };
    Picture { width: picture.width, height: picture.height, layout, pixels }
}

/// Lays pixels on white paper.
fn on_white(pixels: &[u8]) -> Vec<u8> {
    let each = pixels.chunks_exact(4);
    each.flat_map(|p| {
        let solid = u16::from(p[3]);
        // The result is a mean of two bytes and fits one.
        let mix = |colour: u8| ((u16::from(colour) * solid + 255 * (255 - solid)) / 255) as u8;
        [mix(p[0]), mix(p[1]), mix(p[2])]
    })
    .collect()
}

fn named(layout: Layout) -> moxcms::Layout {
    match layout {
        Layout::Gray => moxcms::Layout::Gray,
        Layout::GrayAlpha => moxcms::Layout::GrayAlpha,
        Layout::Rgb => moxcms::Layout::Rgb,
        // The four inks stand where red, green, blue and alpha would.
        Layout::Rgba | Layout::Cmyk => moxcms::Layout::Rgba,
    }
}
