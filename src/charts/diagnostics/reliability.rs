//! Of what was called likely, how much came true? Forecast probability against what happened.

use super::Diagnostics;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Frame, Point};
use crate::charts::scale::Axis;
use crate::charts::theme::{BODY, LINE, QUIET, SMALL};
use crate::charts::{grid, shapes, text, words};
use crate::language::Language;

/// Left edge of the diagram's words, from that of the page.
const START: f64 = 524.0;
/// The least width and height of the square.
const LEAST: f64 = 150.0;
/// Half the width of the largest and of the smallest sign.
const LARGEST: f64 = 11.0;
const SMALLEST: f64 = 3.0;

impl Diagnostics {
    /// The square from `top` down; gives back where it ends.
    pub(super) fn reliability(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let start = page.left + page.share(START).round();
        let room = page.right - start;
        let y = page.paragraph(start, top, room, words::RELIABILITY.get(language), BODY.bold()) + 2.0;
        if self.methods.iter().all(|method| method.reliability.is_empty()) {
            return page.paragraph(start, y, room, words::NO_PROBABILITY.get(language), BODY);
        }
        page.words(start, y + 16.0, Anchor::Start, words::OBSERVED_SHARE.get(language), SMALL.bold());
        let side = (room - 48.0).min(page.height_from(y, 106.0, f64::INFINITY, LEAST));
        let f = Frame::new(start + 42.0, y + 32.0, start + 42.0 + side, y + 32.0 + side);
        let (across, up) = (Axis::new(0.0, 100.0, f.x0, f.x1), Axis::new(0.0, 100.0, f.y1, f.y0));
        grid::level(page, &up, "%", (f.x0, f.x1), language);
        for (x, label) in grid::tick_labels(&across, "%", language) {
            page.line(&[(x, f.y1), (x, f.y1 + 5.0)], 1.0, LINE);
            page.words(x, f.y1 + 21.0, Anchor::Middle, &label, SMALL);
        }
        page.line(&[(f.x0, f.y1), (f.x1, f.y0)], 2.0, QUIET);
        let most = self.methods.iter().flat_map(|m| &m.reliability).map(|point| point.count).max().unwrap_or(1).max(1);
        for (i, method) in self.methods.iter().enumerate() {
            let mut points = method.reliability.clone();
            points.sort_by(|a, b| a.forecast.total_cmp(&b.forecast));
            let at: Vec<Point> =
                points.iter().map(|p| (across.at(100.0 * p.forecast), up.at(100.0 * p.observed))).collect();
            page.line(&at, 1.0, shapes::ink(i));
        }
        for (i, method) in self.methods.iter().enumerate() {
            for point in &method.reliability {
                // Areas, not widths, grow with the number.
                let size = (LARGEST * (point.count as f64 / most as f64).sqrt()).max(SMALLEST);
                let at = (across.at(100.0 * point.forecast), up.at(100.0 * point.observed));
                shapes::series(page, i, at, size);
                page.spot(Frame::around(at, size.max(5.0)), &format!("{} – {}", method.name, point.said(language)));
            }
        }
        let lines = text::wrap(words::FORECAST_PROBABILITY.get(language), SMALL.bold(), room);
        let y = page.lines((f.x0 + f.x1) / 2.0, f.y1 + 28.0, Anchor::Middle, &lines, SMALL.bold());
        page.paragraph(start, y + 4.0, room, words::BY_NUMBER.get(language), SMALL)
    }
}
