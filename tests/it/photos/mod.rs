//! Every kind of picture that people and attackers send, and what must become of each.
use langnghe::photos::{DocumentProblem, KeptPhoto, Limits, PhotoProblem, Photos};
use std::fs;
use std::path::{Path, PathBuf};

fn open() -> (tempfile::TempDir, Photos) {
    let folder = tempfile::tempdir().unwrap();
    let photos = Photos::open(folder.path(), Limits::default()).unwrap();
    (folder, photos)
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/photos")
            .join(name),
    )
    .unwrap()
}

fn shown(photos: &Photos, kept: &KeptPhoto) -> image::RgbImage {
    let bytes = photos.read_public(&kept.display).unwrap().unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

fn refused(name: &str) -> &'static str {
    let (_folder, photos) = open();
    photos.keep_now(&sample(name)).expect_err(name).word()
}

fn finds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
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

/// Is the corner (of 0 left, 1 right; 0 top, 1 bottom) red?
fn is_red(picture: &image::RgbImage, (right, bottom): (u32, u32)) -> bool {
    let near = |size: u32, far: u32| if far == 1 { size - size / 30 } else { size / 30 };
    let [red, green, blue] = picture
        .get_pixel(near(picture.width(), right), near(picture.height(), bottom))
        .0;
    red > 150 && green < 80 && blue < 80
}

