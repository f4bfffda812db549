//! Where a photo says that it was taken. It is told to whoever sent the photo and stays with nobody else.
use crate::domain::point::Point;
use ::exif::{Exif, In, Reader, Tag, Value};

/// No camera writes more about a photo, in bytes.
const MOST: usize = 256 * 1024;

/// The place in a photo's tags, from their TIFF header on; nothing where there is none, or the camera did not know it.
pub(super) fn place(tags: &[u8]) -> Option<Point> {
    if tags.is_empty() || tags.len() > MOST {
        return None;
    }
    let tags = tags.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..)).unwrap_or(tags);
    let tags = Reader::new().read_raw(tags.to_vec()).ok()?;
    let lat = degrees(&tags, Tag::GPSLatitude)? * sign(&tags, Tag::GPSLatitudeRef, b'S')?;
    let lon = degrees(&tags, Tag::GPSLongitude)? * sign(&tags, Tag::GPSLongitudeRef, b'W')?;
    // A camera that never knew where it is writes noughts.
    Point::of(lat, lon).filter(|_| lat != 0.0 || lon != 0.0)
}

/// Degrees, minutes and seconds.
fn degrees(tags: &Exif, tag: Tag) -> Option<f64> {
    let Value::Rational(parts) = &tags.get_field(tag, In::PRIMARY)?.value else { return None };
    let [degrees, minutes, seconds] = parts.as_slice() else { return None };
    Some(degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3_600.0)
}

fn sign(tags: &Exif, tag: Tag, negative: u8) -> Option<f64> {
    let Value::Ascii(words) = &tags.get_field(tag, In::PRIMARY)?.value else { return None };
    let letter = words.first()?.first()?.to_ascii_uppercase();
    Some(if letter == negative { -1.0 } else { 1.0 })
}
