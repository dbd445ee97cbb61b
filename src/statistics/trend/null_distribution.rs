//! How Kendall's S falls when there is no trend: exact counts of arrangements.
//!
//! S = D - 2 I, with D the pairs of readings that differ and I the inversions of their order. Without ties the number of
//! orders with i inversions is the coefficient of q^i in prod (1 - q^m)/(1 - q), m = 1..n (the Mahonian numbers); with
//! ties, in the q-multinomial prod_{m<=n} (1 - q^m) / prod_g prod_{j<=t_g} (1 - q^j), t_g the sizes of the groups of equal
//! readings (MacMahon 1916, Combinatory Analysis; Kendall 1970, Rank Correlation Methods, ch. 4 and 5).

use statrs::distribution::{ContinuousCDF, Normal};
use std::sync::OnceLock;

/// Up to this many readings S has its exact distribution: 20! still fits 64 bits.
pub(super) const EXACT_UP_TO: usize = 20;

/// The exact distribution of S for one pattern of ties.
#[derive(Debug)]
pub(super) struct NullDistribution {
    /// Arrangements with at most i inversions, for i from 0 to the pairs that differ.
    at_most: Vec<u64>,
}

impl NullDistribution {
    /// For groups of equal readings of these sizes (1 for a reading like no other), 20 readings in all at most.
    pub(super) fn with_ties(groups: &[usize]) -> NullDistribution {
        let n: usize = groups.iter().sum();
        debug_assert!(n <= EXACT_UP_TO, "20! is the largest that fits");
        let untied = pairs(n) - groups.iter().map(|t| pairs(*t)).sum::<usize>();
        let mut counts = vec![0_u64; untied + 1];
        counts[0] = 1;
        // Power series cut off after the last power. Each step is exact modulo 2^64 and the result is below 20! < 2^64,
        // so wrapping on the way does no harm.
        for m in 1..=n {
            for i in (m..counts.len()).rev() {
                counts[i] = counts[i].wrapping_sub(counts[i - m]);
            }
        }
        for j in groups.iter().flat_map(|t| 1..=*t) {
            for i in j..counts.len() {
                counts[i] = counts[i].wrapping_add(counts[i - j]);
            }
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        NullDistribution { at_most: counts }
    }

    /// For `n` readings that all differ; computed once per n. `None` above 20.
    pub(super) fn untied(n: usize) -> Option<&'static NullDistribution> {
        static TABLE: OnceLock<Vec<NullDistribution>> = OnceLock::new();
        TABLE.get_or_init(|| (0..=EXACT_UP_TO).map(|n| NullDistribution::with_ties(&vec![1; n])).collect()).get(n)
    }

    /// All arrangements.
    pub(super) fn total(&self) -> f64 {
        self.at_most.last().map_or(1.0, |total| *total as f64)
    }

    /// Arrangements whose S is at least s.
    pub(super) fn arrangements(&self, s: i64) -> f64 {
        let last = self.at_most.len() - 1;
        let inversions = (last as i64 - s).div_euclid(2);
        match usize::try_from(inversions) {
            Ok(i) => self.at_most[i.min(last)] as f64,
            Err(_) => 0.0,
        }
    }

    /// P(S >= s).
    pub(super) fn upper_tail(&self, s: i64) -> f64 {
        self.arrangements(s) / self.total()
    }

    /// The most inversions that at most `tail` of all arrangements have, and the share that do; `None` where even the
    /// order without inversions is likelier.
    pub(super) fn within(&self, tail: f64) -> Option<(usize, f64)> {
        let share = |count: u64| count as f64 / self.total();
        let inversions = self.at_most.partition_point(|count| share(*count) <= tail).checked_sub(1)?;
        Some((inversions, share(self.at_most[inversions])))
    }

    /// P(|S| >= |s|), by the symmetry of S.
    pub(super) fn two_sided(&self, s: i64) -> f64 {
        if s == 0 { 1.0 } else { (2.0 * self.upper_tail(s.abs())).min(1.0) }
    }
}

