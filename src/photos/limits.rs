//! How much a visitor may send.
use super::PhotoProblem;
use image::ColorType;
use std::path::Path;

/// The sizes that are still accepted. What lies above is refused from the header, before anything is decoded.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one photo as it was sent.
    pub max_bytes: usize,
    /// Pixels of one photo, width times height. A picture of 16 bits a channel counts double.
    pub max_pixels: u64,
    /// Pixels along either side.
    pub max_side: u32,
    /// Bytes of one PDF document.
    pub max_document_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 12 * 1024 * 1024,
            max_pixels: 50_000_000,
            max_side: 20_000,
            max_document_bytes: 15 * 1024 * 1024,
        }
    }
}

impl Limits {
    /// Says no to a photo whose file is empty or too big.
    pub(super) fn weigh(&self, bytes: &[u8]) -> Result<(), PhotoProblem> {
        match bytes.len() {
            0 => Err(PhotoProblem::Empty),
            size if size > self.max_bytes => Err(PhotoProblem::TooManyBytes),
            _ => Ok(()),
        }
    }

    /// The same of a file that was not read yet.
    pub(super) fn weigh_file(&self, file: &Path) -> Result<(), PhotoProblem> {
        let size = std::fs::metadata(file)?.len();
        if size > self.max_bytes as u64 { Err(PhotoProblem::TooManyBytes) } else { Ok(()) }
    }

    /// Says no to a picture that would need too much memory, judged by what its header claims.
    pub(super) fn measure(&self, width: u32, height: u32, color: ColorType) -> Result<(), PhotoProblem> {
        if width == 0 || height == 0 {
            return Err(PhotoProblem::Damaged);
        }
        let deep = u64::from(color.bytes_per_pixel() / color.channel_count());
        let pixels = u64::from(width) * u64::from(height) * deep;
        if width.max(height) > self.max_side || pixels > self.max_pixels {
            return Err(PhotoProblem::TooManyPixels);
        }
        Ok(())
    }

    /// The most bytes that a decoder may take for one frame: four for every pixel.
    pub(super) fn frame_bytes(&self) -> u64 {
        self.max_pixels.saturating_mul(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_allowed_passes_and_one_more_does_not() {
        let limits = Limits { max_bytes: 3, max_pixels: 100, max_side: 50, ..Limits::default() };
        assert!(limits.weigh(b"abc").is_ok());
        assert!(matches!(limits.weigh(b"abcd"), Err(PhotoProblem::TooManyBytes)));
        assert!(matches!(limits.weigh(b""), Err(PhotoProblem::Empty)));
        assert!(limits.measure(10, 10, ColorType::Rgb8).is_ok());
        assert!(matches!(limits.measure(10, 11, ColorType::Rgb8), Err(PhotoProblem::TooManyPixels)));
        assert!(limits.measure(50, 1, ColorType::Rgb8).is_ok());
        assert!(matches!(limits.measure(51, 1, ColorType::Rgb8), Err(PhotoProblem::TooManyPixels)));
    }

    #[test]
    fn sixteen_bits_a_channel_count_double() {
        let limits = Limits { max_pixels: 100, ..Limits::default() };
        assert!(limits.measure(10, 5, ColorType::Rgb16).is_ok());
        assert!(matches!(limits.measure(10, 6, ColorType::Rgb16), Err(PhotoProblem::TooManyPixels)));
    }

    #[test]
    fn sides_near_the_end_of_the_numbers_do_not_wrap_around() {
        let huge = Limits::default().measure(u32::MAX, u32::MAX, ColorType::Rgb8);
        assert!(matches!(huge, Err(PhotoProblem::TooManyPixels)));
    }
}
