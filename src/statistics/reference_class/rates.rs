//! Quantiles of growth at each level, from windows of one length. Source: METHODS 4b (kernel, recency, effective size).

use super::super::Refusal;
use super::library::Library;
use super::options::Options;
use super::path::SAME_MOMENT;
use super::quantiles::{place_at, probability_of};
use std::sync::LazyLock;

/// Below this effective size a level says too little (METHODS 4b).
pub(super) const ENOUGH: f64 = 30.0;

/// Is an effective size enough? Thirty equal weights are, whatever their sum rounds to.
pub(super) fn enough(effective: f64) -> bool {
    effective >= ENOUGH - 1e-6
}

/// Normal scores of the paths: -2.6, -2.5 .. 2.6.
pub(super) const PATHS: usize = 53;

/// A place for every path.
pub(super) type Fan = [f64; PATHS];

/// Levels stand this far apart on the scale.
const LEVEL_STEP: f64 = 0.2;

/// Readings at most this many years apart are joined by a straight line on the scale where a window ends between them.
const JOINED: f64 = 5.0;

/// The normal scores of the paths.
pub(super) static PATH_SCORES: LazyLock<Fan> =
    LazyLock::new(|| std::array::from_fn(|i| (i as f64 - (PATHS / 2) as f64) / 10.0));

/// A stretch of one history: where it began, when it ended and how fast it grew, per year on the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Window {
    area: usize,
    end: f64,
    level: f64,
    rate: f64,
}

/// The windows of a library in the order of their rates, weighed for every level.
#[derive(Debug, Clone)]
pub(super) struct Windows {
    windows: Vec<Window>,
    /// Grid of levels, from the lowest to the highest at which a window began.
    pub levels: Vec<f64>,
    /// Weight of each window (inner) at each level (outer); how late the cut-off is cancels out.
    weights: Vec<Vec<f64>>,
    areas: usize,
}

impl Windows {
    /// All windows of `length` years. Errors: [`Refusal::ClassTooSmall`] where there is none.
    pub(super) fn new(library: &Library, options: Options, length: f64) -> Result<Windows, Refusal> {
        let mut windows = Vec::new();
        for path in &library.paths {
            for (start, level) in path.years.iter().zip(&path.places) {
                if let Some(later) = path.at(start + length, JOINED) {
                    let rate = (later - level) / length;
                    windows.push(Window { area: path.area, end: start + length, level: *level, rate });
                }
            }
        }
        // A total order, so that sums of weights do not depend on how the histories came.
        windows.sort_by(|a, b| {
            let by_rate = a.rate.total_cmp(&b.rate).then(a.level.total_cmp(&b.level));
            by_rate.then(a.end.total_cmp(&b.end)).then(a.area.cmp(&b.area))
        });
        let lowest = windows.iter().map(|w| w.level).reduce(f64::min).ok_or(Refusal::ClassTooSmall)?;
        let highest = windows.iter().map(|w| w.level).fold(lowest, f64::max);
        let newest = windows.iter().map(|w| w.end).fold(f64::NEG_INFINITY, f64::max);
        let steps = ((highest - lowest) / LEVEL_STEP).ceil().max(1.0) as usize;
        let levels: Vec<f64> = (0..=steps).map(|i| lowest + LEVEL_STEP * i as f64).collect();
        let recent: Vec<f64> = windows.iter().map(|w| ((w.end - newest) / options.recency).exp()).collect();
        let weigh = |level: &f64| -> Vec<f64> {
            let near = |w: &Window| (-((w.level - level) / options.bandwidth).powi(2) / 2.0).exp();
            windows.iter().zip(&recent).map(|(w, recent)| near(w) * recent).collect()
        };
        let weights = levels.iter().map(weigh).collect();
        Ok(Windows { windows, levels, weights, areas: library.areas.len() })
    }

    /// The rates at every level, from windows that ended by `until` in areas that are not left out.
    pub(super) fn rates(&self, until: f64, left_out: impl Fn(usize) -> bool) -> Rates {
        let used = |w: &Window| w.end <= until + SAME_MOMENT && !left_out(w.area);
        let used: Vec<usize> = (0..self.windows.len()).filter(|i| used(&self.windows[*i])).collect();
        let probabilities = PATH_SCORES.map(probability_of);
        let mut rates = Rates { levels: self.levels.clone(), ..Rates::default() };
        for (level, weights) in self.levels.iter().zip(&self.weights) {
            let (mut sum, mut squares) = (0.0, 0.0);
            for i in &used {
                sum += weights[*i];
                squares += weights[*i] * weights[*i];
            }
            // Weights can be so far away that they vanish: then nothing is near.
            let windows = if squares < 1e-60 { 0.0 } else { sum * sum / squares };
            rates.windows.push(windows);
            if enough(windows) {
                rates.known.push(*level);
                rates.fans.push(self.weighted_quantiles(weights, &used, sum, &probabilities));
            }
        }
        rates
    }

