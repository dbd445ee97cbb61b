//! A fitted growth curve: its value and how sure that is, at any time.

use super::curve::{GrowthCurve, Kind, Units};
use crate::statistics::least_squares::{Curve, NonlinearFit};
use crate::statistics::{Method, Refusal};

/// A parameter of a growth curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Its name, as in [`Kind::parameter_names`].
    pub name: &'static str,
    /// Its value, in the units of the readings and in years.
    pub value: f64,
    /// Its standard deviation; `None` for a declared ceiling.
    pub deviation: Option<f64>,
}

/// A growth curve fitted by [`fit`](super::fit).
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthFit {
    curve: GrowthCurve,
    units: Units,
    /// In the units of the fit.
    fit: NonlinearFit,
    parameters: Vec<Parameter>,
}

impl GrowthFit {
    /// Errors: [`Refusal::NotFinite`] where a result leaves the range of floats.
    pub(super) fn new(curve: GrowthCurve, units: Units, fit: NonlinearFit) -> Result<GrowthFit, Refusal> {
        let all = curve.all(&fit.parameters);
        let declared = usize::from(curve.ceiling.is_some());
        let deviations = fit.deviations();
        let parameter = |(place, name): (usize, &&'static str)| {
            let unit = units.parameter_unit(place);
            let deviation = place.checked_sub(declared).map(|free| deviations[free] * unit);
            Parameter { name, value: units.parameter_origin(place) + all[place] * unit, deviation }
        };
        let parameters: Vec<Parameter> = curve.kind.parameter_names().iter().enumerate().map(parameter).collect();
        let finite = |p: &Parameter| p.value.is_finite() && p.deviation.is_none_or(f64::is_finite);
        let fitted = GrowthFit { curve, units, fit, parameters };
        let numbers = [fitted.rss(), fitted.residual_sd()];
        if fitted.parameters.iter().all(finite) && numbers.into_iter().chain(fitted.covariance()).all(f64::is_finite) {
            Ok(fitted)
        } else {
            Err(Refusal::NotFinite)
        }
    }

    /// Which curve.
    pub fn kind(&self) -> Kind {
        self.curve.kind
    }

    /// The method by name and version.
    pub fn method(&self) -> Method {
        self.curve.kind.method()
    }

    /// All parameters, the ceiling first.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The ceiling, fitted or declared.
    pub fn ceiling(&self) -> f64 {
        self.parameters[0].value
    }

    /// Covariances of the fitted parameters (so without a declared ceiling), row by row.
    pub fn covariance(&self) -> Vec<f64> {
        let p = self.fit.parameters.len();
        let declared = usize::from(self.curve.ceiling.is_some());
        let unit = |free: usize| self.units.parameter_unit(free + declared);
        self.fit.covariance.iter().enumerate().map(|(at, entry)| entry * unit(at / p) * unit(at % p)).collect()
    }

    /// Readings used.
    pub fn n(&self) -> usize {
        self.fit.n + usize::from(self.curve.kind == Kind::Bass)
    }

    /// Degrees of freedom: readings less fitted parameters, less the first where the curve starts from it.
    pub fn freedom(&self) -> usize {
        self.fit.freedom()
    }

    /// Residual standard deviation, in the unit of the readings.
    pub fn residual_sd(&self) -> f64 {
        self.units.reading(self.fit.residual_sd())
    }

    /// Sum of squared residuals.
    pub fn rss(&self) -> f64 {
        self.units.reading(self.units.reading(self.fit.rss))
    }

    /// The curve at time `t`, on the time axis of the fit. Errors: [`Refusal::NotFinite`].
    pub fn value(&self, t: f64) -> Result<f64, Refusal> {
        finite(self.units.reading(self.curve.value(&self.fit.parameters, finite(self.units.time(t))?)))
    }

    /// Standard deviation of the curve at time `t`, by the delta method: where the curve itself may lie.
    ///
    /// Errors: [`Refusal::NotFinite`].
    pub fn deviation(&self, t: f64) -> Result<f64, Refusal> {
        finite(self.units.reading(self.variance(t)?.sqrt()))
    }

    /// Standard deviation of a new reading at time `t`: of the curve, and the scatter around it. With
    /// [`freedom`](Self::freedom) it gives a predictive t interval.
    ///
    /// Errors: [`Refusal::NotFinite`].
    pub fn spread(&self, t: f64) -> Result<f64, Refusal> {
        let scatter = self.fit.residual_sd();
        finite(self.units.reading((self.variance(t)? + scatter * scatter).sqrt()))
    }

    /// Variance of the curve, in the units of the fit.
    fn variance(&self, t: f64) -> Result<f64, Refusal> {
        let p = self.fit.parameters.len();
        let mut by = vec![0.0; p];
        self.curve.gradient(&self.fit.parameters, finite(self.units.time(t))?, &mut by);
        let entry = |(at, covariance): (usize, &f64)| by[at / p] * covariance * by[at % p];
        let variance: f64 = self.fit.covariance.iter().enumerate().map(entry).sum();
        // Rounding may leave a little below zero.
        finite(variance.max(0.0 * variance))
    }
}

fn finite(value: f64) -> Result<f64, Refusal> {
    if value.is_finite() { Ok(value) } else { Err(Refusal::NotFinite) }
}
