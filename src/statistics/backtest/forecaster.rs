//! Who is tested: anything that answers with a distribution, or with the reason why not.

use crate::statistics::{Declared, Model, Predictive, Refusal, Series};
use jiff::civil::Date;

/// A method under test.
///
/// `known` holds the readings that may be used and ends at the origin; `who` says whose they are, so that a reference
/// class can leave that history out of its library, with all that happened after the origin.
pub trait Forecaster {
    /// Its name in the record, unique within a backtest: by custom name and version, `rw-drift/1`.
    fn name(&self) -> String;

    /// The distribution of the value at a date after the origin.
    ///
    /// Errors: every reason for which a user would not be given an interval. The backtest counts them.
    fn forecast(&self, who: &str, known: &Series, date: Date) -> Result<Predictive, Refusal>;

    /// The same for several dates; a method that is fitted once for all of them says so here.
    fn forecasts(&self, who: &str, known: &Series, dates: &[Date]) -> Vec<Result<Predictive, Refusal>> {
        dates.iter().map(|date| self.forecast(who, known, *date)).collect()
    }
}

/// A model as a forecaster: fitted to the readings known, refusing where it has no honest interval.
///
/// What only forbids a probability (three readings; no backtest declared) does not count as refused: whether probabilities
/// are worth naming is what the backtest finds out.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::backtest::{Forecaster, Projecting};
/// use milepost::statistics::{Declared, Reading, Refusal, RwDrift, Scale, Series};
/// let drift = Projecting::new(&RwDrift, Declared::on(Scale::Identity));
/// assert_eq!(drift.name(), "rw-drift/1");
/// let one = Series::new(vec![Reading { date: date(2020, 1, 1), value: 5.0 }])?;
/// assert_eq!(drift.forecast("An Hòa", &one, date(2021, 1, 1)), Err(Refusal::TooFewReadings));
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Clone)]
pub struct Projecting<'a> {
    model: &'a dyn Model,
    declared: Declared,
    name: Option<String>,
}

impl<'a> Projecting<'a> {
    /// The model on what is declared, under its own name and version.
    pub fn new(model: &'a dyn Model, declared: Declared) -> Projecting<'a> {
        Projecting { model, declared, name: None }
    }

    /// The same under another name, such as `rw-drift/1 on logit`.
    pub fn named(mut self, name: impl Into<String>) -> Projecting<'a> {
        self.name = Some(name.into());
        self
    }
}

impl Forecaster for Projecting<'_> {
    fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.model.method().to_string())
    }

    fn forecast(&self, _who: &str, known: &Series, date: Date) -> Result<Predictive, Refusal> {
        let fitted = self.model.fit(known, &self.declared)?;
        match fitted.basis().no_interval {
            Some(reason) => Err(reason),
            None => fitted.predictive(fitted.horizon(date)?),
        }
    }

    fn forecasts(&self, _who: &str, known: &Series, dates: &[Date]) -> Vec<Result<Predictive, Refusal>> {
        let fitted = match self.model.fit(known, &self.declared) {
            Ok(fitted) => fitted,
            Err(reason) => return vec![Err(reason); dates.len()],
        };
        let one = |date: &Date| match fitted.basis().no_interval {
            Some(reason) => Err(reason),
            None => fitted.predictive(fitted.horizon(*date)?),
        };
        dates.iter().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Reading, RwDrift, Scale};
    use jiff::civil::date;

    fn yearly(values: &[f64]) -> Series {
        let readings = (2020..).zip(values).map(|(y, v)| Reading { date: date(y, 12, 31), value: *v });
        Series::new(readings.collect()).unwrap()
    }

    #[test]
    fn what_gets_no_interval_is_refused() {
        let drift = Projecting::new(&RwDrift, Declared::on(Scale::Identity));
        let day = date(2025, 12, 31);
        let refused = |values: &[f64]| drift.forecast("a", &yearly(values), day).unwrap_err();
        assert_eq!(refused(&[]), Refusal::NoReadings);
        assert_eq!(refused(&[1.0, 1.0, 1.0]), Refusal::ConstantSeries);
        assert_eq!(refused(&[40.0, 45.0, 50.0, 55.0]), Refusal::ResidualBelowRounding);
        let past = drift.forecast("a", &yearly(&[1.0, 2.0, 2.5]), date(2022, 12, 31));
        assert_eq!(past, Err(Refusal::TargetDateNotAfterReading));
    }

    #[test]
    fn several_dates_are_as_each_alone() {
        let drift = Projecting::new(&RwDrift, Declared::on(Scale::Identity)).named("mine");
        assert_eq!(drift.name(), "mine");
        let days = [date(2023, 12, 31), date(2030, 6, 30)];
        for values in [&[1.0, 2.0, 2.5][..], &[1.0, 1.0, 1.0], &[40.0, 45.0, 50.0]] {
            let known = yearly(values);
            let alone = days.map(|day| drift.forecast("a", &known, day)).to_vec();
            assert_eq!(drift.forecasts("a", &known, &days), alone);
        }
    }
}
