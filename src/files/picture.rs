//! Pixels of eight bits a channel, in the colours that a file has them in.
use super::PhotoProblem;
use image::DynamicImage;

/// What the bytes of one pixel mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
    /// Ink, 255 being full.
    Cmyk,
}

/// A decoded photo, row by row from the top left.
pub(super) struct Picture {
    pub width: u32,
    pub height: u32,
    pub layout: Layout,
    pub pixels: Vec<u8>,
}

impl Layout {
    /// How many bytes a pixel has.
    pub(super) fn channels(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }
}

impl Picture {
    /// # Errors
    /// `Damaged` when there are not as many pixels as the sides say.
    pub(super) fn new(
        width: u32,
        height: u32,
        layout: Layout,
        pixels: Vec<u8>,
    ) -> Result<Self, PhotoProblem> {
        let expected = width as usize * height as usize * layout.channels();
        if pixels.len() == expected {
            Ok(Self { width, height, layout, pixels })
        } else {
            Err(PhotoProblem::Damaged)
        }
    }

    /// Sixteen bits become eight; gray stays gray, and what can be seen through stays so.
    pub(super) fn of(image: DynamicImage) -> Self {
        let (width, height, colour) = (image.width(), image.height(), image.color());
        let (layout, pixels) = match (colour.has_color(), colour.has_alpha()) {
            (false, false) => (Layout::Gray, image.into_luma8().into_raw()),
            (false, true) => (Layout::GrayAlpha, image.into_luma_alpha8().into_raw()),
            (true, false) => (Layout::Rgb, image.into_rgb8().into_raw()),
            (true, true) => (Layout::Rgba, image.into_rgba8().into_raw()),
        };
        Self { width, height, layout, pixels }
    }
}
