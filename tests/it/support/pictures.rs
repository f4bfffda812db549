//! Photos as a phone would send them, made here.
use image::{Rgb, RgbImage};
use std::io::Cursor;

/// A JPEG of this size with some detail in it.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let wave = ((x * 7 + y * 13) % 256) as u8;
        Rgb([wave, (x * 255 / width.max(1)) as u8, (y * 255 / height.max(1)) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