    /// How many windows.
    pub(super) fn len(&self) -> usize {
        self.windows.len()
    }

    /// Kish's effective number of areas behind a level of the grid: (sum w)^2 / sum w^2 over the areas' sums of weights.
    pub(super) fn effective_areas(&self, level: usize) -> f64 {
        let mut by_area = vec![0.0; self.areas];
        for (window, weight) in self.windows.iter().zip(&self.weights[level]) {
            by_area[window.area] += weight;
        }
        let (sum, squares) = by_area.iter().fold((0.0, 0.0), |(s, q), w| (s + w, q + w * w));
        if squares < 1e-60 { 0.0 } else { sum * sum / squares }
    }

    /// Weighted quantiles of the rates, each window standing at the middle of its weight.
    fn weighted_quantiles(&self, weights: &[f64], used: &[usize], total: f64, probabilities: &Fan) -> Fan {
        let mut fan = [0.0; PATHS];
        let mut next = 0;
        let mut sum = 0.0;
        let (mut before, mut slower) = (f64::NEG_INFINITY, 0.0);
        for i in used {
            let (weight, rate) = (weights[*i], self.windows[*i].rate);
            let middle = (sum + weight / 2.0) / total;
            sum += weight;
            while next < PATHS && probabilities[next] <= middle {
                let share = (probabilities[next] - before) / (middle - before);
                // Below the middle of the first window there is only that window.
                fan[next] = if before.is_finite() { slower + (rate - slower) * share } else { rate };
                next += 1;
            }
            if next == PATHS {
                return fan;
            }
            (before, slower) = (middle, rate);
        }
        fan[next..].fill(slower);
        fan
    }
}

/// Quantiles of the growth per year at each level, from windows of one length.
#[derive(Debug, Clone, Default)]
pub(super) struct Rates {
    /// The grid of levels, and the effective number of windows at each.
    pub levels: Vec<f64>,
    pub windows: Vec<f64>,
    /// The levels that have windows enough, and their rates.
    known: Vec<f64>,
    fans: Vec<Fan>,
}

impl Rates {
    /// Takes one step of `years` along every path. None where no level has windows enough.
    ///
    /// Where a path reaches levels that too few have passed, it goes on at the rates of the nearest that enough have.
    pub(super) fn step(&self, places: &Fan, years: f64) -> Option<Fan> {
        let (lowest, highest) = (*self.known.first()?, *self.known.last()?);
        let mut next = *places;
        for (path, place) in next.iter_mut().enumerate() {
            let (left, right, share) = between(&self.known, place.clamp(lowest, highest))?;
            let (slower, faster) = (self.fans[left][path], self.fans[right][path]);
            *place += years * (slower + (faster - slower) * share);
        }
        // Higher paths never fall behind lower ones, however the rates of neighbouring levels differ.
        for path in 1..PATHS {
            next[path] = next[path].max(next[path - 1]);
        }
        Some(next)
    }
}

/// Between which two knots a number stands, and how far along; none outside them.
pub(super) fn between(knots: &[f64], x: f64) -> Option<(usize, usize, f64)> {
    let last = knots.len().checked_sub(1)?;
    if !(x >= knots[0] && x <= knots[last]) {
        return None;
    }
    let right = knots.partition_point(|knot| *knot < x).min(last);
    if knots[right] == x || right == 0 {
        return Some((right, right, 0.0));
    }
    Some((right - 1, right, (x - knots[right - 1]) / (knots[right] - knots[right - 1])))
}

/// The place of a fan at a normal score.
pub(super) fn place_in(fan: &Fan, score: f64) -> f64 {
    place_at(&*PATH_SCORES, fan, score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_knots() {
        assert_eq!(between(&[], 1.0), None);
        assert_eq!(between(&[1.0], 1.0), Some((0, 0, 0.0)));
        assert_eq!(between(&[1.0, 3.0], 1.5), Some((0, 1, 0.25)));
        assert_eq!(between(&[1.0, 3.0], 3.0), Some((1, 1, 0.0)));
        assert_eq!(between(&[1.0, 3.0], 3.1), None);
        assert_eq!(between(&[1.0, 3.0], f64::NAN), None);
    }
}
