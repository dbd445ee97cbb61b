//! What do the charts look like? One set of colours, letter sizes and distances for all forms.
//!
//! Colours differ in lightness as much as in hue, so that a chart reads the same for colour-blind readers and on a
//! grey printer; nothing is ever said by colour alone.

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    /// How light the colour is to the eye, 0 (black) to 255 (white).
    pub fn lightness(self) -> f64 {
        0.2126 * f64::from(self.0) + 0.7152 * f64::from(self.1) + 0.0722 * f64::from(self.2)
    }

    /// Black or white, whichever can be read on this colour.
    pub fn readable_on(self) -> Ink {
        if self.lightness() < 125.0 { PAPER } else { TEXT }
    }
}

pub(super) const PAPER: Ink = Ink(255, 255, 255);
pub(super) const TEXT: Ink = Ink(26, 26, 26);
/// Second-rank text: dates, sources, axis figures (contrast 7:1 on paper).
pub(super) const QUIET: Ink = Ink(84, 84, 84);
/// Leader lines and outlines of what is not there yet.
pub(super) const LINE: Ink = Ink(128, 128, 128);
/// Grid lines, behind everything.
pub(super) const GRID: Ink = Ink(228, 228, 228);
/// The empty part of a bar, and boxes with words.
pub(super) const TRACK: Ink = Ink(241, 243, 245);
/// Behind a row that stands out.
pub(super) const RAISED: Ink = Ink(247, 241, 229);
/// What is: the latest reading, the part done.
pub(super) const NOW: Ink = Ink(11, 60, 107);
/// What was or surrounds it: connecting lines, the part allotted.
pub(super) const SOFT: Ink = Ink(158, 196, 226);
/// What is promised: targets and plans, always with a shape of their own.
pub(super) const TARGET: Ink = Ink(179, 71, 0);

/// Parts of a whole, in order; neighbours differ in lightness by a fifth or more.
pub(super) const PARTS: [Ink; 6] =
    [NOW, Ink(110, 172, 222), Ink(250, 224, 176), Ink(128, 110, 96), Ink(214, 226, 214), Ink(170, 84, 30)];

/// Bands of a forecast, the widest first.
pub(super) const BANDS: [Ink; 4] = [Ink(226, 237, 247), Ink(196, 219, 240), Ink(158, 196, 226), Ink(120, 172, 214)];

/// What falls, always dashed or with its point down; and the same behind others.
pub(super) const FALLS: Ink = Ink(140, 16, 40);
pub(super) const FALLS_SOFT: Ink = Ink(226, 166, 172);

/// The ends and the middle of [`ramp`].
const RAMP: [Ink; 3] = [Ink(236, 243, 250), Ink(120, 172, 214), Ink(8, 40, 76)];

/// The colour of one of `count` classes in order, from light (0) to dark.
pub(super) fn ramp(class: usize, count: usize) -> Ink {
    let share = class as f64 / count.saturating_sub(1).max(1) as f64 * 2.0;
    let [a, b] = if share < 1.0 { [RAMP[0], RAMP[1]] } else { [RAMP[1], RAMP[2]] };
    let part = if share < 1.0 { share } else { share - 1.0 };
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    Ink(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
}
/// Slanted lines where a figure is missing, light enough for letters to stand on them.
pub(super) const HATCH: Ink = Ink(205, 205, 205);

/// Lines and signs of series side by side, each with a shape of its own too.
pub(super) const SERIES: [Ink; 6] =
    [NOW, TARGET, Ink(96, 160, 208), Ink(92, 78, 68), Ink(214, 130, 30), Ink(150, 60, 120)];

/// Letters: size in pixels at 960 pixels of page width, weight and colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub size: f64,
    pub bold: bool,
    pub ink: Ink,
}

impl Style {
    /// The same letters in another colour.
    pub fn ink(self, ink: Ink) -> Style {
        Style { ink, ..self }
    }

    /// The same letters in bold.
    pub fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    /// Distance between two lines; Vietnamese capitals carry two marks and need the room.
    pub fn line(self) -> f64 {
        (self.size * 1.4).round()
    }

    /// From the top of a line to the foot of its letters.
    pub fn baseline(self) -> f64 {
        (self.size * 1.06).round()
    }
}

pub(super) const TITLE: Style = Style { size: 20.0, bold: true, ink: TEXT };
pub(super) const SUBTITLE: Style = Style { size: 15.0, bold: false, ink: QUIET };
pub(super) const BODY: Style = Style { size: 14.0, bold: false, ink: TEXT };
pub(super) const SMALL: Style = Style { size: 13.0, bold: false, ink: QUIET };

/// Width of the usual page.
pub(super) const WIDTH: f64 = 960.0;
/// Free at the edges of every page.
pub(super) const MARGIN: f64 = 24.0;

/// Widths of a slide (16:9) that are tried in turn, the largest letters first. On the widest the smallest letters are still
/// 16 pixels of a slide 1280 wide (12 points on a slide of 13⅓ inches); what has no room there makes the picture higher.
pub(super) const SLIDES: [f64; 6] = [704.0, 768.0, 832.0, 896.0, 960.0, 1024.0];
/// The same of a full screen: 15 of 1920 pixels on the widest.
pub(super) const SCREENS: [f64; 7] = [960.0, 1040.0, 1120.0, 1200.0, 1280.0, 1440.0, 1600.0];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_parts_differ_in_grey() {
        for pair in PARTS.windows(2) {
            assert!((pair[0].lightness() - pair[1].lightness()).abs() > 50.0, "{pair:?}");
        }
        for pair in BANDS.windows(2) {
            assert!(pair[0].lightness() - pair[1].lightness() > 15.0, "{pair:?}");
        }
    }

    #[test]
    fn classes_darken_evenly_and_can_be_written_on() {
        for count in 2..=10 {
            let inks: Vec<Ink> = (0..count).map(|class| ramp(class, count)).collect();
            for pair in inks.windows(2) {
                assert!(pair[0].lightness() - pair[1].lightness() > 15.0, "{count}: {pair:?}");
            }
            assert!(inks.iter().all(|ink| (ink.lightness() - ink.readable_on().lightness()).abs() > 90.0));
        }
        assert!(HATCH.lightness() - TEXT.lightness() > 150.0, "letters stand on hatching");
    }

    #[test]
    fn series_stand_out_from_paper() {
        assert!(SERIES.iter().all(|ink| PAPER.lightness() - ink.lightness() > 80.0));
    }

    #[test]
    fn no_letter_is_smaller_than_thirteen_pixels() {
        for style in [TITLE, SUBTITLE, BODY, SMALL] {
            assert!(style.size >= 13.0);
        }
    }

    #[test]
    fn letters_can_be_read_on_every_part() {
        for part in PARTS {
            assert!((part.lightness() - part.readable_on().lightness()).abs() > 90.0, "{part:?}");
        }
    }
}
