//! How do readings and targets stand on the two axes of a trajectory?

use super::Trajectory;
use crate::charts::marks::Sign;
use crate::charts::page::Page;
use crate::charts::place::{Frame, Point, Space};
use crate::charts::scale::{Axis, Time};
use crate::charts::theme::TARGET;
use crate::charts::{Reading, grid};
use crate::language::Language;
use jiff::civil::Date;

/// Height of the drawing between its axes: the usual and the least.
const HEIGHT: f64 = 380.0;
const LEAST: f64 = 200.0;
/// Above it, and below it for the years.
pub(super) const ABOVE: f64 = 28.0;
pub(super) const BELOW: f64 = 34.0;

/// The two axes, and the rectangle between them.
pub(super) struct Plane {
    time: Time,
    axis: Axis,
    pub frame: Frame,
}

impl Plane {
    pub fn at(&self, (day, value): Reading) -> Point {
        (self.time.at(day), self.axis.at(value))
    }
}

impl Plane {
    /// Where labels may stand: between the axes, off the grid lines, and up to the page's edge `right`.
    pub fn space(&self, right: f64) -> Space {
        let f = self.frame;
        let mut space = Space::new(Frame::new(f.x0 + 2.0, f.y0 - 32.0, right, f.y1 - 2.0));
        self.axis
            .ticks()
            .into_iter()
            .map(|tick| self.axis.at(tick))
            .for_each(|y| space.take_grid(Frame::new(f.x0, y, f.x1, y + 1.0)));
        space
    }
}

impl Trajectory {
    /// Axes with their figures and years.
    pub(super) fn plane(&self, page: &mut Page, top: f64, language: Language) -> Plane {
        let frame = Frame::new(
            0.0,
            top + ABOVE,
            page.right - 14.0,
            top + ABOVE + page.height_from(top, ABOVE + BELOW, HEIGHT, LEAST),
        );
        let axis = Axis::between(&self.values().collect::<Vec<_>>(), self.bounds, frame.y1, frame.y0);
        let frame = Frame { x0: page.left + grid::widest_label(&axis, &self.unit, language) + 10.0, ..frame };
        let path = self.required_path.iter().flatten().map(|point| point.0);
        let days = self.readings.iter().map(|r| r.0).chain(self.targets.iter().map(|t| t.date)).chain(path);
        let days: Vec<Date> = days.chain(self.fan.iter().map(|point| point.date)).collect();
        let (time, years) = Time::years(&days, frame.x0, frame.x1);
        grid::level(page, &axis, &self.unit, (frame.x0, frame.x1), language);
        grid::years(page, &time, &years, frame);
        Plane { time, axis, frame }
    }

    pub(super) fn draw_targets(&self, page: &mut Page, plane: &Plane, space: &mut Space) {
        for target in &self.targets {
            let low = plane.at((target.date, target.low));
            if let Some(high) = target.high {
                let high = plane.at((target.date, high));
                page.line(&[low, high], 4.0, TARGET);
                page.line(&[(high.0 - 8.0, high.1), (high.0 + 8.0, high.1)], 3.0, TARGET);
                space.take_line(low, high);
            }
            Sign::Diamond.draw(page, low);
            space.take(Frame::around(low, 9.0));
        }
    }
}
