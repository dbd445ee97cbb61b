//! `theta`: simple exponential smoothing plus half the slope of the least-squares line.
//!
//! Assimakopoulos and Nikolopoulos (2000), Int. J. Forecasting 16:521-530, in the form of Hyndman and Billah (2003), Int. J.
//! Forecasting 19:287-290: on n evenly spaced places z, at k steps ahead
//! l_n + (b / 2) (k - 1 + (1 - (1 - alpha)^n) / alpha), where l and alpha come from smoothing z by least squares (starting
//! level free) and b is the slope of the least-squares line; se = sigma sqrt(1 + (k - 1) alpha^2), sigma^2 the sum of squared
//! one-step errors of the smoothing over n - 2, and Student t on n - 2 degrees of freedom. No seasons. Both are linear in k
//! and are read between steps as they stand.

use super::by_hand::{ahead, error_variance, freedom, horizon, opening};
use super::ols::least_squares;
use super::place::{PlacedSeries, place};
use super::search::{Range, lowest};
use super::spacing::even_step;
use super::{Basis, Declared, Fitted, Model, Predictive};
use crate::language::Key;
use crate::statistics::working::Working;
use crate::statistics::{Level, Method, Refusal, Series};

/// The method.
pub const THETA: Method = Method { name: "theta", version: 1 };

/// The weight of the newest reading; the ends are those of R's `ets`.
const WEIGHT: Range = Range { lowest: 1e-4, highest: 0.9999, parts: 100 };

/// Theta. From six evenly spaced readings on ([`Refusal::TooFewForTheta`], [`Refusal::UnevenSpacing`]); other refusals and
/// downgrades as for [`super::RwDrift`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, Level, Model, Reading, Scale, Series, Theta};
/// let values = [45.0, 53.0, 58.1, 69.8, 68.7, 70.3];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let fitted = Theta.fit(&Series::new(readings)?, &Declared::on(Scale::Identity))?;
/// assert!(fitted.at(date(2022, 12, 31), Level::EIGHTY)?.value > 70.3);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theta;

impl Model for Theta {
    fn method(&self) -> Method {
        THETA
    }

    fn least(&self) -> usize {
        6
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let placed = place(series, declared, self.least())?;
        let step = even_step(&placed.years)?;
        // Smoothing is counted from the first place: the level of the whole says nothing about its changes.
        let z = placed.counted_from_first();
        let [alpha] = lowest([WEIGHT], |[alpha]| smooth(&z, *alpha, |_, _| ()).sum_of_squares);
        let mut raw_squares = 0.0;
        let smoothed = smooth(&z, alpha, |i, error| {
            raw_squares += (series.readings()[i].value - declared.scale.inverse(placed.z[i] - error)).powi(2);
        });
        let freedom = z.len() - 2;
        let steps: Vec<f64> = (0..z.len()).map(|i| i as f64).collect();
        let slope = least_squares(&steps, &z).slope;
        let variance = smoothed.sum_of_squares / freedom as f64;
        let level = placed.z[0] + smoothed.level;
        if !(level.is_finite() && slope.is_finite() && variance.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        let scatter = (raw_squares / freedom as f64).sqrt();
        let basis = Basis::of(THETA, series, declared, &placed)?.scattering(scatter, &placed);
        Ok(Box::new(Smoothed {
            basis,
            step,
            alpha,
            level,
            slope,
            variance,
            start: placed.z[0] + smoothed.start,
            placed,
        }))
    }
}

/// What smoothing with one weight leaves.
struct Smoothing {
    /// Level before the first reading.
    start: f64,
    /// Level after the latest reading.
    level: f64,
    /// Sum of squared one-step errors.
    sum_of_squares: f64,
}

/// Smooths with the weight `alpha` and the starting level that makes the squared errors least; hands out each error.
///
/// With the starting level l, the error at i is a_i - (1 - alpha)^i l, a_i being the error from level zero: so the best l is
/// a least-squares slope and need not be searched for.
fn smooth(z: &[f64], alpha: f64, mut error: impl FnMut(usize, f64)) -> Smoothing {
    let keep = 1.0 - alpha;
    let (mut level, mut weight, mut products, mut weights) = (0.0, 1.0, 0.0, 0.0);
    for z in z {
        products += weight * (z - level);
        weights += weight * weight;
        level = alpha * z + keep * level;
        weight *= keep;
    }
    let start = products / weights;
    let mut level = start;
    let mut sum_of_squares = 0.0;
    for (i, z) in z.iter().enumerate() {
        let miss = z - level;
        error(i, miss);
        sum_of_squares += miss * miss;
        level = alpha * z + keep * level;
    }
    Smoothing { start, level, sum_of_squares }
}

/// The fitted model.
#[derive(Debug)]
struct Smoothed {
    basis: Basis,
    placed: PlacedSeries,
    /// Level before the first reading, on the scale.
    start: f64,
    /// Years between readings.
    step: f64,
    alpha: f64,
    /// Smoothed level on the scale.
    level: f64,
    /// Slope of the least-squares line, per step.
    slope: f64,
    /// Variance of a one-step error.
    variance: f64,
}

impl Smoothed {
    /// What smoothing has forgotten of the starting level.
    fn forgotten(&self) -> f64 {
        1.0 - (1.0 - self.alpha).powi(self.basis.n as i32)
    }

    /// Median on the scale, so many steps ahead.
    fn centre(&self, steps: f64) -> f64 {
        self.level + self.slope / 2.0 * (steps - 1.0 + self.forgotten() / self.alpha)
    }

