//! The orthogonal decomposition both kinds of least squares rest on: modified Gram-Schmidt with column pivoting.
//!
//! The right-hand side is carried along as one more column, which makes the method as stable as Householder's (Å. Björck,
//! "Solving linear least squares problems by Gram-Schmidt orthogonalization", BIT 7 (1967), 1-21). All sums are in double
//! the usual precision; columns are first scaled by powers of two, so nothing overflows on the way.

use super::double::Double;
use crate::statistics::Refusal;

/// A column that keeps less than this share of its length, once the others are taken out of it, is a combination of
/// them as far as inputs rounded to 16 digits can tell. (The hardest certified set, Filip, keeps 1e-9.)
const DEPENDENT: f64 = 1e-13;

/// The least squares solution of a full-rank system.
#[derive(Debug)]
pub(super) struct Solution {
    /// Coefficients, in the order of the columns.
    pub(super) coefficients: Vec<Double>,
    /// The inverse of the cross-product matrix of the scaled columns, row by row.
    inverse: Vec<f64>,
    /// By what each column was divided.
    scales: Vec<f64>,
    /// Length of the part of the right-hand side that the columns explain.
    pub(super) explained: f64,
    /// Length of what they leave.
    pub(super) rest: f64,
}

impl Solution {
    /// Covariances of the coefficients, row by row, where the residuals have this standard deviation.
    ///
    /// Errors: [`Refusal::NotFinite`] where one leaves the range of floats.
    pub(super) fn covariance(&self, residual_sd: f64) -> Result<Vec<f64>, Refusal> {
        let p = self.scales.len();
        let entry = |i: usize, j: usize| {
            self.inverse[i * p + j] * (residual_sd / self.scales[i]) * (residual_sd / self.scales[j])
        };
        let covariance: Vec<f64> = (0..p * p).map(|at| entry(at / p, at % p)).collect();
        if covariance.iter().all(|v| v.is_finite()) { Ok(covariance) } else { Err(Refusal::NotFinite) }
    }
}

/// Solves `columns * b ~ y` in the least squares sense.
///
/// Errors: [`Refusal::NotIdentifiable`] where a column is (nearly) a combination of the others, [`Refusal::NotFinite`]
/// where a result leaves the range of floats.
pub(super) fn solve(mut columns: Vec<Vec<Double>>, mut y: Vec<Double>) -> Result<Solution, Refusal> {
    let p = columns.len();
    let scales: Vec<f64> = columns.iter_mut().map(|column| scale(column)).collect::<Result<_, _>>()?;
    let y_scale = scale(&mut y)?;
    if scales.contains(&0.0) {
        return Err(Refusal::NotIdentifiable);
    }
    let lengths: Vec<f64> = columns.iter().map(|column| length(column).round()).collect();

    let mut order: Vec<usize> = (0..p).collect();
    let mut r = vec![Double::ZERO; p * p];
    let mut z = vec![Double::ZERO; p];
    for k in 0..p {
        // Pivoting: next comes the column of which most is left.
        let left = |j: usize| length(&columns[j]).round() / lengths[j];
        let mut pivot = k;
        for later in k + 1..p {
            if left(order[later]) > left(order[pivot]) {
                pivot = later;
            }
        }
        order.swap(k, pivot);
        let current = order[k];
        let norm = length(&columns[current]);
        if norm.round() <= DEPENDENT * lengths[current] {
            return Err(Refusal::NotIdentifiable);
        }
        let unit: Vec<Double> = columns[current].iter().map(|&v| v / norm).collect();
        r[current * p + current] = norm;
        for &later in &order[k + 1..] {
            r[current * p + later] = take_out(&unit, &mut columns[later]);
        }
        z[current] = take_out(&unit, &mut y);
    }

    // Back substitution, in pivoting order, for the solution and for each column of the inverse of R.
    let back = |right: &[Double]| {
        let mut solution = vec![Double::ZERO; p];
        for k in (0..p).rev() {
            let row = order[k];
            let known = order[k + 1..].iter().fold(Double::ZERO, |sum, &j| sum + r[row * p + j] * solution[j]);
            solution[row] = (right[row] - known) / r[row * p + row];
        }
        solution
    };
    let unscaled = |(b, scale): (&Double, &f64)| b.scaled(1.0 / scale).scaled(y_scale);
    let coefficients: Vec<Double> = back(&z).iter().zip(&scales).map(unscaled).collect();
    let column_of_inverse = |k: usize| {
        let mut right = vec![Double::ZERO; p];
        right[k] = Double::ONE;
        back(&right)
    };
    let inverse_r: Vec<Vec<Double>> = (0..p).map(column_of_inverse).collect();
    let product =
        |i: usize, j: usize| inverse_r.iter().fold(Double::ZERO, |sum, column| sum + column[i] * column[j]).round();
    let inverse = (0..p * p).map(|at| product(at / p, at % p)).collect();
    let explained = length(&z).round() * y_scale;
    let rest = length(&y).round() * y_scale;
    if coefficients.iter().all(|b| b.round().is_finite()) && explained.is_finite() && rest.is_finite() {
        Ok(Solution { coefficients, inverse, scales, explained, rest })
    } else {
        Err(Refusal::NotFinite)
    }
}

