//! How much narrower (or wider) than the raw paths a forecast must be to cover what came, by horizon and level.
//!
//! Conformal: each trial tells how far from the median of its paths the outcome came. On either side of the median the width
//! is used beyond which one trial in twenty came: below and above apart, for who falls behind does so by less than who
//! runs ahead. Widths are local in the level (a wide kernel) because rates scatter less near the top. Sources: split
//! conformal prediction with weights, e.g. Barber et al. 2023, Ann. Statist. 51, 816; each tail by itself, as in Linusson,
//! Johansson & Löfström 2014, Advances in Knowledge Discovery and Data Mining, 224; the kernel is ours.

use super::quantiles::inverse_at;
use super::rates::{Fan, PATH_SCORES, between};
use super::trials::{Case, FOLDS, Forecast, HORIZONS};

/// The probability of either end at which widths are set, and its normal score.
const END: f64 = 0.95;
const END_SCORE: f64 = 1.6448536269514722;

/// Bandwidth of the kernel on the level: wide, for a width is a tail, and tails need many trials.
const BANDWIDTH: f64 = 1.0;

/// The local width is drawn to that of all levels as if by this many trials.
const PRIOR: f64 = 20.0;

/// Years over which a trial loses weight by a factor e: a class is asked about today, and the first years, when a few
/// pioneers had begun and the others had not, scattered as today does not.
pub(super) const RECENCY: f64 = 15.0;

/// Fewer trials than this at a horizon are no record.
pub(super) const FEWEST: usize = 30;

/// How wide a forecast is, in units of the raw paths' normal score, on either side of its median.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Width {
    pub below: f64,
    pub above: f64,
}

impl Width {
    /// The score among the raw paths at which a score of the forecast lies.
    pub(super) fn at(self, score: f64) -> f64 {
        score * if score < 0.0 { self.below } else { self.above }
    }

    /// The score of the forecast at which a score among the raw paths lies: the inverse of [`Width::at`].
    pub(super) fn score(self, at: f64) -> f64 {
        at / if at < 0.0 { self.below } else { self.above }
    }

    /// The width part of the way to another.
    pub(super) fn mixed(self, other: Width, share: f64) -> Width {
        let mix = |near: f64, far: f64| near * (1.0 - share) + far * share;
        Width { below: mix(self.below, other.below), above: mix(self.above, other.above) }
    }
}

/// Widths for every horizon with a record, by level.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spread {
    levels: Vec<f64>,
    widths: Vec<Option<Vec<Width>>>,
}

