//! Scales on which change is even: a share near its ceiling slows down, a count does not.

use super::Refusal;
use std::fmt;

/// A scale g: readings are placed on it, projected there and brought back, so that intervals stay within the bounds.
///
/// Bounds are declared in the catalogue, never assumed. Written as text: `identity`, `log`, `logit`, `gompertz` (bounds
/// 0 and 100), or with other bounds `logit(0,1)`, `gompertz(0,1)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// g(y) = y: no bounds.
    Identity,
    /// g(y) = ln y: positive, no ceiling.
    Log,
    /// g(y) = ln(p / (1 - p)) with p the position between the bounds.
    Logit {
        /// Lower bound.
        lower: f64,
        /// Upper bound.
        upper: f64,
    },
    /// g(y) = -ln(-ln p) with p the position between the bounds; the default for shares (METHODS 4).
    Gompertz {
        /// Lower bound.
        lower: f64,
        /// Upper bound.
        upper: f64,
    },
}

/// A value placed on a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Its place on the scale.
    pub z: f64,
    /// Was it on a bound (or within half a unit of it) and moved inward?
    pub moved: bool,
}

impl Scale {
    /// The default for declared bounds: Gompertz between two, identity where one or both are missing (METHODS 4).
    ///
    /// Errors: [`Refusal::InvalidBounds`].
    ///
    /// ```
    /// use milepost::statistics::Scale;
    /// assert_eq!(Scale::for_bounds(Some(0.0), Some(100.0))?.to_string(), "gompertz");
    /// assert_eq!(Scale::for_bounds(None, None)?.to_string(), "identity");
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn for_bounds(lower: Option<f64>, upper: Option<f64>) -> Result<Scale, Refusal> {
        match (lower, upper) {
            (Some(lower), Some(upper)) => Scale::Gompertz { lower, upper }.checked(),
            _ => Ok(Scale::Identity),
        }
    }

    /// Reads a scale from its text. Errors: [`Refusal::UnknownScale`], [`Refusal::InvalidBounds`].
    ///
    /// ```
    /// use milepost::statistics::{Refusal, Scale};
    /// assert_eq!(Scale::read("logit(0,1)"), Ok(Scale::Logit { lower: 0.0, upper: 1.0 }));
    /// assert_eq!(Scale::read("probit"), Err(Refusal::UnknownScale));
    /// ```
    pub fn read(text: &str) -> Result<Scale, Refusal> {
        let text = text.trim();
        let (name, bounds) = match text.split_once('(') {
            None => (text, None),
            Some((name, rest)) => {
                let inside = rest.strip_suffix(')').ok_or(Refusal::UnknownScale)?;
                let (lower, upper) = inside.split_once(',').ok_or(Refusal::UnknownScale)?;
                let number = |text: &str| text.trim().parse::<f64>().map_err(|_| Refusal::InvalidBounds);
                (name.trim_end(), Some((number(lower)?, number(upper)?)))
            }
        };
        let (lower, upper) = bounds.unwrap_or((0.0, 100.0));
        match (name, bounds) {
            ("identity", None) => Ok(Scale::Identity),
            ("log", None) => Ok(Scale::Log),
            ("logit", _) => Scale::Logit { lower, upper }.checked(),
            ("gompertz", _) => Scale::Gompertz { lower, upper }.checked(),
            _ => Err(Refusal::UnknownScale),
        }
    }

