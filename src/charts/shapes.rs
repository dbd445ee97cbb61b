//! What tells one series from another, and one part from the next, where colours fade? Six shapes and six fillings.

use super::page::Page;
use super::place::{Frame, Point};
use super::theme::{Ink, LINE, PAPER, PARTS, SERIES, TEXT};

/// How many series or parts can be told apart.
pub(super) const MOST: usize = 6;

/// The colour of a series.
pub(super) fn ink(series: usize) -> Ink {
    SERIES[series % MOST]
}

/// The sign of a series: disc, square, diamond, triangle upwards, triangle downwards, cross; `half` as wide as a disc's
/// radius, with a thin edge of paper so that one can be seen on another.
pub(super) fn series(page: &mut Page, series: usize, at: Point, half: f64) {
    filled(page, series, at, half + 1.5, PAPER);
    filled(page, series, at, half, ink(series));
}

fn filled(page: &mut Page, series: usize, (x, y): Point, half: f64, ink: Ink) {
    match series % MOST {
        0 => page.disc((x, y), half, ink),
        1 => page.block(Frame::around((x, y), 0.89 * half), ink),
        2 => page.shape(&around((x, y), 1.2 * half, &[(-1.0, 0.0), (0.0, -1.0), (1.0, 0.0), (0.0, 1.0)]), ink),
        3 => page.shape(&around((x, y), 1.15 * half, &[(-1.0, 0.8), (1.0, 0.8), (0.0, -1.0)]), ink),
        4 => page.shape(&around((x, y), 1.15 * half, &[(-1.0, -0.8), (1.0, -0.8), (0.0, 1.0)]), ink),
        _ => page.shape(&around((x, y), 1.1 * half, &CROSS), ink),
    }
}

/// A plus sign with arms a third of its width.
const CROSS: [Point; 12] = [
    (-0.35, -1.0),
    (0.35, -1.0),
    (0.35, -0.35),
    (1.0, -0.35),
    (1.0, 0.35),
    (0.35, 0.35),
    (0.35, 1.0),
    (-0.35, 1.0),
    (-0.35, 0.35),
    (-1.0, 0.35),
    (-1.0, -0.35),
    (-0.35, -0.35),
];

fn around((x, y): Point, half: f64, corners: &[Point]) -> Vec<Point> {
    corners.iter().map(|(dx, dy)| (x + half * dx, y + half * dy)).collect()
}

/// The square of a part: full, barred, dotted, empty with a diagonal, crossed, framed.
pub(super) fn square(page: &mut Page, part: usize, f: Frame) {
    let ink = PARTS[part % MOST];
    let (x, y) = ((f.x0 + f.x1) / 2.0, (f.y0 + f.y1) / 2.0);
    let (inside, line) = (0.22 * f.width(), ink.readable_on());
    let [left, right] = [f.x0 + inside, f.x1 - inside];
    let [top, bottom] = [f.y0 + inside, f.y1 - inside];
    page.block(f, ink);
    match part % MOST {
        0 => {}
        1 => page.line(&[(f.x0, y), (f.x1, y)], 2.0, line),
        2 => page.disc((x, y), 0.16 * f.width(), line),
        3 => page.line(&[(left, bottom), (right, top)], 2.0, line),
        4 => {
            page.line(&[(left, bottom), (right, top)], 1.0, TEXT);
            page.line(&[(left, top), (right, bottom)], 1.0, TEXT);
        }
        _ => page.block(Frame::new(left, top, right, bottom), PAPER),
    }
    page.outline(f, 1.0, if ink.lightness() > 150.0 { LINE } else { ink });
}

/// An upright line with ends, between two heights.
pub(super) fn whisker(page: &mut Page, x: f64, (top, bottom): (f64, f64), ink: Ink) {
    page.line(&[(x, top), (x, bottom)], 1.0, ink);
    for y in [top, bottom] {
        page.line(&[(x - 3.0, y), (x + 3.0, y)], 1.0, ink);
    }
}
