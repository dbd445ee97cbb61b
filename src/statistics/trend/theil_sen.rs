//! Theil-Sen: the median of the slopes of all pairs of readings, and an interval that no outlier can bend.
//!
//! Source: Sen, P. K. (1968), Estimates of the regression coefficient based on Kendall's tau, JASA 63:1379-1389; Hollander,
//! Wolfe and Chicken (2014), Nonparametric Statistical Methods, ch. 9.3. A slope b lies in the interval when Kendall's S of
//! y - b x is not significant, so its ends are slopes themselves: with c the smallest significant S and N the pairs of
//! readings, (N - c)/2 slopes are left out at either end.
//!
//! With ties among the readings the same ends stand. Breaking each tie by lot can only add to the pairs that rise, and then
//! S has its distribution without ties: so a closed interval between these ends covers at least as often as stated.

use super::critical::critical_s;
use super::null_distribution::{EXACT_UP_TO, pairs};
use super::{Autocorrelation, FEWEST_FOR_SIGNIFICANCE, check_pairwise, size, years_and_values};
use crate::statistics::{Estimate, Interval, Level, Method, Refusal, Series};

/// Interval from the exact distribution of S (up to 20 readings).
const EXACT: Method = Method { name: "theil-sen-exact", version: 1 };

/// Interval from the normal distribution with continuity correction (more than 20 readings).
const NORMAL: Method = Method { name: "theil-sen-normal", version: 1 };

/// Median slope of a series, with the line it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct TheilSen {
    /// Change per year (per unit of time), with its interval at the level asked for.
    ///
    /// Remarks: [`Refusal::FewerThanFive`]; [`Refusal::NoVariation`], [`Refusal::LevelOutOfReach`] and
    /// [`Refusal::ResidualBelowRounding`] (too little scatter),
    /// each without an interval;
    /// [`Refusal::Autocorrelated`], [`Refusal::ManyPairsTied`], [`Refusal::AutocorrelationUnknown`].
    pub slope: Estimate,
    /// How often such an interval covers the true slope: at least its level, since ranks move in steps. Exact up to 20
    /// readings that all differ; with ties, at least this; beyond 20, by the normal distribution. `None` without interval.
    pub coverage: Option<f64>,
    /// Value of the line at time zero (the first reading of a series): median(y) - slope * median(x). Half of the readings
    /// need not lie above this line; the median of y - slope * x is another convention.
    pub intercept: f64,
    /// Dependence between neighbours about this line; `None` where it cannot be estimated.
    pub autocorrelation: Option<Autocorrelation>,
}

/// Median slope per year of a series and its interval.
///
/// Readings that scatter about the line less than the printed decimals' rounding alone would make them (unit / sqrt(12))
/// give no interval. Errors: [`Refusal::NoReadings`], [`Refusal::TrendNeedsThree`], [`Refusal::TooManyReadings`] (above 4,000),
/// [`Refusal::NotFinite`] where the result is too large for a number.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Level, Reading, Series, trend};
/// let values = [40.0, 52.0, 61.0, 66.0, 70.0];
/// let readings = (2018..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let line = trend::theil_sen(&Series::new(readings)?, Level::new(0.95)?)?;
/// assert!((line.slope.value - 7.25).abs() < 0.01);
/// assert!((line.coverage.expect("five readings reach 95%") - 0.98333).abs() < 1e-5);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn theil_sen(series: &Series, level: Level) -> Result<TheilSen, Refusal> {
    let (years, values) = years_and_values(series)?;
    let spread_of_rounding = series.printed_unit().unwrap_or(0.0) / 12_f64.sqrt();
    let mut line = fit(&years, &values, level, spread_of_rounding)?;
    line.slope.left_out = series.left_out();
    if let Some(found) = &mut line.autocorrelation {
        found.lag_one.left_out = series.left_out();
    }
    Ok(line)
}

/// Median slope of values over times that strictly increase; slopes per unit of time, intercept at time zero.
///
/// Errors: those of [`theil_sen`], [`Refusal::UnequalLists`], [`Refusal::DuplicatedDates`], [`Refusal::UnorderedDates`].
///
/// ```
/// use milepost::statistics::{Level, trend};
/// // Sen's own example (1968): slope 4, from 26/7 to 35/8.
/// let (x, y) = ([1.0, 2.0, 3.0, 4.0, 10.0, 12.0, 18.0], [9.0, 15.0, 19.0, 20.0, 45.0, 55.0, 78.0]);
/// let line = trend::theil_sen_of(&x, &y, Level::new(0.95)?)?;
/// let interval = line.slope.interval.expect("seven readings reach 95%");
/// assert_eq!((line.slope.value, interval.lower, interval.upper), (4.0, 26.0 / 7.0, 35.0 / 8.0));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn theil_sen_of(times: &[f64], values: &[f64], level: Level) -> Result<TheilSen, Refusal> {
    fit(times, values, level, 0.0)
}

