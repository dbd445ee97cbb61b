//! The curves, their derivatives, and the units in which they are fitted.
//!
//! | curve | value at t, with ceiling M |
//! |---|---|
//! | logistic | M / (1 + exp(-r (t - m))) |
//! | Gompertz | M exp(-exp(-r (t - m))) |
//! | Bass, cumulative | M F(t), where F' = (P + Q F)(1 - F) and M F is the first reading at its time |
//! | Bass, density | M f(t), f = F', F = 0 at launch |
//! | Bass, interval | M (F(t) - F(t - period)), F = 0 at launch |
//!
//! F. M. Bass, "A new product growth for model consumer durables", Management Science 15 (1969), 215-227. The interval
//! form: V. Srinivasan and C. H. Mason, "Nonlinear least squares estimation of new product diffusion models", Marketing
//! Science 5 (1986), 169-178. Readings rarely begin at the launch, so the cumulative form starts from the first reading
//! as it stands (which is then no longer a point to fit): a level fitted there could hardly be told from innovation.

use super::FEWEST;
use crate::statistics::least_squares::{Curve, power_of_two_near};
use crate::statistics::{Method, Refusal};

/// Which curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Symmetric around its midpoint; y is a level.
    Logistic,
    /// Fastest at 37% of the ceiling; y is a level.
    Gompertz,
    /// Innovation and imitation; y is a level, and the first reading is taken as it stands.
    Bass,
    /// The Bass model of amounts per period, by the density at the period's end; the launch is one period before the
    /// first reading.
    BassDensity,
    /// The Bass model of amounts per period, by the difference over the period (Srinivasan and Mason); the launch is one
    /// period before the first reading.
    BassInterval,
}

impl Kind {
    /// The method by name and version.
    pub fn method(self) -> Method {
        let name = match self {
            Kind::Logistic => "logistic",
            Kind::Gompertz => "gompertz",
            Kind::Bass => "bass",
            Kind::BassDensity => "bass-density",
            Kind::BassInterval => "bass-interval",
        };
        Method { name, version: 1 }
    }

    /// Its parameters by name, the ceiling first. Rates and coefficients are per year, the midpoint is a time.
    pub fn parameter_names(self) -> &'static [&'static str; 3] {
        match self {
            Kind::Logistic | Kind::Gompertz => &["ceiling", "rate", "midpoint"],
            Kind::Bass | Kind::BassDensity | Kind::BassInterval => &["ceiling", "innovation", "imitation"],
        }
    }

    /// Is y an amount per period rather than a level?
    pub(super) fn is_per_period(self) -> bool {
        matches!(self, Kind::BassDensity | Kind::BassInterval)
    }
}

/// A curve in the units of a fit: parameters are those of its kind, without a declared ceiling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct GrowthCurve {
    pub(super) kind: Kind,
    /// Length of a period.
    pub(super) period: f64,
    /// The first reading.
    pub(super) start: f64,
    /// The ceiling, where it is declared.
    pub(super) ceiling: Option<f64>,
    /// No ceiling is looked for above this one.
    pub(super) farthest: f64,
}

impl GrowthCurve {
    /// All parameters, the declared ceiling put back in front.
    pub(super) fn all(&self, parameters: &[f64]) -> [f64; 3] {
        let mut all = [0.0; 3];
        let declared = usize::from(self.ceiling.is_some());
        all[declared..declared + parameters.len()].copy_from_slice(parameters);
        if let Some(ceiling) = self.ceiling {
            all[0] = ceiling;
        }
        all
    }

    /// Could these be coefficients of the curve? Innovation cannot be negative, and something must grow.
    pub(super) fn makes_sense(&self, parameters: &[f64]) -> bool {
        let [_, p, q] = self.all(parameters);
        match self.kind {
            Kind::Logistic | Kind::Gompertz => true,
            Kind::Bass | Kind::BassDensity | Kind::BassInterval => p >= 0.0 && p + q > 0.0,
        }
    }

