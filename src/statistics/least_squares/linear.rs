//! Ordinary least squares to full precision: regression on given columns, and polynomials.
//!
//! Coefficients come from an orthogonal decomposition in twice the usual precision, and the powers of a polynomial are
//! never rounded to floats. So the certified values of NIST StRD are met to 13 digits and more on every set, Filip
//! (degree 10) and Longley included. Rows are put in one order first: the same rows in any order give the same bits.

use super::double::Double;
use super::orthogonal::solve;
use crate::statistics::Refusal;

/// Does a regression have a constant term?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intercept {
    /// A constant, which becomes the first coefficient.
    Fitted,
    /// None: the regression goes through the origin.
    Zero,
}

/// A fitted linear regression.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearFit {
    /// Coefficients: the intercept first where there is one, then one per predictor (or power).
    pub coefficients: Vec<f64>,
    /// Their covariances, row by row.
    pub covariance: Vec<f64>,
    /// Sum of squared residuals, in the square of the unit of y.
    pub rss: f64,
    /// Share of the variance explained; around zero instead of the mean where there is no intercept. `None` where y
    /// does not vary.
    pub r_squared: Option<f64>,
    /// Rows used.
    pub n: usize,
}

impl LinearFit {
    /// Degrees of freedom: rows less coefficients, at least 1.
    pub fn freedom(&self) -> usize {
        self.n - self.coefficients.len()
    }

    /// Residual standard deviation, in the unit of y.
    pub fn residual_sd(&self) -> f64 {
        (self.rss / self.freedom() as f64).sqrt()
    }

    /// Standard deviations of the coefficients.
    pub fn deviations(&self) -> Vec<f64> {
        let p = self.coefficients.len();
        (0..p).map(|i| self.covariance[i * p + i].sqrt()).collect()
    }
}

/// Regression of `y` on predictors, each a column as long as `y`.
///
/// Errors: [`Refusal::UnequalLists`], [`Refusal::NotFinite`], [`Refusal::NoFreedom`] (no more rows than coefficients),
/// [`Refusal::NotIdentifiable`] (no predictor and no intercept; a predictor that is a combination of the others).
///
/// ```
/// use milepost::statistics::least_squares::{Intercept, linear};
/// let fit = linear(&[&[0.0, 1.0, 2.0, 3.0]], &[1.0, 3.0, 5.0, 7.5], Intercept::Fitted)?;
/// assert!((fit.coefficients[1] - 2.15).abs() < 1e-15);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn linear(predictors: &[&[f64]], y: &[f64], intercept: Intercept) -> Result<LinearFit, Refusal> {
    if predictors.iter().any(|column| column.len() != y.len()) {
        return Err(Refusal::UnequalLists);
    }
    let order = rows_in_order(predictors, y);
    let mut columns: Vec<Vec<Double>> = Vec::with_capacity(predictors.len() + 1);
    if intercept == Intercept::Fitted {
        columns.push(vec![Double::ONE; y.len()]);
    }
    columns.extend(predictors.iter().map(|column| order.iter().map(|&row| Double::from(column[row])).collect()));
    fit(columns, order.iter().map(|&row| y[row]).collect(), intercept)
}

/// Polynomial of a degree in `x`: coefficients from the constant up.
///
/// The powers are formed in twice the usual precision, so that a high degree does not lose its digits to their rounding.
/// Errors: those of [`linear`].
///
/// ```
/// use milepost::statistics::least_squares::polynomial;
/// let fit = polynomial(&[0.0, 1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 5.0, 10.0, 17.0], 2)?;
/// assert_eq!((fit.coefficients[0], fit.coefficients[2]), (1.0, 1.0));
/// assert!(fit.coefficients[1].abs() < 1e-30);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn polynomial(x: &[f64], y: &[f64], degree: usize) -> Result<LinearFit, Refusal> {
    if x.len() != y.len() {
        return Err(Refusal::UnequalLists);
    }
    if y.len().saturating_sub(1) <= degree {
        return Err(Refusal::NoFreedom);
    }
    let order = rows_in_order(&[x], y);
    let mut columns = vec![vec![Double::ONE; y.len()]];
    for power in 0..degree {
        let next = columns[power].iter().zip(&order).map(|(&value, &row)| value * Double::from(x[row])).collect();
        columns.push(next);
    }
    fit(columns, order.iter().map(|&row| y[row]).collect(), Intercept::Fitted)
}

/// The rows sorted by their values, so that their order of arrival leaves no trace in the rounding.
fn rows_in_order(predictors: &[&[f64]], y: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..y.len()).collect();
    order.sort_by(|&a, &b| {
        let columns = predictors.iter().map(|column| column[a].total_cmp(&column[b]));
        columns.fold(std::cmp::Ordering::Equal, |so_far, next| so_far.then(next)).then(y[a].total_cmp(&y[b]))
    });
    order
}

