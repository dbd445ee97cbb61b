//! `naive`: the latest reading stays; the baseline every other model must beat.
//!
//! Random walk without drift on a scale: increments dz_i over dt_i years are normal with mean 0 and variance s2 dt_i,
//! s2 = sum(dz_i^2 / dt_i) / (n - 1). At h years ahead the median is z_n and se = sqrt(s2 h), on n - 1 degrees of freedom.
//! Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), 5.2 and 5.5, with Student t in
//! place of the normal (METHODS 4).

use super::place::place;
use super::{Basis, Declared, Fitted, Model, Predictive};
use crate::statistics::{Method, Refusal, Series};

/// The method.
pub const NAIVE: Method = Method { name: "naive", version: 1 };

/// Random walk without drift. Refusals and downgrades as for [`super::RwDrift`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, Level, Model, Naive, Reading, Scale, Series};
/// let readings = (2015..).zip([45.0, 53.0, 58.1]).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let fitted = Naive.fit(&Series::new(readings)?, &Declared::on(Scale::Identity))?;
/// assert_eq!(fitted.at(date(2020, 12, 31), Level::EIGHTY)?.value, 58.1);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naive;

impl Model for Naive {
    fn method(&self) -> Method {
        NAIVE
    }

    fn least(&self) -> usize {
        3
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let placed = place(series, declared, self.least())?;
        let freedom = placed.z.len() - 1;
        let (mut variance, mut raw_variance) = (0.0, 0.0);
        for ((z, y), dt) in placed.z.windows(2).zip(series.readings().windows(2)).zip(&placed.years) {
            variance += (z[1] - z[0]).powi(2) / dt / freedom as f64;
            raw_variance += (y[1].value - y[0].value).powi(2) / dt / freedom as f64;
        }
        if !variance.is_finite() {
            return Err(Refusal::NotFinite);
        }
        let basis = Basis::of(NAIVE, series, declared, &placed)?.scattering(raw_variance.sqrt(), &placed);
        Ok(Box::new(Walk { basis, last: placed.z[freedom], variance, freedom }))
    }
}

/// The fitted walk.
#[derive(Debug)]
struct Walk {
    basis: Basis,
    /// Latest reading on the scale.
    last: f64,
    /// Variance per year on the scale.
    variance: f64,
    freedom: usize,
}

impl Fitted for Walk {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        Predictive::student(self.basis.scale, self.last, (self.variance * years).sqrt(), self.freedom)
    }
}