    /// Value, and derivatives by all parameters.
    fn at(&self, all: [f64; 3], x: f64) -> (f64, [f64; 3]) {
        let [m, a, b] = all;
        match self.kind {
            Kind::Logistic => {
                let share = 1.0 / (1.0 + (-a * (x - b)).exp());
                let slope = m * share * (1.0 - share);
                (m * share, [share, slope * (x - b), -slope * a])
            }
            Kind::Gompertz => {
                let left = (-a * (x - b)).exp();
                let share = (-left).exp();
                // Where nothing has grown yet, infinity times zero is zero.
                let slope = if share == 0.0 { 0.0 } else { m * share * left };
                (m * share, [share, slope * (x - b), -slope * a])
            }
            Kind::Bass => {
                let (share, [by_p, by_q, by_first]) = share_from(self.start / m, a, b, x);
                (m * share, [share - by_first * self.start / m, m * by_p, m * by_q])
            }
            Kind::BassDensity => {
                let e = (-(a + b) * x).exp();
                let rest = a + b * e;
                let density = a * (a + b).powi(2) * e / (rest * rest);
                let by_p = density * (1.0 / a + 2.0 / (a + b) - x - 2.0 * (1.0 - b * x * e) / rest);
                let by_q = density * (2.0 / (a + b) - x - 2.0 * (e - b * x * e) / rest);
                (m * density, [density, m * by_p, m * by_q])
            }
            Kind::BassInterval => {
                let (now, [now_by_p, now_by_q, _]) = share_from(0.0, a, b, x);
                let (then, [then_by_p, then_by_q, _]) = share_from(0.0, a, b, x - self.period);
                (m * (now - then), [now - then, m * (now_by_p - then_by_p), m * (now_by_q - then_by_q)])
            }
        }
    }
}

/// The share F(x) that solves F' = (p + q F)(1 - F) from F(0) = first; derivatives by p, q and `first`.
///
/// (p + q F) / (1 - F) grows by the rate p + q, so F = (g - p e) / (g + q e) with g its value at 0 and e = exp(-(p+q) x).
fn share_from(first: f64, p: f64, q: f64, x: f64) -> (f64, [f64; 3]) {
    let e = (-(p + q) * x).exp();
    let left = 1.0 - first;
    let g = (p + q * first) / left;
    let below = g + q * e;
    let share = (g - p * e) / below;
    let g_by = [1.0 / left, first / left, (p + q) / (left * left)];
    let above_by = [g_by[0] - e + p * x * e, g_by[1] + p * x * e, g_by[2]];
    let below_by = [g_by[0] - q * x * e, g_by[1] + e - q * x * e, g_by[2]];
    (share, std::array::from_fn(|i| (above_by[i] - share * below_by[i]) / below))
}

impl Curve for GrowthCurve {
    fn value(&self, parameters: &[f64], x: f64) -> f64 {
        let all = self.all(parameters);
        // A search that runs after ever higher ceilings is turned back, or it would never end.
        if all[0] > self.farthest { f64::NAN } else { self.at(all, x).0 }
    }

    fn gradient(&self, parameters: &[f64], x: f64, by: &mut [f64]) {
        let declared = usize::from(self.ceiling.is_some());
        by.copy_from_slice(&self.at(self.all(parameters), x).1[declared..declared + parameters.len()]);
    }
}

/// The units of a fit: powers of two near the span of time and the largest reading, so that readings of any size and
/// date are fitted as if both were about 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Units {
    kind: Kind,
    /// The time that counts as 0: the first reading, or the launch.
    origin: f64,
    year: f64,
    level: f64,
    /// Years from one reading to the next, on average.
    period: f64,
}

