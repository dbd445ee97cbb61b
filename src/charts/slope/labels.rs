//! Which areas of a slope chart are named, and where do the names stand?

use super::{AWAY, ENDS, Slope, SlopeRow};
use crate::charts::figure::figure;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::spread;
use crate::charts::scale::Axis;
use crate::charts::text;
use crate::charts::theme::{BODY, LEFT, LINE, QUIET, RIGHT, SMALL, Style, TEXT};
use crate::language::Language;

/// The least and the usual greatest height of the drawing.
const HEIGHTS: (f64, f64) = (240.0, 620.0);
/// Between two labels of one side.
const GAP: f64 = 3.0;
/// How far the label of an area that is not highlighted may stand from its point.
const FAR: f64 = 44.0;
const MARGIN: f64 = 10.0;

/// The areas that are named, and the height they need.
pub(super) struct Named {
    rows: Vec<usize>,
    pub height: f64,
}

/// The lines of a label on one side; none without a figure.
fn label(slope: &Slope, row: &SlopeRow, left: bool, language: Language) -> Option<(f64, Vec<String>, Style)> {
    let value = if left { row.first } else { row.second }?;
    let style = if row.highlighted { BODY.bold().ink(TEXT) } else { SMALL.ink(QUIET) };
    let said = figure(value, &slope.unit, &[], language);
    let words = if left { format!("{} {said}", row.name) } else { format!("{said} {}", row.name) };
    let room = if left { ENDS.0 - AWAY - LEFT } else { RIGHT - ENDS.1 - AWAY };
    Some((value, text::wrap(&words, style, room), style))
}

impl Named {
    /// The highlighted first, then those that changed most, as long as their labels stand near their points.
    pub fn choose(slope: &Slope, language: Language) -> Named {
        let drawn: Vec<usize> = (0..slope.rows.len()).filter(|i| slope.rows[*i].values().next().is_some()).collect();
        let tall = |rows: &[usize]| {
            let side = |left| {
                let heights = rows.iter().filter_map(|i| label(slope, &slope.rows[*i], left, language));
                heights.map(|(_, lines, style)| lines.len() as f64 * style.line() + GAP).sum::<f64>()
            };
            f64::max(side(true), side(false)) + 2.0 * MARGIN
        };
        let (mut rows, mut others): (Vec<usize>, Vec<usize>) = drawn.iter().partition(|i| slope.rows[**i].highlighted);
        let height = f64::min(tall(&drawn) * 1.3, HEIGHTS.1).max(HEIGHTS.0).max(tall(&rows));
        let change = |i: &usize| match slope.rows[*i].first.zip(slope.rows[*i].second) {
            Some((first, second)) => (second - first).abs(),
            None => 0.0,
        };
        // Sorting keeps the order of equal changes.
        others.sort_by(|a, b| change(b).total_cmp(&change(a)));
        for other in others {
            rows.push(other);
            let near = [true, false].into_iter().all(|left| {
                let placed = places(slope, &rows, left, &slope.axis(0.0, height), 0.0, height, language);
                placed.is_some_and(|labels| {
                    labels.iter().all(|l| slope.rows[l.row].highlighted || (l.centre - l.at).abs() <= FAR)
                })
            });
            if !near {
                rows.pop();
            }
        }
        Named { rows, height }
    }

    pub fn is_named(&self, row: usize) -> bool {
        self.rows.contains(&row)
    }

    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Names and figures on both sides, each led to from its point.
    pub fn draw(&self, page: &mut Page, slope: &Slope, axis: &Axis, top: f64, language: Language) {
        for (left, x, sense, anchor) in [(true, ENDS.0, -1.0, Anchor::End), (false, ENDS.1, 1.0, Anchor::Start)] {
            let placed = places(slope, &self.rows, left, axis, top, self.height, language).unwrap_or_default();
            for label in placed {
                if (label.centre - label.at).abs() > 2.0 {
                    page.line(&[(x + sense * 10.0, label.at), (x + sense * (AWAY - 4.0), label.centre)], 1.0, LINE);
                }
                let above = label.lines.len() as f64 * label.style.line() / 2.0;
                page.lines(x + sense * AWAY, label.centre - above, anchor, &label.lines, label.style);
            }
        }
    }
}

/// A label: whose, where its point and its middle are, and its lines.
struct Label {
    row: usize,
    at: f64,
    centre: f64,
    lines: Vec<String>,
    style: Style,
}

/// The labels of one side; `None` where they do not fit.
fn places(
    slope: &Slope,
    rows: &[usize],
    left: bool,
    axis: &Axis,
    top: f64,
    height: f64,
    language: Language,
) -> Option<Vec<Label>> {
    let mut labels: Vec<Label> = rows
        .iter()
        .filter_map(|row| {
            let (value, lines, style) = label(slope, &slope.rows[*row], left, language)?;
            Some(Label { row: *row, at: axis.at(value), centre: 0.0, lines, style })
        })
        .collect();
    let wanted: Vec<(f64, f64)> =
        labels.iter().map(|label| (label.at, label.lines.len() as f64 * label.style.line())).collect();
    let centres = spread(&wanted, top - MARGIN, top + height + MARGIN, GAP)?;
    labels.iter_mut().zip(centres).for_each(|(label, centre)| label.centre = centre);
    Some(labels)
}
