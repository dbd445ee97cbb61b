//! The predictive distribution of a value at one date: what a projection is; median, interval and probability sum it up.

use crate::statistics::reference_class::Quantiles;
use crate::statistics::student::{self, upper_quantile};
use crate::statistics::{Interval, Level, Refusal, Scale};

/// How often the bracket of a pooled quantile is halved: to the last bit of any double.
const HALVINGS: usize = 200;

/// A distribution of the value at one date, in the unit of the readings.
///
/// ```
/// use milepost::statistics::{Predictive, Scale};
/// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
/// let narrow = Predictive::Student { scale: share, centre: 1.0, spread: 0.1, freedom: 4.0 };
/// assert!(narrow.quantile(0.1)? < narrow.quantile(0.5)? && narrow.quantile(0.9)? < 100.0);
/// assert!((narrow.below(narrow.quantile(0.9)?)? - 0.9).abs() < 1e-9);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Predictive {
    /// Student's t around a centre on a scale.
    Student {
        /// The scale on which it is symmetric.
        scale: Scale,
        /// Median on the scale.
        centre: f64,
        /// Standard error on the scale, not negative; zero is a point.
        spread: f64,
        /// Degrees of freedom, positive.
        freedom: f64,
    },
    /// Another distribution between two bounds: what would lie beyond one stands on it.
    Within {
        /// Lower bound.
        lower: f64,
        /// Upper bound.
        upper: f64,
        /// The distribution that knows no bounds.
        of: Box<Predictive>,
    },
    /// What a reference class expects, known by 99 quantiles.
    Quantiles(Quantiles),
    /// Several distributions with their weights: a linear pool.
    Pool(Vec<(f64, Predictive)>),
}

impl Predictive {
    /// Student's t on a scale, with whole degrees of freedom. Errors: [`Refusal::NotFinite`] where centre or spread has left
    /// the numbers; [`Refusal::TooFewReadings`] without degrees of freedom.
    pub(super) fn student(scale: Scale, centre: f64, spread: f64, freedom: usize) -> Result<Predictive, Refusal> {
        if freedom == 0 {
            return Err(Refusal::TooFewReadings);
        }
        if !(centre.is_finite() && spread.is_finite() && spread >= 0.0) {
            return Err(Refusal::NotFinite);
        }
        Ok(Predictive::Student { scale, centre, spread, freedom: freedom as f64 })
    }

    /// The value below which a share `p` of the distribution lies; `p` strictly between 0 and 1.
    ///
    /// Errors: [`Refusal::InvalidLevel`], [`Refusal::NotFinite`] where the scale brings it back as no number.
    pub fn quantile(&self, p: f64) -> Result<f64, Refusal> {
        if !(p > 0.0 && p < 1.0) {
            return Err(Refusal::InvalidLevel);
        }
        match self {
            Predictive::Student { scale, centre, spread, freedom } => {
                let t = if p < 0.5 { -upper_quantile(*freedom, p)? } else { upper_quantile(*freedom, 1.0 - p)? };
                finite(scale.inverse(centre + spread * t))
            }
            Predictive::Within { lower, upper, of } => Ok(of.quantile(p)?.max(*lower).min(*upper)),
            Predictive::Quantiles(quantiles) => quantiles.quantile(p),
            Predictive::Pool(parts) => pooled_quantile(parts, p),
        }
    }

    /// The value with as much of the distribution below it as above.
    pub fn median(&self) -> Result<f64, Refusal> {
        match self {
            Predictive::Student { scale, centre, .. } => finite(scale.inverse(*centre)),
            _ => self.quantile(0.5),
        }
    }

    /// Central interval: as much left out below as above.
    pub fn interval(&self, level: Level) -> Result<Interval, Refusal> {
        let tail = level.upper_tail();
        let (lower, upper) = match self {
            Predictive::Student { scale, centre, spread, freedom } => {
                let reach = upper_quantile(*freedom, tail)? * spread;
                (finite(scale.inverse(centre - reach))?, finite(scale.inverse(centre + reach))?)
            }
            _ => (self.quantile(tail)?, self.quantile(1.0 - tail)?),
        };
        Ok(Interval { level, lower, upper })
    }

    /// Probability that the value is at most `value`.
    pub fn below(&self, value: f64) -> Result<f64, Refusal> {
        match self {
            Predictive::Student { scale, centre, spread, freedom } => {
                let t = (scale.place(value) - centre) / spread;
                student::below(*freedom, if t.is_nan() { 0.0 } else { t })
            }
            Predictive::Within { upper, .. } if value >= *upper => Ok(1.0),
            Predictive::Within { lower, .. } if value < *lower => Ok(0.0),
            Predictive::Within { of, .. } => of.below(value),
            Predictive::Quantiles(quantiles) => Ok(quantiles.cdf(value)),
            Predictive::Pool(parts) => weighted(parts, |part| part.below(value)),
        }
    }

