//! How much narrower (or wider) than the raw paths a forecast must be to cover what came, by horizon and level.
//!
//! Conformal: each trial tells the least width at which its interval would have covered the outcome; the width that covers
//! nine in ten of them is used. Widths are local in the level (a wide kernel) because rates scatter less near the top.
//! Source: split conformal prediction with weights, e.g. Barber et al. 2023, Ann. Statist. 51, 816; the kernel is ours.

use super::quantiles::inverse_at;
use super::rates::{Fan, PATH_SCORES, between};
use super::trials::{Case, FOLDS, Forecast, HORIZONS};

/// The nominal coverage at which widths are set, and its normal score.
const COVERED: f64 = 0.9;
const COVERED_SCORE: f64 = 1.6448536269514722;

/// Bandwidth of the kernel on the level: wide, for a width is a tail, and tails need many trials.
const BANDWIDTH: f64 = 1.0;

/// The local width is drawn to that of all levels as if by this many trials.
const PRIOR: f64 = 20.0;

/// Years over which a trial loses weight by a factor e: a class is asked about today, and the first years, when a few
/// pioneers had begun and the others had not, scattered as today does not.
pub(super) const RECENCY: f64 = 15.0;

/// Fewer trials than this at a horizon are no record.
pub(super) const FEWEST: usize = 30;

/// Widths for every horizon with a record: by level, in units of the raw paths' normal score.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spread {
    levels: Vec<f64>,
    widths: Vec<Option<Vec<f64>>>,
}

/// How far out, in normal scores of the paths, an outcome lies: the least width that reaches it.
///
/// Where many paths share the outcome, the nearest to the median counts, for an interval up to it would have covered it.
pub(super) fn distance(fan: &Fan, outcome: f64) -> f64 {
    const ROUNDING: f64 = 1e-9;
    let below = inverse_at(&*PATH_SCORES, fan, outcome - ROUNDING, |place| place < outcome - ROUNDING);
    let above = inverse_at(&*PATH_SCORES, fan, outcome + ROUNDING, |place| place <= outcome + ROUNDING);
    if below > 0.0 {
        below
    } else if above < 0.0 {
        -above
    } else {
        0.0
    }
}

impl Spread {
    /// Learns the widths from trials: first from all of them, then once for each fold from those of the others.
    pub(super) fn learn(cases: &[Case], forecasts: &[Forecast]) -> (Spread, Vec<Spread>) {
        let levels = cases.iter().map(|case| case.level);
        let lowest = levels.clone().reduce(f64::min).unwrap_or(0.0);
        let levels = (lowest, levels.fold(lowest, f64::max));
        let newest = cases.iter().map(|case| case.year).fold(f64::NEG_INFINITY, f64::max);
        let steps = ((levels.1 - levels.0) / (BANDWIDTH / 2.0)).ceil().clamp(1.0, 1000.0) as usize;
        let grid: Vec<f64> = (0..=steps).map(|i| levels.0 + BANDWIDTH / 2.0 * i as f64).collect();
        let mut all = vec![Spread { levels: grid.clone(), widths: Vec::new() }; FOLDS + 1];
        for horizon in 0..HORIZONS.len() {
            let mut trials: Vec<Trial> =
                cases.iter().zip(forecasts).filter_map(|(c, f)| trial(c, f, horizon, newest)).collect();
            trials.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.level.total_cmp(&b.level)));
            let near: Vec<Vec<f64>> =
                grid.iter().map(|level| trials.iter().map(|t| t.weight(*level)).collect()).collect();
            let recent: Vec<f64> = trials.iter().map(|t| t.recent).collect();
            for (left_out, spread) in all.iter_mut().enumerate() {
                let record = trials.iter().filter(|t| t.fold != left_out).count() >= FEWEST;
                let (anywhere, _) = covering(&trials, &recent, left_out);
                let local = |weights: &Vec<f64>| {
                    let (here, effective) = covering(&trials, weights, left_out);
                    ((here * effective + anywhere * PRIOR) / (effective + PRIOR) / COVERED_SCORE).clamp(0.1, 3.0)
                };
                spread.widths.push(record.then(|| near.iter().map(local).collect()));
            }
        }
        let whole = all.pop().unwrap_or(Spread { levels: Vec::new(), widths: Vec::new() });
        (whole, all)
    }

    /// Is there a record at a horizon (by its place in [`HORIZONS`])?
    pub(super) fn records(&self, horizon: usize) -> bool {
        self.widths.get(horizon).is_some_and(Option::is_some)
    }

    /// The width at a horizon (by its place in [`HORIZONS`]) and level; none without a record.
    pub(super) fn at(&self, horizon: usize, level: f64) -> Option<f64> {
        let widths = self.widths.get(horizon)?.as_ref()?;
        let (left, right, share) = between(&self.levels, level.clamp(*self.levels.first()?, *self.levels.last()?))?;
        Some(widths[left] * (1.0 - share) + widths[right] * share)
    }
}

