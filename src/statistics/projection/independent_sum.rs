//! The distribution of a weighted sum of independent values, by folding their distributions on a common grid.
//!
//! Quantiles of a sum are not sums of quantiles, and skewed parts have medians that do not add. Each part is cut into cells
//! of one width, its probability in each taken from its own distribution, and the cells are folded (convolved) one part
//! after the other. The cells are so narrow that the cut is finer than the parts themselves.

use super::Predictive;
use crate::statistics::{Interval, Level, Refusal};

/// Cells over the sum of the parts' ranges.
const CELLS: f64 = 8192.0;

/// Of the tail left out of the interval, the share that may be cut off all parts together.
const CUT: f64 = 0.02;

/// Probabilities below this are left out of the folding: far below the last digit of any result.
const NEGLIGIBLE: f64 = 1e-30;

/// Central interval of the sum of weight x value over independent parts; weights are positive.
///
/// Errors: [`Refusal::NoReadings`] for no parts, those of [`Predictive::quantile`].
pub(super) fn independent_interval(parts: &[(f64, Predictive)], level: Level) -> Result<Interval, Refusal> {
    let tail = level.upper_tail();
    let cut = (CUT * tail / parts.len().max(1) as f64).max(1e-9);
    let mut ranges = Vec::with_capacity(parts.len());
    let (mut start, mut total) = (0.0, 0.0);
    for (weight, part) in parts {
        let (low, high) = (part.quantile(cut)?, part.quantile(1.0 - cut)?);
        ranges.push((low, high));
        start += weight * low;
        total += weight * (high - low);
    }
    if parts.is_empty() {
        return Err(Refusal::NoReadings);
    }
    if !(start.is_finite() && total.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    let cell = total / CELLS;
    if cell == 0.0 {
        return Ok(Interval { level, lower: start, upper: start });
    }
    let mut sum = vec![1.0];
    for ((weight, part), (low, high)) in parts.iter().zip(ranges) {
        sum = fold(&sum, &cells(part, low, cell / weight, (weight * (high - low) / cell).ceil())?);
    }
    // Each part stands at the middle of its cells: the middles add up, and the sum is spread over its own cell.
    let first_edge = start + cell * (parts.len() - 1) as f64 / 2.0;
    let at = |p: f64| {
        let mut before = 0.0;
        for (i, mass) in sum.iter().enumerate() {
            if before + mass >= p {
                return first_edge + cell * (i as f64 + (p - before) / mass);
            }
            before += mass;
        }
        first_edge + cell * sum.len() as f64
    };
    Ok(Interval { level, lower: at(tail), upper: at(1.0 - tail) })
}

/// The probabilities of a part in cells of this width; all that lies beyond the ends goes into the outermost.
fn cells(part: &Predictive, low: f64, width: f64, count: f64) -> Result<Vec<f64>, Refusal> {
    let count = count.max(1.0) as usize;
    let mut masses = Vec::with_capacity(count);
    let mut before = 0.0;
    for i in 1..=count {
        let below = if i == count { 1.0 } else { part.below(low + width * i as f64)? };
        masses.push((below - before).max(0.0));
        before = below;
    }
    Ok(masses)
}

fn fold(sum: &[f64], part: &[f64]) -> Vec<f64> {
    let mut folded = vec![0.0; sum.len() + part.len() - 1];
    for (i, mass) in sum.iter().enumerate().filter(|(_, mass)| **mass > NEGLIGIBLE) {
        for (to, other) in folded[i..].iter_mut().zip(part) {
            *to += mass * other;
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Scale;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn identity(centre: f64, spread: f64, freedom: f64) -> Predictive {
        Predictive::Student { scale: Scale::Identity, centre, spread, freedom }
    }

    #[test]
    fn no_parts_and_parts_without_spread() {
        assert_eq!(independent_interval(&[], Level::EIGHTY), Err(Refusal::NoReadings));
        let points = [(0.5, identity(10.0, 0.0, 4.0)), (0.5, identity(30.0, 0.0, 4.0))];
        let interval = independent_interval(&points, Level::EIGHTY).unwrap();
        assert_eq!((interval.lower, interval.upper), (20.0, 20.0));
    }

    #[test]
    fn one_part_is_itself() {
        for part in
            [identity(10.0, 2.0, 3.0), Predictive::Student { scale: SHARE, centre: 1.2, spread: 0.4, freedom: 2.0 }]
        {
            for level in [0.5, 0.8, 0.95] {
                let level = Level::new(level).unwrap();
                let (own, sum) =
                    (part.interval(level).unwrap(), independent_interval(&[(1.0, part.clone())], level).unwrap());
                let near = |a: f64, b: f64| (a - b).abs() < 2e-3 * own.width();
                assert!(near(own.lower, sum.lower) && near(own.upper, sum.upper), "{own:?} {sum:?}");
            }
        }
    }

    /// Normal parts (Student t with very many degrees of freedom): variances add.
    #[test]
    fn variances_of_normal_parts_add() {
        let parts: Vec<_> =
            (1..=40).map(|i| (1.0 / 40.0, identity(f64::from(i), 1.0 + f64::from(i % 3), 1e7))).collect();
        let interval = independent_interval(&parts, Level::new(0.95).unwrap()).unwrap();
        let variance: f64 = (1..=40).map(|i| (1.0 + f64::from(i % 3)).powi(2) / 1600.0).sum();
        // 1.959964: the normal quantile.
        let reach = 1.959_963_984_540_054 * variance.sqrt();
        assert!((interval.lower - (20.5 - reach)).abs() < 0.01 * reach, "{interval:?} {reach}");
        assert!((interval.upper - (20.5 + reach)).abs() < 0.01 * reach, "{interval:?} {reach}");
    }

    /// Two independent t variables with one degree of freedom (Cauchy): their mean has the distribution of each.
    #[test]
    fn the_mean_of_two_cauchy_variables_is_no_narrower() {
        let parts = [(0.5, identity(0.0, 1.0, 1.0)), (0.5, identity(0.0, 1.0, 1.0))];
        let interval = independent_interval(&parts, Level::EIGHTY).unwrap();
        assert!((interval.upper - 3.077_683_537).abs() < 0.06, "{interval:?}");
        assert!((interval.lower + 3.077_683_537).abs() < 0.06, "{interval:?}");
    }
}
