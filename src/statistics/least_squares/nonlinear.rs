//! Non-linear least squares: a curve fitted to points by searches from several starts.
//!
//! The lowest minimum found wins; once three starts have reached it, no more are tried. A single start can be trapped
//! or lost (NIST Bennett5, start 1), so callers give several, if need be by [`scattered`].

use super::orthogonal::power_of_two_near;
use super::search::{Minimum, ROUNDING, Search};
use crate::statistics::Refusal;

/// A curve with parameters: y = f(parameters, x).
pub trait Curve {
    /// The value at `x`. NaN or infinite where the parameters make no sense; the search then turns back.
    fn value(&self, parameters: &[f64], x: f64) -> f64;

    /// Writes the derivatives by each parameter at `x` into `by`, which is as long as `parameters`.
    fn gradient(&self, parameters: &[f64], x: f64, by: &mut [f64]);
}

/// A curve fitted by least squares.
#[derive(Debug, Clone, PartialEq)]
pub struct NonlinearFit {
    /// The parameters at the minimum.
    pub parameters: Vec<f64>,
    /// Their covariances by linearisation there, row by row.
    pub covariance: Vec<f64>,
    /// Sum of squared residuals, in the square of the unit of y.
    pub rss: f64,
    /// Points used.
    pub n: usize,
}

impl NonlinearFit {
    /// Degrees of freedom: points less parameters, at least 1.
    pub fn freedom(&self) -> usize {
        self.n - self.parameters.len()
    }

    /// Residual standard deviation, in the unit of y.
    pub fn residual_sd(&self) -> f64 {
        (self.rss / self.freedom() as f64).sqrt()
    }

    /// Standard deviations of the parameters.
    pub fn deviations(&self) -> Vec<f64> {
        let p = self.parameters.len();
        (0..p).map(|i| self.covariance[i * p + i].sqrt()).collect()
    }
}

