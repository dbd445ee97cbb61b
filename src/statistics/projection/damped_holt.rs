//! `damped-holt`: exponential smoothing of level and trend, the trend dying away.
//!
//! Gardner and McKenzie (1985), Management Science 31:1237-1246, as the state space model ETS(A,Ad,N) of Hyndman, Koehler, Ord
//! and Snyder (2008), Forecasting with Exponential Smoothing, ch. 6. With error e at each of n evenly spaced places:
//! z = l + phi b + e, then l <- l + phi b + alpha e, b <- phi b + beta e; 0 < beta < alpha < 1, phi from 0.8 to 0.98. All five
//! (alpha, beta, phi and the two starting states) make the squared errors least, which is also their greatest likelihood.
//! At k steps ahead the median is l + (phi + ... + phi^k) b and the variance sigma^2 (1 + c_1^2 + ... + c_{k-1}^2) with
//! c_j = alpha + beta (phi + ... + phi^j), sigma^2 the squared errors over n - 5, Student t on n - 5 degrees of freedom.
//! Between steps the median's formula stands as it is (with 1 - phi^k for any k), the variance goes straight.

use super::by_hand::{ahead, error_variance, freedom, horizon, opening};
use super::place::{PlacedSeries, place};
use super::search::{Range, lowest};
use super::spacing::even_step;
use super::{Basis, Declared, Fitted, Model, Predictive};
use crate::language::Key;
use crate::statistics::working::Working;
use crate::statistics::{Level, Method, Refusal, Series};

/// The method.
pub const DAMPED_HOLT: Method = Method { name: "damped-holt", version: 1 };

/// Weight of the newest error in the level; in the trend as a share of that in the level; what is kept of the trend. The
/// ends are those of R's `ets`.
const RANGES: [Range; 3] = [
    Range { lowest: 1e-4, highest: 0.9999, parts: 10 },
    Range { lowest: 1e-4, highest: 0.9999, parts: 10 },
    Range { lowest: 0.8, highest: 0.98, parts: 4 },
];

/// What is estimated: three weights and two starting states.
const PARAMETERS: usize = 5;

/// Below this share of its own length, what the starting trend adds to the starting level is rounding.
const PARALLEL: f64 = 1e-12;

/// Damped Holt. From ten evenly spaced readings on ([`Refusal::TooFewForHolt`], [`Refusal::UnevenSpacing`]); other refusals
/// and downgrades as for [`super::RwDrift`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{DampedHolt, Declared, Level, Model, Reading, Scale, Series};
/// let values = [45.0, 53.0, 58.1, 69.8, 68.7, 70.3, 74.2, 78.6, 78.1, 84.2];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
/// let fitted = DampedHolt.fit(&Series::new(readings)?, &Declared::on(share))?;
/// assert!(fitted.at(date(2026, 12, 31), Level::EIGHTY)?.value < 100.0);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DampedHolt;

impl Model for DampedHolt {
    fn method(&self) -> Method {
        DAMPED_HOLT
    }

    fn least(&self) -> usize {
        10
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let placed = place(series, declared, self.least())?;
        let step = even_step(&placed.years)?;
        let z = placed.counted_from_first();
        let weights = |[alpha, share, phi]: [f64; 3]| Weights { alpha, beta: alpha * share, phi };
        let found = lowest(RANGES, |point| {
            let weights = weights(*point);
            weights.errors(&z, weights.best_start(&z), |_, _| ()).1
        });
        let weights = weights(found);
        let mut raw_squares = 0.0;
        let start = weights.best_start(&z);
        let (latest, squares) = weights.errors(&z, start, |i, error| {
            raw_squares += (series.readings()[i].value - declared.scale.inverse(placed.z[i] - error)).powi(2);
        });
        let freedom = z.len() - PARAMETERS;
        let latest = State { level: placed.z[0] + latest.level, ..latest };
        let variance = squares / freedom as f64;
        if !(latest.level.is_finite() && latest.trend.is_finite() && variance.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        let scatter = (raw_squares / freedom as f64).sqrt();
        let basis = Basis::of(DAMPED_HOLT, series, declared, &placed)?.scattering(scatter, &placed);
        Ok(Box::new(Damped { basis, step, weights, start, latest, variance, placed }))
    }
}

/// Level and trend, on the scale and per step.
#[derive(Debug, Clone, Copy, PartialEq)]
struct State {
    level: f64,
    trend: f64,
}

#[derive(Debug, Clone, Copy)]
struct Weights {
    alpha: f64,
    beta: f64,
    phi: f64,
}

impl Weights {
    /// The state after a reading, and the error of the state before it.
    fn after(self, state: State, z: f64) -> (State, f64) {
        let expected = state.level + self.phi * state.trend;
        let error = z - expected;
        (State { level: expected + self.alpha * error, trend: self.phi * state.trend + self.beta * error }, error)
    }

