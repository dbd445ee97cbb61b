//! Is there a trend, how steep is it, and how sure is that?
//!
//! | question | where |
//! |---|---|
//! | is there a trend at all | [`mann_kendall()`]: exact up to 20 readings, with ties or without |
//! | how steep, whatever the outliers | [`theil_sen()`]: the median of all pairs' slopes, with its exact interval |
//! | how steep, by least squares | [`ols_trend()`]: the straight line, with Student t interval |
//! | are the readings independent enough for that | [`Autocorrelation`], part of every result |
//! | which trends hold when many were tested | [`holm()`] |
//! | how was that computed | [`workings()`]: every formula with the numbers put in |
//!
//! Time runs in years: the day count since the first reading, divided by 365.25. So slopes are per year, intercepts stand
//! at the first reading, and uneven spacing is no obstacle. Each question can also be asked of plain lists of times and
//! values (`..._of`), in any unit of time. Fewer than three readings are refused; fewer than five never make a trend
//! significant (METHODS 3).

mod autocorrelation;
mod by_hand;
mod critical;
mod holm;
mod line;
pub(super) mod lines_by_hand;
mod mann_kendall;
mod null_distribution;
mod ols;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod reference_series;
mod theil_sen;

pub use autocorrelation::Autocorrelation;
pub use by_hand::workings;
pub use critical::{Critical, critical_s};
pub use holm::{HOLM, Holm, holm};
pub use mann_kendall::{MannKendall, mann_kendall, mann_kendall_of};
pub use ols::{OLS, OlsTrend, SlopeTest, ols_trend, ols_trend_of};
pub use theil_sen::{TheilSen, theil_sen, theil_sen_of};

use super::{Level, Refusal, Series, years_between};

/// All pairs of readings are compared; beyond this many readings that is eight million pairs.
const MOST_READINGS: usize = 4_000;

/// Below this many readings nothing is called significant (METHODS 3).
const FEWEST_FOR_SIGNIFICANCE: usize = 5;

/// Years since the first reading, and values.
fn years_and_values(series: &Series) -> Result<(Vec<f64>, Vec<f64>), Refusal> {
    let first = series.first()?.date;
    Ok(series.readings().iter().map(|r| (years_between(first, r.date), r.value)).unzip())
}

/// Checks that times and values pair up, are finite, strictly ordered in time, and at least three.
fn check(times: &[f64], values: &[f64]) -> Result<(), Refusal> {
    if times.len() != values.len() {
        return Err(Refusal::UnequalLists);
    }
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return Err(Refusal::NoReadings) };
    if times.iter().chain(values).any(|v| !v.is_finite()) || !(last - first).is_finite() {
        return Err(Refusal::NotFinite);
    }
    for pair in times.windows(2) {
        if pair[0] == pair[1] {
            return Err(Refusal::DuplicatedDates);
        }
        if pair[0] > pair[1] {
            return Err(Refusal::UnorderedDates);
        }
    }
    if times.len() < 3 { Err(Refusal::TrendNeedsThree) } else { Ok(()) }
}

/// As [`check`], and not too many to compare pair by pair.
fn check_pairwise(times: &[f64], values: &[f64]) -> Result<(), Refusal> {
    check(times, values)?;
    if times.len() > MOST_READINGS { Err(Refusal::TooManyReadings) } else { Ok(()) }
}

/// Largest magnitude among the values.
fn size(values: &[f64]) -> f64 {
    values.iter().map(|v| v.abs()).fold(0.0, f64::max)
}

/// May a trend be called significant? At least five readings, p small enough, and where the readings depend on each other
/// the adjusted p small enough too; where it should stand and cannot be computed, no.
fn significant(
    n: usize,
    p: f64,
    adjusted: Option<f64>,
    autocorrelation: Option<&Autocorrelation>,
    level: Level,
) -> bool {
    let most = 2.0 * level.upper_tail();
    let holds_adjusted = match autocorrelation {
        Some(found) if found.is_large() => adjusted.is_some_and(|p| p <= most),
        _ => true,
    };
    n >= FEWEST_FOR_SIGNIFICANCE && p <= most && holds_adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_trend_is_refused_by_name() {
        assert_eq!(check(&[], &[]), Err(Refusal::NoReadings));
        assert_eq!(check(&[0.0, 1.0, 2.0], &[1.0, 2.0]), Err(Refusal::UnequalLists));
        assert_eq!(check(&[0.0, 1.0], &[1.0, 2.0]), Err(Refusal::TrendNeedsThree));
        assert_eq!(check(&[0.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), Err(Refusal::DuplicatedDates));
        assert_eq!(check(&[0.0, 2.0, 1.0], &[1.0, 2.0, 3.0]), Err(Refusal::UnorderedDates));
        assert_eq!(check(&[0.0, 1.0, 2.0], &[1.0, f64::NAN, 3.0]), Err(Refusal::NotFinite));
        assert_eq!(check(&[-f64::MAX, 1.0, f64::MAX], &[1.0, 2.0, 3.0]), Err(Refusal::NotFinite));
        let long: Vec<f64> = (0..4_001).map(f64::from).collect();
        assert_eq!(check_pairwise(&long, &long), Err(Refusal::TooManyReadings));
        assert_eq!(check_pairwise(&long[1..], &long[1..]), Ok(()));
    }
}
