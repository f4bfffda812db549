//! Every kind of picture that people and attackers send, and what must become of each.
mod behind;
mod bombs;
mod collection;
mod colours;
mod formats;
mod places;
mod refused;
mod shelf;
mod stripped;
mod upright;

use langnghe::files::{KeptPhoto, Limits, Photos};
use std::fs;
use std::path::{Path, PathBuf};

/// A shelf of its own for one test.
fn open() -> (tempfile::TempDir, Photos) {
    let folder = tempfile::tempdir().unwrap();
    let photos = Photos::open(folder.path(), Limits::default()).unwrap();
    (folder, photos)
}

/// One of the small files in tests/photos.
fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photos").join(name)).unwrap()
}

/// The picture that a ticket's page shows.
fn shown(photos: &Photos, kept: &KeptPhoto) -> image::RgbImage {
    let bytes = photos.read_public(&kept.display).unwrap().unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

/// The word that a sample is refused with.
fn refused(name: &str) -> &'static str {
    let (_folder, photos) = open();
    photos.keep_now(&sample(name)).expect_err(name).word()
}

/// Whether an ASCII text stands anywhere among the bytes.
fn finds(bytes: &[u8], text: &str) -> bool {
    // What is no text becomes a sign that no ASCII matches; searching windows takes seconds in an unoptimised build.
    String::from_utf8_lossy(bytes).contains(text)
}

/// Every file that may be served after this photo was kept.
fn served(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for section in fs::read_dir(folder.join("public")).unwrap() {
        for file in fs::read_dir(section.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            files.push((path.clone(), fs::read(path).unwrap()));
        }
    }
    files
}

/// A JPEG of this picture, with an EXIF segment's content where one is given.
fn jpeg(picture: &image::RgbImage, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    if let Some(exif) = exif {
        encoder.add_app_segment(1, exif).unwrap();
    }
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder.encode(picture.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// A picture in another format of the `image` crate.
fn encoded(picture: impl Into<image::DynamicImage>, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// What a test phone's camera writes into its files: its name, the moment and a place; held as `turn` says.
fn camera_exif(turn: u8) -> Vec<u8> {
    let file = sample(&format!("exif_orient_{turn}.jpg"));
    let start = file.windows(6).position(|window| window == b"Exif\0\0").unwrap();
    let size = usize::from(file[start - 2]) << 8 | usize::from(file[start - 1]);
    file[start..start + size - 2].to_vec()
}

/// A picture larger than any that is shown, with a red square in the top left corner.
fn camera_picture() -> image::RgbImage {
    // Row by row, and hardly larger: single pixels and JPEGs take seconds in an unoptimised build.
    let dark = [40, 90, 60].repeat(1680);
    let with_red = [[250, 0, 0].repeat(280), dark[280 * 3..].to_vec()].concat();
    let pixels = [with_red.repeat(280), dark.repeat(980)].concat();
    image::RgbImage::from_raw(1680, 1260, pixels).unwrap()
}
