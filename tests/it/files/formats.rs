//! Every common format is read, with the colours it had, and no larger than it is needed.
use super::{camera_picture, encoded, jpeg, open, sample, shown};
use image::{ImageBuffer, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::ColorType;

/// The mean of each channel.
fn mean(picture: &RgbImage) -> [i64; 3] {
    let pixels = i64::from(picture.width()) * i64::from(picture.height());
    [0, 1, 2].map(|channel| picture.pixels().map(|pixel| i64::from(pixel.0[channel])).sum::<i64>() / pixels)
}

fn alike(one: [i64; 3], other: [i64; 3], tolerance: i64) -> bool {
    one.iter().zip(other).all(|(a, b)| (a - b).abs() <= tolerance)
}

fn kept(bytes: &[u8]) -> RgbImage {
    let (_folder, photos) = open();
    let kept = photos.keep_now(bytes).unwrap();
    let picture = shown(&photos, &kept);
    assert_eq!(picture.dimensions(), (kept.width, kept.height));
    picture
}

/// The same scene, as other programs wrote it.
#[test]
fn one_scene_in_several_formats_has_one_look() {
    let webp = mean(&kept(&sample("small_photo.webp")));
    for (name, tolerance) in [("small_cmyk.jpg", 12), ("small_still.gif", 12)] {
        let look = mean(&kept(&sample(name)));
        assert!(alike(look, webp, tolerance), "{name}: {look:?}, the WebP {webp:?}");
    }
}

#[test]
fn what_was_made_for_the_press_keeps_its_colours() {
    let inks: [([u8; 4], [i64; 3]); 4] = [
        ([0, 255, 255, 0], [255, 0, 0]),
        ([255, 0, 255, 0], [0, 255, 0]),
        ([0, 0, 0, 0], [255, 255, 255]),
        ([0, 0, 0, 255], [0, 0, 0]),
    ];
    for (ink, color) in inks {
        for way in [ColorType::Cmyk, ColorType::CmykAsYcck] {
            let mut bytes = Vec::new();
            let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
            encoder.encode(&ink.repeat(64 * 64), 64, 64, way).unwrap();
            let look = mean(&kept(&bytes));
            assert!(alike(look, color, 12), "{ink:?} as {way:?} became {look:?}");
        }
    }
}

#[test]
fn what_can_be_seen_through_is_laid_on_white() {
    let glass = RgbaImage::from_pixel(40, 40, Rgba([0, 0, 0, 0]));
    assert_eq!(mean(&kept(&encoded(glass, ImageFormat::Png))), [255, 255, 255]);
    let misted = RgbaImage::from_pixel(2000, 40, Rgba([255, 0, 0, 128]));
    let look = mean(&kept(&encoded(misted, ImageFormat::Png)));
    assert!(alike(look, [255, 127, 127], 4), "{look:?}");
    assert!(alike(mean(&kept(&sample("small_alpha.png"))), [200, 200, 200], 55));
}

#[test]
fn grey_and_sixteen_bits_are_read() {
    let grey = image::GrayImage::from_pixel(30, 20, Luma([120]));
    assert!(alike(mean(&kept(&encoded(grey, ImageFormat::Png))), [120; 3], 2));
    let deep = ImageBuffer::from_pixel(30, 20, Rgb([0xffffu16, 0x8000, 0]));
    let look = mean(&kept(&encoded(deep, ImageFormat::Png)));
    assert!(alike(look, [255, 128, 0], 3), "{look:?}");
}

#[test]
fn of_a_moving_picture_the_first_frame_is_shown() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for color in [[0, 0, 250, 255], [0, 250, 0, 255]] {
        let frame = image::Frame::new(RgbaImage::from_pixel(64, 48, Rgba(color)));
        encoder.encode_frame(frame).unwrap();
    }
    drop(encoder);
    let look = mean(&kept(&bytes));
    assert!(alike(look, [0, 0, 250], 8), "{look:?}");
}

#[test]
fn a_large_picture_is_shrunk() {
    let (_folder, photos) = open();
    let kept = photos.keep_now(&jpeg(&camera_picture(), None)).unwrap();
    assert_eq!((kept.width, kept.height), (1600, 1200));
    let display = photos.read_public(&kept.display).unwrap().unwrap();
    assert_eq!(kept.bytes, display.len() as u64);
    let thumb = photos.read_public(&kept.thumb).unwrap().unwrap();
    assert_eq!(image::load_from_memory(&thumb).unwrap().into_rgb8().dimensions(), (400, 300));

    let screenshot = RgbImage::from_pixel(1080, 2340, Rgb([20, 120, 200]));
    let kept = photos.keep_now(&encoded(screenshot, ImageFormat::Png)).unwrap();
    assert_eq!((kept.width, kept.height), (738, 1600));
}

#[test]
fn a_small_picture_is_never_enlarged() {
    for (name, size) in
        [("tiny_16x12.jpg", (16, 12)), ("tiny_1x1.png", (1, 1)), ("small_screenshot.png", (74, 160))]
    {
        assert_eq!(kept(&sample(name)).dimensions(), size, "{name}");
    }
}

#[test]
fn a_thread_of_a_picture_keeps_at_least_one_pixel() {
    let thread = RgbImage::from_pixel(15_000, 1, Rgb([200, 0, 0]));
    assert_eq!(kept(&encoded(thread, ImageFormat::Png)).dimensions(), (1600, 1));
}
