//! `naive`: the latest value again, the baseline beside every method.

use super::Forecaster;
use crate::statistics::{Declared, Method, Predictive, Refusal, Scale, Series, years_between};
use jiff::civil::Date;

/// The baseline.
pub const NAIVE: Method = Method { name: "naive", version: 1 };

/// Readings from which the scatter of the steps is taken; fewer give a point.
const LEAST_FOR_SPREAD: usize = 3;

/// Share of the declared range by which a reading on a bound is moved where no unit is declared: 0.01 point of 0..100.
const FALLBACK_UNIT: f64 = 1e-4;

/// Random walk without drift on the declared scale: it answers wherever there is a reading.
///
/// With steps dz_i over dt_i years, s2 = sum(dz_i^2 / dt_i) / (n - 1); at h years the median is the latest value and
/// se = sqrt(s2 h) on n - 1 degrees of freedom. One or two readings, equal readings, and readings that the scale cannot
/// hold show no scatter: then it is the latest value as a point, without an interval.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::backtest::{Forecaster, Naive};
/// use milepost::statistics::{Declared, Reading, Refusal, Scale, Series};
/// let naive = Naive::new(Declared::on(Scale::Identity));
/// let one = Series::new(vec![Reading { date: date(2020, 1, 1), value: 5.0 }])?;
/// assert_eq!(naive.forecast("Sơn La", &one, date(2021, 1, 1))?.quantile(0.9)?, 5.0);
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct Naive {
    declared: Declared,
}

impl Naive {
    /// The baseline on what is declared.
    pub fn new(declared: Declared) -> Naive {
        Naive { declared }
    }

    /// Latest place on the scale and the variance per year; `None` where the readings show none.
    fn scatter(&self, known: &Series) -> Option<(f64, f64)> {
        let (scale, readings) = (self.declared.scale, known.readings());
        if readings.len() < LEAST_FOR_SPREAD {
            return None;
        }
        let fallback = scale.bounds().map_or(f64::MIN_POSITIVE, |(lowest, highest)| FALLBACK_UNIT * (highest - lowest));
        let unit = self.declared.unit.unwrap_or(fallback);
        let places = readings.iter().map(|r| scale.forward(r.value, unit).map(|p| p.z)).collect::<Result<Vec<_>, _>>();
        let z = places.ok()?;
        let years = readings.windows(2).map(|pair| years_between(pair[0].date, pair[1].date));
        let sum: f64 = z.windows(2).zip(years).map(|(pair, dt)| (pair[1] - pair[0]).powi(2) / dt).sum();
        let variance = sum / (z.len() - 1) as f64;
        (variance > 0.0 && variance.is_finite()).then_some((*z.last()?, variance))
    }
}

impl Forecaster for Naive {
    fn name(&self) -> String {
        NAIVE.to_string()
    }

    fn forecast(&self, _who: &str, known: &Series, date: Date) -> Result<Predictive, Refusal> {
        let last = known.last()?;
        let years = years_between(last.date, date);
        if years <= 0.0 {
            return Err(Refusal::TargetDateNotAfterReading);
        }
        let freedom = known.len().saturating_sub(1).max(1) as f64;
        Ok(match self.scatter(known) {
            Some((centre, variance)) => {
                let (scale, spread) = (self.declared.scale, (variance * years).sqrt());
                Predictive::Student { scale, centre, spread, freedom }
            }
            None => Predictive::Student { scale: Scale::Identity, centre: last.value, spread: 0.0, freedom },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Level, Reading};
    use jiff::civil::date;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn forecast(scale: Scale, values: &[f64]) -> Result<Predictive, Refusal> {
        let readings = (2020..).zip(values).map(|(y, v)| Reading { date: date(y, 1, 1), value: *v }).collect();
        let years = i16::try_from(values.len()).unwrap();
        Naive::new(Declared::on(scale)).forecast("a", &Series::new(readings).unwrap(), date(2020 + years, 1, 1))
    }

    fn point(value: f64) -> Predictive {
        Predictive::Student { scale: Scale::Identity, centre: value, spread: 0.0, freedom: 1.0 }
    }

    #[test]
    fn without_scatter_it_is_a_point() {
        assert_eq!(forecast(SHARE, &[]), Err(Refusal::NoReadings));
        assert_eq!(forecast(SHARE, &[45.0]), Ok(point(45.0)));
        assert_eq!(forecast(SHARE, &[45.0, 50.0]), Ok(point(50.0)));
        let degrees = |freedom| Predictive::Student { scale: Scale::Identity, centre: 7.0, spread: 0.0, freedom };
        assert_eq!(forecast(SHARE, &[7.0, 7.0, 7.0]), Ok(degrees(2.0)));
        assert_eq!(forecast(SHARE, &[7.0, 101.0, 7.0]), Ok(degrees(2.0)), "above the bound");
    }

    #[test]
    fn not_before_the_origin() {
        let one = Series::new(vec![Reading { date: date(2020, 1, 1), value: 5.0 }]).unwrap();
        let same_day = Naive::new(Declared::on(SHARE)).forecast("a", &one, date(2020, 1, 1));
        assert_eq!(same_day, Err(Refusal::TargetDateNotAfterReading));
    }

    #[test]
    fn steps_give_the_spread() {
        // Steps 3 and -1 over 366 and 365 days: s2 = (9 / 366 + 1 / 365) * 365.25 / 2, over 365 days, t with 2 degrees of
        // freedom (scipy 1.17.1, t.isf(0.05, 2) = 2.919985580353726).
        let interval = forecast(Scale::Identity, &[4.0, 7.0, 6.0]).unwrap().interval(Level::new(0.9).unwrap()).unwrap();
        let s2: f64 = (9.0 / 366.0 + 1.0 / 365.0) * 365.25 / 2.0;
        let reach = 2.919985580353726 * (s2 * 365.0 / 365.25).sqrt();
        assert!((interval.upper - (6.0 + reach)).abs() < 1e-10 && (interval.lower - (6.0 - reach)).abs() < 1e-10);
    }
}