/// Takes the direction of a unit vector out of a column; how much of it there was.
fn take_out(unit: &[Double], column: &mut [Double]) -> Double {
    let share = dot(unit, column);
    for (value, &direction) in column.iter_mut().zip(unit) {
        *value = *value - share * direction;
    }
    share
}

fn dot(a: &[Double], b: &[Double]) -> Double {
    a.iter().zip(b).fold(Double::ZERO, |sum, (&a, &b)| sum + a * b)
}

fn length(column: &[Double]) -> Double {
    dot(column, column).sqrt()
}

/// Divides a column by the power of two next to its largest entry, and says by which; zero for a column of zeros.
///
/// Errors: [`Refusal::NotFinite`].
fn scale(column: &mut [Double]) -> Result<f64, Refusal> {
    if !column.iter().all(|v| v.round().is_finite()) {
        return Err(Refusal::NotFinite);
    }
    let largest = column.iter().map(|v| v.round().abs()).fold(0.0, f64::max);
    if largest == 0.0 {
        return Ok(0.0);
    }
    let power = power_of_two_near(largest);
    for value in column.iter_mut() {
        *value = value.scaled(1.0 / power);
    }
    Ok(power)
}

/// The largest power of two not above a number that is not negative, and 1 for zero; kept where it and its inverse are
/// normal floats. Exact, so that numbers and their multiples by powers of two are treated alike to the last bit.
pub(in crate::statistics) fn power_of_two_near(value: f64) -> f64 {
    if value == 0.0 {
        return 1.0;
    }
    let exponent_alone = f64::from_bits(value.to_bits() & f64::INFINITY.to_bits());
    exponent_alone.clamp(2_f64.powi(-1000), 2_f64.powi(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[f64]) -> Vec<Double> {
        values.iter().map(|&v| Double::from(v)).collect()
    }

    #[test]
    fn what_is_no_system_is_refused() {
        let y = column(&[1.0, 2.0, 4.0]);
        assert_eq!(solve(vec![column(&[0.0; 3])], y.clone()).unwrap_err(), Refusal::NotIdentifiable);
        let thrice = vec![column(&[0.1, 0.2, 0.7]), column(&[0.3, 0.6, 2.1])];
        assert_eq!(solve(thrice, y.clone()).unwrap_err(), Refusal::NotIdentifiable);
        assert_eq!(solve(vec![column(&[1.0, f64::NAN, 2.0])], y).unwrap_err(), Refusal::NotFinite);
    }

    #[test]
    fn a_right_hand_side_of_zeros_has_the_solution_zero() {
        let solution = solve(vec![column(&[1.0, 2.0])], column(&[0.0, 0.0])).unwrap();
        assert_eq!((solution.coefficients[0].round(), solution.rest), (0.0, 0.0));
    }

    #[test]
    fn huge_and_tiny_columns_go_together() {
        let columns = vec![column(&[1e200, 0.0, 0.0]), column(&[0.0, 1e-200, 0.0])];
        let solution = solve(columns, column(&[1e100, 1e-100, 1.0])).unwrap();
        assert!((solution.coefficients[0].round() / 1e-100 - 1.0).abs() < 1e-15);
        assert!((solution.coefficients[1].round() / 1e100 - 1.0).abs() < 1e-15);
    }

    #[test]
    fn powers_of_two_are_normal_whatever_the_number() {
        for value in [0.0, f64::MIN_POSITIVE / 4.0, 1.0, 3.0, f64::MAX, f64::INFINITY] {
            let power = power_of_two_near(value);
            assert!(power.is_normal() && (1.0 / power).is_normal(), "{value}: {power}");
        }
        for (value, power) in [(0.0, 1.0), (8.0, 8.0), (7.999, 4.0), (0.738, 0.5), (1.0 - f64::EPSILON / 2.0, 0.5)] {
            assert_eq!(power_of_two_near(value), power);
        }
    }
}