/// How far out, in normal scores of the paths, an outcome lies; below the median negative.
///
/// Where many paths share the outcome, the nearest to the median counts, for an interval up to it would have covered it.
pub(super) fn distance(fan: &Fan, outcome: f64) -> f64 {
    const ROUNDING: f64 = 1e-9;
    let below = inverse_at(&*PATH_SCORES, fan, outcome - ROUNDING, |place| place < outcome - ROUNDING);
    let above = inverse_at(&*PATH_SCORES, fan, outcome + ROUNDING, |place| place <= outcome + ROUNDING);
    if below > 0.0 {
        below
    } else if above < 0.0 {
        above
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
                let (anywhere, _) = ends(&trials, &recent, left_out);
                let local = |weights: &Vec<f64>| {
                    let (here, effective) = ends(&trials, weights, left_out);
                    let width = |here: f64, anywhere: f64| {
                        ((here * effective + anywhere * PRIOR) / (effective + PRIOR) / END_SCORE).clamp(0.1, 3.0)
                    };
                    Width { below: width(-here.0, -anywhere.0), above: width(here.1, anywhere.1) }
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
    pub(super) fn at(&self, horizon: usize, level: f64) -> Option<Width> {
        let widths = self.widths.get(horizon)?.as_ref()?;
        let (left, right, share) = between(&self.levels, level.clamp(*self.levels.first()?, *self.levels.last()?))?;
        Some(widths[left].mixed(widths[right], share))
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

/// The distances, down and up, up to which all but a twentieth of the weight lies on that side, one more trial being
/// counted as farther out; and the effective number of trials. Trials come in the order of their distances.
fn ends(trials: &[Trial], weights: &[f64], left_out: usize) -> ((f64, f64), f64) {
    let used = || trials.iter().zip(weights).filter(|(trial, _)| trial.fold != left_out);
    let sum: f64 = used().map(|(_, w)| w).sum();
    let squares: f64 = used().map(|(_, w)| w * w).sum();
    if squares < 1e-60 {
        return ((0.0, 0.0), 0.0);
    }
    let effective = sum * sum / squares;
    let wanted = sum * (END * (1.0 + 1.0 / effective)).min(1.0) * (1.0 - 1e-12);
    ((farthest(used().rev(), wanted), farthest(used(), wanted)), effective)
}

/// The distance at which so much weight has been passed.
fn farthest<'a>(trials: impl Iterator<Item = (&'a Trial, &'a f64)>, wanted: f64) -> f64 {
    let (mut reached, mut farthest) = (0.0, 0.0);
    for (trial, weight) in trials {
        reached += weight;
        farthest = trial.distance;
        if reached >= wanted {
            break;
        }
    }
    farthest
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
        assert!((distance(&scores, -0.5) + 0.5).abs() < 1e-8);
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

    /// A hundred outcomes at 0.02, 0.04 .. 1.00 above the median and half as far below, all at one level: 0.95 of 101 is
    /// 95.95, so the 96th from either end, the 46th of its side: 0.92 above and 0.46 below; the prior is the same. By hand.
    #[test]
    fn one_in_twenty_comes_farther_on_either_side() {
        let outcome = |i: u8| if i.is_multiple_of(2) { f64::from(i) / 100.0 } else { -f64::from(i + 1) / 200.0 };
        let cases: Vec<Case> = (1..=100).map(|i| case(0.5, usize::from(i) % FOLDS, outcome(i))).collect();
        let (whole, folds) = Spread::learn(&cases, &said(100));
        let width = whole.at(0, 0.5).unwrap();
        assert!((width.above - 0.92 / END_SCORE).abs() < 1e-6 && (width.below - 0.46 / END_SCORE).abs() < 1e-6);
        assert_eq!(whole.at(1, 0.5), None);
        // Without fold 0 (every fifth above) 90 remain, 0.95 of 91 is 86.45: the 87th from below is the 37th of forty
        // above, 0.92 (0.98 is the last, then 0.96, 0.94); from above the 47th of fifty below, 0.47.
        let width = folds[0].at(0, 0.5).unwrap();
        assert!((width.above - 0.92 / END_SCORE).abs() < 1e-6 && (width.below - 0.47 / END_SCORE).abs() < 1e-6);
    }

    #[test]
    fn a_width_and_back() {
        let width = Width { below: 0.5, above: 2.0 };
        assert_eq!((width.at(-1.0), width.at(1.0), width.at(0.0)), (-0.5, 2.0, 0.0));
        assert_eq!((width.score(-0.5), width.score(2.0), width.score(0.0)), (-1.0, 1.0, 0.0));
        assert_eq!(width.mixed(Width { below: 1.5, above: 1.0 }, 0.5), Width { below: 1.0, above: 1.5 });
    }

    #[test]
    fn widths_are_local() {
        let mut cases: Vec<Case> = (0..200).map(|i| case(0.0, i % FOLDS, 0.5)).collect();
        cases.extend((0..200).map(|i| case(6.0, i % FOLDS, 2.0)));
        let (whole, _) = Spread::learn(&cases, &said(400));
        assert!(whole.at(0, 0.0).unwrap().above < 0.45);
        assert!((whole.at(0, 6.0).unwrap().above - 2.0 / END_SCORE).abs() < 0.01);
    }
}
