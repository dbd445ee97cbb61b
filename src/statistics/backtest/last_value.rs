//! The baseline beside every method: the latest value again, wherever there is one.

use super::{Forecaster, Projecting};
use crate::statistics::{Declared, NAIVE, Naive, Predictive, Refusal, Scale, Series, years_between};
use jiff::civil::Date;

/// [`Naive`], and where that has no interval to give the latest value as a point.
///
/// One or two readings, equal readings, and readings that the scale cannot hold show no scatter: the point is then all
/// there is, its CRPS is its absolute error, and nothing is measured of intervals. So the baseline answers in every window,
/// and every method can be held against it in the windows that the method answers.
pub(in crate::statistics) struct LastValue<'a> {
    walk: Projecting<'a>,
}

impl LastValue<'_> {
    /// The baseline on what is declared.
    pub(in crate::statistics) fn new(declared: Declared) -> LastValue<'static> {
        LastValue { walk: Projecting::new(&Naive, declared) }
    }
}

impl Forecaster for LastValue<'_> {
    fn name(&self) -> String {
        NAIVE.to_string()
    }

    fn forecast(&self, who: &str, known: &Series, date: Date) -> Result<Predictive, Refusal> {
        let last = known.last()?;
        if years_between(last.date, date) <= 0.0 {
            return Err(Refusal::TargetDateNotAfterReading);
        }
        let point = Predictive::Student { scale: Scale::Identity, centre: last.value, spread: 0.0, freedom: 1.0 };
        Ok(self.walk.forecast(who, known, date).unwrap_or(point))
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
        LastValue::new(Declared::on(scale)).forecast("a", &Series::new(readings).unwrap(), date(2020 + years, 1, 1))
    }

    #[test]
    fn without_scatter_it_is_a_point() {
        let point =
            |value| Ok(Predictive::Student { scale: Scale::Identity, centre: value, spread: 0.0, freedom: 1.0 });
        assert_eq!(forecast(SHARE, &[]), Err(Refusal::NoReadings));
        assert_eq!(forecast(SHARE, &[45.0]), point(45.0));
        assert_eq!(forecast(SHARE, &[45.0, 50.0]), point(50.0));
        assert_eq!(forecast(SHARE, &[7.0, 7.0, 7.0]), point(7.0));
        assert_eq!(forecast(SHARE, &[7.0, 101.0, 7.0]), point(7.0), "above the bound");
    }

    #[test]
    fn not_before_the_origin() {
        let one = Series::new(vec![Reading { date: date(2020, 1, 1), value: 5.0 }]).unwrap();
        let same_day = LastValue::new(Declared::on(SHARE)).forecast("a", &one, date(2020, 1, 1));
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
