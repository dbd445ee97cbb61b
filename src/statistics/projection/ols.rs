//! `ols`: the least-squares straight line on a scale, with the Student t interval of a new reading.
//!
//! z = a + b t + e; se at time t is s sqrt(1 + 1/n + (t - mean t)^2 / sum (t_i - mean t)^2) on n - 2 degrees of freedom.
//! Source: Draper and Smith (1998), Applied Regression Analysis (3rd ed.), 3.1. The line need not pass through the latest
//! reading, and it takes readings as independent around it: on real adoption series its intervals cover too seldom far
//! ahead (METHODS, ground rule 4), so its backtest belongs beside it.

use super::line::{Line, times};
use super::place::place;
use super::{Declared, Fitted, Model};
use crate::statistics::{Method, Refusal, Series};

/// The method.
pub const OLS: Method = Method { name: "ols", version: 1 };

/// Straight line by least squares, at any spacing. Refusals and downgrades as for [`super::RwDrift`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, Level, Model, Ols, Reading, Scale, Series};
/// let readings = (2015..).zip([45.0, 53.0, 58.1]).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let fitted = Ols.fit(&Series::new(readings)?, &Declared::on(Scale::Identity))?;
/// let estimate = fitted.at(date(2018, 12, 31), Level::EIGHTY)?;
/// assert!((estimate.value - 65.13).abs() < 0.01 && estimate.interval.is_some());
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ols;

impl Model for Ols {
    fn method(&self) -> Method {
        OLS
    }

    fn least(&self) -> usize {
        3
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let placed = place(series, declared, self.least())?;
        let LeastSquares { slope, height, .. } = least_squares(&times(series)?, &placed.z);
        Ok(Box::new(Line::through(OLS, series, declared, placed, [slope, height])?))
    }
}

/// The least-squares line, and the sums it comes from.
pub(super) struct LeastSquares {
    /// Slope per unit of time.
    pub slope: f64,
    /// Height at time zero.
    pub height: f64,
    /// Mean of the places.
    pub mean: f64,
    /// Sum of the products of times and places about their means.
    pub products: f64,
    /// Sum of squared times about their mean.
    pub squares: f64,
}

/// The least-squares line through these places.
pub(super) fn least_squares(times: &[f64], z: &[f64]) -> LeastSquares {
    let n = times.len() as f64;
    let middle = times.iter().sum::<f64>() / n;
    let mean = z.iter().map(|z| z / n).sum::<f64>();
    let (mut products, mut squares) = (0.0, 0.0);
    for (t, z) in times.iter().zip(z) {
        products += (t - middle) * (z - mean);
        squares += (t - middle).powi(2);
    }
    let slope = products / squares;
    LeastSquares { slope, height: mean - slope * middle, mean, products, squares }
}
