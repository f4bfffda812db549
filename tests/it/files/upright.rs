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

/// Tags as an EXIF segment holds them: how the picture is held, and what its thumbnail says of itself.
fn tags(own: Option<u8>, thumbnail: u8) -> Vec<u8> {
    let entry = |turn: u8| vec![0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0];
    let first = own.map(entry).unwrap_or_default();
    let next = 8 + 2 + first.len() as u32 + 4;
    [
        &b"II*\0\x08\0\0\0"[..],
        &[u8::from(own.is_some()), 0][..],
        &first,
        &next.to_le_bytes(),
        &[1, 0],
        &entry(thumbnail),
        &[0; 4],
    ]
    .concat()
}

/// A picture with red on top when it is turned as tag 6 asks: stored with red on its left.
fn on_its_side() -> image::RgbImage {
    image::RgbImage::from_fn(
        60,
        40,
        |x, _| if x < 20 { image::Rgb([250, 0, 0]) } else { image::Rgb([40, 90, 60]) },
    )
}

#[test]
fn the_first_tags_count_whatever_they_are_called_and_a_thumbnails_never() {
    let red_on_top = |name: &str| {
        let (_folder, photos) = open();
        let kept = photos.keep_now(&sample(name)).unwrap();
        let picture = shown(&photos, &kept);
        assert!(picture.width() < picture.height(), "{name} lies on its side: {:?}", picture.dimensions());
        red_corners(&picture)
    };
    let (_folder, photos) = open();
    let kept = photos.keep_now(&sample("webp_exif_prefix_orient6.webp")).unwrap();
    assert_eq!((kept.width, kept.height), (400, 600));
    assert_eq!(red_on_top("webp_exif_prefix_orient6.webp"), [(0, 0), (1, 0)]);
    red_on_top("jpeg_two_exif_6_then_none.jpg");

    let held = |exif: Vec<u8>| jpeg(&on_its_side(), Some([b"Exif\0\0", &exif[..]].concat()));
    let size = |bytes: &[u8]| {
        let (_folder, photos) = open();
        let kept = photos.keep_now(bytes).unwrap();
        (kept.width, kept.height)
    };
    assert_eq!(size(&held(tags(Some(6), 1))), (40, 60));
    assert_eq!(size(&held(tags(Some(1), 6))), (60, 40), "the thumbnail's turn is its own");
    assert_eq!(size(&held(tags(None, 6))), (60, 40), "the thumbnail's turn is its own");
}

#[test]
fn other_formats_tags_are_read_with_and_without_the_name_of_a_segment() {
    for front in [&b""[..], b"Exif\0\0"] {
        let exif = [front, &tags(Some(6), 1)].concat();
        let (mut png, mut webp) = (Vec::new(), Vec::new());
        write(image::codecs::png::PngEncoder::new(&mut png), exif.clone());
        write(image::codecs::webp::WebPEncoder::new_lossless(&mut webp), exif);
        for bytes in [png, webp] {
            let (_folder, photos) = open();
            let kept = photos.keep_now(&bytes).unwrap();
            assert_eq!((kept.width, kept.height), (40, 60), "{front:?}");
        }
    }
}

fn write(mut encoder: impl image::ImageEncoder, exif: Vec<u8>) {
    encoder.set_exif_metadata(exif).unwrap();
    let picture = on_its_side();
    encoder.write_image(picture.as_raw(), 60, 40, image::ExtendedColorType::Rgb8).unwrap();
}