    /// The state after all readings and the sum of squared errors; hands out each error.
    fn errors(self, z: &[f64], start: State, mut error: impl FnMut(usize, f64)) -> (State, f64) {
        let (mut state, mut squares) = (start, 0.0);
        for (i, z) in z.iter().enumerate() {
            let (next, miss) = self.after(state, *z);
            error(i, miss);
            squares += miss * miss;
            state = next;
        }
        (state, squares)
    }

    /// The starting state that makes the squared errors least: they are linear in it, so no search is needed.
    ///
    /// `level` and `trend` carry what a unit of each does to every later error, `rest` the errors from a start of zero. The
    /// trend is freed of the level first (Gram-Schmidt), since with weights near one the two do almost the same.
    fn best_start(self, z: &[f64]) -> State {
        let zero = State { level: 0.0, trend: 0.0 };
        let (mut level, mut trend, mut rest) = (State { level: 1.0, ..zero }, State { trend: 1.0, ..zero }, zero);
        let (mut ll, mut lt, mut tt, mut lr, mut tr) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for z in z {
            let (next_level, l) = self.after(level, 0.0);
            let (next_trend, t) = self.after(trend, 0.0);
            let (next_rest, r) = self.after(rest, *z);
            (level, trend, rest) = (next_level, next_trend, next_rest);
            ll += l * l;
            lt += l * t;
            tt += t * t;
            lr += l * r;
            tr += t * r;
        }
        let own = tt - lt * lt / ll;
        let start_trend = if own > PARALLEL * tt { -(tr - lt * lr / ll) / own } else { 0.0 };
        State { level: -(lr + lt * start_trend) / ll, trend: start_trend }
    }

    /// Variance at `steps` ahead, as a multiple of that of one error.
    fn variance(self, steps: f64) -> f64 {
        if steps <= 1.0 {
            return 1.0 - (1.0 - steps) * self.alpha.powi(2);
        }
        // c_j = whole - fading phi^j, so that the sum of squares is one of two geometric series.
        let fading = self.beta * self.phi / (1.0 - self.phi);
        let whole = self.alpha + fading;
        let full = steps.floor() - 1.0;
        let geometric = |ratio: f64| ratio * (1.0 - ratio.powf(full)) / (1.0 - ratio);
        let sum = full * whole.powi(2) - 2.0 * whole * fading * geometric(self.phi)
            + fading.powi(2) * geometric(self.phi * self.phi);
        let next = whole - fading * self.phi.powf(full + 1.0);
        1.0 + sum.max(0.0) + (steps - steps.floor()) * next.powi(2)
    }
}

/// The fitted model.
#[derive(Debug)]
struct Damped {
    basis: Basis,
    placed: PlacedSeries,
    /// State before the first reading, the level counted from the first place.
    start: State,
    /// Years between readings.
    step: f64,
    weights: Weights,
    latest: State,
    /// Variance of a one-step error.
    variance: f64,
}

impl Damped {
    /// Median on the scale, so many steps ahead.
    fn centre(&self, steps: f64) -> f64 {
        let phi = self.weights.phi;
        self.latest.level + self.latest.trend * phi * (1.0 - phi.powf(steps)) / (1.0 - phi)
    }

    /// Standard error on the scale.
    fn spread(&self, steps: f64) -> f64 {
        (self.variance * self.weights.variance(steps)).sqrt()
    }

    /// What was estimated from the readings.
    fn estimated(&self) -> Vec<Working> {
        let Weights { alpha, beta, phi } = self.weights;
        let mut squares = Vec::with_capacity(self.basis.n);
        self.weights.errors(&self.placed.counted_from_first(), self.start, |_, error| squares.push(error.powi(2)));
        let start = self.placed.z[0] + self.start.level;
        vec![
            Working::of("α").gives(alpha).words(Key::of("working-holt-alpha")),
            Working::of("β").gives(beta).words(Key::of("working-holt-beta")),
            Working::of("φ").gives(phi).words(Key::of("working-holt-phi")),
            Working::of("ℓ_0").gives(start).words(Key::of("working-starting-level-on-the-scale")),
            Working::of("b_0").gives(self.start.trend).words(Key::of("working-starting-trend")),
            error_variance("σ²", "z_i − ℓ_{i−1} − φ·b_{i−1}", squares, PARAMETERS, self.variance),
            Working::of("ℓ_n")
                .formula("ℓ_{n−1} + φ·b_{n−1} + α·e_n")
                .gives(self.latest.level)
                .words(Key::of("working-level-after-the-latest-reading")),
            Working::of("b_n")
                .formula("φ·b_{n−1} + β·e_n")
                .gives(self.latest.trend)
                .words(Key::of("working-trend-per-step-after-the-latest-reading")),
        ]
    }
}

impl Fitted for Damped {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn steps(&self, years: f64, _: Level) -> Result<Vec<Working>, Refusal> {
        let (steps, phi) = (years / self.step, self.weights.phi);
        let multiple = self.weights.variance(steps);
        let mut lines = opening(&self.placed, self.basis.scale)?;
        lines.extend(self.estimated());
        lines.extend([
            freedom(self.basis.n, PARAMETERS),
            horizon(years, &self.basis),
            ahead(steps, years, self.step),
            Working::of("m")
                .formula("ℓ_n + b_n·φ·(1 − φ^k) / (1 − φ)")
                .with(
                    "{} + {} × {} × (1 − {}^{}) / (1 − {})",
                    [self.latest.level, self.latest.trend, phi, phi, steps, phi],
                )
                .gives(self.centre(steps))
                .words(Key::of("working-median-on-the-scale")),
            Working::of("V")
                .formula("1 + Σ_{0<j<k} (α + β·(φ + … + φ^j))²")
                .gives(multiple)
                .words(Key::of("working-variance-multiple")),
            Working::of("se")
                .formula("√(σ²·V)")
                .with("√({} × {})", [self.variance, multiple])
                .gives(self.spread(steps))
                .words(Key::of("working-standard-error-on-the-scale")),
        ]);
        Ok(lines)
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        let steps = years / self.step;
        Predictive::student(self.basis.scale, self.centre(steps), self.spread(steps), self.basis.n - PARAMETERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Level, Reading, Scale};
    use jiff::civil::date;

