//! What hangs behind a picture (a film with sound, a second picture with a place, what was cut away) is not kept.
use super::{encoded, jpeg, open, sample};
use image::ImageFormat;
use std::fs;
use std::path::Path;

/// The original as it lies on the shelf.
fn original(folder: &Path, photos: &langnghe::files::Photos, bytes: &[u8]) -> Vec<u8> {
    let name = photos.keep_now(bytes).unwrap().original.to_string();
    fs::read(folder.join("private").join(&name[..2]).join(name)).unwrap()
}

#[test]
fn an_original_ends_where_its_picture_ends() {
    let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([10, 120, 200]));
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom sound and place";
    let second = [&b"\xff\xd8\xff\xe1\0\x10Exif\0\0GPS"[..], &jpeg(&picture, None)[2..]].concat();
    let mut gif = encoded(picture.clone(), ImageFormat::Gif);
    gif.truncate(gif.len() - usize::from(gif.ends_with(b"\0")));
    for (name, whole) in [
        ("jpeg", jpeg(&picture, None)),
        ("a phone's", sample("exif_orient_6.jpg")),
        ("png", encoded(picture.clone(), ImageFormat::Png)),
        ("webp", encoded(picture.clone(), ImageFormat::WebP)),
        ("webp with tags", sample("webp_exif_prefix_orient6.webp")),
        ("gif", gif),
    ] {
        for behind in [&film[..], &second] {
            let (folder, photos) = open();
            let sent = [&whole[..], behind].concat();
            let kept = original(folder.path(), &photos, &sent);
            assert_eq!(kept.len(), whole.len(), "{name}");
            assert!(kept == whole, "{name}");
        }
    }
}

#[test]
fn a_picture_without_an_end_ends_where_the_next_one_begins() {
    let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([10, 120, 200]));
    let first = jpeg(&picture, None);
    let open_end = &first[..first.len() - 2];
    let (folder, photos) = open();
    let kept = original(folder.path(), &photos, &[open_end, &first].concat());
    assert!(kept == open_end);
}
