//! How often did intervals hold the real value? A panel for each level, its promise as a line, by horizon.

use super::{CoveragePoint, Diagnostics};
use crate::charts::figure::level as said_level;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::Frame;
use crate::charts::scale::Axis;
use crate::charts::theme::{BODY, LINE, QUIET, SMALL, TRACK};
use crate::charts::{grid, shapes, text, words};
use crate::language::Language;

/// Right edge of the panels, from the left edge of the page.
const END: f64 = 476.0;
/// Height of a panel, the least, and of the words above it.
const HIGH: f64 = 118.0;
const LEAST: f64 = 52.0;
const HEAD: f64 = 24.0;

impl Diagnostics {
    /// The panels from `top` down; gives back where they end.
    pub(super) fn coverage(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let edge = page.left + page.share(END).round();
        let mut y =
            page.paragraph(page.left, top, edge - page.left, words::COVERAGE_OF.get(language), BODY.bold()) + 2.0;
        let horizons = self.horizons();
        if horizons.is_empty() {
            return page.paragraph(page.left, y, edge - page.left, words::NO_COVERAGE.get(language), BODY);
        }
        let values: Vec<f64> = self.methods.iter().flat_map(|m| &m.coverage).flat_map(ends).collect();
        let axis = |from, to| Axis::between(&values, Some((0.0, 100.0)), from, to);
        let left = page.left + grid::widest_label(&axis(1.0, 0.0), "%", language) + 10.0;
        let levels = self.levels();
        let all = page.height_from(y, 44.0, 0.0, 0.0) / levels.len() as f64 - HEAD - 10.0;
        let high = if page.floor.is_some() { all.clamp(LEAST, 240.0).floor() } else { HIGH };
        for level in levels {
            let head = format!("{} {}", words::INTERVAL_OF.get(language), said_level(level, language));
            page.words(left, y + 16.0, Anchor::Start, &head, SMALL.bold());
            let frame = Frame::new(left, y + HEAD, edge, y + HEAD + high);
            self.panel(page, frame, level, (&axis(frame.y1, frame.y0), &horizons), language);
            y = frame.y1 + 10.0;
        }
        let slot = (edge - left) / horizons.len() as f64;
        for (i, horizon) in horizons.iter().enumerate() {
            page.words(left + (i as f64 + 0.5) * slot, y + 8.0, Anchor::Middle, &horizon.to_string(), SMALL);
        }
        let below = format!("{} ({})", words::HORIZON.get(language), self.horizon_unit);
        let lines = text::wrap(&below, SMALL, edge - page.left);
        page.lines((left + edge) / 2.0, y + 14.0, Anchor::Middle, &lines, SMALL)
    }

    /// One level: the methods of a horizon side by side, each with its sign and whisker.
    fn panel(&self, page: &mut Page, f: Frame, level: f64, (axis, horizons): (&Axis, &[u32]), language: Language) {
        let slot = f.width() / horizons.len() as f64;
        for i in (1..horizons.len()).step_by(2) {
            let x = f.x0 + i as f64 * slot;
            page.block(Frame::new(x, f.y0, x + slot, f.y1), TRACK);
        }
        grid::level(page, axis, "%", (f.x0, f.x1), language);
        page.line(&[(f.x0, f.y0), (f.x0, f.y1)], 1.0, LINE);
        let nominal = axis.at(100.0 * level);
        page.dashes((f.x0, nominal), (f.x1, nominal), 4.0, 2.0, QUIET);
        let apart = (slot / (self.methods.len() as f64 + 0.6)).min(22.0);
        let size = (apart / 2.0 - 0.8).clamp(2.2, 5.0);
        for (i, method) in self.methods.iter().enumerate() {
            for point in method.coverage.iter().filter(|point| point.level == level) {
                let Some(column) = horizons.iter().position(|horizon| *horizon == point.horizon) else { continue };
                let off = (i as f64 - (self.methods.len() as f64 - 1.0) / 2.0) * apart;
                let x = f.x0 + (column as f64 + 0.5) * slot + off;
                if let (Some(_), [low, high, _]) = (point.error, ends(point)) {
                    shapes::whisker(page, x, (axis.at(high), axis.at(low)), shapes::ink(i));
                }
                let at = (x, axis.at(100.0 * point.covered));
                shapes::series(page, i, at, size);
                let words = format!("{} – {}", method.name, point.said(&self.horizon_unit, language));
                page.spot(Frame::around(at, size.max(5.0)), &words);
            }
        }
    }
}

/// Two standard errors below and above the share, in percent and within what a share can be; and the promised level.
fn ends(point: &CoveragePoint) -> [f64; 3] {
    let off = 2.0 * point.error.unwrap_or(0.0);
    [100.0 * (point.covered - off).max(0.0), 100.0 * (point.covered + off).min(1.0), 100.0 * point.level]
}
