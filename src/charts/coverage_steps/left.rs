//! What is said beside the steps? What is left after the latest report, and what no plan covers.

use super::{CoverageStep, CoverageSteps};
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Frame, spread};
use crate::charts::scale::Axis;
use crate::charts::text;
use crate::charts::theme::{BODY, LINE};
use crate::language::Language;

impl CoverageSteps {
    /// Brackets beside the steps, and what each of them means: what is left, and what no plan covers.
    pub(super) fn say_left(
        &self,
        page: &mut Page,
        steps: &[CoverageStep],
        frame: Frame,
        axis: &Axis,
        language: Language,
    ) -> f64 {
        let whole = axis.at(self.total);
        let latest = steps.iter().rfind(|step| !step.planned).map(|step| axis.at(step.covered));
        let unplanned = self.without_plan.filter(|count| *count <= self.total).map(|count| axis.at(self.total - count));
        // Each says its part at the middle of what it alone spans: its lower end, and where its words belong.
        let from = unplanned.filter(|y| latest.is_some_and(|latest| latest > *y)).unwrap_or(whole);
        let left = latest.map(|y| Some((y, (from + y) / 2.0)));
        let spans: Vec<Option<(f64, f64)>> =
            left.into_iter().chain([unplanned.map(|y| (y, (whole + y) / 2.0))]).collect();
        let said: Vec<Vec<String>> = self
            .left(steps, language)
            .iter()
            .map(|words| text::wrap(words, BODY, page.right - frame.x1 - 44.0))
            .collect();
        let height = |lines: &Vec<String>| lines.len() as f64 * BODY.line();
        let wanted: Vec<(f64, f64)> =
            spans.iter().zip(&said).map(|(span, lines)| (span.map_or(frame.y1, |s| s.1), height(lines))).collect();
        let total: f64 = wanted.iter().map(|w| w.1 + 10.0).sum();
        let bottom = frame.y1.max(frame.y0 + total);
        let centres =
            spread(&wanted, frame.y0 - 20.0, bottom, 10.0).unwrap_or_else(|| wanted.iter().map(|w| w.0).collect());
        for (i, ((span, lines), centre)) in spans.iter().zip(&said).zip(centres).enumerate() {
            let top = centre - height(lines) / 2.0;
            page.lines(frame.x1 + 44.0, top, Anchor::Start, lines, BODY);
            if let Some((y, _)) = span.filter(|(y, _)| *y > whole) {
                let x = frame.x1 + 10.0 + 12.0 * i as f64;
                page.line(&[(x - 6.0, whole), (x, whole), (x, y), (x - 6.0, y)], 1.0, LINE);
                page.line(&[(x, centre.clamp(whole, y)), (frame.x1 + 40.0, centre)], 1.0, LINE);
            }
        }
        bottom
    }
}
