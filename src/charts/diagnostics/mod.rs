//! Did the forecasts of each method hold what they promised, when they were tried on the past?

mod coverage;
mod reliability;

use super::figure::figure;
use super::marks::{Sign, legend};
use super::page::Page;
use super::theme::QUIET;
use super::{Form, finite, shapes, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::{Language, count};

/// Backtests of projection methods: how often their intervals held the real value, by horizon and level, and how often
/// what they called likely came true.
///
/// ```
/// use milepost::charts::{Caption, Chart, CoveragePoint, DiagnosedMethod, Diagnostics, ReliabilityPoint, draw_svg};
/// use milepost::language::Language;
///
/// let chart = Chart::Diagnostics(Diagnostics {
///     horizon_unit: "năm".into(),
///     methods: vec![DiagnosedMethod {
///         name: "Lớp tham chiếu".into(),
///         coverage: vec![CoveragePoint { horizon: 5, level: 0.8, covered: 0.798, error: Some(0.017), count: 1704 }],
///         reliability: vec![ReliabilityPoint { forecast: 0.85, observed: 0.88, count: 934 }],
///     }],
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("Lớp tham chiếu: 1.704 khoảng đã kiểm định; 934 xác suất đã kiểm định"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagnostics {
    /// What a step ahead is: `năm`, `quý`.
    pub horizon_unit: String,
    /// The methods, 1 to 6.
    pub methods: Vec<DiagnosedMethod>,
}

/// One method's record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DiagnosedMethod {
    /// Its name.
    pub name: String,
    /// How often its intervals held the real value; empty where none was tried.
    pub coverage: Vec<CoveragePoint>,
    /// How often what it called likely came true; empty where it named no probability.
    pub reliability: Vec<ReliabilityPoint>,
}

/// Intervals of one level and horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoveragePoint {
    /// Steps ahead, 1 or more.
    pub horizon: u32,
    /// What the intervals promised: 0.8, 0.9, 0.95.
    pub level: f64,
    /// The share that held the real value, 0 to 1.
    pub covered: f64,
    /// Standard error of that share; `None` where it is not known, then no whisker is drawn.
    pub error: Option<f64>,
    /// How many intervals were tried.
    pub count: u64,
}

/// Forecasts of similar probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliabilityPoint {
    /// Their mean probability, 0 to 1.
    pub forecast: f64,
    /// The share that came true, 0 to 1.
    pub observed: f64,
    /// How many there were.
    pub count: u64,
}

const MOST_LEVELS: usize = 4;
const MOST_HORIZONS: usize = 12;

impl Form for Diagnostics {
    fn check(&self) -> Result<()> {
        some_rows("diagnostics", self.methods.iter().map(|m| m.coverage.len() + m.reliability.len()).sum())?;
        unit_of("diagnostics", &self.horizon_unit)?;
        let (levels, horizons) = (self.levels().len(), self.horizons().len());
        if self.methods.len() > shapes::MOST || levels > MOST_LEVELS || horizons > MOST_HORIZONS {
            return Err(Error::usage("the chart `diagnostics` has too much to tell apart")
                .found(format!("{} methods, {levels} levels, {horizons} horizons", self.methods.len()))
                .expected(format!(
                    "at most {} methods, {MOST_LEVELS} levels and {MOST_HORIZONS} horizons",
                    shapes::MOST
                ))
                .hint("choose the methods that are compared"));
        }
        self.methods.iter().try_for_each(DiagnosedMethod::check)
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let mut signs: Vec<(Sign, String)> =
            self.methods.iter().enumerate().map(|(i, m)| (Sign::Series(i), m.tested(language))).collect();
        if !self.levels().is_empty() {
            signs.push((Sign::Dashes(QUIET), words::NOMINAL.get(language).to_owned()));
        }
        if self.methods.iter().flat_map(|m| &m.coverage).any(|point| point.error.is_some()) {
            signs.push((Sign::Whisker, words::TWO_ERRORS.get(language).to_owned()));
        }
        if self.methods.iter().any(|m| !m.reliability.is_empty()) {
            signs.push((Sign::Line(QUIET), words::PERFECT.get(language).to_owned()));
        }
        let top = legend(page, top, &signs);
        let left = self.coverage(page, top, language);
        left.max(self.reliability(page, top, language))
    }

    fn describe(&self, language: Language) -> Vec<String> {
        self.methods.iter().map(|method| method.told(&self.horizon_unit, language)).collect()
    }
}

impl Diagnostics {
    /// The levels of all methods, the lowest first.
    fn levels(&self) -> Vec<f64> {
        let mut levels: Vec<f64> = self.methods.iter().flat_map(|m| &m.coverage).map(|point| point.level).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        levels
    }

