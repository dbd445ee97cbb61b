//! The class pooled with the series' own drift, from three readings on: how much each counts is learned on the class.

use super::super::Refusal;
use super::super::student::upper_quantile;
use super::quantiles::QUANTILES;
use super::spread::FEWEST;
use super::trials::{FOLDS, HORIZONS};

/// Readings from which a drift of its own is tried beside the class.
pub const POOLED_READINGS: [usize; 3] = [3, 5, 8];

/// Weights of the drift that are tried. Coarse: the minimum is flat.
const WEIGHTS: [f64; 6] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5];

/// How much the series' own drift counts in the linear pool with the class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DriftWeight {
    /// Readings from which the drift is fitted.
    pub readings: usize,
    /// Years ahead.
    pub horizon: f64,
    /// Weight of the drift, 0 to 0.5; the class has the rest.
    pub weight: f64,
}

/// The 99 quantiles of Student's t for a drift on `n` readings: n - 2 degrees of freedom.
pub(super) fn students(n: usize) -> Result<[f64; QUANTILES], Refusal> {
    let mut quantiles = [0.0; QUANTILES];
    // By symmetry the median stays at zero.
    for i in 0..QUANTILES / 2 {
        let t = upper_quantile(n as f64 - 2.0, (i + 1) as f64 / 100.0)?;
        (quantiles[i], quantiles[QUANTILES - 1 - i]) = (-t, t);
    }
    Ok(quantiles)
}

/// The linear pool of two distributions known by 99 quantiles: `weight` on the second.
///
/// Each quantile stands for a hundredth of its distribution; the pooled ones are read off the merged list.
pub(super) fn pooled(class: &[f64; QUANTILES], own: &[f64; QUANTILES], weight: f64) -> [f64; QUANTILES] {
    if weight <= 0.0 {
        return *class;
    }
    let total = QUANTILES as f64;
    let mut out = [0.0; QUANTILES];
    let (mut a, mut b, mut next) = (0, 0, 0);
    let (mut sum, mut last) = (0.0, None::<(f64, f64)>);
    while a < QUANTILES || b < QUANTILES {
        let from_class = b == QUANTILES || (a < QUANTILES && class[a] <= own[b]);
        let (value, mass) = if from_class { (class[a], 1.0 - weight) } else { (own[b], weight) };
        if from_class {
            a += 1
        } else {
            b += 1
        }
        let middle = (sum + mass / 2.0) / total;
        sum += mass;
        while next < QUANTILES && (next + 1) as f64 / 100.0 <= middle {
            let p = (next + 1) as f64 / 100.0;
            out[next] = match last {
                Some((before, lower)) if middle > before => lower + (value - lower) * (p - before) / (middle - before),
                _ => value,
            };
            next += 1;
        }
        last = Some((middle, value));
    }
    let highest = class[QUANTILES - 1].max(own[QUANTILES - 1]);
    out[next..].fill(highest);
    out
}

/// The CRPS as twice the mean pinball loss over the 99 quantiles.
fn crps(values: &[f64; QUANTILES], outcome: f64) -> f64 {
    let loss = |(i, value): (usize, &f64)| {
        let p = (i + 1) as f64 / 100.0;
        let gap = outcome - value;
        if gap >= 0.0 { p * gap } else { (p - 1.0) * gap }
    };
    2.0 * values.iter().enumerate().map(loss).sum::<f64>() / QUANTILES as f64
}

/// Sums of CRPS by fold and weight, for one number of readings and one horizon.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    sums: [[f64; WEIGHTS.len()]; FOLDS],
    counts: [usize; FOLDS],
}

impl Tally {
    /// Adds a case, which counts by how `recent` it is (1 for the newest).
    pub(super) fn add(
        &mut self,
        (fold, recent): (usize, f64),
        class: &[f64; QUANTILES],
        own: &[f64; QUANTILES],
        outcome: f64,
    ) {
        for (sum, weight) in self.sums[fold].iter_mut().zip(WEIGHTS) {
            *sum += recent * crps(&pooled(class, own, weight), outcome);
        }
        self.counts[fold] += 1;
    }

    /// The best weight by all folds but one (none left out: a number that is no fold); 0 without a record.
    pub(super) fn best(&self, left_out: usize) -> f64 {
        let folds = || (0..FOLDS).filter(|fold| *fold != left_out);
        if folds().map(|fold| self.counts[fold]).sum::<usize>() < FEWEST {
            return 0.0;
        }
        let loss = |i: usize| folds().map(|fold| self.sums[fold][i]).sum::<f64>();
        let best = (0..WEIGHTS.len()).min_by(|a, b| loss(*a).total_cmp(&loss(*b))).unwrap_or(0);
        WEIGHTS[best]
    }
}

