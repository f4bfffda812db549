//! However a camera was held, its picture stands upright.
use super::{camera_exif, camera_picture, jpeg, open, sample, shown};

/// Is the corner (of 0 left, 1 right; 0 top, 1 bottom) red?
fn is_red(picture: &image::RgbImage, (right, bottom): (u32, u32)) -> bool {
    let near = |size: u32, far: u32| if far == 1 { size - size / 30 } else { size / 30 };
    let [red, green, blue] =
        picture.get_pixel(near(picture.width(), right), near(picture.height(), bottom)).0;
    red > 150 && green < 80 && blue < 80
}

fn red_corners(picture: &image::RgbImage) -> Vec<(u32, u32)> {
    [(0, 0), (1, 0), (0, 1), (1, 1)].into_iter().filter(|corner| is_red(picture, *corner)).collect()
}

/// A JPEG whose camera was held so that `turn` must be applied, with the tag that says so.
fn held(turn: u8, upright: &image::DynamicImage) -> Vec<u8> {
    // Each turn undoes itself, but for 6 and 8, which undo each other.
    let undo = match turn {
        6 => 8,
        8 => 6,
        other => other,
    };
    let mut stored = upright.clone();
    stored.apply_orientation(image::metadata::Orientation::from_exif(undo).unwrap());
    jpeg(&stored.into_rgb8(), Some(camera_exif(turn)))
}

#[test]
fn however_the_camera_was_held_the_picture_comes_out_upright() {
    let upright = image::DynamicImage::ImageRgb8(image::RgbImage::from_fn(300, 200, |x, y| {
        if x < 60 && y < 40 { image::Rgb([250, 0, 0]) } else { image::Rgb([40, 90, 60]) }
    }));
    for turn in 1..=8 {
        let (_folder, photos) = open();
        let picture = shown(&photos, &photos.keep_now(&held(turn, &upright)).unwrap());
        assert_eq!(picture.dimensions(), (300, 200), "held as {turn}");
        assert_eq!(red_corners(&picture), [(0, 0)], "held as {turn}");
    }
}

/// The samples hold the same pixels under eight tags: the square goes to where the standard sends it.
#[test]
fn the_eight_tags_mean_what_the_standard_says() {
    let expected = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)];
    for (turn, corner) in (1..=8).zip(expected) {
        let (_folder, photos) = open();
        let kept = photos.keep_now(&sample(&format!("exif_orient_{turn}.jpg"))).unwrap();
        assert_eq!(red_corners(&shown(&photos, &kept)), [corner], "tag {turn}");
    }
}

#[test]
fn a_phone_held_upright_gives_a_tall_picture() {
    let (_folder, photos) = open();
    let kept = photos.keep_now(&jpeg(&camera_picture(), Some(camera_exif(6)))).unwrap();
    assert_eq!((kept.width, kept.height), (1200, 1600));
    assert_eq!(red_corners(&shown(&photos, &kept)), [(1, 0)]);
    let thumb = photos.read_public(&kept.thumb).unwrap().unwrap();
    assert_eq!(image::load_from_memory(&thumb).unwrap().into_rgb8().dimensions(), (300, 400));
}
