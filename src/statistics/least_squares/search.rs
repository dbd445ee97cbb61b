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

/// Evaluations a search may take, for each parameter and one more.
const PATIENCE: usize = 150;
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
    /// The linear problem here.
    pub(super) solution: Solution,
    /// How far from the minimum, against the scatter.
    offset: f64,
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
    pub(super) fn minimum(self) -> Result<(Self, Minimum), Refusal> {
        // Asked to stop only where nothing can be gained: how it stops says little, the test below says all.
        let (search, _) = LevenbergMarquardt::new().with_patience(PATIENCE).minimize(self);
        let arrived = search.linearised(search.parameters.as_slice())?;
        let minimum = search.settled(arrived, OFFSET);
        if minimum.offset <= OFFSET { Ok((search, minimum)) } else { Err(Refusal::NoConvergence) }
    }

    /// The minimum to its last digits.
    pub(super) fn refined(&self, minimum: Minimum) -> Minimum {
        self.settled(minimum, SETTLED)
    }

    /// Takes Gauss-Newton steps while they lead closer to the minimum, until it is as near as asked.
    fn settled(&self, mut place: Minimum, near: f64) -> Minimum {
        for _ in 0..20 {
            if place.offset <= near {
                break;
            }
            let steps = place.solution.coefficients.iter().map(|step| step.round());
            let next: Vec<f64> = place.parameters.iter().zip(steps).map(|(value, step)| value + step).collect();
            match self.linearised(&next) {
                // A step may gain less than the rounding of the sum of squares, but must not climb.
                Ok(next) if next.offset < place.offset && next.length <= place.length * (1.0 + 1e-8) => place = next,
                _ => break,
            }
        }
        place
    }

    /// The linear problem at these parameters: where a Gauss-Newton step leads, and how much it gains.
    fn linearised(&self, parameters: &[f64]) -> Result<Minimum, Refusal> {
        let jacobian = self.jacobian_at(parameters).ok_or(Refusal::NoConvergence)?;
        let columns = jacobian.column_iter().map(|column| column.iter().map(|&v| Double::from(-v)).collect()).collect();
        let residuals = self.residuals_at(parameters);
        let solution = solve(columns, residuals.iter().map(|&v| Double::from(v)).collect())?;
        let (n, p) = (self.points.len() as f64, parameters.len() as f64);
        // Residuals carry the rounding of the values, of order 1 in these units: less than that is no gain at all.
        let scatter = (solution.rest / (n - p).sqrt()).max(ROUNDING / OFFSET);
        let offset = solution.explained / p.sqrt() / scatter;
        if !offset.is_finite() {
            return Err(Refusal::NoConvergence);
        }
        Ok(Minimum { parameters: parameters.to_vec(), length: residuals.norm(), solution, offset })
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