    /// Fixed broadband subscriptions per 100 people in Russia, 2002 to 2023: International Telecommunication Union, via the
    /// World Bank and Gapminder (CC BY 4.0).
    const BROADBAND: [f64; 22] = [
        0.00754, 0.23526, 0.46494, 1.09891, 2.01245, 3.40609, 6.45288, 8.96648, 10.9077, 12.2427, 14.5008, 16.4209,
        17.2161, 18.4997, 18.8798, 21.2764, 21.8963, 22.4233, 23.1557, 23.7409, 24.6346, 25.8239,
    ];

    /// One reading every 1461 days, so that a step is a step to the last bit.
    fn fitted() -> Box<dyn Fitted> {
        let days = (0..).map(|i| date(1904 + 4 * i, 1, 1));
        let readings = days.zip(BROADBAND).map(|(date, value)| Reading { date, value }).collect();
        DampedHolt.fit(&Series::new(readings).unwrap(), &Declared::on(Scale::Identity)).unwrap()
    }

    /// The state equations. Expected numbers: statsmodels 0.15.0, ETSModel (additive error, damped additive trend), smoothed
    /// with these parameters; its own fit ends at 12.171868776790602, above the least found here.
    #[test]
    fn the_model_of_statsmodels() {
        let weights = Weights { alpha: 0.96342095, beta: 0.96342095 * 0.61112658, phi: 0.95383307 };
        let start = weights.best_start(&BROADBAND);
        assert!((start.level + 0.33426131).abs() < 1e-7 && (start.trend - 0.34787563).abs() < 1e-7, "{start:?}");
        let (latest, squares) = weights.errors(&BROADBAND, start, |_, _| ());
        assert!((squares - 12.171868774908278).abs() < 1e-11, "{squares}");
        assert!((latest.level + weights.phi * latest.trend - 26.76787164).abs() < 1e-7);
    }

    /// Expected numbers: computed with scipy 1.17.1 (differential_evolution, Nelder-Mead and scipy.stats.t) from the formulas
    /// above, the sums of powers written out.
    #[test]
    fn projections_of_the_best_parameters() {
        let fitted = fitted();
        for (steps, [value, lower, upper]) in [
            (1, [26.76787164004354, 25.639614974398896, 27.896128305688187]),
            (2, [27.68460999980235, 25.62707706026541, 29.742142939339292]),
            (5, [30.18861259218803, 24.714252926433346, 35.66297225794271]),
            (10, [33.648161427508654, 21.24949585068693, 46.04682700433038]),
        ] {
            let estimate = fitted.at(date(1988 + 4 * steps, 1, 1), Level::EIGHTY).unwrap();
            let interval = estimate.interval.unwrap();
            for (ours, theirs) in [(estimate.value, value), (interval.lower, lower), (interval.upper, upper)] {
                assert!((ours / theirs - 1.0).abs() < 1e-6, "{ours} for {theirs} at {steps}");
            }
        }
    }

    #[test]
    fn the_variance_is_the_sum_of_its_squares() {
        for weights in [
            Weights { alpha: 0.5, beta: 0.3, phi: 0.9 },
            Weights { alpha: 1e-4, beta: 1e-8, phi: 0.8 },
            Weights { alpha: 0.9999, beta: 0.9998, phi: 0.98 },
        ] {
            let (mut trend, mut sum) = (0.0, 1.0);
            for steps in 1..60 {
                assert!((weights.variance(f64::from(steps)) / sum - 1.0).abs() < 1e-9, "{weights:?} {steps}");
                trend += weights.phi.powi(steps);
                sum += (weights.alpha + weights.beta * trend).powi(2);
            }
            let (whole, half) = (weights.variance(7.0) + weights.variance(8.0), weights.variance(7.5));
            assert!((half - whole / 2.0).abs() < 1e-12 * whole);
        }
    }
}