fn fit(columns: Vec<Vec<Double>>, y: Vec<f64>, intercept: Intercept) -> Result<LinearFit, Refusal> {
    let (n, p) = (y.len(), columns.len());
    if !y.iter().all(|v| v.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    if p == 0 {
        return Err(Refusal::NotIdentifiable);
    }
    if n <= p {
        return Err(Refusal::NoFreedom);
    }
    let y: Vec<Double> = y.into_iter().map(Double::from).collect();
    let total = total_sum_of_squares(&y, intercept);
    let solution = solve(columns, y)?;
    let covariance = solution.covariance(solution.rest / ((n - p) as f64).sqrt())?;
    let rss = solution.rest * solution.rest;
    let r_squared = 1.0 - rss / total;
    if !rss.is_finite() {
        return Err(Refusal::NotFinite);
    }
    Ok(LinearFit {
        coefficients: solution.coefficients.iter().map(|b| b.round()).collect(),
        covariance,
        rss,
        r_squared: r_squared.is_finite().then_some(r_squared),
        n,
    })
}

/// Sum of squares of y around its mean, or around zero where there is no intercept.
fn total_sum_of_squares(y: &[Double], intercept: Intercept) -> f64 {
    let mean = match intercept {
        Intercept::Zero => Double::ZERO,
        Intercept::Fitted => y.iter().fold(Double::ZERO, |sum, &v| sum + v) / Double::from(y.len() as f64),
    };
    y.iter().fold(Double::ZERO, |sum, &v| sum + (v - mean) * (v - mean)).round()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_fitted_is_refused() {
        let fitted = |x: &[f64], y: &[f64]| linear(&[x], y, Intercept::Fitted).unwrap_err();
        assert_eq!(fitted(&[], &[]), Refusal::NoFreedom);
        assert_eq!(fitted(&[1.0], &[1.0, 2.0]), Refusal::UnequalLists);
        assert_eq!(fitted(&[1.0, 2.0], &[1.0, 2.0]), Refusal::NoFreedom);
        assert_eq!(fitted(&[3.0, 3.0, 3.0], &[1.0, 2.0, 3.0]), Refusal::NotIdentifiable);
        assert_eq!(fitted(&[1.0, 2.0, f64::NAN], &[1.0, 2.0, 3.0]), Refusal::NotFinite);
        assert_eq!(fitted(&[1.0, 2.0, 3.0], &[1.0, f64::INFINITY, 3.0]), Refusal::NotFinite);
        assert_eq!(linear(&[], &[1.0, 2.0], Intercept::Zero), Err(Refusal::NotIdentifiable));
        assert_eq!(polynomial(&[1.0, 2.0], &[1.0, 2.0], usize::MAX), Err(Refusal::NoFreedom));
    }

    #[test]
    fn the_mean_is_a_regression_on_nothing() {
        let fit = linear(&[], &[1.0, 2.0, 6.0], Intercept::Fitted).unwrap();
        assert_eq!((fit.coefficients[0], fit.rss, fit.freedom(), fit.r_squared), (3.0, 14.0, 2, Some(0.0)));
        // Standard error of a mean: sqrt(14 / 2 / 3).
        assert!((fit.deviations()[0] - (7.0_f64 / 3.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_flat_line_explains_nothing_of_nothing() {
        let fit = linear(&[&[1.0, 2.0, 3.0]], &[5.0; 3], Intercept::Fitted).unwrap();
        assert_eq!((fit.r_squared, fit.coefficients[1]), (None, 0.0));
    }

    proptest! {
        #[test]
        fn no_input_gives_nan_or_a_panic(rows in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..12)) {
            let (x, y): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let fits = [
                linear(&[&x], &y, Intercept::Zero),
                linear(&[&x], &y, Intercept::Fitted),
                polynomial(&x, &y, 3),
            ];
            for fit in fits.into_iter().flatten() {
                let numbers = fit.coefficients.iter().chain(&fit.covariance).chain(&fit.r_squared);
                prop_assert!(numbers.chain([&fit.rss, &fit.residual_sd()]).all(|v| v.is_finite()));
                prop_assert!(fit.deviations().iter().all(|v| v.is_finite()));
            }
        }

        #[test]
        fn the_order_of_rows_leaves_no_trace(
            rows in proptest::collection::vec((-9.0..9.0, -9.0..9.0), 4..12),
            by in 1usize..4,
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = rows.iter().copied().unzip();
            let (mut x2, mut y2) = (x.clone(), y.clone());
            x2.rotate_left(by);
            y2.rotate_left(by);
            prop_assert_eq!(linear(&[&x], &y, Intercept::Fitted), linear(&[&x2], &y2, Intercept::Fitted));
            prop_assert_eq!(polynomial(&x, &y, 2), polynomial(&x2, &y2, 2));
        }
    }
}
