//! A straight line on the scale and a new reading around it: what `ols` and `theil-sen` share once they have their slope.

use super::place::PlacedSeries;
use super::{Basis, Declared, Fitted, Predictive};
use crate::statistics::{Method, Refusal, Series, years_between};

/// Years from the latest reading to each reading: zero for the latest, negative before. Counting from the latest loses no
/// digits where it matters, and shifting all dates changes no bit.
pub(super) fn times(series: &Series) -> Result<Vec<f64>, Refusal> {
    let latest = series.last()?.date;
    Ok(series.readings().iter().map(|r| years_between(latest, r.date)).collect())
}

/// A fitted straight line.
#[derive(Debug)]
pub(super) struct Line {
    basis: Basis,
    /// Height of the line at the latest reading, on the scale.
    latest: f64,
    /// Slope per year on the scale.
    slope: f64,
    /// Variance of a reading around the line, on n - 2 degrees of freedom.
    variance: f64,
    /// Mean time of the readings, in years from the latest: not positive.
    middle: f64,
    /// Sum of squared times around their mean.
    sum_of_squares: f64,
}

impl Line {
    /// The line with this slope per year and this height at the latest reading.
    pub(super) fn through(
        method: Method,
        series: &Series,
        declared: &Declared,
        placed: &PlacedSeries,
        [slope, latest]: [f64; 2],
    ) -> Result<Line, Refusal> {
        let times = times(series)?;
        let n = times.len() as f64;
        let freedom = n - 2.0;
        let (mut variance, mut raw_variance) = (0.0, 0.0);
        for ((t, z), reading) in times.iter().zip(&placed.z).zip(series.readings()) {
            let on_line = latest + slope * t;
            variance += (z - on_line).powi(2) / freedom;
            raw_variance += (reading.value - declared.scale.inverse(on_line)).powi(2) / freedom;
        }
        if !(slope.is_finite() && latest.is_finite() && variance.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        let middle = times.iter().sum::<f64>() / n;
        let sum_of_squares = times.iter().map(|t| (t - middle).powi(2)).sum();
        let basis = Basis::of(method, series, declared, placed)?.scattering(raw_variance.sqrt(), placed);
        Ok(Line { basis, latest, slope, variance, middle, sum_of_squares })
    }
}

impl Fitted for Line {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    /// A new reading: its own scatter, that of the line's middle, and that of its slope.
    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        let n = self.basis.n as f64;
        let spread = (self.variance * (1.0 + 1.0 / n + (years - self.middle).powi(2) / self.sum_of_squares)).sqrt();
        Predictive::student(self.basis.scale, self.latest + self.slope * years, spread, self.basis.n - 2)
    }
}