/// One outcome: from which level, in which fold, how far out.
struct Trial {
    level: f64,
    fold: usize,
    recent: f64,
    distance: f64,
}

impl Trial {
    fn weight(&self, level: f64) -> f64 {
        self.recent * (-((self.level - level) / BANDWIDTH).powi(2) / 2.0).exp()
    }
}

fn trial(case: &Case, forecast: &Forecast, horizon: usize, newest: f64) -> Option<Trial> {
    let (projected, outcome) = (forecast.as_ref()?, case.outcomes[horizon]?);
    let distance = distance(projected.fans[horizon].as_ref()?, outcome);
    Some(Trial { level: case.level, fold: case.fold, recent: ((case.year - newest) / RECENCY).exp(), distance })
}

/// The distance within which nine tenths of the weight lie, one more trial being counted as not covered, and the
/// effective number of trials. Trials come in the order of their distances.
fn covering(trials: &[Trial], weights: &[f64], left_out: usize) -> (f64, f64) {
    let used = || trials.iter().zip(weights).filter(|(trial, _)| trial.fold != left_out);
    let sum: f64 = used().map(|(_, w)| w).sum();
    let squares: f64 = used().map(|(_, w)| w * w).sum();
    if squares < 1e-60 {
        return (0.0, 0.0);
    }
    let effective = sum * sum / squares;
    let wanted = sum * (COVERED * (1.0 + 1.0 / effective)).min(1.0);
    let mut reached = 0.0;
    let mut farthest = 0.0;
    for (trial, weight) in used() {
        reached += weight;
        farthest = trial.distance;
        if reached >= wanted * (1.0 - 1e-12) {
            break;
        }
    }
    (farthest, effective)
}

#[cfg(test)]
mod tests {
    use super::super::trials::Projected;
    use super::*;

    fn case(level: f64, fold: usize, outcome: f64) -> Case {
        let mut outcomes = [None; HORIZONS.len()];
        outcomes[0] = Some(outcome);
        Case { path: 0, reading: 0, area: fold, fold, year: 2000.0, level, outcomes }
    }

    fn said(times: usize) -> Vec<Forecast> {
        vec![Some(Projected { fans: vec![Some(*PATH_SCORES); HORIZONS.len()], past: None }); times]
    }

    #[test]
    fn distances_are_scores() {
        let scores = *PATH_SCORES;
        assert!((distance(&scores, 1.25) - 1.25).abs() < 1e-8);
        assert!((distance(&scores, -0.5) - 0.5).abs() < 1e-8);
        assert!((distance(&scores, 3.0) - 3.0).abs() < 1e-8);
        assert_eq!(distance(&scores, 0.0), 0.0);
        assert_eq!(distance(&[1.0; 53], 1.0), 0.0);
        assert_eq!(distance(&[1.0; 53], 2.0), 4.0);
        // Everything from the score 1 on shares the place 1: the interval that just reaches it has width 1.
        assert!((distance(&scores.map(|s| s.min(1.0)), 1.0) - 1.0).abs() < 1e-8);
    }

    #[test]
    fn no_trials_no_widths() {
        let (whole, folds) = Spread::learn(&[], &[]);
        assert_eq!((whole.at(0, 0.5), folds.len()), (None, FOLDS));
        let few: Vec<Case> = (0..29).map(|i| case(0.5, i % FOLDS, 1.0)).collect();
        assert_eq!(Spread::learn(&few, &said(29)).0.at(0, 0.5), None);
    }

    /// A hundred outcomes at distances 0.02, 0.04 .. 2.00, all at one level: nine tenths, with one more trial counted as
    /// not covered, reach to the 91st (0.9 * 101 = 90.9), 1.82; the prior is the same. By hand.
    #[test]
    fn the_width_that_covers_nine_in_ten() {
        let cases: Vec<Case> = (1..=100).map(|i| case(0.5, i % FOLDS, f64::from(i as u8) / 50.0)).collect();
        let (whole, folds) = Spread::learn(&cases, &said(100));
        assert!((whole.at(0, 0.5).unwrap() - 1.82 / COVERED_SCORE).abs() < 1e-6);
        assert_eq!(whole.at(1, 0.5), None);
        // Without fold 0 (0.2, 0.4 .. 2.0) the ninetieth is gone: 0.9 * 91 = 81.9, the 82nd of the rest is 1.82 again.
        assert!((folds[0].at(0, 0.5).unwrap() - 1.82 / COVERED_SCORE).abs() < 1e-6);
    }

    #[test]
    fn widths_are_local() {
        let mut cases: Vec<Case> = (0..200).map(|i| case(0.0, i % FOLDS, 0.5)).collect();
        cases.extend((0..200).map(|i| case(6.0, i % FOLDS, 2.0)));
        let (whole, _) = Spread::learn(&cases, &said(400));
        assert!(whole.at(0, 0.0).unwrap() < 0.45);
        assert!((whole.at(0, 6.0).unwrap() - 2.0 / COVERED_SCORE).abs() < 0.01);
    }
}