/// Pairs among `n`.
pub(super) fn pairs(n: usize) -> usize {
    n * n.saturating_sub(1) / 2
}

/// Variance of S under no trend: (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18 over the groups of equal readings.
pub(super) fn variance(n: usize, groups: &[usize]) -> f64 {
    let term = |t: usize| (t * t.saturating_sub(1) * (2 * t + 5)) as u64;
    (term(n) - groups.iter().map(|t| term(*t)).sum::<u64>()) as f64 / 18.0
}

/// P(|S| >= |s|) by the normal distribution with continuity correction, S taken one nearer to zero.
pub(super) fn two_sided_normal(s: i64, variance: f64) -> f64 {
    let distance = s.unsigned_abs().saturating_sub(1) as f64;
    if distance == 0.0 || variance <= 0.0 {
        return 1.0;
    }
    (2.0 * Normal::standard().sf(distance / variance.sqrt())).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_one_reading_have_one_arrangement() {
        for n in [0, 1] {
            let null = NullDistribution::untied(n).unwrap();
            assert_eq!((null.two_sided(0), null.upper_tail(1)), (1.0, 0.0));
        }
        assert!(NullDistribution::untied(21).is_none());
    }

    #[test]
    fn equal_readings_have_one_arrangement_too() {
        let null = NullDistribution::with_ties(&[20]);
        assert_eq!((null.at_most.as_slice(), null.two_sided(0)), ([1].as_slice(), 1.0));
    }

    #[test]
    fn arrangements_add_up_to_the_factorial() {
        let factorial: u64 = (1..=20).product();
        let largest = NullDistribution::untied(20).unwrap();
        assert_eq!(largest.at_most.last(), Some(&factorial));
        assert_eq!(largest.at_most.len(), 191);
        // Row 5 of the Mahonian numbers (OEIS A008302): 1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1.
        assert_eq!(NullDistribution::untied(5).unwrap().at_most, [1, 5, 14, 29, 49, 71, 91, 106, 115, 119, 120]);
    }

    /// All orders of `values` counted one by one.
    fn by_hand(values: &mut Vec<i32>, from: usize, counts: &mut std::collections::BTreeMap<i64, u64>) {
        if from == values.len() {
            let mut s = 0;
            for j in 1..values.len() {
                s += (0..j).map(|i| i64::from((values[j] - values[i]).signum())).sum::<i64>();
            }
            *counts.entry(s).or_default() += 1;
            return;
        }
        for i in from..values.len() {
            values.swap(from, i);
            by_hand(values, from + 1, counts);
            values.swap(from, i);
        }
    }

    #[test]
    fn ties_agree_with_every_permutation_written_out() {
        let patterns: [&[usize]; 8] =
            [&[2, 1], &[2, 2, 1], &[3, 1, 1], &[2, 2, 2], &[4, 2], &[3, 3, 1], &[2, 1, 1, 3, 1], &[5, 1, 1, 1]];
        for groups in patterns {
            let mut values = Vec::new();
            for (value, size) in groups.iter().enumerate() {
                values.extend(std::iter::repeat_n(value as i32, *size));
            }
            let mut counts = std::collections::BTreeMap::new();
            by_hand(&mut values, 0, &mut counts);
            let total: u64 = counts.values().sum();
            let null = NullDistribution::with_ties(groups);
            for s in -30..=30 {
                let more = counts.range(s..).map(|(_, count)| count).sum::<u64>() as f64 / total as f64;
                assert!((null.upper_tail(s) - more).abs() < 1e-14, "{groups:?} at {s}");
            }
            let mean_square = counts.iter().map(|(s, c)| (s * s) as f64 * *c as f64).sum::<f64>() / total as f64;
            assert!((variance(values.len(), groups) - mean_square).abs() < 1e-10, "{groups:?}");
        }
    }
}
