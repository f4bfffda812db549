//! The pictures that are too large to carry along.
use super::{finds, open, served};
use std::fs;
use std::path::{Path, PathBuf};

/// The whole collection, where it lies beside the project or where LANGNGHE_TEST_PHOTOS says.
#[test]
fn the_collection_beside_the_project_behaves() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/photos");
    let named = std::env::var_os("LANGNGHE_TEST_PHOTOS").map(PathBuf::from);
    let Ok(files) = fs::read_dir(named.unwrap_or_else(beside)) else {
        println!("skipped: no collection of photos is here");
        return;
    };
    for file in files {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        // What is carried along has tests of its own.
        let carried = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photos").join(&name);
        if fs::read(carried).is_ok_and(|own| own == bytes) {
            continue;
        }
        let (shelf, photos) = open();
        let outcome = photos.keep_now(&bytes);
        let word = outcome.as_ref().map_or_else(|problem| problem.word(), |_| "kept");
        let expected: &[&str] = match name.as_str() {
            "README.md" | "not_an_image.jpg" | "script.svg" => &["not_a_photo"],
            "empty.jpg" => &["empty"],
            "iphone.heic" => &["heic"],
            "photo.avif" => &["avif"],
            "bomb_50000x50000.png" | "lie_ihdr_100000x100000.png" => &["too_many_pixels"],
            "truncated_header.jpg" => &["damaged"],
            "truncated_half.jpg" | "corrupt_bits.jpg" => &["kept", "damaged"],
            "polyglot_html_first.jpg" => &["not_a_photo"],
            _ => &["kept"],
        };
        assert!(expected.contains(&word), "{name}: {word}");
        for (path, bytes) in served(shelf.path()) {
            for needle in ["TestPhone", "TP-1", "2026:11:20", "Exif", "<html", "<script"] {
                assert!(!finds(&bytes, needle), "{name}: {path:?} carries {needle}");
            }
        }
        if let Ok(kept) = outcome {
            assert!(kept.width.max(kept.height) <= 1600, "{name}");
        }
    }
}
