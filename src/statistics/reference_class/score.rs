//! How good forecasts were: error, coverage, interval score, CRPS, with standard errors clustered by area.

use super::quantiles::{QUANTILES, SCORES, place_at};
use std::collections::BTreeMap;

/// A mean and its standard error, clustered by area: windows of one area are not independent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The mean over windows.
    pub value: f64,
    /// Its standard error, from the sums of deviations by area.
    pub se: f64,
}

/// The score of one method over many windows. Source of the measures: METHODS 5.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Windows scored.
    pub windows: usize,
    /// Areas they come from.
    pub areas: usize,
    /// Mean absolute error of the median, in points.
    pub mae: Measured,
    /// Mean of median minus outcome, in points.
    pub bias: f64,
    /// Continuous ranked probability score, in points: twice the mean pinball loss over 99 quantiles.
    pub crps: Measured,
    /// Share of outcomes within the central 80, 90 and 95 percent intervals; none for a method without intervals.
    pub coverage: Option<[Measured; 3]>,
    /// Mean interval score at 90 percent: width plus 20 times the miss; none for a method without intervals.
    pub interval_score: Option<Measured>,
}

/// The marks of one forecast.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub area: usize,
    error: f64,
    crps: f64,
    covered: Option<[bool; 3]>,
    pub interval_score: f64,
}

/// Marks a distribution known by its 99 quantiles against what came.
pub(super) fn mark(area: usize, values: &[f64; QUANTILES], outcome: f64) -> Mark {
    let inside = |lower: f64, upper: f64| (lower - 1e-9..=upper + 1e-9).contains(&outcome);
    let far = |score| place_at(&*SCORES, values, score);
    let (lower, upper) = (values[4], values[94]);
    let miss = (lower - outcome).max(outcome - upper).max(0.0);
    Mark {
        area,
        error: values[49] - outcome,
        crps: crps(values, outcome),
        covered: Some([
            inside(values[9], values[89]),
            inside(lower, upper),
            inside(far(-1.959963984540054), far(1.959963984540054)),
        ]),
        interval_score: upper - lower + 20.0 * miss,
    }
}

/// Marks a single number, which has no intervals; its CRPS is its absolute error.
pub(super) fn mark_point(area: usize, value: f64, outcome: f64) -> Mark {
    let error = value - outcome;
    Mark { area, error, crps: error.abs(), covered: None, interval_score: 20.0 * error.abs() }
}

/// Twice the mean pinball loss over the 99 quantiles.
pub(super) fn crps(values: &[f64; QUANTILES], outcome: f64) -> f64 {
    let loss = |(i, value): (usize, &f64)| {
        let p = (i + 1) as f64 / 100.0;
        let gap = outcome - value;
        if gap >= 0.0 { p * gap } else { (p - 1.0) * gap }
    };
    2.0 * values.iter().enumerate().map(loss).sum::<f64>() / QUANTILES as f64
}

/// The score over all marks; none without any.
pub(super) fn score(marks: &[Mark]) -> Option<Score> {
    let over = |value: &dyn Fn(&Mark) -> f64| measured(marks.iter().map(|m| (m.area, value(m))));
    let covered = |i: usize| over(&|m| m.covered.map_or(0.0, |c| f64::from(u8::from(c[i]))));
    let mae = over(&|m| m.error.abs())?;
    let intervals = marks.iter().all(|m| m.covered.is_some());
    Some(Score {
        windows: marks.len(),
        areas: marks.iter().map(|m| m.area).collect::<std::collections::BTreeSet<_>>().len(),
        mae,
        bias: over(&|m| m.error)?.value,
        crps: over(&|m| m.crps)?,
        coverage: if intervals { Some([covered(0)?, covered(1)?, covered(2)?]) } else { None },
        interval_score: if intervals { over(&|m| m.interval_score) } else { None },
    })
}

/// Mean and clustered standard error: sqrt(sum over areas of (sum of deviations)^2) / n * sqrt(G / (G - 1)).
fn measured(values: impl Iterator<Item = (usize, f64)> + Clone) -> Option<Measured> {
    let n = values.clone().count();
    if n == 0 {
        return None;
    }
    let mean = values.clone().map(|(_, value)| value).sum::<f64>() / n as f64;
    let mut by_area: BTreeMap<usize, f64> = BTreeMap::new();
    for (area, value) in values {
        *by_area.entry(area).or_default() += value - mean;
    }
    let groups = by_area.len() as f64;
    let correction = if groups > 1.0 { (groups / (groups - 1.0)).sqrt() } else { 0.0 };
    let se = by_area.values().map(|sum| sum * sum).sum::<f64>().sqrt() / n as f64 * correction;
    Some(Measured { value: mean, se })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp() -> [f64; QUANTILES] {
        std::array::from_fn(|i| (i + 1) as f64)
    }

    #[test]
    fn nothing_scored_is_no_score() {
        assert_eq!(score(&[]), None);
    }

    /// Quantiles 1 .. 99 of the uniform distribution on 0 to 100, by hand: the 90% interval is 5 to 95; an outcome of 98
    /// misses it by 3, so 90 + 60. CRPS at the centre: 2/99 * sum of p * |50 - 100p| below, twice = 8.25 (exactly
    /// 2/99 * 2 * sum_{k=1}^{49} (k/100)(50 - k) = 2/99 * 416.5 = 8.4141; the integral, 100/12 = 8.33, lies near).
    #[test]
    fn marks_by_hand() {
        let centre = mark(0, &ramp(), 50.0);
        let by_hand = 2.0 / 99.0 * 2.0 * (1..50).map(|k| f64::from(k) / 100.0 * f64::from(50 - k)).sum::<f64>();
        assert!((centre.crps - by_hand).abs() < 1e-12 && (by_hand - 100.0 / 12.0).abs() < 0.1);
        assert_eq!((centre.interval_score, centre.covered), (90.0, Some([true; 3])));
        let far = mark(0, &ramp(), 98.0);
        assert_eq!((far.interval_score, far.covered, far.error), (150.0, Some([false; 3]), -48.0));
        assert_eq!(mark(0, &ramp(), 97.0).covered, Some([false, false, true]));
        assert_eq!(mark_point(0, 3.0, 5.0).crps, 2.0);
    }

    /// Two areas, deviations (1, 1) and (-1, -1): sums 2 and -2, so sqrt(8) / 4 * sqrt(2) = 1, twice that of independence.
    #[test]
    fn standard_errors_are_clustered() {
        let values = [(0, 1.0), (0, 1.0), (1, -1.0), (1, -1.0)];
        let all = measured(values.into_iter()).unwrap();
        assert!(all.value.abs() < 1e-15 && (all.se - 1.0).abs() < 1e-12);
        assert_eq!(measured([(0, 5.0)].into_iter()), Some(Measured { value: 5.0, se: 0.0 }));
    }

    #[test]
    fn a_point_has_no_coverage() {
        let naive = score(&[mark_point(0, 3.0, 5.0), mark_point(1, 5.0, 5.0)]).unwrap();
        assert_eq!((naive.coverage, naive.interval_score, naive.mae.value, naive.bias), (None, None, 1.0, -1.0));
        assert_eq!((naive.windows, naive.areas), (2, 2));
    }
}
