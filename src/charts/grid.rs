//! How are axes drawn? Thin lines behind the marks, with round figures and their unit.

use super::figure::with_unit;
use super::page::{Anchor, Page};
use super::place::Frame;
use super::scale::{Axis, Time, Years};
use super::text;
use super::theme::{GRID, LINE, SMALL};
use crate::language::{Language, decimal};
use jiff::civil::date;

/// From this height on a chart does not fit on a screen.
pub(super) const TALL: f64 = 800.0;

/// Figures left of an axis stand no closer.
const CLOSEST: f64 = 16.0;

/// Figures along an axis, with as many decimals as their step needs.
pub(super) fn tick_labels(axis: &Axis, unit: &str, language: Language) -> Vec<(f64, String)> {
    let ticks = axis.ticks();
    let labels = labels(&ticks, unit, language);
    ticks.into_iter().map(|tick| axis.at(tick)).zip(labels).collect()
}

/// Round figures with as many decimals as their step needs.
pub(super) fn labels(ticks: &[f64], unit: &str, language: Language) -> Vec<String> {
    let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    let places =
        (0..6).find(|p| (step * 10f64.powi(*p) % 1.0).min(1.0 - step * 10f64.powi(*p) % 1.0) < 1e-6).unwrap_or(6);
    let unit = if unit == "%" { unit } else { "" };
    let label = |tick: f64| decimal(tick, if tick == 0.0 { 0 } else { places as usize }, language);
    ticks.iter().map(|tick| with_unit(&label(*tick), unit)).collect()
}

/// Upright lines from `top` to `bottom` with their figures above, and below too where the top is out of sight.
pub(super) fn upright(page: &mut Page, axis: &Axis, unit: &str, (top, bottom): (f64, f64), language: Language) {
    let labels = tick_labels(axis, unit, language);
    let widest = labels.iter().map(|(_, label)| text::width(label, SMALL)).fold(0.0, f64::max);
    let apart = labels.windows(2).map(|pair| (pair[1].0 - pair[0].0).abs()).fold(f64::INFINITY, f64::min);
    let every = ((widest + 10.0) / apart).ceil().max(1.0) as usize;
    for (i, (x, label)) in labels.iter().enumerate() {
        page.line(&[(*x, top), (*x, bottom)], 1.0, GRID);
        if i % every == 0 {
            page.words(*x, top - 5.0, Anchor::Middle, label, SMALL);
            if bottom - top > TALL {
                page.words(*x, bottom + 16.0, Anchor::Middle, label, SMALL);
            }
        }
    }
}

/// Level lines from `left` to `right`; a darker one where the axis begins, whether or not that is a round figure.
pub(super) fn lines(page: &mut Page, axis: &Axis, (left, right): (f64, f64)) {
    let bottom = axis.bottom();
    let above: Vec<f64> =
        axis.ticks().into_iter().map(|tick| axis.at(tick)).filter(|y| (y - bottom).abs() > 0.5).collect();
    page.line(&[(left, bottom), (right, bottom)], 1.0, LINE);
    for y in above {
        page.line(&[(left, y), (right, y)], 1.0, GRID);
    }
}

/// Level lines from `left` to `right` with their figures left of them.
pub(super) fn level(page: &mut Page, axis: &Axis, unit: &str, (left, right): (f64, f64), language: Language) {
    lines(page, axis, (left, right));
    let labels = tick_labels(axis, unit, language);
    let apart = labels.windows(2).map(|pair| (pair[1].0 - pair[0].0).abs()).fold(f64::INFINITY, f64::min);
    let every = (CLOSEST / apart).ceil().max(1.0) as usize;
    for (y, label) in labels.into_iter().step_by(every) {
        page.words(left - 8.0, y + 4.5, Anchor::End, &label, SMALL);
    }
}

/// The room that the figures of an upright axis need.
pub(super) fn widest_label(axis: &Axis, unit: &str, language: Language) -> f64 {
    tick_labels(axis, unit, language).iter().map(|(_, label)| text::width(label, SMALL)).fold(0.0, f64::max)
}

/// The years below, each with its upright line: under its last day, or between the lines at its turns.
pub(super) fn years(page: &mut Page, time: &Time, years: &Years, frame: Frame) {
    let apart = (frame.x1 - frame.x0) / years.all.len().max(1) as f64;
    let mut every = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500].into_iter();
    let every = every.find(|n| apart * f64::from(*n) > 40.0).unwrap_or(5000);
    let mut turn = |x: f64| page.line(&[(x, frame.y1), (x, frame.y1 + 6.0)], 1.0, LINE);
    let mut named = Vec::new();
    for (i, year) in years.all.iter().enumerate() {
        let begins = frame.x0 + i as f64 * apart;
        let (line, middle) = if years.at_ends {
            let end = time.at(date(*year, 12, 31));
            (end, end)
        } else {
            let next = time.at(date(year.saturating_add(1).min(9999), 1, 1));
            (begins, (time.at(date(*year, 1, 1)) + next) / 2.0)
        };
        if every <= 2 || year % every == 0 {
            turn(line);
        }
        if every == 1 || year % every == 0 {
            named.push((middle, year.to_string()));
        }
    }
    if !years.at_ends {
        turn(frame.x1);
    }
    for (x, year) in named {
        page.words(x, frame.y1 + 20.0, Anchor::Middle, &year, SMALL);
    }
}
