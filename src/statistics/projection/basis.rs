//! What every fitted model rests on, and what follows from it for interval and probability.

use super::place::PlacedSeries;
use super::{Declared, Predictive};
use crate::statistics::{Comparator, Interval, Level, Method, Refusal, Scale, Series};
use jiff::civil::Date;

/// An 80% interval wider than this share of the declared range says little: 50 points of 0..100.
pub(super) const INFORMATIVE_WIDTH: f64 = 0.5;

/// Readings below which a series of its own earns no probability.
const LEAST_FOR_PROBABILITY: usize = 4;

/// What a fitted model rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// Name and version of the model.
    pub method: Method,
    /// The scale; its bounds are the indicator's.
    pub scale: Scale,
    /// The measurement unit by which values on a bound are moved.
    pub unit: f64,
    /// The date of the latest reading: projections begin after it.
    pub origin: Date,
    /// Readings used.
    pub n: usize,
    /// Readings left out because they were missing.
    pub left_out: usize,
    /// A reading on a bound was moved inward.
    pub moved: bool,
    /// Why no interval may be given, hence no probability either.
    pub no_interval: Option<Refusal>,
    /// Why no probability may be given.
    pub no_probability: Option<Refusal>,
    /// How many years ahead the method was backtested; `None` where no backtest is declared.
    pub backtested_years: Option<f64>,
}

impl Basis {
    /// The basis of a model of a placed series: three readings earn no probability.
    pub(super) fn of(
        method: Method,
        series: &Series,
        declared: &Declared,
        placed: &PlacedSeries,
    ) -> Result<Basis, Refusal> {
        Ok(Basis {
            method,
            scale: declared.scale,
            unit: placed.unit,
            origin: series.last()?.date,
            n: series.len(),
            left_out: series.left_out(),
            moved: placed.moved(),
            no_interval: None,
            no_probability: (series.len() < LEAST_FOR_PROBABILITY).then_some(Refusal::ThreeReadings),
            backtested_years: declared.backtested_years,
        })
    }

    /// The scatter of the readings around the model, in their own unit (a standard deviation over a year or a step): below
    /// what rounding alone gives, no interval can be trusted (METHODS 4).
    pub(super) fn scattering(mut self, spread: f64, placed: &PlacedSeries) -> Basis {
        if spread < placed.rounding || spread == 0.0 {
            self.no_interval = Some(Refusal::ResidualBelowRounding);
        }
        self
    }

    pub(super) fn beyond_backtest(&self, years: f64) -> bool {
        self.backtested_years.is_some_and(|tested| years > tested)
    }

    /// What must be said beside a value at this horizon, most important first; `says_little` answers whether the
    /// distribution does, where it is asked.
    pub(super) fn remarks(
        &self,
        says_little: impl FnOnce() -> Result<bool, Refusal>,
        years: f64,
    ) -> Result<Vec<Refusal>, Refusal> {
        let mut remarks = Vec::new();
        if let Some(reason) = self.no_interval {
            remarks.push(reason);
        } else if says_little()? {
            remarks.push(Refusal::NotInformative);
        }
        if self.beyond_backtest(years) {
            remarks.push(Refusal::BeyondBacktest);
        }
        if self.moved {
            remarks.push(Refusal::BoundaryMoved);
        }
        Ok(remarks)
    }

    /// Is the 80% interval wider than half the declared range? Never where no range is declared. `known` is an interval of
    /// the same distribution, where one was computed already: intervals nest, so a narrow one at a higher level, or a wide
    /// one at a lower, answers without computing another.
    pub(super) fn says_little(&self, predictive: &Predictive, known: Option<Interval>) -> Result<bool, Refusal> {
        let Some((lowest, highest)) = self.scale.bounds() else { return Ok(false) };
        let wide = |interval: Interval| interval.width() > INFORMATIVE_WIDTH * (highest - lowest);
        match known {
            Some(interval) if interval.level >= Level::EIGHTY && !wide(interval) => Ok(false),
            Some(interval) if interval.level <= Level::EIGHTY && wide(interval) => Ok(true),
            _ => Ok(wide(predictive.interval(Level::EIGHTY)?)),
        }
    }

    /// A goal as the distribution is asked about it: is upward good, which value, was it moved off a bound?
    ///
    /// A bare figure on a bound can only be reached from inside; elsewhere it has no side, hence no probability.
    pub(in crate::statistics) fn goal(&self, comparator: Comparator, value: f64) -> Result<(bool, f64, bool), Refusal> {
        let (inside, moved) = self.scale.inside(value, self.unit).map_err(|reason| match reason {
            Refusal::ValueAboveBound | Refusal::ValueBelowBound => Refusal::TargetOutsideBounds,
            other => other,
        })?;
        let upward = match (comparator, self.scale.bounds()) {
            (Comparator::MoreThan, Some((_, highest))) if value == highest => return Err(Refusal::TargetOutsideBounds),
            (Comparator::LessThan, Some((lowest, _))) if value == lowest => return Err(Refusal::TargetOutsideBounds),
            (Comparator::AtLeast | Comparator::MoreThan, _) => true,
            (Comparator::AtMost | Comparator::LessThan, _) => false,
            (Comparator::Equal, Some((_, highest))) if value == highest => true,
            (Comparator::Equal, Some((lowest, _))) if value == lowest => false,
            (Comparator::Equal, _) => return Err(Refusal::BareFigure),
        };
        Ok((upward, inside, moved))
    }
}