/// The line, its interval, and what must be said beside it.
fn fit(times: &[f64], values: &[f64], level: Level, spread_of_rounding: f64) -> Result<TheilSen, Refusal> {
    check_pairwise(times, values)?;
    let n = values.len();
    let mut slopes = Slopes::of(times, values);
    let slope = slopes.median();
    let intercept = median(values) - slope * median(times);
    if !(slope.is_finite() && intercept.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    let constant = values.iter().all(|v| *v == values[0]);
    let residuals = residuals(times, values, slope);
    let spread = (residuals.iter().map(|e| e * e).sum::<f64>() / (n as f64 - 2.0)).sqrt();
    let autocorrelation = Autocorrelation::of(&residuals, size(values), 0);
    let mut remarks = Vec::new();
    if n < FEWEST_FOR_SIGNIFICANCE {
        remarks.push(Refusal::FewerThanFive);
    }
    let (mut interval, mut coverage) = (None, None);
    if constant {
        remarks.push(Refusal::NoVariation);
    } else {
        let mut many_tied = slopes.mostly_zero();
        match critical_s(n, level) {
            Ok(critical) => {
                let (lower, upper) = slopes.ends((pairs(n) - critical.s as usize) / 2);
                if !(lower.is_finite() && upper.is_finite()) {
                    return Err(Refusal::NotFinite);
                }
                if lower == 0.0 && upper == 0.0 {
                    many_tied = true;
                } else if lower == upper || spread < spread_of_rounding {
                    remarks.push(Refusal::ResidualBelowRounding);
                } else {
                    interval = Some(Interval { level, lower, upper });
                    coverage = Some(critical.coverage);
                }
            }
            Err(reason) => remarks.push(reason),
        }
        if autocorrelation.as_ref().is_some_and(Autocorrelation::is_large) {
            remarks.push(Refusal::Autocorrelated);
        }
        if many_tied {
            remarks.push(Refusal::ManyPairsTied);
        }
        if autocorrelation.is_none() {
            remarks.push(Refusal::AutocorrelationUnknown);
        }
    }
    let method = if n <= EXACT_UP_TO { EXACT } else { NORMAL };
    let slope = Estimate { value: slope, interval, n, left_out: 0, method, remarks };
    Ok(TheilSen { slope, coverage, intercept, autocorrelation })
}

/// Dependence between neighbours once the Theil-Sen trend is taken away.
pub(super) fn detrended_autocorrelation(times: &[f64], values: &[f64]) -> Option<Autocorrelation> {
    let slope = Slopes::of(times, values).median();
    Autocorrelation::of(&residuals(times, values, slope), size(values), 0)
}

/// What a line of this slope leaves of the readings, about its median.
fn residuals(times: &[f64], values: &[f64], slope: f64) -> Vec<f64> {
    let off_slope: Vec<f64> = times.iter().zip(values).map(|(x, y)| y - slope * (x - times[0])).collect();
    let middle = median(&off_slope);
    off_slope.into_iter().map(|e| e - middle).collect()
}

/// The slopes of all pairs of readings.
pub(super) struct Slopes {
    slopes: Vec<f64>,
}

impl Slopes {
    /// Times strictly increase and all is finite, so a slope may be infinite but is always a number.
    pub(super) fn of(times: &[f64], values: &[f64]) -> Slopes {
        let mut slopes = Vec::with_capacity(pairs(values.len()));
        for j in 1..values.len() {
            for i in 0..j {
                // Adding zero turns -0 into 0.
                slopes.push((values[j] - values[i]) / (times[j] - times[i]) + 0.0);
            }
        }
        Slopes { slopes }
    }

    /// The slope with `below` slopes under it.
    pub(super) fn ranked(&mut self, below: usize) -> f64 {
        *self.slopes.select_nth_unstable_by(below, f64::total_cmp).1
    }

    pub(super) fn median(&mut self) -> f64 {
        let count = self.slopes.len();
        let upper = self.ranked(count / 2);
        if count % 2 == 1 { upper } else { self.ranked(count / 2 - 1).midpoint(upper) }
    }

    /// The slopes that leave `outside` slopes below and as many above.
    fn ends(&mut self, outside: usize) -> (f64, f64) {
        let last = self.slopes.len() - 1;
        (self.ranked(outside), self.ranked(last - outside))
    }

    /// Are more than half of them zero?
    fn mostly_zero(&self) -> bool {
        2 * self.slopes.iter().filter(|slope| **slope == 0.0).count() > self.slopes.len()
    }
}

/// Median of at least one value.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { sorted[half - 1].midpoint(sorted[half]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Reading;
    use crate::statistics::trend::reference_series::{ALL, close};
    use jiff::civil::date;

    fn level(level: f64) -> Level {
        Level::new(level).unwrap()
    }

    fn yearly(values: &[f64], share: f64) -> Result<TheilSen, Refusal> {
        let times: Vec<f64> = (0..values.len()).map(|i| i as f64).collect();
        theil_sen_of(&times, values, level(share))
    }

    #[test]
    fn fewer_than_three_are_refused() {
        assert_eq!(yearly(&[], 0.95), Err(Refusal::NoReadings));
        assert_eq!(yearly(&[1.0, 2.0], 0.95), Err(Refusal::TrendNeedsThree));
    }

    #[test]
    fn three_never_reach_95_and_four_only_90() {
        let three = yearly(&[40.0, 52.0, 61.0], 0.95).unwrap();
        assert_eq!((three.slope.value, three.slope.interval, three.coverage), (10.5, None, None));
        let unknown = Refusal::AutocorrelationUnknown;
        assert_eq!(three.slope.remarks, [Refusal::FewerThanFive, Refusal::LevelOutOfReach, unknown]);
        let two_thirds = yearly(&[40.0, 52.0, 61.0], 0.6).unwrap();
        assert_eq!(two_thirds.slope.interval, Some(Interval { level: level(0.6), lower: 9.0, upper: 12.0 }));
        assert!((two_thirds.coverage.unwrap() - 2.0 / 3.0).abs() < 1e-15);
        assert!(yearly(&[40.0, 52.0, 61.0, 66.0], 0.95).unwrap().slope.interval.is_none());
        assert!(yearly(&[40.0, 52.0, 61.0, 66.0], 0.9).unwrap().slope.interval.is_some());
    }

    #[test]
    fn a_constant_series_has_slope_zero_and_no_interval() {
        let flat = yearly(&[7.0; 6], 0.95).unwrap();
        assert_eq!((flat.slope.value, flat.slope.interval, flat.intercept), (0.0, None, 7.0));
        assert_eq!(flat.slope.remarks, [Refusal::NoVariation]);
    }

    #[test]
    fn a_perfect_line_is_too_good_for_an_interval() {
        let line = yearly(&[0.0, 2.0, 4.0, 6.0, 8.0, 10.0], 0.95).unwrap();
        assert_eq!((line.slope.value, line.slope.interval), (2.0, None));
        assert_eq!(line.slope.remarks, [Refusal::ResidualBelowRounding, Refusal::AutocorrelationUnknown]);
    }

    #[test]
    fn a_late_step_from_mostly_equal_readings_is_remarked() {
        let mut values = [0.0; 12];
        values[11] = 5.0;
        let step = yearly(&values, 0.95).unwrap();
        assert_eq!((step.slope.value, step.slope.interval), (0.0, None));
        assert!(step.slope.remarks.contains(&Refusal::ManyPairsTied));
    }

    #[test]
    fn ties_that_swallow_the_interval_are_remarked() {
        // Nine of 36 pairs are equal: fewer than half, yet every slope that a low level keeps is zero.
        let values = [3.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0];
        let line = yearly(&values, 0.01).unwrap();
        assert_eq!((line.slope.value, line.slope.interval, line.coverage), (0.0, None, None));
        assert!(line.slope.remarks.contains(&Refusal::ManyPairsTied));
        assert!(yearly(&values, 0.9).unwrap().slope.interval.is_some());
    }

    #[test]
    fn scatter_within_the_printed_digits_gives_no_interval() {
        let readings = (2015..).zip([10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
        let readings = readings.map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
        // Leap years alone put the readings off the line by less than the rounding of whole numbers.
        let line = theil_sen(&Series::new(readings).unwrap().leaving_out(2), level(0.9)).unwrap();
        assert_eq!((line.slope.interval, line.slope.left_out), (None, 2));
        assert_eq!(line.slope.remarks[0], Refusal::ResidualBelowRounding);
    }

    #[test]
    fn what_is_too_large_for_a_number_is_refused() {
        assert_eq!(yearly(&[f64::MAX, -f64::MAX, f64::MAX], 0.5).unwrap_err(), Refusal::NotFinite);
        assert_eq!(yearly(&[-1e300, 0.0, 1e300, 2e300, 4e300], 0.95).unwrap().slope.value, 1e300);
        let tiny = yearly(&[0.0, 5e-324, 1e-323, 1.5e-323, 2.5e-323], 0.95).unwrap();
        assert_eq!(tiny.slope.value, 5e-324);
    }

    /// Slopes, intercepts and intervals of all reference series, cited there: exact ends up to 20 readings; beyond, those
    /// of R `trend`, which are the same here.
    #[test]
    fn the_reference_series() {
        for series in ALL {
            for (share, expected, coverage) in
                [(0.90, series.sen_90, series.cover_90), (0.95, series.sen_95, series.cover_95)]
            {
                let line = theil_sen_of(&series.x(), series.y, level(share)).unwrap();
                close(line.slope.value, series.sen, 1e-12, series.name);
                close(line.intercept, series.sen_intercept, 1e-11, series.name);
                let ends = line.slope.interval.map(|interval| (interval.lower, interval.upper));
                assert_eq!(ends.is_some(), expected.is_some(), "{} at {share}", series.name);
                if let (Some(ours), Some(expected)) = (ends, expected) {
                    close(ours.0, expected.0, 1e-12, series.name);
                    close(ours.1, expected.1, 1e-12, series.name);
                }
                if let (Some(ours), Some(expected)) = (line.coverage, coverage) {
                    close(ours, expected, if series.y.len() > 20 { 1e-3 } else { 1e-14 }, series.name);
                }
            }
        }
    }
}