fn red_corners(picture: &image::RgbImage) -> Vec<(u32, u32)> {
    [(0, 0), (1, 0), (0, 1), (1, 1)]
        .into_iter()
        .filter(|corner| is_red(picture, *corner))
        .collect()
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
    let stored = stored.into_rgb8();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    let tag = [
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(),
        &[turn],
        &[0; 6],
    ]
    .concat();
    encoder.add_app_segment(1, tag).unwrap();
    let (width, height) = (stored.width() as u16, stored.height() as u16);
    encoder
        .encode(stored.as_raw(), width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

#[test]
fn however_the_camera_was_held_the_picture_comes_out_upright() {
    let upright = image::DynamicImage::ImageRgb8(image::RgbImage::from_fn(300, 200, |x, y| {
        if x < 60 && y < 40 {
            image::Rgb([250, 0, 0])
        } else {
            image::Rgb([40, 90, 60])
        }
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
        let kept = photos
            .keep_now(&sample(&format!("exif_orient_{turn}.jpg")))
            .unwrap();
        assert_eq!(red_corners(&shown(&photos, &kept)), [corner], "tag {turn}");
    }
}

#[test]
fn nothing_of_the_metadata_is_ever_served() {
    let (folder, photos) = open();
    let bytes = sample("exif_orient_6.jpg");
    assert!(finds(&bytes, b"TestPhone"), "the sample itself carries metadata");
    photos.keep_now(&bytes).unwrap();
    let files = served(folder.path());
    assert_eq!(files.len(), 2);
    for (path, bytes) in files {
        for needle in [
            &b"TestPhone"[..],
            b"TP-1",
            b"Exif",
            b"2026:11:20",
            b"GPS",
            b"ICC_PROFILE",
            b"http://ns.adobe",
        ] {
            assert!(
                !finds(&bytes, needle),
                "{path:?} carries {}",
                String::from_utf8_lossy(needle)
            );
        }
    }
}

#[test]
fn a_picture_with_something_foreign_in_it_is_refused_or_made_anew() {
    for name in ["comment", "html_first", "trailing_html", "trailing_zip"] {
        let (folder, photos) = open();
        let _ = photos.keep_now(&sample(&format!("polyglot_{name}.jpg")));
        for (path, bytes) in served(folder.path()) {
            for needle in [&b"<html"[..], b"<script", b"PK\x03\x04", b"alert("] {
                assert!(
                    !finds(&bytes, needle),
                    "{name}: {path:?} carries {}",
                    String::from_utf8_lossy(needle)
                );
            }
        }
    }
}

#[test]
fn every_common_format_is_read_with_sane_colours() {
    for name in [
        "small_cmyk.jpg",
        "small_alpha.png",
        "small_photo.webp",
        "small_still.gif",
        "small_screenshot.png",
    ] {
        let (_folder, photos) = open();
        let kept = photos
            .keep_now(&sample(name))
            .unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let picture = shown(&photos, &kept);
        assert_eq!(picture.dimensions(), (kept.width, kept.height));
        let darkest = picture
            .pixels()
            .map(|pixel| pixel.0.iter().map(|c| u32::from(*c)).sum::<u32>())
            .min()
            .unwrap();
        let lightest = picture
            .pixels()
            .map(|pixel| pixel.0.iter().map(|c| u32::from(*c)).sum::<u32>())
            .max()
            .unwrap();
        assert!(
            lightest - darkest > 150,
            "{name} is one grey: {darkest} to {lightest}"
        );
    }
}

#[test]
fn what_can_be_seen_through_is_laid_on_white() {
    let mut glass = image::RgbaImage::new(40, 40);
    for pixel in glass.pixels_mut() {
        *pixel = image::Rgba([0, 0, 0, 0]);
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    glass.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let (_folder, photos) = open();
    let kept = photos.keep_now(bytes.get_ref()).unwrap();
    assert!(
        shown(&photos, &kept)
            .pixels()
            .all(|pixel| pixel.0.iter().all(|colour| *colour > 250))
    );
}

#[test]
fn a_picture_is_shrunk_and_never_enlarged() {
    let (_folder, photos) = open();
    let kept = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap();
    assert_eq!((kept.width, kept.height), (16, 12));
    assert_eq!(
        photos
            .keep_now(&sample("tiny_1x1.png"))
            .map(|kept| (kept.width, kept.height))
            .unwrap(),
        (1, 1)
    );
    let large = image::RgbImage::from_fn(4000, 3000, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    large.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let kept = photos.keep_now(bytes.get_ref()).unwrap();
    assert_eq!((kept.width, kept.height), (1600, 1200));
    let thumb = photos.read_public(&kept.thumb).unwrap().unwrap();
    assert_eq!(
        image::load_from_memory(&thumb).unwrap().into_rgb8().dimensions(),
        (400, 300)
    );
}

#[test]
fn what_is_not_a_photo_is_refused_with_its_word() {
    assert_eq!(refused("empty.jpg"), "empty");
    assert_eq!(refused("not_an_image.jpg"), "not_a_photo");
    assert_eq!(refused("script.svg"), "not_a_photo");
    assert_eq!(refused("truncated_header.jpg"), "damaged");
    assert_eq!(refused("head_of_iphone.heic"), "heic");
    assert_eq!(refused("head_of_photo.avif"), "avif");
    assert_eq!(refused("lie_ihdr_100000x100000.png"), "too_many_pixels");
}

#[test]
fn half_a_picture_is_the_part_that_decodes_or_a_clear_word() {
    let (_folder, photos) = open();
    match photos.keep_now(&sample("truncated_half.jpg")) {
        Ok(kept) => assert!(kept.width > 0),
        Err(problem) => assert_eq!(problem.word(), "damaged"),
    }
}

/// A PNG of 50,000 × 50,000 pixels: seven megabytes of nothing that would become seven gigabytes.
#[test]
fn a_bomb_is_refused_from_its_header_with_hardly_any_memory() {
    // Memory is counted for the whole process, so this test needs one of its own.
    if std::env::var_os("LANGNGHE_ALONE").is_none() {
        let name = "photos::a_bomb_is_refused_from_its_header_with_hardly_any_memory";
        let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
        let outcome = alone
            .args(["--exact", name])
            .env("LANGNGHE_ALONE", "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&outcome.stdout);
        assert!(outcome.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let mut bomb = sample("lie_ihdr_100000x100000.png");
    bomb[16..20].copy_from_slice(&50_000u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&50_000u32.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    bomb.extend(std::iter::repeat_n(0, 7_000_000));
    let (_folder, photos) = open();
    let before = peak_memory();
    assert_eq!(photos.keep_now(&bomb).unwrap_err().word(), "too_many_pixels");
    assert!(
        peak_memory() - before < 50_000,
        "kilobytes more: {}",
        peak_memory() - before
    );
}

/// The highest resident memory of this process so far, in kilobytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

#[test]
fn a_shelf_that_cannot_be_written_is_our_fault_and_leaves_nothing_half() {
    let (folder, photos) = open();
    // A file stands where the folder of originals would be made: works for root too, who may write anywhere.
    fs::remove_dir(folder.path().join("private")).unwrap();
    fs::write(folder.path().join("private"), b"").unwrap();
    let problem = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap_err();
    assert!(matches!(problem, PhotoProblem::Storage(_)), "{problem}");
    assert!(
        served(folder.path())
            .iter()
            .all(|(path, _)| path.file_name().unwrap().len() == 64)
    );
}

#[test]
fn an_original_cannot_be_read_as_something_public() {
    let (folder, photos) = open();
    let kept = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap();
    assert_eq!(photos.read_public(&kept.original).unwrap(), None);
    let hash = kept.original.to_string();
    assert!(
        folder
            .path()
            .join("private")
            .join(&hash[..2])
            .join(&hash)
            .exists()
    );
    photos.forget(&kept.display).unwrap();
    assert_eq!(photos.read_public(&kept.display).unwrap(), None);
}

#[test]
fn a_document_is_kept_byte_for_byte() {
    let (_folder, photos) = open();
    let pdf = b"%PDF-1.4\nsigned\n%%EOF\n";
    let kept = photos.document(pdf).unwrap();
    assert_eq!(photos.read_public(&kept.hash).unwrap().as_deref(), Some(&pdf[..]));
    assert!(matches!(photos.document(b"<html>"), Err(DocumentProblem::NotPdf)));
}

/// The whole collection, where it lies beside the project.
#[test]
fn the_collection_beside_the_project_behaves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/photos");
    let Ok(files) = fs::read_dir(&folder) else { return };
    for file in files {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (_folder, photos) = open();
        let outcome = photos.keep_now(&fs::read(&path).unwrap());
        let word = outcome.as_ref().map_or_else(|problem| problem.word(), |_| "kept");
        let expected: &[&str] = match name.as_str() {
            "README.md" | "not_an_image.jpg" | "script.svg" => &["not_a_photo"],
            "empty.jpg" => &["empty"],
            "iphone.heic" => &["heic"],
            "photo.avif" => &["avif"],
            "bomb_50000x50000.png" | "lie_ihdr_100000x100000.png" => &["too_many_pixels"],
            "truncated_header.jpg" => &["damaged"],
            "truncated_half.jpg" | "corrupt_bits.jpg" => &["kept", "damaged"],
            polyglot if polyglot.starts_with("polyglot") => &["kept", "damaged", "not_a_photo"],
            _ => &["kept"],
        };
        assert!(expected.contains(&word), "{name}: {word}");
    }
}
