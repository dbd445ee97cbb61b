//! What is on the page? The canvas all forms draw on: marks in pixels of the page, for any backend to paint.

use super::place::{Frame, Point};
use super::text;
use super::theme::{Ink, MARGIN, Style, WIDTH};

/// The most letters that a value says of itself.
const SPOKEN: usize = 400;

/// Which end of a line of text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    pub x: f64,
    pub baseline: f64,
    pub anchor: Anchor,
    pub text: String,
    pub style: Style,
}

impl Words {
    /// Left end of the line.
    pub fn left(&self) -> f64 {
        let width = text::width(&self.text, self.style);
        match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        }
    }

    /// The room its letters take.
    #[cfg(test)]
    pub fn frame(&self) -> Frame {
        let (left, size) = (self.left(), self.style.size);
        let right = left + text::width(&self.text, self.style);
        Frame::new(left, self.baseline - 0.92 * size, right, self.baseline + 0.24 * size)
    }
}

/// One thing on the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// A filled rectangle.
    Block(Frame, Ink),
    /// A filled polygon.
    Shape(Vec<Point>, Ink),
    /// A line through points, with its width.
    Stroke(Vec<Point>, f64, Ink),
    /// A filled circle.
    Disc(Point, f64, Ink),
    /// A line of text.
    Words(Words),
}

/// Something on the page that stands for a value, and what it says to those who point at it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// Where it is: a rectangle, or closed lines.
    pub place: SpotPlace,
    /// Which figure of what and when: `28/12/2025: 88,4%`.
    pub words: String,
}

/// The room of a spot.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum SpotPlace {
    Frame(Frame),
    Rings(Vec<Vec<Point>>),
}

/// The marks of one chart, in the order in which they are painted.
#[derive(Debug)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    /// Left and right edge of everything that is drawn from now on.
    pub left: f64,
    pub right: f64,
    /// Where the drawing is to end, on a page whose height is given; a form fills it where it can, and ends below it where
    /// it must.
    pub floor: Option<f64>,
    pub marks: Vec<Mark>,
    /// What stands for a value, in the order in which it is read.
    pub spots: Vec<Spot>,
}

impl Default for Page {
    /// As high as its content.
    fn default() -> Page {
        Page::new(WIDTH, None)
    }
}

impl Page {
    /// A page of this width, and of a given height where the drawing has a floor.
    pub fn new(width: f64, floor: Option<f64>) -> Page {
        Page { width, height: 0.0, left: MARGIN, right: width - MARGIN, floor, marks: Vec::new(), spots: Vec::new() }
    }

    /// An empty page of the same size, for what stands between these edges.
    pub fn part(&self, left: f64, right: f64) -> Page {
        Page { left, right, ..Page::new(self.width, self.floor) }
    }

    /// Takes over what was drawn on a part.
    pub fn take(&mut self, part: Page) {
        self.marks.extend(part.marks);
        self.spots.extend(part.spots);
    }

    /// From the left edge to the right one.
    pub fn room(&self) -> f64 {
        self.right - self.left
    }

    /// What these pixels of the usual page are of this one.
    pub fn share(&self, usual: f64) -> f64 {
        usual * self.room() / (WIDTH - 2.0 * MARGIN)
    }

    /// The height of a drawing that starts at `top` and has `below` under it: the usual one, or what the page leaves.
    pub fn height_from(&self, top: f64, below: f64, usual: f64, least: f64) -> f64 {
        self.floor.map_or(usual, |floor| (floor - top - below).max(least).floor())
    }

    /// Width and height in whole pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width as u32, self.height.ceil() as u32)
    }

    pub fn block(&mut self, frame: Frame, ink: Ink) {
        self.marks.push(Mark::Block(frame, ink));
    }

    pub fn shape(&mut self, points: &[Point], ink: Ink) {
        self.marks.push(Mark::Shape(points.to_vec(), ink));
    }

    pub fn disc(&mut self, centre: Point, radius: f64, ink: Ink) {
        self.marks.push(Mark::Disc(centre, radius, ink));
    }

    pub fn line(&mut self, points: &[Point], width: f64, ink: Ink) {
        self.marks.push(Mark::Stroke(points.to_vec(), width, ink));
    }

    /// A line of dashes `dash` long with gaps of the same length.
    pub fn dashes(&mut self, a: Point, b: Point, dash: f64, width: f64, ink: Ink) {
        let length = (b.0 - a.0).hypot(b.1 - a.1);
        let at = |d: f64| (a.0 + (b.0 - a.0) * d / length, a.1 + (b.1 - a.1) * d / length);
        let mut from = 0.0;
        while from < length {
            self.line(&[at(from), at((from + dash).min(length))], width, ink);
            from += 2.0 * dash;
        }
    }

    /// The outline of a rectangle.
    pub fn outline(&mut self, f: Frame, width: f64, ink: Ink) {
        self.line(&[(f.x0, f.y0), (f.x1, f.y0), (f.x1, f.y1), (f.x0, f.y1), (f.x0, f.y0)], width, ink);
    }

    /// A rectangle filled with slanted lines, for what is planned and not yet there.
    pub fn hatch(&mut self, f: Frame, ink: Ink) {
        let mut sum = f.x0 + f.y0 + 6.0;
        while sum < f.x1 + f.y1 {
            let from = (f.x0.max(sum - f.y1), f.y1.min(sum - f.x0));
            let to = (f.x1.min(sum - f.y0), f.y0.max(sum - f.x1));
            self.line(&[from, to], 1.0, ink);
            sum += 8.0;
        }
    }

    /// What stands in this rectangle is the value that the words name.
    pub fn spot(&mut self, frame: Frame, words: &str) {
        self.spots.push(Spot { place: SpotPlace::Frame(frame), words: text::parted(&text::clean(words), SPOKEN) });
    }

    /// The same around a sign.
    pub fn spot_at(&mut self, at: Point, words: &str) {
        self.spot(Frame::around(at, 9.0), words);
    }

    /// The same inside closed lines.
    pub fn spot_in(&mut self, rings: Vec<Vec<Point>>, words: &str) {
        self.spots.push(Spot { place: SpotPlace::Rings(rings), words: text::parted(&text::clean(words), SPOKEN) });
    }

    /// One line of text.
    pub fn words(&mut self, x: f64, baseline: f64, anchor: Anchor, words: &str, style: Style) {
        let text = text::clean(words);
        if !text.is_empty() {
            self.marks.push(Mark::Words(Words { x, baseline, anchor, text, style }));
        }
    }

    /// Lines of text from `top` down; gives back where the next would start.
    pub fn lines(&mut self, x: f64, top: f64, anchor: Anchor, lines: &[String], style: Style) -> f64 {
        for (i, line) in lines.iter().enumerate() {
            self.words(x, top + i as f64 * style.line() + style.baseline(), anchor, line, style);
        }
        top + lines.len() as f64 * style.line()
    }

    /// A paragraph no wider than `room`; gives back where the next would start.
    pub fn paragraph(&mut self, x: f64, top: f64, room: f64, words: &str, style: Style) -> f64 {
        self.lines(x, top, Anchor::Start, &text::whole(words, style, room), style)
    }
}