impl Units {
    /// The units of these readings. Errors: see [`super::fit`], those of the input.
    pub(super) fn of(kind: Kind, t: &[f64], y: &[f64]) -> Result<Units, Refusal> {
        if t.len() != y.len() {
            return Err(Refusal::UnequalLists);
        }
        if !t.iter().chain(y).all(|v| v.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        if t.len() < FEWEST {
            return Err(Refusal::TooFewForCurve);
        }
        for pair in t.windows(2) {
            if pair[0] == pair[1] {
                return Err(Refusal::DuplicatedDates);
            }
            if pair[0] > pair[1] {
                return Err(Refusal::UnorderedDates);
            }
        }
        if y.iter().any(|y| *y < 0.0) {
            return Err(Refusal::NegativeReading);
        }
        if y.iter().all(|v| *v == y[0]) {
            return Err(Refusal::ConstantSeries);
        }
        let span = t[t.len() - 1] - t[0];
        let period = span / (t.len() - 1) as f64;
        let mut origin = t[0];
        if kind.is_per_period() {
            if t.windows(2).any(|pair| (pair[1] - pair[0] - period).abs() > UNEVEN * period) {
                return Err(Refusal::UnevenPeriods);
            }
            origin -= period;
        }
        let largest = y.iter().copied().fold(0.0, f64::max);
        let units = Units { kind, origin, year: power_of_two_near(span), level: power_of_two_near(largest), period };
        let finite = span.is_finite() && t.iter().all(|t| units.time(*t).is_finite());
        if finite { Ok(units) } else { Err(Refusal::NotFinite) }
    }

    pub(super) fn time(&self, t: f64) -> f64 {
        (t - self.origin) / self.year
    }

    pub(super) fn level(&self, y: f64) -> f64 {
        y / self.level
    }

    pub(super) fn reading(&self, v: f64) -> f64 {
        v * self.level
    }

    pub(super) fn period(&self) -> f64 {
        self.period / self.year
    }

    pub(super) fn ceiling(&self, ceiling: f64) -> f64 {
        ceiling / self.parameter_unit(0)
    }

    /// The unit of a parameter, by its place in [`Kind::parameter_names`].
    pub(super) fn parameter_unit(&self, place: usize) -> f64 {
        match (self.kind, place) {
            // A density is per year, its ceiling is not.
            (Kind::BassDensity, 0) => self.level * self.year,
            (_, 0) => self.level,
            (Kind::Logistic | Kind::Gompertz, 2) => self.year,
            _ => 1.0 / self.year,
        }
    }

    /// What a parameter is counted from: a midpoint from the first reading, everything else from zero.
    pub(super) fn parameter_origin(&self, place: usize) -> f64 {
        match (self.kind, place) {
            (Kind::Logistic | Kind::Gompertz, 2) => self.origin,
            _ => 0.0,
        }
    }
}

/// Periods may differ by so much of their mean: months and leap years do.
const UNEVEN: f64 = 0.15;

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [(Kind, &[f64]); 5] = [
        (Kind::Logistic, &[1.1, 6.0, 0.4]),
        (Kind::Gompertz, &[1.1, 4.0, 0.3]),
        (Kind::Bass, &[1.1, 0.2, 5.0]),
        (Kind::BassDensity, &[1.1, 0.2, 5.0]),
        (Kind::BassInterval, &[1.1, 0.2, 5.0]),
    ];

    #[test]
    fn derivatives_are_those_of_the_values() {
        for (kind, parameters) in KINDS {
            let curve = GrowthCurve { kind, period: 0.1, start: 0.05, ceiling: None, farthest: f64::MAX };
            for x in [0.1, 0.5, 1.3] {
                let mut by = vec![0.0; parameters.len()];
                curve.gradient(parameters, x, &mut by);
                for (j, by) in by.iter().enumerate() {
                    let value = |step: f64| {
                        let mut moved = parameters.to_vec();
                        moved[j] += step;
                        curve.value(&moved, x)
                    };
                    let by_difference = (value(1e-5) - value(-1e-5)) / 2e-5;
                    assert!((by - by_difference).abs() < 1e-8, "{kind:?} {j} at {x}: {by}, {by_difference}");
                }
            }
        }
    }

    #[test]
    fn a_declared_ceiling_is_a_parameter_less() {
        for (kind, parameters) in KINDS {
            let free = GrowthCurve { kind, period: 0.1, start: 0.05, ceiling: None, farthest: f64::MAX };
            let declared = GrowthCurve { ceiling: Some(1.1), ..free };
            assert_eq!(free.value(parameters, 0.7), declared.value(&parameters[1..], 0.7));
            assert_eq!(declared.all(&parameters[1..]), free.all(parameters));
        }
    }

    /// Bass (1969): F solves F' = (p + q F)(1 - F), from 0 at the launch it is (1 - e) / (1 + q/p e), and the interval
    /// form adds up to it.
    #[test]
    fn the_forms_of_bass_belong_together() {
        let (p, q) = (0.03, 0.4);
        let closed = |t: f64| (1.0 - (-(p + q) * t).exp()) / (1.0 + q / p * (-(p + q) * t).exp());
        let of = |kind| GrowthCurve { kind, period: 1.0, start: 0.0, ceiling: Some(1.0), farthest: 1.0 };
        let cumulative = |t: f64| of(Kind::Bass).value(&[p, q], t);
        let mut sum = 0.0;
        for t in 1..12 {
            let t = f64::from(t);
            assert!((cumulative(t) - closed(t)).abs() < 1e-15);
            sum += of(Kind::BassInterval).value(&[p, q], t);
            assert!((sum - closed(t)).abs() < 1e-14);
            let density = of(Kind::BassDensity).value(&[p, q], t);
            assert!((density - (p + q * closed(t)) * (1.0 - closed(t))).abs() < 1e-15);
        }
        // Starting later on the same curve is the same curve.
        let later = GrowthCurve { start: closed(4.0), ..of(Kind::Bass) };
        assert!((later.value(&[p, q], 3.0) - closed(7.0)).abs() < 1e-15);
    }
}
