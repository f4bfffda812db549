//! Small files that would fill the memory are refused before they can.
use super::{encoded, open, sample};
use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

/// Kilobytes that refusing a bomb may take.
const ALLOWED: u64 = 50_000;

/// A PNG's chunk: size, name, content, checksum.
fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(content);
    let (size, sum) = ((content.len() as u32).to_be_bytes(), crc.sum().to_be_bytes());
    [&size[..], name, content, &sum].concat()
}

/// The start of a PNG in plain colours.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]);
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header)].concat()
}

/// Zeros packed as PNG packs them: a thousandth of their size.
fn packed_zeros(size: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..size / 10_000 {
        packed.write_all(&[0; 10_000]).unwrap();
    }
    packed.finish().unwrap()
}

/// Half a gigabyte of real pixels behind 50,000 × 50,000 claimed ones.
fn pixel_bomb() -> Vec<u8> {
    let pixels = packed_zeros(500_000_000);
    [png_header(50_000, 50_000), chunk(b"IDAT", &pixels), chunk(b"IEND", b"")].concat()
}

/// A picture of 8 × 8 pixels with a colour profile that unfolds to 200 MB.
fn profile_bomb() -> Vec<u8> {
    let profile = [b"p\0\0".to_vec(), packed_zeros(200_000_000)].concat();
    let whole = encoded(image::RgbImage::new(8, 8), image::ImageFormat::Png);
    let (header, rest) = whole.split_at(png_header(8, 8).len());
    [header, &chunk(b"iCCP", &profile), rest].concat()
}

/// Small canvases around a picture that claims to be the largest there can be: inside, behind the end that the file
/// claims, and in a frame that claims to end before it.
fn webps_in_webp() -> [Vec<u8>; 3] {
    let canvas = [&b"VP8X\x0a\0\0\0"[..], &[0; 4], &[63, 0, 0, 63, 0, 0]].concat();
    let moving = [&b"VP8X\x0a\0\0\0"[..], &[2, 0, 0, 0], &[63, 0, 0, 63, 0, 0]].concat();
    let inside = b"VP8 \x0a\0\0\0\x10\0\0\x9d\x01\x2a\xff\x3f\xff\x3f";
    let frame =
        [&b"ANIM\x06\0\0\0\0\0\0\0\0\0ANMF\x18\0\0\0"[..], &[0; 6], &[63, 0, 0, 63, 0, 0], &[0; 4]].concat();
    let file = |parts: &[&[u8]], claimed: usize| {
        [&b"RIFF"[..], &(claimed as u32).to_le_bytes(), b"WEBP", &parts.concat()].concat()
    };
    let whole = 4 + canvas.len() + inside.len();
    [
        file(&[&canvas, inside], whole),
        file(&[&canvas, inside], whole - inside.len()),
        file(&[&moving, &frame, inside], 4 + moving.len() + frame.len() + inside.len()),
    ]
}

/// A progressive picture of few bytes whose scans never end: each goes over all of it.
fn endless_scans() -> Vec<u8> {
    let sent = sample("bomb_progressive_50mp.jpg");
    let start = sent.windows(2).position(|pair| pair == [0xff, 0xc2]).unwrap();
    let scan = sent.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let mut small = sent[..scan].to_vec();
    // 2,000 pixels along each side.
    small[start + 5..start + 9].copy_from_slice(&[7, 0xd0, 7, 0xd0]);
    let head = usize::from(sent[scan + 3]) + 2;
    [small, sent[scan..scan + head].repeat(500), vec![0xff, 0xd9]].concat()
}

/// A photo of 108 megapixels as a phone writes it: here most of it is lost, and the rest is decoded as if it were not.
fn huge_photo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 50);
    encoder.encode(&[90; 64 * 64], 64, 64, jpeg_encoder::ColorType::Luma).unwrap();
    let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0x23, 0x28, 0x2e, 0xe0]);
    bytes
}

#[test]
fn a_photo_of_a_hundred_megapixels_is_shown_within_the_budget() {
    if sent_out_alone("files::bombs::a_photo_of_a_hundred_megapixels_is_shown_within_the_budget") {
        return;
    }
    let (_folder, photos) = open();
    let before = peak_memory();
    let kept = photos.keep_now(&huge_photo()).unwrap();
    assert_eq!((kept.width, kept.height), (1600, 1200));
    let taken = peak_memory() - before;
    assert!(taken < ALLOWED, "{taken} kB more");
}

/// Runs `name` again alone: memory is counted for a whole process. False in the inner run.
fn sent_out_alone(name: &str) -> bool {
    if std::env::var_os("LANGNGHE_ALONE").is_some() {
        return false;
    }
    let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
    let outcome = alone.args(["--exact", name]).env("LANGNGHE_ALONE", "1").output().unwrap();
    let said = String::from_utf8_lossy(&outcome.stdout);
    assert!(outcome.status.success() && said.contains("1 passed"), "{said}");
    true
}

/// The highest resident memory of this process so far, in kilobytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

#[test]
fn a_picture_too_large_is_refused_from_its_header_with_hardly_any_memory() {
    if sent_out_alone("files::bombs::a_picture_too_large_is_refused_from_its_header_with_hardly_any_memory") {
        return;
    }
    let (_folder, photos) = open();
    let samples = [
        "lie_ihdr_100000x100000.png",
        "bomb_38_bytes_7071x7071.webp",
        "bomb_progressive_50mp.jpg",
        "bomb_rgba_50mp.png",
    ];
    for bomb in samples.map(sample).into_iter().chain(webps_in_webp()).chain([pixel_bomb(), endless_scans()])
    {
        let before = peak_memory();
        assert_eq!(photos.keep_now(&bomb).unwrap_err().word(), "too_many_pixels");
        let taken = peak_memory() - before;
        assert!(taken < ALLOWED, "{taken} kB more");
    }
}

#[test]
fn a_profile_that_unfolds_without_end_is_left_folded() {
    if sent_out_alone("files::bombs::a_profile_that_unfolds_without_end_is_left_folded") {
        return;
    }
    let bomb = profile_bomb();
    let (_folder, photos) = open();
    let before = peak_memory();
    assert_eq!(photos.keep_now(&bomb).map(|kept| (kept.width, kept.height)).unwrap(), (8, 8));
    let taken = peak_memory() - before;
    assert!(taken < ALLOWED, "{taken} kB more");
}
