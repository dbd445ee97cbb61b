//! Growth curves: logistic, Gompertz and Bass, fitted by non-linear least squares.
//!
//! Starting values come from the readings themselves, many at once, and the lowest minimum is kept
//! ([`nonlinear()`]). A ceiling is declared or, where it is not, has to show in the readings: while growth has not slowed,
//! every high ceiling fits as well as the next, and that is a refusal and not a number (C. Van den Bulte and G. L. Lilien,
//! "Bias and systematic change in the parameter estimates of macro-level diffusion models", Marketing Science 16 (1997),
//! 338-353). Standard deviations of values come by the delta method (METHODS 4 and 6).

mod bass_1969;
mod curve;
mod fitted;
mod starts;

pub use bass_1969::{Bass1969, bass_1969};
pub use curve::Kind;
pub use fitted::{GrowthFit, Parameter};

use super::Refusal;
use super::least_squares::{NonlinearFit, nonlinear};
use curve::{GrowthCurve, Units};

/// The fewest readings a curve is fitted to.
const FEWEST: usize = 8;

/// A fitted ceiling so many times above what has been seen is none.
const FARTHEST_CEILING: f64 = 10.0;

/// A fitted ceiling whose standard deviation is a larger share of itself is not known: on a straight line, which bends
/// toward no ceiling, it comes to a half.
const VAGUEST_CEILING: f64 = 0.25;

/// Fits a growth curve to readings `y` at times `t`, in years and strictly increasing; where they count from does not
/// matter. The ceiling is fitted unless it is given, in the unit of `y` (of a sum of `y`, where `y` is amounts per period).
///
/// Errors. Of the input: [`Refusal::UnequalLists`], [`Refusal::NotFinite`], [`Refusal::TooFewForCurve`] (under 8),
/// [`Refusal::DuplicatedDates`], [`Refusal::UnorderedDates`], [`Refusal::NegativeReading`], [`Refusal::ConstantSeries`],
/// [`Refusal::UnevenPeriods`], [`Refusal::InvalidBounds`] and [`Refusal::ValueAboveBound`] for a declared ceiling. Of the
/// fit: [`Refusal::CeilingRunsAway`], [`Refusal::NotIdentifiable`], [`Refusal::NoConvergence`],
/// [`Refusal::BassOutOfRange`].
///
/// ```
/// use milepost::statistics::growth::{self, Kind};
/// let t = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
/// let y = [5.1, 8.8, 16.0, 26.1, 39.7, 54.2, 68.0, 78.5, 86.7];
/// let fit = growth::fit(Kind::Logistic, &t, &y, Some(100.0))?;
/// assert!((92.0..93.0).contains(&fit.value(9.0)?));
/// assert!(fit.spread(9.0)? < 1.0);
/// assert_eq!(fit.freedom(), 7);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn fit(kind: Kind, t: &[f64], y: &[f64], ceiling: Option<f64>) -> Result<GrowthFit, Refusal> {
    let units = Units::of(kind, t, y)?;
    let tau: Vec<f64> = t.iter().map(|t| units.time(*t)).collect();
    let v: Vec<f64> = y.iter().map(|y| units.level(*y)).collect();
    // What has been seen so far, on the ceiling's own scale.
    let seen = match kind {
        Kind::Logistic | Kind::Gompertz | Kind::Bass => v.iter().copied().fold(0.0, f64::max),
        Kind::BassDensity => v.iter().sum::<f64>() * units.period(),
        Kind::BassInterval => v.iter().sum(),
    };
    if let Some(ceiling) = ceiling {
        if !(ceiling > 0.0 && ceiling.is_finite()) {
            return Err(Refusal::InvalidBounds);
        }
        // Densities are not amounts: their sum only resembles what has been seen.
        if kind != Kind::BassDensity && units.ceiling(ceiling) < seen {
            return Err(Refusal::ValueAboveBound);
        }
    }
    let declared = ceiling.map(|ceiling| units.ceiling(ceiling));
    let farthest = declared.unwrap_or(2.0 * FARTHEST_CEILING * seen);
    let curve = GrowthCurve { kind, period: units.period(), start: v[0], ceiling: declared, farthest };
    // A curve that starts from the first reading meets it whatever its parameters.
    let fitted = usize::from(kind == Kind::Bass);
    let (tau, v) = (&tau[fitted..], &v[fitted..]);
    let fit = match from_its_starts(&curve, tau, v, seen) {
        Err(refusal) if ceiling.is_none() => return Err(why_unbounded(&curve, tau, v, seen).unwrap_or(refusal)),
        fit => fit?,
    };
    let ceiling_fitted = curve.all(&fit.parameters)[0];
    let vague = ceiling.is_none() && fit.deviations()[0] > VAGUEST_CEILING * ceiling_fitted;
    if vague || ceiling.is_none() && !(0.0..=FARTHEST_CEILING * seen).contains(&ceiling_fitted) {
        return Err(Refusal::CeilingRunsAway);
    }
    if !curve.makes_sense(&fit.parameters) {
        return Err(Refusal::BassOutOfRange);
    }
    GrowthFit::new(curve, units, fit)
}

fn from_its_starts(curve: &GrowthCurve, tau: &[f64], v: &[f64], seen: f64) -> Result<NonlinearFit, Refusal> {
    nonlinear(curve, tau, v, &starts::starts(curve, tau, v, seen))
}

/// No free ceiling was found: do the readings ask for ever higher ones?
fn why_unbounded(curve: &GrowthCurve, tau: &[f64], v: &[f64], seen: f64) -> Option<Refusal> {
    let under = |ceiling: f64| {
        let declared = GrowthCurve { ceiling: Some(ceiling), farthest: ceiling, ..*curve };
        from_its_starts(&declared, tau, v, seen).map(|fit| fit.rss)
    };
    let (far, near) = (under(FARTHEST_CEILING * seen).ok()?, under(FARTHEST_CEILING / 2.0 * seen).ok()?);
    (far <= near).then_some(Refusal::CeilingRunsAway)
}

#[cfg(test)]
mod tests;
