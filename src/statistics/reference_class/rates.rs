//! How fast levels grew elsewhere: quantiles of growth at each level, and the paths that follow them.
//!
//! METHODS 4b weighs windows of the horizon's own length. Here windows have a greatest length (an option), and longer
//! horizons are reached step by step: the path of probability p grows in each step by the quantile p of the growth seen
//! at the level it has reached. So a forecast over ten years rests on the newest short windows of all areas, not on the
//! few pioneers who had been there ten years before. One area does not stay at its quantile for ever, so these paths
//! spread too far; [`super::spread`] brings them to the coverage seen in areas left out.

use super::super::Refusal;
use super::library::{Library, SAME_MOMENT};
use super::options::Options;
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
    fn new(library: &Library, options: Options, length: f64) -> Result<Windows, Refusal> {
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
    fn rates(&self, until: f64, left_out: impl Fn(usize) -> bool) -> Rates {
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

    /// Kish's effective number of areas behind each level: (sum w)^2 / sum w^2 over the areas' sums of weights.
    fn effective_areas(&self) -> Vec<f64> {
        let of = |weights: &Vec<f64>| {
            let mut by_area = vec![0.0; self.areas];
            for (window, weight) in self.windows.iter().zip(weights) {
                by_area[window.area] += weight;
            }
            let (sum, squares) = by_area.iter().fold((0.0, 0.0), |(s, q), w| (s + w, q + w * w));
            if squares < 1e-60 { 0.0 } else { sum * sum / squares }
        };
        self.weights.iter().map(of).collect()
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
struct Rates {
    /// The grid of levels, and the effective number of windows at each.
    levels: Vec<f64>,
    windows: Vec<f64>,
    /// The levels that have windows enough, and their rates.
    known: Vec<f64>,
    fans: Vec<Fan>,
}

impl Rates {
    /// Takes one step of `years` along every path. None where no level has windows enough.
    ///
    /// Where a path reaches levels that too few have passed, it goes on at the rates of the nearest that enough have.
    fn step(&self, places: &Fan, years: f64) -> Option<Fan> {
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

/// Windows of all the lengths in which a path takes its steps, shortest first.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    lengths: Vec<(f64, Windows)>,
}

impl Steps {
    /// Windows of one year, two, three .. up to the length of the options.
    ///
    /// Errors: [`Refusal::InvalidOptions`]; [`Refusal::ClassTooSmall`] where a length has none.
    pub(super) fn new(library: &Library, options: Options) -> Result<Steps, Refusal> {
        let options = options.checked()?;
        let lengths = [1.0, 2.0, 3.0].into_iter().filter(|length| *length < options.window).chain([options.window]);
        let lengths = lengths.map(|length| Ok((length, Windows::new(library, options, length)?)));
        Ok(Steps { lengths: lengths.collect::<Result<_, Refusal>>()? })
    }

    /// What is known by a moment, with some areas left out.
    pub(super) fn known(&self, until: f64, left_out: impl Fn(usize) -> bool) -> Known {
        Known { lengths: self.lengths.iter().map(|(length, w)| (*length, w.rates(until, &left_out))).collect() }
    }

    /// How many windows of one year (or of the only length) there are.
    pub(super) fn windows(&self) -> usize {
        self.lengths[0].1.windows.len()
    }

    /// The levels at which windows began: a grid.
    pub(super) fn levels(&self) -> &[f64] {
        &self.lengths[0].1.levels
    }

    /// Effective number of areas behind a level for a horizon; 0 at levels never seen.
    pub(super) fn effective_areas(&self, level: f64, years: f64) -> f64 {
        let (_, windows) = &self.lengths[first_length(self.lengths.iter().map(|(length, _)| *length), years)];
        at_level(&windows.levels, &windows.effective_areas(), level)
    }
}

/// Which of the lengths (ascending) makes the first step of a path: the shortest that is long enough, else the longest.
fn first_length(lengths: impl ExactSizeIterator<Item = f64>, years: f64) -> usize {
    let last = lengths.len() - 1;
    lengths.enumerate().find(|(_, length)| *length >= years - SAME_MOMENT).map_or(last, |(i, _)| i)
}

/// A number known on a grid of levels; 0 outside it.
fn at_level(levels: &[f64], numbers: &[f64], level: f64) -> f64 {
    between(levels, level).map_or(0.0, |(left, right, share)| numbers[left] * (1.0 - share) + numbers[right] * share)
}

/// The rates known at some moment, by the length of the windows, shortest first.
#[derive(Debug, Clone)]
pub(super) struct Known {
    lengths: Vec<(f64, Rates)>,
}

impl Known {
    /// The effective number of windows behind a level for a horizon; 0 at levels never seen.
    pub(super) fn effective_size(&self, level: f64, years: f64) -> f64 {
        let (_, rates) = &self.lengths[first_length(self.lengths.iter().map(|(length, _)| *length), years)];
        at_level(&rates.levels, &rates.windows, level)
    }

    /// The paths from a level, at each of the horizons (ascending, years); none where too few windows stand behind.
    pub(super) fn paths(&self, level: f64, horizons: &[f64]) -> Vec<Option<Fan>> {
        let answers: Vec<bool> = horizons.iter().map(|years| enough(self.effective_size(level, *years))).collect();
        if answers.contains(&true) {
            let paths = self.paths_anyhow(level, horizons);
            paths.into_iter().zip(answers).map(|(path, answers)| path.filter(|_| answers)).collect()
        } else {
            vec![None; horizons.len()]
        }
    }

    /// The same however few windows stand behind the level: by the nearest level that has enough.
    ///
    /// A path takes the longest steps there are, then one for the rest of the way by windows at least as long.
    pub(super) fn paths_anyhow(&self, level: f64, horizons: &[f64]) -> Vec<Option<Fan>> {
        let mut reached = Some((0.0, [level; PATHS]));
        horizons.iter().map(|years| self.path(&mut reached, *years)).collect()
    }

    /// Goes on from where whole steps have led so far (none where they could not), and takes the rest of the way.
    fn path(&self, reached: &mut Option<(f64, Fan)>, years: f64) -> Option<Fan> {
        let (longest, rates) = self.lengths.last()?;
        while let Some((passed, places)) = reached
            && *passed + longest <= years + SAME_MOMENT
        {
            *reached = rates.step(places, *longest).map(|next| (*passed + longest, next));
        }
        let (passed, places) = (*reached)?;
        let rest = years - passed;
        if rest <= SAME_MOMENT {
            return Some(places);
        }
        self.lengths[first_length(self.lengths.iter().map(|(length, _)| *length), rest)].1.step(&places, rest)
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
    use super::super::library::History;
    use super::*;
    use crate::statistics::Scale;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    /// Areas that all begin at one level and grow by `rates` a year on the scale, one reading a year.
    fn library(rates: &[f64], years: i32) -> Library {
        let histories: Vec<History> = rates
            .iter()
            .enumerate()
            .map(|(i, rate)| {
                let at = |t: i32| (2000.0 + f64::from(t), SHARE.inverse(rate * f64::from(t)));
                History { area: format!("{i:03}"), name: "x".into(), readings: (0..=years).map(at).collect() }
            })
            .collect();
        Library::new(SHARE, 1e-6, &histories).unwrap()
    }

    fn steps(library: &Library, window: f64) -> Steps {
        Steps::new(library, Options { bandwidth: 0.4, recency: 10.0, window }).unwrap()
    }

    #[test]
    fn a_library_without_windows_is_no_class() {
        let single = library(&[0.1; 40], 0);
        assert_eq!(Steps::new(&single, Options::default()).map(|s| s.windows()), Err(Refusal::ClassTooSmall));
    }

    #[test]
    fn too_few_windows_answer_nothing() {
        let few = steps(&library(&[0.1; 29], 1), 1.0).known(2001.0, |_| false);
        assert!((few.effective_size(0.0, 1.0) - 29.0).abs() < 1e-9);
        assert_eq!(few.paths(0.0, &[1.0]), vec![None]);
        let enough = steps(&library(&[0.1; 30], 1), 1.0);
        assert!(enough.known(2001.0, |_| false).paths(0.0, &[1.0])[0].is_some());
        assert!(enough.known(2001.0, |area| area == 7).paths(0.0, &[1.0])[0].is_none());
        assert!(enough.known(2000.5, |_| false).paths(0.0, &[1.0])[0].is_none());
        assert!(enough.known(2001.0, |_| false).paths(-0.1, &[1.0])[0].is_none());
    }

    /// Forty areas, all windows of equal weight: quantiles of the rates 0.00, 0.01 .. 0.39, each at the middle of its
    /// fortieth. By hand: the median is 0.195; probability 0.0125 + k/40 is exactly rate k.
    #[test]
    fn weighted_quantiles_by_hand() {
        let rates: Vec<f64> = (0..40).map(|i| f64::from(i) / 100.0).collect();
        let steps = steps(&library(&rates, 1), 1.0);
        assert!((steps.effective_areas(0.0, 1.0) - 40.0).abs() < 1e-9);
        let fan = steps.known(2001.0, |_| false).paths(0.0, &[1.0])[0].unwrap();
        assert!((fan[PATHS / 2] - 0.195).abs() < 1e-9);
        let low = probability_of(-1.0);
        assert!((fan[16] - (low - 0.0125) * 40.0 / 100.0).abs() < 1e-9);
        assert!(fan[0].abs() < 1e-9 && (fan[PATHS - 1] - 0.39).abs() < 1e-9);
    }

    /// Where everyone grows alike, every path grows so too, over any horizon and in steps of any length.
    #[test]
    fn paths_follow_the_rates() {
        let library = library(&[0.1; 30], 20);
        for window in [1.0, 2.0, 3.0, 5.0, 0.7] {
            let horizons = [0.5, 1.0, 3.25, 10.0];
            let paths = steps(&library, window).known(2020.0, |_| false).paths(0.5, &horizons);
            for (fan, horizon) in paths.iter().zip(horizons) {
                let fan = fan.unwrap();
                assert!(fan.iter().all(|z| (z - 0.5 - 0.1 * horizon).abs() < 1e-6), "{window} {horizon}: {fan:?}");
            }
        }
    }

    /// Three-year windows know of a jump in the third year; a horizon of three years takes them in one step.
    #[test]
    fn a_horizon_of_the_windows_length_is_one_step() {
        let place = |t: i32| [0.0, 0.0, 0.0, 1.5][t as usize % 4] + f64::from(t / 4) * 1.5;
        let area = |i: i32| History {
            area: format!("{i:03}"),
            name: "x".into(),
            readings: (0..4).map(|t| (2000.0 + f64::from(t), SHARE.inverse(place(t)))).collect(),
        };
        let library = Library::new(SHARE, 1e-6, &(0..60).map(area).collect::<Vec<_>>()).unwrap();
        let direct = steps(&library, 3.0).known(2003.0, |_| false).paths(0.0, &[3.0])[0].unwrap();
        assert!(direct.iter().all(|z| (z - 1.5).abs() < 1e-6));
        let yearly = steps(&library, 1.0).known(2003.0, |_| false).paths(0.0, &[3.0])[0].unwrap();
        assert!(yearly[PATHS / 2] < 0.1);
    }

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
