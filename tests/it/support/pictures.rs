//! Photos as a phone would send them, made here.
use image::{Rgb, RgbImage};
use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{LazyLock, Mutex, PoisonError};

type Made = Mutex<HashMap<(u32, u32), Vec<u8>>>;

/// The pictures of this run by their sizes: to make one takes longer than to send it.
static MADE: LazyLock<Made> = LazyLock::new(Made::default);

/// A JPEG of this size with some detail in it.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry((width, height)).or_insert_with(|| make(width, height)).clone()
}

fn make(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let wave = ((x * 7 + y * 13) % 256) as u8;
        Rgb([wave, (x * 255 / width.max(1)) as u8, (y * 255 / height.max(1)) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
