//! Nothing but pixels is ever served.
use super::{camera_exif, camera_picture, finds, jpeg, open, sample, served};

/// The markers of a JPEG's segments up to its pixels.
fn segments(jpeg: &[u8]) -> Vec<u8> {
    let mut markers = Vec::new();
    let mut rest = &jpeg[2..];
    loop {
        assert_eq!(rest[0], 0xff, "a segment begins with its marker");
        markers.push(rest[1]);
        if rest[1] == 0xda {
            return markers;
        }
        rest = &rest[2 + (usize::from(rest[2]) << 8 | usize::from(rest[3]))..];
    }
}

/// A served file has the segments that pixels need and JFIF's own (which says nothing but a density): no APP1 to
/// APP15, no comment, nothing after its end.
fn is_plain(file: &[u8]) -> bool {
    let needed = [0xe0, 0xdb, 0xc0, 0xc4, 0xda];
    segments(file).iter().all(|marker| needed.contains(marker))
        && file.ends_with(&[0xff, 0xd9])
        && file.windows(2).filter(|pair| *pair == [0xff, 0xd9]).count() == 1
}

#[test]
fn a_plain_file_is_told_from_one_that_carries_something() {
    let picture = image::RgbImage::new(8, 8);
    assert!(is_plain(&jpeg(&picture, None)));
    assert!(!is_plain(&jpeg(&picture, Some(camera_exif(1)))));
    assert!(!is_plain(&sample("polyglot_comment.jpg")));
    assert!(!is_plain(&[jpeg(&picture, None), b"more".to_vec()].concat()));
}

#[test]
fn nothing_of_the_metadata_is_ever_served() {
    for bytes in [sample("exif_orient_6.jpg"), jpeg(&camera_picture(), Some(camera_exif(1)))] {
        assert!(finds(&bytes, "TestPhone"), "the sample itself carries metadata");
        let (folder, photos) = open();
        photos.keep_now(&bytes).unwrap();
        let files = served(folder.path());
        assert_eq!(files.len(), 2);
        for (path, bytes) in files {
            assert!(is_plain(&bytes), "{path:?}");
            for needle in ["TestPhone", "TP-1", "Exif", "2026:11:20", "GPS", "ICC_PROFILE"] {
                assert!(!finds(&bytes, needle), "{path:?} carries {needle}");
            }
        }
    }
}

#[test]
fn a_picture_with_something_foreign_in_it_is_made_anew() {
    for name in ["comment", "trailing_html", "trailing_zip"] {
        let (folder, photos) = open();
        photos.keep_now(&sample(&format!("polyglot_{name}.jpg"))).unwrap();
        let files = served(folder.path());
        assert_eq!(files.len(), 2, "{name}");
        for (path, bytes) in files {
            assert!(is_plain(&bytes), "{name}: {path:?}");
            for needle in ["<html", "<script", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "alert("] {
                assert!(!finds(&bytes, needle), "{name}: {path:?} carries {needle}");
            }
        }
    }
}
