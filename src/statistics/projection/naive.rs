//! `naive`: the latest reading stays; the baseline every other model must beat.
//!
//! Random walk without drift on a scale: increments dz_i over dt_i years are normal with mean 0 and variance s2 dt_i,
//! s2 = sum(dz_i^2 / dt_i) / (n - 1). At h years ahead the median is z_n and se = sqrt(s2 h), on n - 1 degrees of freedom.
//! Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), 5.2 and 5.5, with Student t in
//! place of the normal (METHODS 4).

use super::by_hand::{freedom, gaps, horizon, opening};
use super::place::{PlacedSeries, place};
use super::{Basis, Declared, Fitted, Model, Predictive};
use crate::language::Key;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Level, Method, Refusal, Series, years_between};

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
            variance += step(z, *dt) / freedom as f64;
            raw_variance += (y[1].value - y[0].value).powi(2) / dt / freedom as f64;
        }
        if !variance.is_finite() {
            return Err(Refusal::NotFinite);
        }
        let basis = Basis::of(NAIVE, series, declared, &placed)?.scattering(raw_variance.sqrt(), &placed);
        Ok(Box::new(Walk { basis, last: placed.z[freedom], variance, freedom, placed }))
    }
}

/// A step between neighbours, squared, per year.
fn step(z: &[f64], years: f64) -> f64 {
    (z[1] - z[0]).powi(2) / years
}

/// The fitted walk.
#[derive(Debug)]
struct Walk {
    basis: Basis,
    placed: PlacedSeries,
    /// Latest reading on the scale.
    last: f64,
    /// Variance per year on the scale.
    variance: f64,
    freedom: usize,
}

impl Walk {
    /// Standard error on the scale.
    fn spread(&self, years: f64) -> f64 {
        (self.variance * years).sqrt()
    }
}

impl Fitted for Walk {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn steps(&self, years: f64, _: Level) -> Result<Vec<Working>, Refusal> {
        let PlacedSeries { z, years: gaps_in_years, first, latest, .. } = &self.placed;
        let squares = z.windows(2).zip(gaps_in_years).map(|(z, dt)| step(z, *dt)).collect();
        let mut lines = opening(&self.placed, self.basis.scale)?;
        lines.extend(gaps(&self.placed, years_between(first.date, latest.date)));
        lines.extend([
            Working::of("s²")
                .formula("Σ(Δz_i² / Δt_i) / (n − 1)")
                .numbers("({}) / ({} − 1)", [Shown::Sum(squares), z.len().into()])
                .gives(self.variance)
                .words(Key::of("working-variance-per-year-on-the-scale")),
            freedom(z.len(), 1),
            horizon(years, &self.basis),
            Working::of("m").formula("z_n").gives(self.last).words(Key::of("working-median-stays")),
            Working::of("se")
                .formula("√(s²·h)")
                .with("√({} × {})", [self.variance, years])
                .gives(self.spread(years))
                .words(Key::of("working-standard-error-on-the-scale")),
        ]);
        Ok(lines)
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        Predictive::student(self.basis.scale, self.last, self.spread(years), self.freedom)
    }
}
