//! How do stepped lines stand on the page, and their labels beside them?

use super::{LOWERED, RAISED, Revisions, Step};
use crate::charts::figure::figure;
use crate::charts::marks::Sign;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Point, spread};
use crate::charts::scale::{Axis, Time};
use crate::charts::shades::Classes;
use crate::charts::theme::{BODY, GRID, LINE, NOW, SMALL, SOFT};
use crate::charts::{grid, text, words};
use crate::language::{Language, date};
use jiff::civil::Date;

/// The usual height of the lines, and the least.
const HEIGHT: f64 = 300.0;
const LEAST: f64 = 160.0;
/// Widest label beside the lines.
const ROOM: f64 = 250.0;
/// Room between the last day and the labels, for leaders.
const LEADERS: f64 = 34.0;

/// The label of a line: name and figure in bold, the change below.
struct Label {
    main: Vec<String>,
    change: Vec<String>,
}

impl Label {
    fn height(&self) -> f64 {
        self.main.len() as f64 * BODY.line() + self.change.len() as f64 * SMALL.line()
    }

    fn width(&self) -> f64 {
        text::widest(&self.main, BODY.bold()).max(text::widest(&self.change, SMALL))
    }
}

impl Revisions {
    /// The lines from `top` down with their days below; gives back where they end.
    pub(super) fn plot(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let room = page.share(ROOM).min(ROOM);
        let labels: Vec<Label> = self
            .periods
            .iter()
            .map(|period| {
                let latest = period.ordered().last().and_then(|vintage| vintage.1);
                let main = match latest {
                    Some(value) => {
                        format!("{}: {}", text::name(&period.name), figure(value, &self.unit, &[], language))
                    }
                    None => period.name.clone(),
                };
                Label {
                    main: text::wrap(&main, BODY.bold(), room),
                    change: text::wrap(&self.change(period, language), SMALL, room),
                }
            })
            .collect();
        let needed = labels.iter().map(Label::height).sum::<f64>() + 8.0 * labels.len() as f64;
        let (y0, y1) = (top + 6.0, top + 6.0 + needed.max(page.height_from(top + 6.0, 48.0, HEIGHT, LEAST)));
        let values = self.periods.iter().flat_map(|period| period.vintages.iter().filter_map(|vintage| vintage.1));
        let axis = Classes::of(&values.collect::<Vec<_>>()).axis(y1, y0);
        let left = page.left + grid::widest_label(&axis, &self.unit, language) + 10.0;
        let right = page.right - labels.iter().map(Label::width).fold(0.0, f64::max) - LEADERS;
        grid::level(page, &axis, &self.unit, (left, right), language);
        let days: Vec<Date> = self.days();
        let first = days.first().copied().unwrap_or(Date::ZERO);
        let last = days.last().copied().unwrap_or(Date::ZERO);
        let (from, to) = (left + 12.0, right - 12.0);
        let time = Time::new(first, last, if first == last { (from + to) / 2.0 } else { from }, to);
        let bottom = days_below(page, &days, &time, (left, right), (y0, y1), language);
        let behind = page.marks.len();
        let ends = self.lines(page, &time, &axis, language);
        let lines = page.marks.split_off(behind);
        let wanted: Vec<(f64, f64)> = ends.iter().zip(&labels).map(|(end, label)| (end.1, label.height())).collect();
        let centres =
            spread(&wanted, y0 - 10.0, y1 + 10.0, 6.0).unwrap_or_else(|| wanted.iter().map(|w| w.0).collect());
        for ((label, end), centre) in labels.iter().zip(&ends).zip(centres) {
            let x = right + LEADERS;
            page.line(&[(end.0 + 11.0, end.1), (right + 4.0, end.1), (x - 14.0, centre), (x - 6.0, centre)], 1.0, LINE);
            let y = page.lines(x, centre - label.height() / 2.0, Anchor::Start, &label.main, BODY.bold().ink(NOW));
            page.lines(x, y, Anchor::Start, &label.change, SMALL);
        }
        // Leaders pass behind the lines of others.
        page.marks.extend(lines);
        bottom
    }

    /// All days on which a figure became known.
    fn days(&self) -> Vec<Date> {
        let mut days: Vec<Date> =
            self.periods.iter().flat_map(|period| period.vintages.iter().map(|vintage| vintage.0)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Stepped lines with their signs; gives back where each ends.
    fn lines(&self, page: &mut Page, time: &Time, axis: &Axis, language: Language) -> Vec<Point> {
        let mut signs = Vec::new();
        let mut ends = Vec::new();
        for period in &self.periods {
            let mut held: Option<Point> = None;
            let mut end: Point = (0.0, axis.bottom());
            let (ordered, steps) = (period.ordered(), period.steps());
            for (i, (day, value)) in ordered.iter().enumerate() {
                let x = time.at(*day);
                let next = value.map(|value| (x, axis.at(value)));
                if let Some(from) = held {
                    // A figure holds until the day of the next.
                    let turn = (x, from.1);
                    page.line(&[from, turn, next.unwrap_or(turn)], 2.0, SOFT);
                }
                end = next.unwrap_or((x, held.map_or(end.1, |held| held.1)));
                held = next;
                let step = steps.iter().find(|step| step.0.0 == *day).map(|step| step.1);
                signs.push((end, step, i + 1 == ordered.len()));
                page.spot_at(end, &format!("{} – {}", period.name, self.said(*day, *value, language)));
            }
            ends.push(end);
        }
        for (at, step, latest) in signs {
            let sign = match step {
                Some(Step::FirstOrSame) => Sign::Earlier,
                Some(Step::Up) => RAISED,
                Some(Step::Down) => LOWERED,
                None => Sign::Withdrawn,
            };
            match sign {
                Sign::Earlier if latest => Sign::Latest.draw(page, at),
                Sign::Triangle { .. } if latest => latest_with(page, at, sign),
                _ => sign.draw(page, at),
            }
        }
        ends
    }
}

/// The latest figure, and beside it how it came about.
fn latest_with(page: &mut Page, at: Point, sign: Sign) {
    sign.draw(page, (at.0 - 17.0, at.1));
    Sign::Latest.draw(page, at);
}

/// The days below, as many as have room, each with its upright line; gives back where they end.
fn days_below(
    page: &mut Page,
    days: &[Date],
    time: &Time,
    (left, right): (f64, f64),
    (top, bottom): (f64, f64),
    language: Language,
) -> f64 {
    let mut free_from = page.left;
    // The last day is always named; before it, whatever leaves room: the first stands on the page though its line is near
    // the edge.
    let said: Vec<(f64, String)> = days.iter().map(|day| (time.at(*day), date(*day, language))).collect();
    let half = |text: &str| text::width(text, SMALL) / 2.0;
    let end = said.last().map_or(right, |(x, text)| (x - half(text)).min(right + LEADERS - 2.0 * half(text)));
    for (i, (x, text)) in said.iter().enumerate() {
        page.line(&[(*x, top), (*x, bottom)], 1.0, GRID);
        page.line(&[(*x, bottom), (*x, bottom + 6.0)], 1.0, LINE);
        let last = i + 1 == said.len();
        let centre = if i == 0 { x.max(page.left + half(text)) } else { *x };
        if last || (centre - half(text) >= free_from && centre + half(text) + 10.0 < end) {
            page.words(centre, bottom + 20.0, Anchor::Middle, text, SMALL);
            free_from = centre + half(text) + 10.0;
        }
    }
    page.words((left + right) / 2.0, bottom + 40.0, Anchor::Middle, words::KNOWN_ON.get(language), SMALL);
    bottom + 48.0
}
