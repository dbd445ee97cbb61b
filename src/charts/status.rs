//! How is an indicator doing? Seven signs that differ in shape first and in colour second, always beside words.

use super::page::Page;
use super::place::Point;
use super::theme::{Ink, PAPER};

/// The class of progress, as drawn; its words come with the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusMark {
    /// The target is met: a tick in a disc.
    Achieved,
    /// The pace suffices: a triangle pointing up.
    OnTrack,
    /// Moving, not fast enough: a disc half filled.
    Moderate,
    /// Hardly moving: a bar.
    Limited,
    /// Moving away: a triangle pointing down.
    Deterioration,
    /// The date has come and the target is not met: a cross in a disc.
    Missed,
    /// Nothing can be said: an empty ring.
    NotEnoughData,
}

const GOOD: Ink = Ink(0, 96, 70);
const FAIR: Ink = Ink(0, 94, 150);
const POOR: Ink = Ink(150, 62, 0);
const BAD: Ink = Ink(140, 16, 40);
const NONE: Ink = Ink(100, 100, 100);

impl StatusMark {
    /// The colour of the sign and its words; dark enough for text.
    pub(super) fn ink(self) -> Ink {
        match self {
            StatusMark::Achieved | StatusMark::OnTrack => GOOD,
            StatusMark::Moderate => FAIR,
            StatusMark::Limited => POOR,
            StatusMark::Deterioration | StatusMark::Missed => BAD,
            StatusMark::NotEnoughData => NONE,
        }
    }

    /// Draws the sign, 18 pixels across.
    pub(super) fn draw(self, page: &mut Page, (x, y): Point) {
        let ink = self.ink();
        match self {
            StatusMark::Achieved => {
                page.disc((x, y), 9.0, ink);
                page.line(&[(x - 5.0, y), (x - 1.0, y + 4.0), (x + 5.0, y - 4.0)], 2.0, PAPER);
            }
            StatusMark::OnTrack => page.shape(&[(x - 9.0, y + 7.0), (x + 9.0, y + 7.0), (x, y - 9.0)], ink),
            StatusMark::Moderate => {
                ring(page, (x, y), ink);
                let half: Vec<Point> = (0..=24)
                    .map(|i| f64::from(i) * std::f64::consts::PI / 24.0)
                    .map(|a| (x - 8.0 * a.cos(), y + 8.0 * a.sin()))
                    .collect();
                page.shape(&half, ink);
            }
            StatusMark::Limited => {
                page.block(super::place::Frame::new(x - 9.0, y - 4.0, x + 9.0, y + 4.0), ink);
            }
            StatusMark::Deterioration => page.shape(&[(x - 9.0, y - 7.0), (x + 9.0, y - 7.0), (x, y + 9.0)], ink),
            StatusMark::Missed => {
                page.disc((x, y), 9.0, ink);
                page.line(&[(x - 4.0, y - 4.0), (x + 4.0, y + 4.0)], 2.0, PAPER);
                page.line(&[(x - 4.0, y + 4.0), (x + 4.0, y - 4.0)], 2.0, PAPER);
            }
            StatusMark::NotEnoughData => ring(page, (x, y), ink),
        }
    }
}

fn ring(page: &mut Page, centre: Point, ink: Ink) {
    page.disc(centre, 9.0, ink);
    page.disc(centre, 7.0, PAPER);
}

#[cfg(test)]
mod tests {
    use super::super::page::Mark;
    use super::*;

    #[test]
    fn no_two_signs_have_the_same_shape() {
        use StatusMark::*;
        let all = [Achieved, OnTrack, Moderate, Limited, Deterioration, Missed, NotEnoughData];
        let shapes: Vec<String> = all
            .iter()
            .map(|mark| {
                let mut page = Page::default();
                mark.draw(&mut page, (0.0, 0.0));
                let shapes = page.marks.into_iter().map(|mark| match mark {
                    Mark::Block(frame, _) => format!("{frame:?}"),
                    Mark::Shape(points, _) => format!("{points:?}"),
                    Mark::Stroke(points, ..) => format!("line {points:?}"),
                    Mark::Disc(centre, radius, _) => format!("{centre:?} {radius}"),
                    Mark::Words(words) => words.text,
                });
                shapes.collect::<Vec<_>>().join(" ")
            })
            .collect();
        for (i, shape) in shapes.iter().enumerate() {
            assert!(!shapes[i + 1..].contains(shape), "{:?}", all[i]);
            assert!(all[i].ink().lightness() < 115.0, "too light for words: {:?}", all[i]);
        }
    }
}