    /// The declared bounds, where there are two.
    pub fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Scale::Identity | Scale::Log => None,
            Scale::Logit { lower, upper } | Scale::Gompertz { lower, upper } => Some((lower, upper)),
        }
    }

    /// Checks the bounds: finite, lower below upper.
    pub(crate) fn checked(self) -> Result<Scale, Refusal> {
        match self.bounds() {
            Some((lower, upper)) if !(lower.is_finite() && upper.is_finite() && lower < upper) => {
                Err(Refusal::InvalidBounds)
            }
            _ => Ok(self),
        }
    }

    /// Places a value on the scale; a value within half a `unit` of a bound is moved to half a unit inside it.
    ///
    /// `unit` is the measurement unit in the unit of the value. Errors: [`Refusal::ValueAboveBound`],
    /// [`Refusal::ValueBelowBound`], [`Refusal::NotFinite`], [`Refusal::InvalidUnit`].
    ///
    /// ```
    /// use milepost::statistics::Scale;
    /// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
    /// let full = share.forward(100.0, 0.1)?;
    /// assert!(full.moved);
    /// assert!((share.inverse(full.z) - 99.95).abs() < 1e-9);
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn forward(self, value: f64, unit: f64) -> Result<Placed, Refusal> {
        let (inside, moved) = self.inside(value, unit)?;
        Ok(Placed { z: self.place(inside), moved })
    }

    /// The value itself, or half a `unit` inside the bound it stands on (and whether it was moved). Errors: as
    /// [`Scale::forward`].
    pub(crate) fn inside(self, value: f64, unit: f64) -> Result<(f64, bool), Refusal> {
        if !value.is_finite() {
            return Err(Refusal::NotFinite);
        }
        if !(unit > 0.0 && unit.is_finite()) {
            return Err(Refusal::InvalidUnit);
        }
        let (lowest, highest) = match self {
            Scale::Identity => return Ok((value, false)),
            Scale::Log => (0.0, f64::INFINITY),
            Scale::Logit { lower, upper } | Scale::Gompertz { lower, upper } => (lower, upper),
        };
        if highest - lowest < 4.0 * unit {
            return Err(Refusal::InvalidUnit);
        }
        if value > highest {
            return Err(Refusal::ValueAboveBound);
        }
        if value < lowest {
            return Err(Refusal::ValueBelowBound);
        }
        let inside = value.clamp(lowest + unit / 2.0, highest - unit / 2.0);
        Ok((inside, inside != value))
    }

    /// The place of a value on the scale as it is: infinite on a bound and beyond it.
    pub(crate) fn place(self, value: f64) -> f64 {
        let share = |lower: f64, upper: f64| ((value - lower) / (upper - lower)).clamp(0.0, 1.0);
        match self {
            Scale::Identity => value,
            Scale::Log => value.max(0.0).ln(),
            Scale::Logit { lower, upper } => {
                let p = share(lower, upper);
                (p / (1.0 - p)).ln()
            }
            Scale::Gompertz { lower, upper } => -(-share(lower, upper).ln()).ln(),
        }
    }

    /// Brings a place on the scale back to a value. Bounded scales never leave their bounds.
    pub fn inverse(self, z: f64) -> f64 {
        match self {
            Scale::Identity => z,
            Scale::Log => z.exp(),
            Scale::Logit { lower, upper } => lower + (upper - lower) / (1.0 + (-z).exp()),
            Scale::Gompertz { lower, upper } => lower + (upper - lower) * (-(-z).exp()).exp(),
        }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Scale::Identity => "identity",
            Scale::Log => "log",
            Scale::Logit { .. } => "logit",
            Scale::Gompertz { .. } => "gompertz",
        };
        match self.bounds() {
            None | Some((0.0, 100.0)) => f.write_str(name),
            Some((lower, upper)) => write!(f, "{name}({lower},{upper})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    #[test]
    fn bounds_that_enclose_nothing_are_refused() {
        assert_eq!(Scale::for_bounds(Some(1.0), Some(1.0)), Err(Refusal::InvalidBounds));
        assert_eq!(Scale::for_bounds(Some(0.0), Some(f64::INFINITY)), Err(Refusal::InvalidBounds));
        assert_eq!(Scale::read("gompertz(100,0)"), Err(Refusal::InvalidBounds));
        assert_eq!(Scale::read("logit(a,b)"), Err(Refusal::InvalidBounds));
        assert_eq!(Scale::for_bounds(Some(0.0), None), Ok(Scale::Identity));
    }

    #[test]
    fn what_is_no_scale_is_refused() {
        for wrong in ["", "probit", "Gompertz", "identity(0,1)", "log(0,1)", "logit(0", "logit(0)"] {
            assert_eq!(Scale::read(wrong), Err(Refusal::UnknownScale), "{wrong}");
        }
    }

    #[test]
    fn values_outside_the_bounds_are_refused() {
        assert_eq!(SHARE.forward(100.1, 0.1), Err(Refusal::ValueAboveBound));
        assert_eq!(SHARE.forward(-0.1, 0.1), Err(Refusal::ValueBelowBound));
        assert_eq!(Scale::Log.forward(-1.0, 1.0), Err(Refusal::ValueBelowBound));
        assert_eq!(SHARE.forward(f64::NAN, 0.1), Err(Refusal::NotFinite));
        assert_eq!(SHARE.forward(50.0, 0.0), Err(Refusal::InvalidUnit));
        assert_eq!(SHARE.forward(50.0, 30.0), Err(Refusal::InvalidUnit));
    }

    #[test]
    fn boundary_values_are_moved_by_half_a_unit_and_say_so() {
        for (scale, value, inside) in [
            (SHARE, 100.0, 99.5),
            (SHARE, 0.0, 0.5),
            (Scale::Logit { lower: 0.0, upper: 100.0 }, 100.0, 99.5),
            (Scale::Log, 0.0, 0.5),
            (SHARE, 99.8, 99.5),
        ] {
            let placed = scale.forward(value, 1.0).unwrap();
            assert!(placed.moved);
            assert!((scale.inverse(placed.z) - inside).abs() < 1e-9, "{scale} {value}");
        }
        assert!(!SHARE.forward(99.5, 1.0).unwrap().moved);
        assert!(!Scale::Identity.forward(0.0, 1.0).unwrap().moved);
    }

    #[test]
    fn there_and_back_again() {
        let scales = [Scale::Identity, Scale::Log, Scale::Logit { lower: 10.0, upper: 90.0 }, SHARE];
        for scale in scales {
            for value in [10.5, 45.0, 84.15, 89.5] {
                let z = scale.forward(value, 0.01).unwrap().z;
                assert!((scale.inverse(z) - value).abs() < 1e-10, "{scale} {value}");
            }
        }
        // -ln(-ln 0.5) and ln(0.84/0.16), from their definitions.
        assert!((SHARE.forward(50.0, 0.01).unwrap().z - 0.36651292058166435).abs() < 1e-15);
        let logit = Scale::Logit { lower: 0.0, upper: 1.0 };
        assert!((logit.forward(0.84, 0.01).unwrap().z - 1.6582280766035324).abs() < 1e-14);
    }

    #[test]
    fn far_away_stays_within_the_bounds() {
        for z in [-1e6, -50.0, 50.0, 1e6] {
            assert!((0.0..=100.0).contains(&SHARE.inverse(z)), "{z}");
            assert!((10.0..=90.0).contains(&Scale::Logit { lower: 10.0, upper: 90.0 }.inverse(z)), "{z}");
        }
    }

    #[test]
    fn a_scale_reads_what_it_prints() {
        for text in ["identity", "log", "logit", "gompertz", "gompertz(0,1)", "logit(-5,12.5)"] {
            assert_eq!(Scale::read(text).unwrap().to_string(), text);
        }
    }
}
