//! What is no photo, or no longer one, is refused with a word that a message can be made of.
use super::{camera_picture, jpeg, open, refused, sample, served};
use langnghe::files::{Limits, Photos};

#[test]
fn what_is_not_a_photo_is_refused_with_its_word() {
    assert_eq!(refused("empty.jpg"), "empty");
    assert_eq!(refused("not_an_image.jpg"), "not_a_photo");
    assert_eq!(refused("script.svg"), "not_a_photo");
    assert_eq!(refused("polyglot_html_first.jpg"), "not_a_photo");
    assert_eq!(refused("truncated_header.jpg"), "damaged");
    assert_eq!(refused("head_of_iphone.heic"), "heic");
    assert_eq!(refused("head_of_photo.avif"), "avif");
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    for name in ["script.svg", "truncated_header.jpg", "lie_ihdr_100000x100000.png"] {
        let (folder, photos) = open();
        photos.keep_now(&sample(name)).unwrap_err();
        assert!(served(folder.path()).is_empty(), "{name}");
        assert_eq!(folder.path().join("private").read_dir().unwrap().count(), 0, "{name}");
    }
}

#[test]
fn a_file_above_the_limit_is_refused_by_its_size() {
    let bytes = sample("tiny_16x12.jpg");
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { max_bytes: bytes.len() - 1, ..Limits::default() };
    let photos = Photos::open(folder.path(), limits).unwrap();
    assert_eq!(photos.keep_now(&bytes).unwrap_err().word(), "too_many_bytes");
}

#[test]
fn half_a_picture_is_the_part_that_decodes_or_a_clear_word() {
    let large = jpeg(&camera_picture(), None);
    for half in [sample("truncated_half.jpg"), large[..large.len() / 2].to_vec()] {
        let (folder, photos) = open();
        match photos.keep_now(&half) {
            Ok(kept) => assert!(photos.read_public(&kept.display).unwrap().is_some()),
            Err(problem) => {
                assert_eq!(problem.word(), "damaged");
                assert!(served(folder.path()).is_empty());
            }
        }
    }
}

/// Bits flipped at twenty places all over a file: whatever comes of it, no panic and no other word.
#[test]
fn flipped_bits_are_damage_and_never_a_breakdown() {
    let (_folder, photos) = open();
    for name in ["tiny_16x12.jpg", "small_photo.webp", "small_still.gif", "tiny_1x1.png", "small_cmyk.jpg"] {
        let whole = sample(name);
        for place in (0..whole.len()).step_by(whole.len().div_ceil(20)) {
            let mut flipped = whole.clone();
            flipped[place] ^= 0xa5;
            if let Err(problem) = photos.keep_now(&flipped) {
                let word = problem.word();
                let known = ["damaged", "not_a_photo", "too_many_pixels"].contains(&word);
                assert!(known, "{name} flipped at {place}: {word}");
            }
        }
    }
}

#[tokio::test]
async fn a_worker_keeps_and_refuses_as_the_callers_own_thread_does() {
    let (_folder, photos) = open();
    let bytes = sample("tiny_16x12.jpg");
    let kept = photos.keep(laid(&bytes)).await.unwrap();
    assert_eq!(kept, photos.keep_now(&bytes).unwrap());
    assert_eq!(photos.keep(laid(&sample("script.svg"))).await.unwrap_err().word(), "not_a_photo");
}

/// A file as it lies when it has come in.
fn laid(bytes: &[u8]) -> tempfile::TempPath {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, bytes).unwrap();
    file.into_temp_path()
}