/// Fits a curve to points from every start until three have reached the same lowest minimum.
///
/// Starts are tried in their order; a later one replaces an earlier only where its sum of squares is truly lower. The
/// order of the points leaves no trace. Errors: [`Refusal::UnequalLists`], [`Refusal::NotFinite`],
/// [`Refusal::NoFreedom`]; where no start leads to a minimum, [`Refusal::NotIdentifiable`] if any led to a place where
/// the parameters cannot be told apart, else [`Refusal::NoConvergence`].
///
/// ```
/// use milepost::statistics::least_squares::{Curve, nonlinear};
/// struct Decay;
/// impl Curve for Decay {
///     fn value(&self, p: &[f64], x: f64) -> f64 {
///         p[0] * (-p[1] * x).exp()
///     }
///     fn gradient(&self, p: &[f64], x: f64, by: &mut [f64]) {
///         by[0] = (-p[1] * x).exp();
///         by[1] = -p[0] * x * by[0];
///     }
/// }
/// let fit = nonlinear(&Decay, &[0.0, 1.0, 2.0, 3.0], &[8.0, 4.0, 2.0, 1.0], &[vec![5.0, 1.0]])?;
/// assert!((fit.parameters[1] - 2_f64.ln()).abs() < 1e-12);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn nonlinear<C: Curve>(curve: &C, x: &[f64], y: &[f64], starts: &[Vec<f64>]) -> Result<NonlinearFit, Refusal> {
    if x.len() != y.len() {
        return Err(Refusal::UnequalLists);
    }
    if !x.iter().chain(y).all(|v| v.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    let mut points: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let unit = power_of_two_near(y.iter().map(|v| v.abs()).fold(0.0, f64::max));

    let mut best: Option<(Search<'_, C>, Minimum)> = None;
    let mut reached = 0;
    let mut refusal = Refusal::NoConvergence;
    for start in starts {
        if points.len() <= start.len() {
            return Err(Refusal::NoFreedom);
        }
        let search = Search::new(curve, &points, unit, start);
        match search.minimum() {
            Err(Refusal::NotIdentifiable) => refusal = Refusal::NotIdentifiable,
            Err(_) => {}
            Ok(found) => match best.as_ref().map(|best| found.1.length - best.1.length) {
                Some(more) if more > same_minimum(found.1.length, points.len()) => {}
                Some(more) if more >= -same_minimum(found.1.length, points.len()) => reached += 1,
                _ => (best, reached) = (Some(found), 1),
            },
        }
        if reached == ENOUGH {
            break;
        }
    }
    let (search, minimum) = best.ok_or(refusal)?;
    let minimum = search.refined(minimum);
    let freedom = (points.len() - minimum.parameters.len()) as f64;
    let covariance = minimum.solution.covariance(minimum.length / freedom.sqrt())?;
    let rss = (minimum.length * unit).powi(2);
    if !rss.is_finite() {
        return Err(Refusal::NotFinite);
    }
    Ok(NonlinearFit { parameters: minimum.parameters, covariance, rss, n: points.len() })
}

/// Starts scattered around one, itself first: each parameter keeps its sign and is multiplied by up to 10^width, the
/// width growing from one half to three. The scatter is a fixed sequence without gaps (powers of the generalised golden
/// ratio), so the same start gives the same starts.
pub fn scattered(start: &[f64], count: usize) -> Vec<Vec<f64>> {
    let dimension = start.len() as f64;
    // The positive root of g^(d+1) = g + 1, by fixed-point iteration.
    let golden = (0..60).fold(1.5_f64, |g, _| (1.0 + g).powf(1.0 / (dimension + 1.0)));
    let around = |k: usize| {
        let width = [0.5, 1.0, 2.0, 3.0][k % 4];
        let factor = |j: usize| {
            let place = (0.5 + k as f64 * golden.powi(-(j as i32 + 1))).fract();
            10_f64.powf((2.0 * place - 1.0) * width)
        };
        start.iter().enumerate().map(|(j, value)| value * factor(j)).collect()
    };
    let mut starts = vec![start.to_vec()];
    starts.extend((1..count).map(around));
    starts
}

/// Once so many starts have led to the lowest minimum, it is taken to be the lowest.
const ENOUGH: usize = 3;
/// How much the lengths of two residual vectors may differ and still be of one minimum.
fn same_minimum(length: f64, n: usize) -> f64 {
    1e-8 * length + ROUNDING * (n as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// b0 exp(b1 x).
    struct Exponential;

    impl Curve for Exponential {
        fn value(&self, b: &[f64], x: f64) -> f64 {
            b[0] * (b[1] * x).exp()
        }
        fn gradient(&self, b: &[f64], x: f64, by: &mut [f64]) {
            by[0] = (b[1] * x).exp();
            by[1] = b[0] * x * by[0];
        }
    }

    /// (b0 + b1) x: the two cannot be told apart.
    struct Twins;

    impl Curve for Twins {
        fn value(&self, b: &[f64], x: f64) -> f64 {
            (b[0] + b[1]) * x
        }
        fn gradient(&self, _: &[f64], x: f64, by: &mut [f64]) {
            by.fill(x);
        }
    }

    const X: [f64; 5] = [0.0, 1.0, 2.0, 3.0, 4.0];
    const Y: [f64; 5] = [1.1, 1.9, 4.2, 7.7, 16.3];

    #[test]
    fn what_cannot_be_fitted_is_refused() {
        let start = [vec![1.0, 0.5]];
        let refused = |x: &[f64], y: &[f64], starts: &[Vec<f64>]| nonlinear(&Exponential, x, y, starts).unwrap_err();
        assert_eq!(refused(&X, &Y[1..], &start), Refusal::UnequalLists);
        assert_eq!(refused(&X[..2], &Y[..2], &start), Refusal::NoFreedom);
        assert_eq!(refused(&X, &[1.0, 2.0, f64::NAN, 3.0, 4.0], &start), Refusal::NotFinite);
        assert_eq!(refused(&[], &[], &start), Refusal::NoFreedom);
        assert_eq!(refused(&X, &Y, &[]), Refusal::NoConvergence);
        assert_eq!(refused(&X, &Y, &[vec![f64::NAN, 1.0]]), Refusal::NoConvergence);
        assert_eq!(refused(&X, &Y, &[vec![1.0, 1e300]]), Refusal::NoConvergence);
        assert_eq!(refused(&X, &[0.0; 5], &[vec![0.0, 0.5]]), Refusal::NotIdentifiable);
    }

    #[test]
    fn parameters_that_cannot_be_told_apart_are_refused() {
        assert_eq!(nonlinear(&Twins, &X, &Y, &[vec![1.0, 2.0]]), Err(Refusal::NotIdentifiable));
    }

    #[test]
    fn points_on_the_curve_leave_nothing() {
        let y = X.map(|x| 3.0 * (0.25 * x).exp());
        let fit = nonlinear(&Exponential, &X, &y, &[vec![1.0, 1.0]]).unwrap();
        assert!((fit.parameters[0] - 3.0).abs() < 1e-13 && (fit.parameters[1] - 0.25).abs() < 1e-13);
        assert!(fit.residual_sd() < 1e-14);
    }

    #[test]
    fn one_lost_start_is_rescued_by_the_next() {
        let fit = nonlinear(&Exponential, &X, &Y, &[vec![f64::NAN, 0.0], vec![1.0, 0.5]]).unwrap();
        assert_eq!(Ok(fit), nonlinear(&Exponential, &X, &Y, &[vec![1.0, 0.5]]));
    }

    #[test]
    fn scattered_starts_begin_with_the_start_and_keep_signs() {
        let starts = scattered(&[-2.0, 0.0, 5.0], 9);
        assert_eq!((starts.len(), &starts[0]), (9, &vec![-2.0, 0.0, 5.0]));
        for start in &starts {
            assert!(start[0] < 0.0 && start[1] == 0.0 && (5e-3..=5e3).contains(&start[2]), "{start:?}");
        }
        assert_eq!(scattered(&[1.0], 0), [[1.0]]);
        assert_eq!(scattered(&[], 2), [[0.0; 0]; 2]);
    }

    proptest! {
        #[test]
        fn no_input_gives_nan_or_a_panic(
            points in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..9),
            start in (any::<f64>(), any::<f64>()),
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
            if let Ok(fit) = nonlinear(&Exponential, &x, &y, &scattered(&[start.0, start.1], 4)) {
                let numbers = fit.parameters.iter().chain(&fit.covariance).chain([&fit.rss]);
                prop_assert!(numbers.copied().chain(fit.deviations()).all(f64::is_finite));
            }
        }

        #[test]
        fn the_order_of_points_leaves_no_trace(by in 1usize..5) {
            let (mut x, mut y) = (X, Y);
            x.rotate_left(by);
            y.rotate_left(by);
            let start = [vec![1.0, 0.5]];
            prop_assert_eq!(nonlinear(&Exponential, &x, &y, &start), nonlinear(&Exponential, &X, &Y, &start));
        }
    }
}
