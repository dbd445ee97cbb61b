//! What does each sign look like? The signs of all forms, drawn in the charts and in their legends by the same hand.

use super::page::{Anchor, Page};
use super::place::{Frame, Point};
use super::theme::{BODY, Ink, LINE, NOW, PAPER, SOFT, TARGET, TEXT, TRACK};
use super::{shapes, text};

/// A sign with a meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sign {
    /// A reading before the latest: a ring.
    Earlier,
    /// The latest reading: a full dot.
    Latest,
    /// A wider ring, where the latest reading stands nearly on the earlier one.
    Around,
    /// A smaller dot, to stand within that ring.
    Within,
    /// A reading among many, on a small drawing: a full dot of half the size.
    Dot,
    /// What really happened after a forecast: a small hollow square.
    Outcome,
    /// A target: an upright bar with a flag's head, taller than any dot.
    Target,
    /// A target on a time axis: a diamond.
    Diamond,
    /// A filled patch.
    Patch(Ink),
    /// An empty patch with an outline.
    Empty,
    /// A slanted-lined patch with a dashed outline: planned.
    Planned,
    /// A patch with a strong upper edge: covered, on a step.
    Step,
    /// A full line.
    Line(Ink),
    /// A line of dashes.
    Dashes(Ink),
    /// A triangle with its point up or down, full or hollow.
    Triangle { up: bool, full: bool, ink: Ink },
    /// A slanted-lined patch: no figure.
    Missing,
    /// The sign of one of six series: shape and colour.
    Series(usize),
    /// The square of one of six parts: filling and colour.
    Square(usize),
    /// A figure taken back: a cross.
    Withdrawn,
    /// An upright line with ends: how far off it may be by chance.
    Whisker,
}

impl Sign {
    /// Draws the sign around a point.
    pub fn draw(self, page: &mut Page, (x, y): Point) {
        let patch = Frame::new(x - 9.0, y - 7.0, x + 9.0, y + 7.0);
        match self {
            Sign::Earlier => {
                page.disc((x, y), 7.0, NOW);
                page.disc((x, y), 4.5, PAPER);
            }
            Sign::Latest => {
                page.disc((x, y), 8.0, PAPER);
                page.disc((x, y), 7.0, NOW);
            }
            Sign::Around => {
                page.disc((x, y), 10.0, NOW);
                page.disc((x, y), 8.0, PAPER);
            }
            Sign::Within => page.disc((x, y), 5.5, NOW),
            Sign::Dot => page.disc((x, y), 3.0, NOW),
            Sign::Outcome => {
                page.block(Frame::around((x, y), 5.0), TEXT);
                page.block(Frame::around((x, y), 3.0), PAPER);
            }
            Sign::Step => {
                page.block(patch, SOFT);
                page.line(&[(patch.x0, patch.y0), (patch.x1, patch.y0)], 3.0, NOW);
            }
            Sign::Target => {
                page.block(Frame::new(x - 2.0, y - 15.0, x + 2.0, y + 15.0), TARGET);
                page.shape(&[(x - 6.0, y + 17.0), (x + 6.0, y + 17.0), (x, y + 10.0)], TARGET);
            }
            Sign::Diamond => {
                let diamond = |half: f64| [(x - half, y), (x, y - half), (x + half, y), (x, y + half)];
                page.shape(&diamond(9.5), PAPER);
                page.shape(&diamond(8.0), TARGET);
            }
            Sign::Patch(ink) => {
                page.block(patch, ink);
                // A light patch needs an edge to be seen on paper.
                if ink.lightness() > 200.0 {
                    page.outline(patch, 1.0, LINE);
                }
            }
            Sign::Empty => {
                page.block(patch, TRACK);
                page.outline(patch, 1.0, LINE);
            }
            Sign::Planned => planned(page, patch, true),
            Sign::Line(ink) => page.line(&[(x - 12.0, y), (x + 12.0, y)], 3.0, ink),
            Sign::Dashes(ink) => page.dashes((x - 12.0, y), (x + 12.0, y), 5.0, 3.0, ink),
            Sign::Triangle { up, full, ink } => {
                let sense = if up { 1.0 } else { -1.0 };
                let corners =
                    |half: f64| [(x - half, y + sense * half), (x + half, y + sense * half), (x, y - sense * half)];
                page.shape(&corners(8.0), PAPER);
                page.shape(&corners(6.5), ink);
                if !full {
                    // The inner triangle stands off the foot, so that all three sides are equally thick.
                    let inner = |half: f64, y: f64| {
                        [(x - half, y + sense * half), (x + half, y + sense * half), (x, y - sense * half)]
                    };
                    page.shape(&inner(3.0, y + sense * 1.5), PAPER);
                }
            }
            Sign::Missing => missing(page, patch),
            Sign::Series(series) => shapes::series(page, series, (x, y), 6.0),
            Sign::Square(part) => shapes::square(page, part, Frame::around((x, y), 8.0)),
            Sign::Withdrawn => {
                page.line(&[(x - 6.0, y - 6.0), (x + 6.0, y + 6.0)], 3.0, TEXT);
                page.line(&[(x - 6.0, y + 6.0), (x + 6.0, y - 6.0)], 3.0, TEXT);
            }
            Sign::Whisker => shapes::whisker(page, x, (y - 9.0, y + 9.0), TEXT),
        }
    }

    fn half(self) -> f64 {
        match self {
            Sign::Dot | Sign::Outcome => 5.0,
            Sign::Triangle { .. } => 8.0,
            Sign::Earlier | Sign::Latest | Sign::Around | Sign::Within | Sign::Target | Sign::Diamond => 8.0,
            Sign::Series(_) | Sign::Square(_) | Sign::Withdrawn => 8.0,
            Sign::Whisker => 5.0,
            Sign::Patch(_) | Sign::Empty | Sign::Planned | Sign::Step | Sign::Missing => 9.0,
            Sign::Line(_) | Sign::Dashes(_) => 12.0,
        }
    }
}

/// A hatched area with a dashed outline, its right side where it is the `last`: planned, not yet there.
pub(super) fn planned(page: &mut Page, f: Frame, last: bool) {
    page.hatch(f, SOFT);
    let corners = [(f.x0, f.y1), (f.x0, f.y0), (f.x1, f.y0), (f.x1, f.y1)];
    for side in corners.windows(2).take(if last { 3 } else { 2 }) {
        page.dashes(side[0], side[1], 4.0, 2.0, NOW);
    }
}

/// A hatched area with a thin outline: there is no figure.
pub(super) fn missing(page: &mut Page, f: Frame) {
    page.block(f, PAPER);
    page.hatch(f, LINE);
    page.outline(f, 1.0, LINE);
}

/// Signs with their meanings, side by side, as many lines as they need; gives back where the chart may start.
pub(super) fn legend(page: &mut Page, top: f64, items: &[(Sign, String)]) -> f64 {
    let mut x = page.left;
    let mut y = top;
    for (sign, meaning) in items {
        let room = page.room() - 2.0 * sign.half() - 8.0;
        let lines = text::wrap(meaning, BODY, room);
        let width = 2.0 * sign.half() + 8.0 + text::widest(&lines, BODY);
        if x > page.left && x + width > page.right {
            x = page.left;
            y += 26.0;
        }
        sign.draw(page, (x + sign.half(), y + 11.0));
        let bottom = page.lines(x + 2.0 * sign.half() + 8.0, y, Anchor::Start, &lines, BODY);
        y = y.max(bottom - BODY.line());
        x += width + 26.0;
    }
    if items.is_empty() { top } else { y + 34.0 }
}
