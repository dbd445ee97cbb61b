//! Are the readings evenly spaced? Exponential smoothing counts steps, not days.

use crate::statistics::Refusal;

/// How far a gap may lie from the mean gap, as a share of it: leap years and quarters are within, a missing year is not.
const TOLERANCE: f64 = 0.05;

/// Calendar months differ by up to three days: this many days from the mean are forgiven, where gaps are months or longer.
const MONTH_DAYS: f64 = 2.5;

/// Shortest mean gap for which calendar months are meant, in days.
const SHORTEST_MONTH: f64 = 28.0;

/// The common step in years: the mean gap. Errors: [`Refusal::UnevenSpacing`], [`Refusal::TooFewReadings`] without a gap.
pub(super) fn even_step(years: &[f64]) -> Result<f64, Refusal> {
    if years.is_empty() {
        return Err(Refusal::TooFewReadings);
    }
    let step = years.iter().sum::<f64>() / years.len() as f64;
    let mut tolerance = TOLERANCE * step;
    if step * 365.25 >= SHORTEST_MONTH {
        tolerance = tolerance.max(MONTH_DAYS / 365.25);
    }
    if years.iter().any(|gap| (gap - step).abs() > tolerance) { Err(Refusal::UnevenSpacing) } else { Ok(step) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(days: &[f64]) -> bool {
        even_step(&days.iter().map(|d| d / 365.25).collect::<Vec<_>>()).is_ok()
    }

    #[test]
    fn no_gap_no_step() {
        assert_eq!(even_step(&[]), Err(Refusal::TooFewReadings));
    }

    #[test]
    fn the_calendar_is_even_enough() {
        assert!(even(&[365.0, 366.0, 365.0, 365.0]), "years");
        assert!(even(&[181.0, 184.0, 181.0, 184.0]), "half-years");
        assert!(even(&[90.0, 91.0, 92.0, 92.0]), "quarters");
        assert!(even(&[31.0, 28.0, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0]), "months");
        assert!(even(&[7.0, 7.0, 7.0]), "weeks");
    }

    #[test]
    fn a_gap_is_a_gap() {
        assert!(!even(&[365.0, 730.0, 365.0, 365.0]), "a year is missing");
        assert!(!even(&[365.0, 365.0, 400.0, 330.0]), "a month late");
        assert!(!even(&[7.0, 7.0, 9.0]), "two days of a week");
    }
}
