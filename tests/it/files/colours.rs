//! Whatever space a file has its colours in, what is shown is sRGB and says nothing else.
use super::{finds, open, sample, served, shown};
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};
use moxcms::ColorProfile;

const SIDE: u32 = 32;

/// The colour in the middle of what is shown; nothing of a profile is served.
fn middle(bytes: &[u8]) -> [u8; 3] {
    let (folder, photos) = open();
    let picture = shown(&photos, &photos.keep_now(bytes).unwrap());
    for (path, bytes) in served(folder.path()) {
        assert!(!finds(&bytes, "ICC_PROFILE") && !finds(&bytes, "acsp"), "{path:?}");
    }
    picture.get_pixel(picture.width() / 2, picture.height() / 2).0
}

#[track_caller]
fn alike(seen: [u8; 3], expected: [u8; 3], tolerance: u8) {
    let near = seen.iter().zip(expected).all(|(one, other)| one.abs_diff(other) <= tolerance);
    assert!(near, "{seen:?} instead of {expected:?}");
}

/// A plain area in a format that carries a profile.
fn area(mut encoder: impl ImageEncoder, pixel: &[u8], kind: ExtendedColorType, profile: &ColorProfile) {
    encoder.set_icc_profile(profile.encode().unwrap()).unwrap();
    encoder.write_image(&pixel.repeat((SIDE * SIDE) as usize), SIDE, SIDE, kind).unwrap();
}

fn png(pixel: &[u8], kind: ExtendedColorType, profile: &ColorProfile) -> Vec<u8> {
    let mut bytes = Vec::new();
    area(PngEncoder::new(&mut bytes), pixel, kind, profile);
    bytes
}

#[test]
fn a_phones_wide_colours_are_shown_as_they_were_seen() {
    alike(middle(&sample("jpeg_display_p3_red.jpg")), [255, 0, 0], 12);
    let wide = ColorProfile::new_display_p3();
    // sRGB's green as Display P3 writes it.
    let green = [117, 251, 76];
    alike(middle(&png(&green, ExtendedColorType::Rgb8, &wide)), [0, 255, 0], 12);
    let mut webp = Vec::new();
    area(WebPEncoder::new_lossless(&mut webp), &green, ExtendedColorType::Rgb8, &wide);
    alike(middle(&webp), [0, 255, 0], 12);
    let misted = [green[0], green[1], green[2], 0];
    alike(middle(&png(&misted, ExtendedColorType::Rgba8, &wide)), [255; 3], 2);
}

#[test]
fn a_grey_profile_is_followed_too() {
    let linear = ColorProfile::new_gray_with_gamma(1.0);
    // A fifth of the light looks like middle grey.
    alike(middle(&png(&[55], ExtendedColorType::L8, &linear)), [128; 3], 4);
    alike(middle(&png(&[55, 255], ExtendedColorType::La8, &linear)), [128; 3], 4);
    // Grey pixels in a profile of colours.
    alike(middle(&png(&[128], ExtendedColorType::L8, &ColorProfile::new_display_p3())), [128; 3], 2);
}

#[test]
fn a_profile_that_is_broken_or_belongs_to_other_pixels_is_passed_over() {
    let grey = ColorProfile::new_gray_with_gamma(1.0);
    alike(middle(&png(&[200, 40, 40], ExtendedColorType::Rgb8, &grey)), [200, 40, 40], 6);
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(b"no profile at all".to_vec()).unwrap();
    encoder
        .write_image(&[200, 40, 40].repeat((SIDE * SIDE) as usize), SIDE, SIDE, ExtendedColorType::Rgb8)
        .unwrap();
    alike(middle(&bytes), [200, 40, 40], 6);
}
