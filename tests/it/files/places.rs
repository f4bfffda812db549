//! Where a photo says that it was taken is told to whoever keeps it, and to nobody else.
use super::{camera_exif, finds, jpeg, open, sample};
use langnghe::domain::point::Point;

#[test]
fn a_place_is_read_however_the_camera_was_held_and_none_is_made_up() {
    let (_folder, photos) = open();
    let there = Point::of(21.0284, 105.854);
    for taken in ["exif_orient_1.jpg", "exif_orient_6.jpg", "small_photo.webp"] {
        assert_eq!(photos.keep_now(&sample(taken)).unwrap().taken_at, there, "{taken}");
    }
    for strange in ["tiny_16x12.jpg", "small_screenshot.png", "small_still.gif"] {
        assert_eq!(photos.keep_now(&sample(strange)).unwrap().taken_at, None, "{strange}");
    }
}

#[test]
fn tags_that_are_cut_off_anywhere_tell_no_place_and_break_nothing() {
    let (_folder, photos) = open();
    let picture = image::RgbImage::new(16, 12);
    let whole = camera_exif(1);
    for length in (6..whole.len()).step_by(37) {
        let bytes = jpeg(&picture, Some(whole[..length].to_vec()));
        let kept = photos.keep_now(&bytes).unwrap();
        let display = photos.read_public(&kept.display).unwrap().unwrap();
        assert!(!finds(&display, "GPS"), "{length}");
    }
}
