//! One search for a minimum: downhill from a start, the last digits settled, and the place judged.
//!
//! Levenberg and Marquardt's method (MINPACK's form, crate `levenberg-marquardt`) walks downhill, scaling the parameters
//! by the lengths of the Jacobian's columns; a few Gauss-Newton steps in twice the usual precision then settle the last
//! digits. A place counts as a minimum where the Jacobian has full rank and the relative offset is small (D. M. Bates and
//! D. G. Watts, "A relative offset orthogonality convergence criterion for nonlinear least squares", Technometrics 23
//! (1981), 179-183): what is still to gain must be nothing against the scatter.

use super::Curve;
use super::double::Double;
use super::orthogonal::{Solution, solve};
use crate::statistics::Refusal;
use levenberg_marquardt::{LeastSquaresProblem, LevenbergMarquardt};
use nalgebra::{DMatrix, DVector, Dyn, storage::Owned};

/// The relative offset below which a point is a minimum. A thousandth is Bates and Watts's own bound.
const OFFSET: f64 = 1e-6;
/// Rounding of a residual, in the units of the search.
pub(super) const ROUNDING: f64 = 10.0 * f64::EPSILON;
/// An offset at which not even the last digits can change any more.
const SETTLED: f64 = 1e-12;
/// Stands in for residuals that cannot be computed, in units of y; its square is still a float.
const OUT_OF_REACH: f64 = 1e100;

/// A place where the sum of squares is lowest nearby.
pub(super) struct Minimum {
    pub(super) parameters: Vec<f64>,
    /// Length of the residual vector, in the units of the search.
    pub(super) length: f64,
    pub(super) solution: Solution,
}

/// One search for a minimum.
pub(super) struct Search<'a, C> {
    curve: &'a C,
    points: &'a [(f64, f64)],
    unit: f64,
    parameters: DVector<f64>,
}

impl<'a, C: Curve> Search<'a, C> {
    /// A search from `start`, in which y is measured by `unit`.
    pub(super) fn new(curve: &'a C, points: &'a [(f64, f64)], unit: f64, start: &[f64]) -> Search<'a, C> {
        Search { curve, points, unit, parameters: DVector::from_column_slice(start) }
    }

    /// Walks down and judges where it arrived.
    ///
    /// Errors: [`Refusal::NotIdentifiable`], [`Refusal::NoConvergence`], [`Refusal::NotFinite`].
    pub(super) fn minimum(self) -> Result<Minimum, Refusal> {
        // Asked to stop only where nothing can be gained: how it stops says little, the test below says all.
        let (search, _) = LevenbergMarquardt::new().with_patience(150).minimize(self);
        let mut parameters = search.parameters.as_slice().to_vec();
        let (mut solution, mut offset) = search.linearised(&parameters)?;
        for _ in 0..20 {
            if offset < SETTLED {
                break;
            }
            let step = solution.coefficients.iter().map(|step| step.round());
            let next: Vec<f64> = parameters.iter().zip(step).map(|(value, step)| value + step).collect();
            match search.linearised(&next) {
                Ok((next_solution, next_offset)) if next_offset < offset && !next_solution.is_above(&solution) => {
                    (parameters, solution, offset) = (next, next_solution, next_offset);
                }
                _ => break,
            }
        }
        if offset > OFFSET {
            return Err(Refusal::NoConvergence);
        }
        let length = search.residuals_at(&parameters).norm();
        Ok(Minimum { parameters, length, solution })
    }

    /// The linear problem at these parameters: the Gauss-Newton step, and the relative offset.
    fn linearised(&self, parameters: &[f64]) -> Result<(Solution, f64), Refusal> {
        let jacobian = self.jacobian_at(parameters).ok_or(Refusal::NoConvergence)?;
        let columns = jacobian.column_iter().map(|column| column.iter().map(|&v| Double::from(-v)).collect()).collect();
        let residuals = self.residuals_at(parameters);
        let solution = solve(columns, residuals.iter().map(|&v| Double::from(v)).collect())?;
        let (n, p) = (self.points.len() as f64, parameters.len() as f64);
        // Residuals carry the rounding of the values, of order 1 in these units: less than that is no gain at all.
        let scatter = (solution.rest / (n - p).sqrt()).max(ROUNDING / OFFSET);
        let offset = solution.explained / p.sqrt() / scatter;
        if offset.is_finite() { Ok((solution, offset)) } else { Err(Refusal::NoConvergence) }
    }

    fn residuals_at(&self, parameters: &[f64]) -> DVector<f64> {
        let residual = |&(x, y): &(f64, f64)| {
            let residual = (self.curve.value(parameters, x) - y) / self.unit;
            if residual.abs() < OUT_OF_REACH { residual } else { OUT_OF_REACH }
        };
        DVector::from_iterator(self.points.len(), self.points.iter().map(residual))
    }

    fn jacobian_at(&self, parameters: &[f64]) -> Option<DMatrix<f64>> {
        let mut jacobian = DMatrix::zeros(self.points.len(), parameters.len());
        let mut by = vec![0.0; parameters.len()];
        for (row, &(x, _)) in self.points.iter().enumerate() {
            self.curve.gradient(parameters, x, &mut by);
            for (column, derivative) in by.iter().enumerate() {
                let derivative = derivative / self.unit;
                if derivative.is_nan() || derivative.abs() > OUT_OF_REACH {
                    return None;
                }
                jacobian[(row, column)] = derivative;
            }
        }
        Some(jacobian)
    }
}

impl<C: Curve> LeastSquaresProblem<f64, Dyn, Dyn> for Search<'_, C> {
    type ResidualStorage = Owned<f64, Dyn>;
    type JacobianStorage = Owned<f64, Dyn, Dyn>;
    type ParameterStorage = Owned<f64, Dyn>;

    fn set_params(&mut self, parameters: &DVector<f64>) {
        self.parameters.copy_from(parameters);
    }

    fn params(&self) -> DVector<f64> {
        self.parameters.clone()
    }

    fn residuals(&self) -> Option<DVector<f64>> {
        Some(self.residuals_at(self.parameters.as_slice()))
    }

    fn jacobian(&self) -> Option<DMatrix<f64>> {
        self.jacobian_at(self.parameters.as_slice())
    }
}
