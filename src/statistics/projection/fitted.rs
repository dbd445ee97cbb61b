//! A model fitted to one series: its predictive distribution at any later date, and the estimates that sum it up.

use super::read_out::read_out;
use super::{Basis, Predictive};
use crate::statistics::{Comparator, Estimate, Interval, Level, Method, Refusal, Working, years_between};
use jiff::civil::Date;
use std::cell::Cell;

/// A model fitted to one series. A model supplies its basis and its distributions; the rest follows from them, so that
/// the same refusals and downgrades hold for all models.
pub trait Fitted {
    /// What it rests on.
    fn basis(&self) -> &Basis;

    /// The distribution so many years (more than 0) after the latest reading.
    ///
    /// Errors: where the model has nothing to say so far ahead.
    fn predictive(&self, years: f64) -> Result<Predictive, Refusal>;

    /// How the distribution so many years ahead comes about, line by line: what was estimated from the readings, then the
    /// centre and spread that follow. `level` chooses the quantiles shown where there is no such centre.
    fn steps(&self, years: f64, level: Level) -> Result<Vec<Working>, Refusal>;

    /// The whole calculation of median and interval so many years (more than 0) after the latest reading: each line with
    /// its formula, the formula with the numbers put in, and its value. The numbers are those that [`Fitted::at`] uses.
    ///
    /// Errors: those of [`Fitted::at`].
    fn workings(&self, years: f64, level: Level) -> Result<Vec<Working>, Refusal> {
        if years.is_nan() || years <= 0.0 {
            return Err(Refusal::TargetDateNotAfterReading);
        }
        let predictive = self.predictive(years)?;
        let mut lines = self.steps(years, level)?;
        lines.extend(read_out(&predictive, self.basis(), years, level)?);
        // What is shown on the way may leave the range of floats where the results do not.
        lines.retain(|line| line.values().iter().all(|value| value.is_finite()));
        Ok(lines)
    }

    /// Name and version of the model.
    fn method(&self) -> Method {
        self.basis().method
    }

    /// The date of the latest reading: projections begin after it.
    fn origin(&self) -> Date {
        self.basis().origin
    }

    /// Years from the latest reading to a date after it. Errors: [`Refusal::TargetDateNotAfterReading`].
    fn horizon(&self, date: Date) -> Result<f64, Refusal> {
        let years = years_between(self.origin(), date);
        if years > 0.0 { Ok(years) } else { Err(Refusal::TargetDateNotAfterReading) }
    }

    /// Median and central interval at a date, in the unit of the readings.
    ///
    /// Errors: [`Refusal::TargetDateNotAfterReading`], [`Refusal::NotFinite`]. Downgrades stand in `remarks`; where one
    /// of them forbids an interval, it is `None`.
    fn at(&self, date: Date, level: Level) -> Result<Estimate, Refusal> {
        self.on(date)?.estimate(level)
    }

    /// What there is to say about one date, for several levels. Errors: those of [`Fitted::at`].
    ///
    /// ```
    /// use jiff::civil::date;
    /// use milepost::statistics::{Declared, Level, Model, Reading, RwDrift, Scale, Series};
    /// let values = [45.0, 53.0, 58.1, 69.8, 68.7];
    /// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
    /// let fitted = RwDrift.fit(&Series::new(readings)?, &Declared::on(Scale::Identity))?;
    /// let then = fitted.on(date(2021, 12, 31))?;
    /// assert_eq!(then.estimate(Level::EIGHTY)?, fitted.at(date(2021, 12, 31), Level::EIGHTY)?);
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    fn on(&self, date: Date) -> Result<OnDate<'_>, Refusal> {
        let years = self.horizon(date)?;
        let predictive = self.predictive(years)?;
        Ok(OnDate { basis: self.basis(), years, median: predictive.median(), predictive, says_little: Cell::new(None) })
    }

    /// Probability, from 0 to 1, that the value at that date (not before it) compares so with `value`.
    ///
    /// Errors: those of [`Fitted::at`], and every reason for which a probability must not be named.
    fn probability(&self, date: Date, comparator: Comparator, value: f64) -> Result<Estimate, Refusal> {
        let (basis, years) = (self.basis(), self.horizon(date)?);
        let (upward, goal, moved) = basis.goal(comparator, value)?;
        if let Some(reason) = basis.no_probability.or(basis.no_interval) {
            return Err(reason);
        }
        if basis.beyond_backtest(years) {
            return Err(Refusal::BeyondBacktest);
        }
        let predictive = self.predictive(years)?;
        let mut remarks = basis.remarks(|| basis.says_little(&predictive, None), years)?;
        if moved && !basis.moved {
            remarks.push(Refusal::BoundaryMoved);
        }
        Ok(Estimate {
            value: if upward { predictive.above(goal)? } else { predictive.below(goal)? },
            interval: None,
            n: basis.n,
            left_out: basis.left_out,
            method: basis.method,
            remarks,
        })
    }
}

/// A fitted model on one date.
#[derive(Debug, Clone, PartialEq)]
pub struct OnDate<'a> {
    basis: &'a Basis,
    years: f64,
    predictive: Predictive,
    median: Result<f64, Refusal>,
    /// Whether its interval says little, once a level has asked: it is the same for all.
    says_little: Cell<Option<bool>>,
}

impl OnDate<'_> {
    /// Median and central interval, as [`Fitted::at`] gives them.
    pub fn estimate(&self, level: Level) -> Result<Estimate, Refusal> {
        let OnDate { basis, predictive, years, median, .. } = self;
        let interval = if basis.no_interval.is_some() { None } else { Some(predictive.interval(level)?) };
        Ok(Estimate {
            value: (*median)?,
            interval,
            n: basis.n,
            left_out: basis.left_out,
            method: basis.method,
            remarks: basis.remarks(|| self.says_little(interval), *years)?,
        })
    }

    fn says_little(&self, known: Option<Interval>) -> Result<bool, Refusal> {
        if let Some(answer) = self.says_little.get() {
            return Ok(answer);
        }
        let answer = self.basis.says_little(&self.predictive, known)?;
        self.says_little.set(Some(answer));
        Ok(answer)
    }
}
