//! The Bass model by ordinary least squares, as in 1969.
//!
//! Amounts S_t on the sum Y of all before, from the second period on (nothing stands before the first):
//! S_t = a + b Y + c Y^2, whence M = (-b - sqrt(b^2 - 4 a c)) / (2 c), P = a / M, Q = -c M. Source: F. M. Bass, "A new product growth for model consumer durables", Management Science 15 (1969),
//! 215-227. Kept for comparison with published values: it is biased where periods are long, and says nothing of how sure
//! its coefficients are (Srinivasan and Mason 1986).

use super::FEWEST;
use crate::statistics::Refusal;
use crate::statistics::least_squares::{Intercept, LinearFit, linear};

/// Coefficients of the Bass model by ordinary least squares.
#[derive(Debug, Clone, PartialEq)]
pub struct Bass1969 {
    /// M, the ceiling: in the unit of the amounts.
    pub ceiling: f64,
    /// P, per period.
    pub innovation: f64,
    /// Q, per period.
    pub imitation: f64,
    /// The regression: a, b, c with their standard deviations.
    pub regression: LinearFit,
}

/// Fits the Bass model to amounts of equal periods from the launch on.
///
/// Errors: [`Refusal::NotFinite`], [`Refusal::TooFewForCurve`] (under 8), [`Refusal::NegativeReading`],
/// [`Refusal::NotIdentifiable`], [`Refusal::CeilingRunsAway`] (the amounts bend toward no ceiling),
/// [`Refusal::BassOutOfRange`] (no innovation).
///
/// ```
/// use milepost::statistics::growth::bass_1969;
/// let fit = bass_1969(&[30.0, 50.0, 90.0, 150.0, 210.0, 190.0, 120.0, 50.0])?;
/// assert!(fit.ceiling > 890.0 && fit.imitation > fit.innovation);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn bass_1969(amounts: &[f64]) -> Result<Bass1969, Refusal> {
    if !amounts.iter().all(|v| v.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    if amounts.len() < FEWEST {
        return Err(Refusal::TooFewForCurve);
    }
    if amounts.iter().any(|v| *v < 0.0) {
        return Err(Refusal::NegativeReading);
    }
    let sum_so_far = |sum: &mut f64, amount: &f64| {
        *sum += amount;
        Some(*sum)
    };
    let before: Vec<f64> = amounts[..amounts.len() - 1].iter().scan(0.0, sum_so_far).collect();
    let squared: Vec<f64> = before.iter().map(|sum| sum * sum).collect();
    let regression = linear(&[&before, &squared], &amounts[1..], Intercept::Fitted)?;
    let [a, b, c] = [0, 1, 2].map(|i| regression.coefficients[i]);
    let root = (b * b - 4.0 * a * c).sqrt();
    let ceiling = (-b - root) / (2.0 * c);
    if c >= 0.0 || !(ceiling > 0.0 && ceiling.is_finite()) {
        return Err(Refusal::CeilingRunsAway);
    }
    let (innovation, imitation) = (a / ceiling, -c * ceiling);
    if !(innovation.is_finite() && imitation.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    if innovation < 0.0 {
        return Err(Refusal::BassOutOfRange);
    }
    Ok(Bass1969 { ceiling, innovation, imitation, regression })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_fitted_is_refused() {
        assert_eq!(bass_1969(&[]), Err(Refusal::TooFewForCurve));
        assert_eq!(bass_1969(&[1.0; 7]), Err(Refusal::TooFewForCurve));
        assert_eq!(bass_1969(&[f64::NAN; 9]), Err(Refusal::NotFinite));
        assert_eq!(bass_1969(&[0.0; 9]), Err(Refusal::NotIdentifiable));
        assert_eq!(bass_1969(&[1.0, 2.0, -1.0, 3.0, 4.0, 5.0, 6.0, 7.0]), Err(Refusal::NegativeReading));
        assert_eq!(bass_1969(&[1.0, 2.0, 4.0, 8.0, 17.0, 35.0, 75.0, 160.0]), Err(Refusal::CeilingRunsAway));
    }

    /// Expected numbers: the same regression in exact rational arithmetic (Python's `fractions`).
    #[test]
    fn video_recorders() {
        let fit = bass_1969(&super::super::tests::VIDEO_RECORDERS).unwrap();
        let expected = [1571.6940537013888, 0.6413172669787792, -1.0591741333976442e-5];
        for (ours, expected) in fit.regression.coefficients.iter().zip(expected) {
            assert!((ours / expected - 1.0).abs() < 1e-14, "{ours} for {expected}");
        }
        let ours = [fit.ceiling, fit.innovation, fit.imitation];
        for (ours, expected) in ours.iter().zip([62907.63712346953, 0.02498415336466393, 0.6663014203434431]) {
            assert!((ours / expected - 1.0).abs() < 1e-14, "{ours} for {expected}");
        }
    }

    proptest! {
        #[test]
        fn no_input_gives_nan_or_a_panic(amounts in proptest::collection::vec(any::<f64>().prop_map(f64::abs), 8..12)) {
            if let Ok(fit) = bass_1969(&amounts) {
                prop_assert!(fit.ceiling.is_finite() && fit.innovation >= 0.0 && fit.imitation.is_finite());
            }
        }
    }
}