    /// Standard error on the scale.
    fn spread(&self, steps: f64) -> f64 {
        (self.variance * (1.0 + (steps - 1.0) * self.alpha.powi(2))).sqrt()
    }
}

impl Fitted for Smoothed {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn steps(&self, years: f64, _: Level) -> Result<Vec<Working>, Refusal> {
        let (n, steps, a) = (self.basis.n as f64, years / self.step, self.alpha);
        let mut lines = opening(&self.placed, self.basis.scale)?;
        let mut squares = Vec::with_capacity(self.basis.n);
        smooth(&self.placed.counted_from_first(), a, |_, error| squares.push(error.powi(2)));
        lines.extend([
            Working::of("α").gives(a).words(Key::of("working-theta-alpha")),
            Working::of("ℓ_0").gives(self.start).words(Key::of("working-theta-start")),
            error_variance("σ²", "z_i − ℓ_{i−1}", squares, 2, self.variance),
            Working::of("ℓ_n")
                .formula("α·z_n + (1 − α)·ℓ_{n−1}")
                .gives(self.level)
                .words(Key::of("working-smoothed-level-after-the-latest-reading")),
            Working::of("b")
                .formula("S_iz / S_ii")
                .gives(self.slope)
                .words(Key::of("working-slope-per-step-of-the-least-squares")),
            freedom(self.basis.n, 2),
            horizon(years, &self.basis),
            ahead(steps, years, self.step),
            Working::of("m")
                .formula("ℓ_n + b/2·(k − 1 + (1 − (1 − α)^n) / α)")
                .with("{} + {} / 2 × ({} − 1 + (1 − (1 − {})^{}) / {})", [self.level, self.slope, steps, a, n, a])
                .gives(self.centre(steps))
                .words(Key::of("working-median-on-the-scale")),
            Working::of("se")
                .formula("√(σ²·(1 + (k − 1)·α²))")
                .with("√({} × (1 + ({} − 1) × {}²))", [self.variance, steps, a])
                .gives(self.spread(steps))
                .words(Key::of("working-standard-error-on-the-scale")),
        ]);
        Ok(lines)
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        let steps = years / self.step;
        Predictive::student(self.basis.scale, self.centre(steps), self.spread(steps), self.basis.n - 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Level, Reading, Scale};
    use jiff::civil::date;

    /// Annual flow of the Nile at Aswan, 1891 to 1910, in 10^8 cubic metres: Cobb (1978), Biometrika 65:243-251.
    const NILE: [f64; 20] = [
        1100.0, 1210.0, 1150.0, 1250.0, 1260.0, 1220.0, 1030.0, 1100.0, 774.0, 840.0, 874.0, 694.0, 940.0, 833.0,
        701.0, 916.0, 692.0, 1020.0, 1050.0, 969.0,
    ];

    /// One reading every 1461 days, so that a step is a step to the last bit.
    fn every_four_years(values: &[f64]) -> Series {
        let readings =
            values.iter().enumerate().map(|(i, v)| Reading { date: date(1904 + 4 * i as i16, 1, 1), value: *v });
        Series::new(readings.collect()).unwrap()
    }

    /// Expected numbers: computed with scipy 1.17.1 (minimize_scalar over alpha, scipy.stats.t) from the formulas above;
    /// alpha 0.560508, starting level 1143.397854.
    #[test]
    fn the_nile() {
        let fitted = Theta.fit(&every_four_years(&NILE), &Declared::on(Scale::Identity)).unwrap();
        for (year, [value, lower, upper]) in [
            (1984, [959.9130163180473, 762.2520279301309, 1157.5740047059637]),
            (1988, [950.4194072954909, 723.8263195026476, 1177.0124950883342]),
            (2004, [912.4449712052652, 595.5180524124244, 1229.371889998106]),
        ] {
            let estimate = fitted.at(date(year, 1, 1), Level::EIGHTY).unwrap();
            let interval = estimate.interval.unwrap();
            for (ours, theirs) in [(estimate.value, value), (interval.lower, lower), (interval.upper, upper)] {
                assert!((ours / theirs - 1.0).abs() < 1e-6, "{ours} for {theirs} in {year}");
            }
        }
    }

    /// The squared errors from the best starting level are no more than from any other.
    #[test]
    fn the_starting_level_is_the_best_one() {
        let squares = |start: f64, alpha: f64| {
            let mut level = start;
            NILE.iter().fold(0.0, |sum, z| {
                let miss = z - level;
                level += alpha * miss;
                sum + miss * miss
            })
        };
        for alpha in [0.0001, 0.2, 0.560508, 0.9999] {
            let best = smooth(&NILE, alpha, |_, _| ()).sum_of_squares;
            for start in (600..1500).step_by(10) {
                assert!(best <= squares(f64::from(start), alpha) * (1.0 + 1e-12), "{alpha} {start}");
            }
        }
        // Computed with scipy 1.17.1.
        assert!((smooth(&NILE, 0.5605082682794797, |_, _| ()).sum_of_squares / 397334.12941844814 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn between_steps_the_formulas_are_straight() {
        let fitted = Theta.fit(&every_four_years(&NILE), &Declared::on(Scale::Identity)).unwrap();
        let value = |years: f64| fitted.predictive(years).unwrap().median().unwrap();
        assert!((value(6.0) - (value(4.0) + value(8.0)) / 2.0).abs() < 1e-9);
        assert!(value(2.0).is_finite());
    }
}
