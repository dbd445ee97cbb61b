//! How is one indicator of an overview drawn? Name, marks on the axis with their figures, status.

use super::{Days, OverviewRow};
use crate::charts::figure::figure;
use crate::charts::marks::Sign;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Frame, spread};
use crate::charts::scale::Axis;
use crate::charts::theme::{BODY, LINE, NOW, QUIET, SMALL, SOFT, Style, TARGET};
use crate::charts::{Reading, text, words};
use crate::language::{Language, date};
use jiff::civil::Date;

/// Room for names.
pub(super) const NAME_ROOM: f64 = 286.0;
/// The ends of the axis, from the left edge of the page.
const PLOT: (f64, f64) = (328.0, 682.0);
/// How far labels may stand out beyond the axis.
const OUT: f64 = 26.0;
/// Where the status column begins.
const STATUS: f64 = 718.0;

/// The ends of the axis on this page.
pub(super) fn plot(page: &Page) -> (f64, f64) {
    (page.left + page.share(PLOT.0), page.left + page.share(PLOT.1))
}

/// A label of a row: where it belongs, its words and letters.
type Label = (f64, String, Style);

impl OverviewRow {
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        [self.baseline.map(|r| r.1), self.now.map(|r| r.1), self.target].into_iter().flatten()
    }

    /// A figure that is never rounded into the target it misses.
    fn figure(&self, value: f64, language: Language) -> String {
        figure(value, &self.unit, self.target.as_slice(), language)
    }

    /// The figure, with its day unless all rows share it.
    fn dated(&self, (day, value): Reading, shared: Option<Date>, language: Language) -> String {
        let value = self.figure(value, language);
        if shared.is_some() { value } else { format!("{value} ({})", date(day, language)) }
    }

    /// Draws the row from `top` down; gives back where the next one starts.
    pub(super) fn draw(&self, page: &mut Page, top: f64, axis: &Axis, days: &Days, language: Language) -> f64 {
        let room = page.share(NAME_ROOM);
        let (from, to) = plot(page);
        let (middle, status_at) = ((from + to) / 2.0, page.left + page.share(STATUS));
        let name = text::wrap(&self.name, BODY, room);
        let missing = (self.now.is_some() && self.baseline.is_none()).then(|| words::NO_BASELINE.get(language));
        let notes = missing.into_iter().chain(self.source_text.as_deref());
        let notes: Vec<String> = notes.flat_map(|note| text::wrap(note, SMALL, room)).collect();
        let status = text::wrap(&self.status_text, BODY.bold(), page.right - status_at - 28.0);
        let mut above: Vec<Label> = Vec::new();
        above.extend(self.baseline.map(|r| (axis.at(r.1), self.dated(r, days.baseline, language), BODY.ink(QUIET))));
        above.extend(self.now.map(|r| (axis.at(r.1), self.dated(r, days.now, language), BODY.bold().ink(NOW))));
        if above.is_empty() {
            above.push((middle, words::NO_READING.get(language).to_owned(), BODY.ink(QUIET)));
        }
        let target = text::wrap(&self.target_text, BODY.ink(TARGET), to - from);
        let below = BODY.line() * target.len() as f64;
        let lanes = lanes(&above, (from, to)) * BODY.line();
        let plot = lanes + 38.0 + below;
        let words = (name.len() as f64 * BODY.line() + notes.len() as f64 * SMALL.line())
            .max(status.len() as f64 * BODY.line());
        let height = plot.max(words) + 14.0;

        let y = top + (height - words) / 2.0;
        let after = page.lines(page.left, y, Anchor::Start, &name, BODY);
        page.lines(page.left, after, Anchor::Start, &notes, SMALL);
        let half = top + height / 2.0;
        self.status.draw(page, (status_at + 9.0, half));
        let y = half - status.len() as f64 * BODY.line() / 2.0;
        page.lines(status_at + 28.0, y, Anchor::Start, &status, BODY.bold().ink(self.status.ink()));

        let start = top + (height - plot) / 2.0;
        let line = start + lanes + 18.0;
        self.draw_marks(page, line, axis);
        self.spots(page, line, axis, language);
        write(page, &above, start, (from, to));
        let wide = text::widest(&target, BODY);
        let centre = self.target.map_or(middle, |target| axis.at(target));
        page.lines(beside(centre, wide, (from, to)), line + 20.0, Anchor::Middle, &target, BODY.ink(TARGET));
        top + height
    }

    /// What each mark says.
    fn spots(&self, page: &mut Page, y: f64, axis: &Axis, language: Language) {
        let said = |word: words::Word, (day, value): Reading| {
            let value = self.figure(value, language);
            format!("{} – {}: {value} ({})", self.name, word.get(language), date(day, language))
        };
        if let Some(target) = self.target {
            let at = axis.at(target);
            let words = format!("{} – {}: {}", self.name, words::TARGET.get(language), self.target_text);
            page.spot(Frame::new(at - 7.0, y - 17.0, at + 7.0, y + 17.0), &words);
        }
        for (word, reading) in [(words::BASELINE, self.baseline), (words::NOW, self.now)] {
            if let Some(reading) = reading {
                page.spot_at((axis.at(reading.1), y), &said(word, reading));
            }
        }
        if self.now.is_none() {
            let (from, to) = plot(page);
            let words = format!("{}: {}", self.name, words::NO_READING.get(language).to_lowercase());
            page.spot(Frame::new(from, y - 16.0, to, y + 8.0), &words);
        }
    }

    /// The line, the ring, the dot and the bar.
    fn draw_marks(&self, page: &mut Page, y: f64, axis: &Axis) {
        let at = |value: f64| axis.at(value);
        let (from, to) = plot(page);
        page.line(&[(from, y), (to, y)], 1.0, LINE);
        if let (Some(from), Some(to)) = (self.baseline, self.now) {
            let (a, b) = (at(from.1).min(at(to.1)), at(from.1).max(at(to.1)));
            page.block(Frame::new(a, y - 3.0, b, y + 3.0), SOFT);
        }
        // The target lies under the dots: its ends stand out above and below them.
        if let Some(target) = self.target {
            Sign::Target.draw(page, (at(target), y));
        }
        match (self.baseline, self.now) {
            (Some((_, before)), Some((_, now))) if (at(before) - at(now)).abs() < 9.0 => {
                // One nearly on the other: a wider ring around a smaller dot keeps both in sight.
                Sign::Around.draw(page, (at(before), y));
                Sign::Within.draw(page, (at(now), y));
            }
            (before, now) => {
                before.iter().for_each(|reading| Sign::Earlier.draw(page, (at(reading.1), y)));
                now.iter().for_each(|reading| Sign::Latest.draw(page, (at(reading.1), y)));
            }
        }
    }

    pub(super) fn describe(&self, language: Language) -> String {
        let at = |word: words::Word, (day, value): Reading| {
            format!("{} {} ({})", word.get(language).to_lowercase(), self.figure(value, language), date(day, language))
        };
        let now = self.now.map_or(words::NO_READING.get(language).to_lowercase(), |reading| at(words::NOW, reading));
        let baseline = self.baseline.map(|reading| at(words::BASELINE, reading));
        let target = format!("{} {}", words::TARGET.get(language).to_lowercase(), self.target_text);
        let parts = [baseline, Some(now), Some(target), Some(self.status_text.clone())];
        format!("{}: {}", self.name, parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}

fn widths(labels: &[Label]) -> Vec<(f64, f64)> {
    labels.iter().map(|(x, words, style)| (*x, text::width(words, *style))).collect()
}

/// Centres of labels side by side; `None` where they need a line each.
fn together(wanted: &[(f64, f64)], (from, to): (f64, f64)) -> Option<Vec<f64>> {
    spread(wanted, from - OUT, to + OUT, 14.0)
}

/// Centre of a label that has its line for itself.
fn beside(centre: f64, width: f64, plot: (f64, f64)) -> f64 {
    together(&[(centre, width)], plot).map_or((plot.0 + plot.1) / 2.0, |centres| centres[0])
}

/// Lines that the labels above the marks need: one where they fit side by side.
fn lanes(labels: &[Label], plot: (f64, f64)) -> f64 {
    if together(&widths(labels), plot).is_some() { 1.0 } else { labels.len() as f64 }
}

/// Writes the labels above the marks, each as near to its mark as the others allow.
fn write(page: &mut Page, labels: &[Label], top: f64, plot: (f64, f64)) {
    let wanted = widths(labels);
    let shared = together(&wanted, plot);
    for (i, (_, words, style)) in labels.iter().enumerate() {
        let (centre, lane) = match &shared {
            Some(centres) => (centres[i], 0),
            None => (beside(wanted[i].0, wanted[i].1, plot), i),
        };
        page.words(centre, top + lane as f64 * BODY.line() + BODY.baseline(), Anchor::Middle, words, *style);
    }
}
