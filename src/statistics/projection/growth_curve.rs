//! `logistic`, `gompertz`, `bass`: growth curves through the readings, carried on.
//!
//! The curve is fitted to the values themselves by [`growth::fit`], up to the declared upper bound as its ceiling, or to a
//! ceiling that the readings must show where none is declared. A new reading scatters around it by Student t: the readings'
//! own scatter, and by the delta method that of the curve. Values beyond a declared bound stand on the bound. The curve is
//! a strong claim: where the readings do not follow it, its interval is too narrow, so its backtest belongs beside it.

use super::place::place;
use super::{Basis, Declared, Fitted, Model, Predictive};
use crate::statistics::growth::{self, GrowthFit, Kind};
use crate::statistics::{Method, Refusal, Scale, Series, years_between};
use jiff::civil::Date;

/// A growth curve as a projection. From eight readings on ([`Refusal::TooFewForCurve`]); further refusals are those of
/// [`growth::fit`], such as a ceiling that does not show ([`Refusal::CeilingRunsAway`]); otherwise as for
/// [`super::RwDrift`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, GrowthCurve, Level, Model, Reading, Scale, Series};
/// let values = [5.1, 8.8, 16.0, 26.1, 39.7, 54.2, 68.0, 78.5, 86.7];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
/// let fitted = GrowthCurve::LOGISTIC.fit(&Series::new(readings)?, &Declared::on(share))?;
/// assert!((fitted.at(date(2024, 12, 31), Level::EIGHTY)?.value - 92.1).abs() < 0.5);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrowthCurve(Kind);

impl GrowthCurve {
    /// The logistic curve.
    pub const LOGISTIC: GrowthCurve = GrowthCurve(Kind::Logistic);
    /// The Gompertz curve.
    pub const GOMPERTZ: GrowthCurve = GrowthCurve(Kind::Gompertz);
    /// The Bass curve, of a level (not of amounts per period).
    pub const BASS: GrowthCurve = GrowthCurve(Kind::Bass);
}

impl Model for GrowthCurve {
    fn method(&self) -> Method {
        self.0.method()
    }

    fn least(&self) -> usize {
        8
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let placed = place(series, declared, self.least())?;
        let (lowest, ceiling) = match declared.scale.bounds() {
            Some((lowest, highest)) => (lowest, Some(highest - lowest)),
            None => (0.0, None),
        };
        let start = series.first()?.date;
        let times: Vec<f64> = series.readings().iter().map(|r| years_between(start, r.date)).collect();
        let levels: Vec<f64> = series.readings().iter().map(|r| r.value - lowest).collect();
        let fit = growth::fit(self.0, &times, &levels, ceiling)?;
        // The curve takes values on a bound as they are.
        let basis = Basis { moved: false, ..Basis::of(self.method(), series, declared, &placed)? };
        Ok(Box::new(Curve { basis: basis.scattering(fit.residual_sd(), &placed), start, lowest, fit }))
    }
}

/// The fitted curve.
#[derive(Debug)]
struct Curve {
    basis: Basis,
    /// Where its time begins.
    start: Date,
    /// What is counted from: the declared lower bound, or zero.
    lowest: f64,
    fit: GrowthFit,
}

impl Fitted for Curve {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        let time = years_between(self.start, self.basis.origin) + years;
        let value = self.lowest + self.fit.value(time)?;
        let free = Predictive::student(Scale::Identity, value, self.fit.spread(time)?, self.fit.freedom())?;
        Ok(match (self.basis.scale.bounds(), self.basis.scale) {
            (Some((lower, upper)), _) => Predictive::Within { lower, upper, of: Box::new(free) },
            (None, Scale::Log) => Predictive::Within { lower: 0.0, upper: f64::INFINITY, of: Box::new(free) },
            (None, _) => free,
        })
    }
}
