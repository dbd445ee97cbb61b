//! Where does the chart go? On a page, a slide or a full screen, in one theme: the letters grow with the distance.

use super::theme::{SCREENS, SLIDES, WIDTH};

/// What a chart is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Size {
    /// A page of text: 960 units wide and as high as its content.
    #[default]
    Page,
    /// A slide, 16:9, legible from the back of a room; higher than the slide where the content has no room otherwise.
    Slide,
    /// A full screen, 1920 by 1080, likewise.
    Screen,
}

impl Size {
    /// The widths that are tried in turn, in pixels of the page: the narrower, the larger its letters are in the end.
    pub(super) fn widths(self) -> &'static [f64] {
        match self {
            Size::Page => &[WIDTH],
            Size::Slide => &SLIDES,
            Size::Screen => &SCREENS,
        }
    }

    /// Height of a picture of this width, where it is given.
    pub(super) fn height(self, width: f64) -> Option<f64> {
        (self != Size::Page).then_some((width * 9.0 / 16.0).round())
    }

    /// Pixels of a PNG from left to right.
    pub fn pixels(self) -> u32 {
        match self {
            Size::Page | Size::Screen => 1920,
            Size::Slide => 2560,
        }
    }
}
