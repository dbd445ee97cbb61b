//! What was the figure of each period at the time, and how was it revised?

mod draw;

use super::figure::{figure, number, with_unit};
use super::marks::{Sign, legend};
use super::page::Page;
use super::theme::TARGET;
use super::{Form, finite, some_rows, unit_of, words};
use crate::error::{Error, Result};
use crate::language::{Language, date, decimal};
use jiff::civil::Date;

/// Figures of time periods as they became known, day after day: a stepped line each, with the latest figure and what
/// changed since the first in words.
///
/// ```
/// use jiff::civil::date;
/// use milepost::charts::{Caption, Chart, RevisedPeriod, Revisions, draw_svg};
/// use milepost::language::Language;
///
/// let chart = Chart::Revisions(Revisions {
///     name: "Tỷ lệ hồ sơ trực tuyến".into(),
///     unit: "%".into(),
///     periods: vec![RevisedPeriod {
///         name: "Quý I/2025".into(),
///         vintages: vec![(date(2025, 4, 10), Some(44.6)), (date(2025, 7, 10), Some(45.4))],
///     }],
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("+0,8\u{a0}điểm\u{a0}phần\u{a0}trăm"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Revisions {
    /// What is measured, for the description; the title is the caption's.
    pub name: String,
    /// Unit of all figures.
    pub unit: String,
    /// The periods, 1 to 12, in their order.
    pub periods: Vec<RevisedPeriod>,
}

/// One time period and all that was ever said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisedPeriod {
    /// The period: `2024`, `Quý I/2025`.
    pub name: String,
    /// The days on which a figure became known, with it, in any order; `None` where a figure was withdrawn.
    pub vintages: Vec<(Date, Option<f64>)>,
}

/// The most periods and vintages that can still be read.
const MOST: usize = 12;
const MOST_VINTAGES: usize = 40;

/// The signs of a figure made greater or smaller.
const RAISED: Sign = Sign::Triangle { up: true, full: true, ink: TARGET };
const LOWERED: Sign = Sign::Triangle { up: false, full: true, ink: TARGET };

/// What a vintage did to the figure before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    FirstOrSame,
    Up,
    Down,
}

impl Form for Revisions {
    fn check(&self) -> Result<()> {
        some_rows("revisions", self.periods.len())?;
        unit_of("revisions", &self.unit)?;
        let most = self.periods.iter().map(|period| period.vintages.len()).max().unwrap_or(0);
        if self.periods.len() > MOST || most > MOST_VINTAGES {
            return Err(Error::usage("the chart `revisions` has too many lines or vintages to be read")
                .found(format!("{} periods, {most} vintages of one", self.periods.len()))
                .expected(format!("at most {MOST} periods with at most {MOST_VINTAGES} vintages"))
                .hint("draw the latest periods only"));
        }
        for period in &self.periods {
            finite("revisions", &period.name, period.vintages.iter().filter_map(|vintage| vintage.1))?;
            let ordered = period.ordered();
            if ordered.is_empty() {
                return Err(Error::data(format!(
                    "the period `{}` of the chart `revisions` has no vintage",
                    period.name
                ))
                .found("no figure")
                .expected("the day on which its first figure became known, and the figure"));
            }
            if let Some(pair) = ordered.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(Error::data(format!("the period `{}` has two figures of one day", period.name))
                    .found(format!("{}, twice", pair[0].0))
                    .expected("one figure for each day")
                    .hint("keep the one that held at the end of the day"));
            }
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let steps: Vec<Step> = self.periods.iter().flat_map(|period| period.steps()).map(|step| step.1).collect();
        let mut signs = vec![(Sign::Latest, words::LATEST.get(language).to_owned())];
        for (step, sign, word) in [
            (Step::FirstOrSame, Sign::Earlier, words::FIRST_OR_SAME),
            (Step::Up, RAISED, words::REVISED_UP),
            (Step::Down, LOWERED, words::REVISED_DOWN),
        ] {
            if steps.contains(&step) {
                signs.push((sign, word.get(language).to_owned()));
            }
        }
        if self.periods.iter().flat_map(|period| &period.vintages).any(|vintage| vintage.1.is_none()) {
            signs.push((Sign::Withdrawn, words::WITHDRAWN.get(language).to_owned()));
        }
        let top = legend(page, top, &signs);
        self.plot(page, top, language)
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let mut told = vec![self.name.clone()];
        told.extend(self.periods.iter().map(|period| {
            let vintages = period.ordered().into_iter().map(|(day, value)| self.said(day, value, language));
            let vintages = vintages.collect::<Vec<_>>().join("; ");
            format!("{} – {vintages} ({})", period.name, self.change(period, language))
        }));
        told
    }
}

impl Revisions {
    /// What was said of a period on a day.
    fn said(&self, day: Date, value: Option<f64>, language: Language) -> String {
        let value = value.map(|value| figure(value, &self.unit, &[], language));
        let value = value.unwrap_or_else(|| words::WITHDRAWN.get(language).to_lowercase());
        format!("{}: {value}", date(day, language))
    }

    /// How the latest figure differs from the first, in words.
    fn change(&self, period: &RevisedPeriod, language: Language) -> String {
        let ordered = period.ordered();
        let (Some(first), Some(last)) = (ordered.iter().find_map(|v| v.1), ordered.last().and_then(|v| v.1)) else {
            return words::WITHDRAWN.get(language).to_lowercase();
        };
        let change = last - first;
        if ordered.len() == 1 {
            return words::ONCE.get(language).to_owned();
        }
        if change.abs() <= 1e-9 * first.abs().max(last.abs()) {
            return words::NOT_REVISED.get(language).to_owned();
        }
        // Subtraction leaves dust in the last binary digits, which is no part of the figure.
        let size = (change.abs() * 1e9).round() / 1e9;
        let tenths = size * 10.0;
        let said = if tenths.fract() == 0.0 && size.fract() != 0.0 {
            decimal(size, 1, language)
        } else {
            number(size, "", &[], language)
        };
        let unit = if self.unit == "%" { words::POINTS.get(language) } else { self.unit.as_str() };
        let sign = if change > 0.0 { "+" } else { "\u{2212}" };
        format!("{} {}", with_unit(&format!("{sign}{said}"), unit), words::SINCE_FIRST.get(language))
    }
}

impl RevisedPeriod {
    /// Vintages by their days.
    fn ordered(&self) -> Vec<(Date, Option<f64>)> {
        let mut ordered = self.vintages.clone();
        ordered.sort_by_key(|vintage| vintage.0);
        ordered
    }

    /// Each figure with its day, and what it did to the figure before it.
    fn steps(&self) -> Vec<((Date, f64), Step)> {
        let mut before: Option<f64> = None;
        let mut steps = Vec::new();
        for (day, value) in self.ordered() {
            let Some(value) = value else { continue };
            let step = match before {
                Some(before) if value > before => Step::Up,
                Some(before) if value < before => Step::Down,
                _ => Step::FirstOrSame,
            };
            steps.push(((day, value), step));
            before = Some(value);
        }
        steps
    }
}