    /// The horizons of all methods, the nearest first.
    fn horizons(&self) -> Vec<u32> {
        let mut horizons: Vec<u32> = self.methods.iter().flat_map(|m| &m.coverage).map(|p| p.horizon).collect();
        horizons.sort_unstable();
        horizons.dedup();
        horizons
    }
}

impl DiagnosedMethod {
    fn check(&self) -> Result<()> {
        let shares = self.coverage.iter().flat_map(|p| [p.level, p.covered]);
        let shares = shares.chain(self.reliability.iter().flat_map(|p| [p.forecast, p.observed]));
        finite("diagnostics", &self.name, shares.clone().chain(self.coverage.iter().filter_map(|p| p.error)))?;
        if let Some(share) = shares.into_iter().find(|share| !(0.0..=1.0).contains(share)) {
            return Err(Error::data(format!("the chart `diagnostics` cannot draw a share of `{}`", self.name))
                .found(share.to_string())
                .expected("shares and probabilities from 0 to 1, e.g. 0.8"));
        }
        if let Some(error) = self.coverage.iter().filter_map(|p| p.error).find(|error| *error < 0.0) {
            return Err(Error::data(format!(
                "the chart `diagnostics` cannot draw a standard error of `{}`",
                self.name
            ))
            .found(error.to_string())
            .expected("zero or more"));
        }
        let counts = self.coverage.iter().map(|p| p.count).chain(self.reliability.iter().map(|p| p.count));
        if counts.into_iter().any(|count| count == 0) {
            return Err(Error::data(format!("the chart `diagnostics` has a share of no forecasts of `{}`", self.name))
                .found("n = 0")
                .expected("shares of one forecast or more; leave out what was not tried"));
        }
        for (i, point) in self.coverage.iter().enumerate() {
            if self.coverage[..i].iter().any(|o| o.horizon == point.horizon && o.level == point.level) {
                return Err(Error::data(format!("`{}` has two coverages for one horizon and level", self.name))
                    .found(format!("horizon {}, level {}, twice", point.horizon, point.level))
                    .expected("one")
                    .hint("choose one number of readings and one set of windows"));
            }
        }
        Ok(())
    }

    /// The method with the number of its intervals and probabilities. Levels share their intervals' forecasts: the level
    /// with the most counts.
    fn tested(&self, language: Language) -> String {
        let mut levels: Vec<f64> = self.coverage.iter().map(|point| point.level).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        let of = |level: &f64| -> u128 {
            self.coverage.iter().filter(|point| point.level == *level).map(|point| u128::from(point.count)).sum()
        };
        let intervals = levels.iter().map(of).max().unwrap_or(0);
        let probabilities: u128 = self.reliability.iter().map(|point| u128::from(point.count)).sum();
        let n = |number: u128| count(i128::try_from(number).unwrap_or(i128::MAX), language);
        let plural = |number: u128| usize::try_from(number).unwrap_or(usize::MAX);
        let intervals = match intervals {
            0 => words::NO_COVERAGE.get(language).to_lowercase(),
            some => language.say_with("chart-intervals-tested", &[("count", &plural(some)), ("n", &n(some))]),
        };
        let probabilities = match probabilities {
            0 => words::NO_PROBABILITY.get(language).to_lowercase(),
            some => language.say_with("chart-probabilities-tested", &[("count", &plural(some)), ("n", &n(some))]),
        };
        format!("{}: {intervals}; {probabilities}", text::name(&self.name))
    }

    fn told(&self, unit: &str, language: Language) -> String {
        let coverage = self.coverage.iter().map(|point| point.said(unit, language));
        let reliability = self.reliability.iter().map(|point| point.said(language));
        let points = coverage.chain(reliability).collect::<Vec<_>>().join("; ");
        format!("{}. {points}", self.tested(language))
    }
}

/// A share as it stands in words, without the dust of its last binary digits.
fn percent_of(share: f64, language: Language) -> String {
    figure((share * 1e8).round() / 1e6, "%", &[], language)
}

impl CoveragePoint {
    fn said(&self, unit: &str, language: Language) -> String {
        let share = |share: f64| percent_of(share, language);
        let error = self.error.map_or(String::new(), |error| format!(" ± {}", share((2.0 * error).min(1.0))));
        format!(
            "{} {}, {} {} {unit}: {}{error} (n = {})",
            words::INTERVAL_OF.get(language),
            share(self.level),
            words::HORIZON.get(language).to_lowercase(),
            self.horizon,
            share(self.covered),
            count(i128::from(self.count), language)
        )
    }
}

impl ReliabilityPoint {
    fn said(&self, language: Language) -> String {
        format!(
            "{} {}: {} {} (n = {})",
            words::FORECAST_PROBABILITY.get(language),
            percent_of(self.forecast, language),
            words::OBSERVED_SHARE.get(language).to_lowercase(),
            percent_of(self.observed, language),
            count(i128::from(self.count), language)
        )
    }
}