/// The weight for a number of readings and a horizon: that of the nearest smaller number, linear in the horizon.
pub(super) fn weight_at(weights: &[DriftWeight], readings: usize, years: f64) -> f64 {
    let Some(known) = weights.iter().map(|w| w.readings).filter(|n| *n <= readings).max() else { return 0.0 };
    let mut knots: Vec<(f64, f64)> =
        weights.iter().filter(|w| w.readings == known).map(|w| (w.horizon, w.weight)).collect();
    knots.sort_by(|a, b| a.0.total_cmp(&b.0));
    let horizons: Vec<f64> = knots.iter().map(|k| k.0).collect();
    let (Some(first), Some(last)) = (horizons.first(), horizons.last()) else { return 0.0 };
    let weight = match super::rates::between(&horizons, years.clamp(*first, *last)) {
        Some((left, right, share)) => knots[left].1 * (1.0 - share) + knots[right].1 * share,
        None => 0.0,
    };
    if (0.0..=1.0).contains(&weight) { weight } else { 0.0 }
}

/// All weights learned from tallies, at the horizons (places in [`HORIZONS`]) that have a record.
pub(super) fn weights(
    tallies: &[[Tally; HORIZONS.len()]; POOLED_READINGS.len()],
    record: &[usize],
) -> Vec<DriftWeight> {
    let mut weights = Vec::new();
    for (readings, tallies) in POOLED_READINGS.into_iter().zip(tallies) {
        for h in record {
            weights.push(DriftWeight { readings, horizon: HORIZONS[*h], weight: tallies[*h].best(FOLDS) });
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ramp(from: f64, step: f64) -> [f64; QUANTILES] {
        std::array::from_fn(|i| from + step * (i + 1) as f64)
    }

    #[test]
    fn no_weight_no_change() {
        assert_eq!(pooled(&ramp(0.0, 1.0), &ramp(500.0, 1.0), 0.0), ramp(0.0, 1.0));
        assert_eq!(Tally::default().best(FOLDS), 0.0);
        assert_eq!(weight_at(&[], 5, 3.0), 0.0);
        assert!(students(2).is_err());
    }

    /// Quantiles 1 .. 99 of the uniform distribution on 0 to 100 and an outcome at its centre: twice the mean of
    /// k / 100 (50 - k) over both halves; the integral, 100 / 12, lies near.
    #[test]
    fn crps_by_hand() {
        let by_hand = 2.0 / 99.0 * 2.0 * (1..50).map(|k| f64::from(k) / 100.0 * f64::from(50 - k)).sum::<f64>();
        let centre = crps(&ramp(0.0, 1.0), 50.0);
        assert!((centre - by_hand).abs() < 1e-12 && (by_hand - 100.0 / 12.0).abs() < 0.1);
    }

    /// Two distributions far apart, a quarter on the upper: three quarters of the pool are the lower, the rest the upper.
    #[test]
    fn a_pool_by_hand() {
        let pool = pooled(&ramp(0.0, 1.0), &ramp(1000.0, 1.0), 0.25);
        assert!(pool[73] < 100.0 && pool[75] > 1000.0);
        assert!((pool[37 - 1] - 49.34).abs() < 0.7, "{}", pool[36]);
        let same = pooled(&ramp(0.0, 1.0), &ramp(0.0, 1.0), 0.5);
        assert!(same.iter().zip(ramp(0.0, 1.0)).all(|(a, b)| (a - b).abs() < 0.51));
    }

    #[test]
    fn weights_are_looked_up_by_readings_and_horizon() {
        let at = |readings, horizon, weight| DriftWeight { readings, horizon, weight };
        let weights = [at(3, 1.0, 0.2), at(3, 3.0, 0.0), at(5, 1.0, 0.4)];
        assert_eq!(weight_at(&weights, 2, 1.0), 0.0);
        assert_eq!(weight_at(&weights, 3, 0.5), 0.2);
        assert!((weight_at(&weights, 4, 2.0) - 0.1).abs() < 1e-12);
        assert_eq!(weight_at(&weights, 9, 10.0), 0.4);
        assert_eq!(weight_at(&[at(3, 1.0, f64::NAN)], 3, 1.0), 0.0);
    }

    #[test]
    fn the_better_forecast_gets_the_weight() {
        let mut tally = Tally::default();
        for i in 0..60 {
            tally.add((i % FOLDS, 1.0), &ramp(0.0, 1.0), &ramp(30.0, 0.4), 50.0);
        }
        assert_eq!(tally.best(FOLDS), 0.5);
        let mut other = Tally::default();
        for i in 0..60 {
            other.add((i % FOLDS, 1.0), &ramp(30.0, 0.4), &ramp(300.0, 1.0), 50.0);
        }
        assert_eq!(other.best(3), 0.0);
    }

    proptest! {
        #[test]
        fn a_pool_never_falls(a in -10.0..10.0f64, b in 0.0..2.0f64, c in -10.0..10.0f64, d in 0.0..2.0f64, w in 0.0..1.0f64) {
            let (first, second) = (ramp(a, b), ramp(c, d));
            let pool = pooled(&first, &second, w);
            prop_assert!(pool.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
            let (low, high) = (first[0].min(second[0]), first[98].max(second[98]));
            prop_assert!(pool.iter().all(|x| (low - 1e-9..=high + 1e-9).contains(x)));
        }
    }
}
