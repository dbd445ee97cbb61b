//! The rule by which a probability is earned: only where the method beat the latest value in the pooled backtest.

use super::{Record, RecordRow, WindowSet};
use crate::statistics::Refusal;
use crate::statistics::reference_class::ANALOGS;
use crate::statistics::student::upper_quantile;

/// Histories below which a pooled backtest earns nothing: a clustered standard error on fewer is itself too uncertain
/// (Cameron & Miller 2015, section VI, on few clusters).
const LEAST_SERIES: usize = 20;

/// Readings below which a method without a reference class earns nothing.
const LEAST_READINGS: usize = 4;

/// Share of the 90% intervals that must have held the actual value: a method may beat the latest value by its median and
/// still be far too sure of itself, and a probability is only as good as the spread behind it.
const LEAST_COVERAGE: f64 = 0.8;

/// Two days in years: calendar years differ from 365.25 days by less, and must not fall beyond their own horizon.
const CALENDAR_SLACK: f64 = 2.0 / 365.25;

/// Tail left out on either side of the interval of the gain, which must lie above zero.
const TAIL: f64 = 0.025;

/// What stands beside a probability that was earned.
#[derive(Debug, Clone, PartialEq)]
pub struct Earned {
    /// The readings used in the test that counts; `None` for all up to the origin.
    pub readings: Option<usize>,
    /// Its years ahead.
    pub horizon: f64,
    /// Its windows.
    pub windows: usize,
    /// Histories of these windows.
    pub series: usize,
    /// Share of the 90% intervals that held the actual value, 0 to 1.
    pub coverage_90: f64,
    /// Its standard error, clustered by history.
    pub coverage_90_se: Option<f64>,
    /// CRPS of the baseline minus that of the method, in the unit of the readings.
    pub crps_gain: f64,
    /// Its standard error, clustered by history.
    pub crps_gain_se: f64,
    /// Share of the baseline's CRPS that the method took away.
    pub skill: Option<f64>,
    /// Brier score of the goals in the test.
    pub brier: Option<f64>,
}

impl Record {
    /// May a probability be named by this method, from so many readings, so many years ahead?
    ///
    /// The test that counts is the one with the most readings not above those at hand (a test of all readings only where
    /// the method has no other) and the nearest horizon not before the one asked. There, over the windows that the method
    /// answered, its CRPS must be lower than the baseline's by more than chance: the 95% interval of the gain (Student's t
    /// on one less than the number of histories, standard error clustered by history) lies above zero, over at least 20
    /// histories. A gain there does not make up for worse chances: where goals were asked about, the Brier score must not be
    /// higher than the baseline's by more than chance, judged in the same way. Where the baseline was a point, as from one reading or two, any spread lowers the CRPS; there the
    /// absolute error must be lower as well. At least 80% of its 90% intervals must have held the actual value. Fewer than
    /// four readings earn nothing but by a reference class.
    ///
    /// Errors: [`Refusal::NotBacktested`], [`Refusal::BeyondBacktest`], [`Refusal::TooFewHistories`],
    /// [`Refusal::NotBetterThanNaive`], [`Refusal::IntervalsTooNarrow`], [`Refusal::ThreeReadings`].
    ///
    /// ```
    /// use milepost::statistics::backtest::{Plan, backtest};
    /// use milepost::statistics::{Declared, Refusal, Scale};
    /// let record = backtest("nothing yet", &[], &[], &Plan::new(Declared::on(Scale::Identity)))?;
    /// assert_eq!(record.earned("rw-drift/1", 5, 3.0), Err(Refusal::NotBacktested));
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn earned(&self, method: &str, readings: usize, years: f64) -> Result<Earned, Refusal> {
        let row = self.row_that_counts(method, readings, years)?;
        // Three readings of its own earn a series no probability; a reference class may (METHODS 4).
        if readings < LEAST_READINGS && !method.starts_with(ANALOGS.name) {
            return Err(Refusal::ThreeReadings);
        }
        if row.series < LEAST_SERIES {
            return Err(Refusal::TooFewHistories);
        }
        let (gain, se) = row.crps_gain.zip(row.crps_gain_se).ok_or(Refusal::NotBetterThanNaive)?;
        let t = upper_quantile((row.series - 1) as f64, TAIL)?;
        let more_than_chance = gain > se * t;
        let closer = row.mae.zip(row.naive_mae).is_some_and(|(mae, naive)| mae < naive);
        let chances_worse = match row.brier_gain.zip(row.brier_gain_se) {
            Some((gain, se)) => gain < -se * t,
            None => false,
        };
        if !more_than_chance || chances_worse || (row.naive_points > 0 && !closer) {
            return Err(Refusal::NotBetterThanNaive);
        }
        // Points alone give no interval, hence nothing to stand beside a probability.
        let coverage_90 = row.coverage_90.ok_or(Refusal::NotBacktested)?;
        if coverage_90 < LEAST_COVERAGE {
            return Err(Refusal::IntervalsTooNarrow);
        }
        Ok(Earned {
            readings: row.readings,
            horizon: row.horizon,
            windows: row.windows,
            series: row.series,
            coverage_90,
            coverage_90_se: row.coverage_90_se,
            crps_gain: gain,
            crps_gain_se: se,
            skill: row.skill,
            brier: row.brier,
        })
    }

    fn row_that_counts(&self, method: &str, readings: usize, years: f64) -> Result<&RecordRow, Refusal> {
        let tested = |row: &&RecordRow| row.method == method && row.set == WindowSet::Own && row.windows > 0;
        let rows = self.rows.iter().filter(tested).collect::<Vec<_>>();
        let numbers = rows.iter().filter_map(|row| row.readings);
        let used = match numbers.clone().filter(|n| *n <= readings).max() {
            Some(n) => Some(n),
            None if numbers.count() > 0 => return Err(Refusal::NotBacktested),
            None => None,
        };
        let mut rows = rows.into_iter().filter(|row| row.readings == used).collect::<Vec<_>>();
        if rows.is_empty() || years.is_nan() || years <= 0.0 {
            return Err(Refusal::NotBacktested);
        }
        rows.sort_by(|a, b| a.horizon.total_cmp(&b.horizon));
        rows.into_iter().find(|row| years <= row.horizon + CALENDAR_SLACK).ok_or(Refusal::BeyondBacktest)
    }
}
