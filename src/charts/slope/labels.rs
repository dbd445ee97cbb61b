//! Which areas of a slope chart are named, and where do the names stand?

use super::{AWAY, Slope, ends};
use crate::charts::figure::figure;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::spread;
use crate::charts::scale::Axis;
use crate::charts::text;
use crate::charts::theme::{BODY, LINE, QUIET, SMALL, Style, TEXT};
use crate::language::Language;

/// The least and the usual greatest height of the drawing.
const HEIGHTS: (f64, f64) = (240.0, 620.0);
const LEAST: f64 = 240.0;
/// Room for one line of what is said below.
const BELOW: f64 = 44.0;
/// Between two labels of one side.
const GAP: f64 = 3.0;
/// How far the label of an area that is not highlighted may stand from its point.
const FAR: f64 = 44.0;
const MARGIN: f64 = 10.0;

/// Name and figure at one end of a line.
struct Label {
    value: f64,
    lines: Vec<String>,
    style: Style,
    highlighted: bool,
}

impl Label {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * self.style.line()
    }
}

/// The labels at the first date or at the second, one for each area that has a figure then.
fn labels(slope: &Slope, page: &Page, left: bool, language: Language) -> Vec<Option<Label>> {
    let (start, end) = ends(page);
    let room = if left { start - AWAY - page.left } else { page.right - end - AWAY };
    let label = |row: &super::SlopeRow| {
        let value = if left { row.first } else { row.second }?;
        let style = if row.highlighted { BODY.bold().ink(TEXT) } else { SMALL.ink(QUIET) };
        let said = figure(value, &slope.unit, &[], language);
        let name = text::name(&row.name);
        let words = if left { format!("{name} {said}") } else { format!("{said} {name}") };
        Some(Label { value, lines: text::wrap(&words, style, room), style, highlighted: row.highlighted })
    };
    slope.rows.iter().map(label).collect()
}

/// The areas that are named, and the height they need.
pub(super) struct Named {
    rows: Vec<usize>,
    /// At the first date and at the second.
    labels: [Vec<Option<Label>>; 2],
    pub height: f64,
}

impl Named {
    /// The highlighted first, then those that changed most, as long as their labels stand near their points.
    pub fn choose(slope: &Slope, page: &Page, top: f64, language: Language) -> Named {
        let labels = [true, false].map(|left| labels(slope, page, left, language));
        let drawn: Vec<usize> = (0..slope.rows.len()).filter(|i| slope.rows[*i].values().next().is_some()).collect();
        let tall = |rows: &[usize]| {
            let side = |labels: &[Option<Label>]| {
                rows.iter().filter_map(|i| labels[*i].as_ref()).map(|label| label.height() + GAP).sum::<f64>()
            };
            f64::max(side(&labels[0]), side(&labels[1])) + 2.0 * MARGIN
        };
        let (rows, mut others): (Vec<usize>, Vec<usize>) = drawn.iter().partition(|i| slope.rows[**i].highlighted);
        let usual = f64::min(tall(&drawn) * 1.3, HEIGHTS.1).max(HEIGHTS.0);
        let height = page.height_from(top, BELOW, usual, LEAST).max(tall(&rows));
        let change = |i: &usize| match slope.rows[*i].first.zip(slope.rows[*i].second) {
            Some((first, second)) => (second - first).abs(),
            None => 0.0,
        };
        // Sorting keeps the order of equal changes.
        others.sort_by(|a, b| change(b).total_cmp(&change(a)));
        let axis = slope.axis(0.0, height);
        let mut named = Named { rows, labels, height };
        for other in others {
            named.rows.push(other);
            if !named.all_near(&axis) {
                named.rows.pop();
            }
        }
        named
    }

    fn all_near(&self, axis: &Axis) -> bool {
        let near = |label: &Label, centre: f64| label.highlighted || (centre - axis.at(label.value)).abs() <= FAR;
        self.labels.iter().all(|side| {
            let placed = self.places(side, axis, 0.0);
            placed.is_some_and(|labels| labels.into_iter().all(|(label, centre)| near(label, centre)))
        })
    }

    pub fn is_named(&self, row: usize) -> bool {
        self.rows.contains(&row)
    }

    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Names and figures on both sides, each led to from its point.
    pub fn draw(&self, page: &mut Page, axis: &Axis, top: f64) {
        for (side, x, sense, anchor) in [(0, ends(page).0, -1.0, Anchor::End), (1, ends(page).1, 1.0, Anchor::Start)] {
            for (label, centre) in self.places(&self.labels[side], axis, top).unwrap_or_default() {
                let at = axis.at(label.value);
                if (centre - at).abs() > 2.0 {
                    page.line(&[(x + sense * 10.0, at), (x + sense * (AWAY - 4.0), centre)], 1.0, LINE);
                }
                page.lines(x + sense * AWAY, centre - label.height() / 2.0, anchor, &label.lines, label.style);
            }
        }
    }

    /// The labels of one side with their middles; `None` where they do not fit.
    fn places<'a>(&self, side: &'a [Option<Label>], axis: &Axis, top: f64) -> Option<Vec<(&'a Label, f64)>> {
        let labels: Vec<&Label> = self.rows.iter().filter_map(|row| side[*row].as_ref()).collect();
        let wanted: Vec<(f64, f64)> = labels.iter().map(|label| (axis.at(label.value), label.height())).collect();
        let centres = spread(&wanted, top - MARGIN, top + self.height + MARGIN, GAP)?;
        Some(labels.into_iter().zip(centres).collect())
    }
}