    /// Probability that the value is above `value` (of quantiles on which probability can sit: at least `value`): exact
    /// where `1 - below` would cancel.
    pub fn above(&self, value: f64) -> Result<f64, Refusal> {
        match self {
            Predictive::Student { scale, centre, spread, freedom } => {
                let t = (scale.place(value) - centre) / spread;
                student::below(*freedom, if t.is_nan() { 0.0 } else { -t })
            }
            Predictive::Within { upper, .. } if value >= *upper => Ok(0.0),
            Predictive::Within { lower, .. } if value < *lower => Ok(1.0),
            Predictive::Within { of, .. } => of.above(value),
            // A goal counts as met by a value that equals it: probability that sits on it is on this side.
            Predictive::Quantiles(quantiles) => Ok(quantiles.at_least(value)),
            Predictive::Pool(parts) => weighted(parts, |part| part.above(value)),
        }
    }
}

fn finite(value: f64) -> Result<f64, Refusal> {
    if value.is_finite() { Ok(value) } else { Err(Refusal::NotFinite) }
}

/// The weighted mean of a probability over the parts of a pool.
fn weighted(
    parts: &[(f64, Predictive)],
    probability: impl Fn(&Predictive) -> Result<f64, Refusal>,
) -> Result<f64, Refusal> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (weight, part) in parts.iter().filter(|(weight, _)| *weight > 0.0) {
        sum += weight * probability(part)?;
        weights += weight;
    }
    if weights > 0.0 { Ok(sum / weights) } else { Err(Refusal::NoReadings) }
}

/// The quantile of a pool lies between those of its parts: the bracket is halved until it cannot be.
fn pooled_quantile(parts: &[(f64, Predictive)], p: f64) -> Result<f64, Refusal> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for (_, part) in parts.iter().filter(|(weight, _)| *weight > 0.0) {
        let q = part.quantile(p)?;
        (low, high) = (low.min(q), high.max(q));
    }
    if !(low.is_finite() && high.is_finite()) {
        return Err(Refusal::NoReadings);
    }
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if weighted(parts, |part| part.below(middle))? < p { low = middle } else { high = middle }
    }
    Ok(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn student(centre: f64, spread: f64) -> Predictive {
        Predictive::Student { scale: SHARE, centre, spread, freedom: 4.0 }
    }

    #[test]
    fn nothing_outside_zero_and_one_is_a_quantile() {
        for p in [0.0, 1.0, -0.1, 1.1, f64::NAN] {
            assert_eq!(student(0.0, 1.0).quantile(p), Err(Refusal::InvalidLevel), "{p}");
        }
        assert_eq!(Predictive::Pool(vec![]).quantile(0.5), Err(Refusal::NoReadings));
        assert_eq!(Predictive::Pool(vec![(0.0, student(0.0, 1.0))]).below(50.0), Err(Refusal::NoReadings));
    }

    #[test]
    fn a_point_is_a_distribution_too() {
        let point = student(1.0, 0.0);
        let value = point.median().unwrap();
        assert_eq!(point.quantile(0.01).unwrap(), value);
        assert_eq!((point.below(value - 1e-6).unwrap(), point.below(value + 1e-6).unwrap()), (0.0, 1.0));
    }

    #[test]
    fn bounds_hold_all_of_it() {
        let wide = student(1.0, 5.0);
        assert_eq!((wide.below(100.0).unwrap(), wide.above(100.0).unwrap()), (1.0, 0.0));
        assert_eq!((wide.below(0.0).unwrap(), wide.above(-7.0).unwrap()), (0.0, 1.0));
    }

    #[test]
    fn what_lies_beyond_a_bound_stands_on_it() {
        let free = Predictive::Student { scale: Scale::Identity, centre: 98.0, spread: 2.0, freedom: 4.0 };
        let within = Predictive::Within { lower: 0.0, upper: 100.0, of: Box::new(free.clone()) };
        assert_eq!(within.median().unwrap(), 98.0);
        assert_eq!(within.quantile(0.95).unwrap(), 100.0);
        assert_eq!(within.quantile(0.2).unwrap(), free.quantile(0.2).unwrap());
        let interval = within.interval(Level::EIGHTY).unwrap();
        assert_eq!((interval.lower, interval.upper), (free.interval(Level::EIGHTY).unwrap().lower, 100.0));
        assert_eq!(within.above(99.95).unwrap(), free.above(99.95).unwrap());
        assert_eq!((within.above(100.0).unwrap(), within.below(100.0).unwrap()), (0.0, 1.0));
        assert_eq!((within.above(-1.0).unwrap(), within.below(-1.0).unwrap()), (1.0, 0.0));
    }

    #[test]
    fn quantiles_and_probabilities_are_each_others_inverse() {
        let pool = Predictive::Pool(vec![(0.3, student(0.2, 0.4)), (0.7, student(1.1, 0.2))]);
        for part in [student(0.2, 0.4), pool] {
            let mut before = f64::NEG_INFINITY;
            for p in (1..100).map(|i| f64::from(i) / 100.0) {
                let q = part.quantile(p).unwrap();
                assert!(q > before, "{p}");
                before = q;
                assert!((part.below(q).unwrap() - p).abs() < 1e-10, "{p}");
                assert!((part.above(q).unwrap() - (1.0 - p)).abs() < 1e-10, "{p}");
            }
        }
    }

    #[test]
    fn a_pool_of_one_is_that_one() {
        let alone = student(0.5, 0.3);
        let pool = Predictive::Pool(vec![(2.0, alone.clone()), (0.0, student(9.0, 1.0))]);
        for p in [0.05, 0.5, 0.95] {
            assert!((pool.quantile(p).unwrap() / alone.quantile(p).unwrap() - 1.0).abs() < 1e-12);
        }
    }
}
