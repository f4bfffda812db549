//! What is kept stays whole, originals stay inside, and a disk that fails is nobody's fault but ours.
use super::{open, sample, served};
use langnghe::files::{DocumentProblem, FileHash, FileState, PhotoProblem, Section};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_shelf_that_cannot_be_written_is_our_fault_and_leaves_nothing_half() {
    for section in ["private", "public"] {
        let (folder, photos) = open();
        // A file stands where the section was: that stops root too, who may write anywhere.
        fs::remove_dir(folder.path().join(section)).unwrap();
        fs::write(folder.path().join(section), b"").unwrap();
        let problem = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap_err();
        assert!(matches!(problem, PhotoProblem::Storage(_)), "{section}: {problem}");
        if section == "private" {
            let whole = |name: &std::ffi::OsStr| name.len() == 64;
            assert!(served(folder.path()).iter().all(|(path, _)| whole(path.file_name().unwrap())));
        } else {
            assert!(matches!(photos.document(&sample("pdf_no_eof.pdf")), Err(DocumentProblem::Storage(_))));
        }
    }
}

/// A disk that is not there any more must not be answered with a folder that anyone may read.
#[test]
fn a_section_that_has_gone_is_not_made_anew() {
    let (folder, photos) = open();
    fs::remove_dir(folder.path().join("private")).unwrap();
    let problem = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap_err();
    assert!(matches!(problem, PhotoProblem::Storage(_)), "{problem}");
    assert!(!folder.path().join("private").exists());
}

#[test]
fn an_original_is_byte_for_byte_inside_and_unreadable_from_outside() {
    let (folder, photos) = open();
    let bytes = sample("tiny_16x12.jpg");
    let kept = photos.keep_now(&bytes).unwrap();
    assert_eq!(photos.read_public(&kept.original).unwrap(), None);
    let hash = kept.original.to_string();
    let section = folder.path().join("private");
    let original = section.join(&hash[..2]).join(&hash);
    assert_eq!(fs::read(&original).unwrap(), bytes);
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&section), 0o700);
    assert_eq!(mode(&original), 0o600);
}

#[test]
fn what_nobody_names_is_gone_and_letting_go_twice_is_no_fault() {
    let (folder, photos) = open();
    let kept = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap();
    let let_go = |hash: &FileHash, named: bool| photos.let_go(hash, || Ok::<_, ()>(named)).unwrap().unwrap();
    let held = kept.clone();
    for hash in &kept.let_go() {
        assert!(!let_go(hash, false), "a copy of it is still on its way to its row");
    }
    for hash in &held.let_go() {
        assert!(!let_go(hash, true), "a row names it");
        assert!(let_go(hash, false));
        assert!(!let_go(hash, false), "it is gone already");
        assert_eq!(photos.read_public(hash).unwrap(), None);
    }
    assert!(served(folder.path()).is_empty());
}

#[test]
fn the_shelf_says_whether_it_can_be_written_and_whether_a_file_is_whole() {
    let (folder, photos) = open();
    let kept = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap();
    photos.writable().unwrap();
    let state = |hash| photos.inspect(Section::Public, hash).unwrap();
    assert_eq!(state(&kept.display), FileState::Whole);
    let place =
        |hash: &FileHash| folder.path().join("public").join(&hash.to_string()[..2]).join(hash.to_string());
    fs::remove_file(place(&kept.thumb)).unwrap();
    assert_eq!(state(&kept.thumb), FileState::Missing);
    let whole = fs::read(place(&kept.display)).unwrap();
    fs::write(place(&kept.display), &whole[..whole.len() - 1]).unwrap();
    assert_eq!(state(&kept.display), FileState::Changed);
    assert_eq!(photos.inspect(Section::Private, &kept.original).unwrap(), FileState::Whole);

    fs::remove_dir_all(folder.path().join("private")).unwrap();
    assert!(photos.writable().is_err());
}

/// Whatever the umask: what lies there is the portal's own user's alone.
#[test]
fn folders_and_files_are_closed_to_others() {
    let (folder, photos) = open();
    photos.keep_now(&sample("tiny_16x12.jpg")).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for section in ["public", "private"].map(|name| folder.path().join(name)) {
        assert_eq!(mode(&section), 0o700);
        for drawer in fs::read_dir(&section).unwrap().map(|entry| entry.unwrap().path()) {
            assert_eq!(mode(&drawer), 0o700);
            for file in fs::read_dir(drawer).unwrap().map(|entry| entry.unwrap().path()) {
                assert_eq!(mode(&file), 0o600);
            }
        }
    }
}

#[test]
fn the_same_photo_twice_lies_there_once_and_a_torn_one_is_mended() {
    let (folder, photos) = open();
    let kept = photos.keep_now(&sample("tiny_16x12.jpg")).unwrap();
    let whole = photos.read_public(&kept.display).unwrap().unwrap();
    assert_eq!(photos.keep_now(&sample("tiny_16x12.jpg")).unwrap(), kept);
    assert_eq!(served(folder.path()).len(), 2);

    let hash = kept.display.to_string();
    fs::write(folder.path().join("public").join(&hash[..2]).join(&hash), b"torn").unwrap();
    photos.keep_now(&sample("tiny_16x12.jpg")).unwrap();
    assert_eq!(photos.read_public(&kept.display).unwrap(), Some(whole));
}

#[test]
fn a_document_is_kept_byte_for_byte() {
    let (_folder, photos) = open();
    for name in ["pdf_no_eof.pdf", "pdf_bom_in_front.pdf", "pdf_crlf_in_front.pdf", "pdf_4kB_nul_behind.pdf"]
    {
        let pdf = sample(name);
        let kept = photos.document(&pdf).unwrap();
        assert_eq!((kept.bytes, kept.acts), (pdf.len() as u64, false), "{name}");
        assert_eq!(photos.read_public(&kept.hash).unwrap(), Some(pdf));
    }
    assert!(matches!(photos.document(b"<html>"), Err(DocumentProblem::NotPdf)));
}
