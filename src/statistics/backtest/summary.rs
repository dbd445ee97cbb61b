//! From the scores of many windows to one row.

use super::clustered::{Clustered, Term, mean, ratio};
use super::record::{RecordRow, ReliabilityRow, WindowSet};
use super::score::{Chance, Score};
use std::collections::BTreeMap;

/// Bins of probability: tenths.
const BINS: usize = 10;

/// A method's score in one window with the baseline's beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    /// The place of the history; the windows of one history stand together.
    pub series: usize,
    /// The method's.
    pub score: &'a Score,
    /// The baseline's, in the same window.
    pub naive: &'a Score,
}

/// What the rows of one cell share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'a> {
    pub method: &'a str,
    pub readings: Option<usize>,
    pub horizon: f64,
}

impl Cell<'_> {
    /// The row of these windows out of so many.
    pub(super) fn row(self, set: WindowSet, pairs: &[Pair], offered: usize) -> RecordRow {
        let all = |of: &dyn Fn(&Pair) -> f64| mean(pairs.iter().map(|pair| (pair.series, of(pair))));
        let some = |of: &dyn Fn(&Score) -> Option<f64>| {
            mean(pairs.iter().filter_map(|pair| Some((pair.series, of(pair.score)?))))
        };
        let interval_score = |i: usize| value(some(&|score| Some(score.intervals?[i].score)));
        let coverage = [0, 1, 2].map(|i| some(&|score| Some(f64::from(u8::from(score.intervals?[i].covered)))));
        let gain = all(&|pair| pair.naive.crps - pair.score.crps);
        let crps = pairs.iter().map(|p| Term { series: p.series, over: p.score.crps, under: p.naive.crps });
        let kept = ratio(crps);
        let asked = || pairs.iter().flat_map(|pair| asked(pair));
        let brier = mean(asked().map(|(series, ours, _)| (series, square(ours))));
        let brier_naive = mean(asked().map(|(series, _, naive)| (series, square(naive))));
        let brier_gain = mean(asked().map(|(series, ours, naive)| (series, square(naive) - square(ours))));
        RecordRow {
            method: self.method.to_owned(),
            readings: self.readings,
            horizon: self.horizon,
            set,
            windows: pairs.len(),
            series: pairs.chunk_by(|a, b| a.series == b.series).count(),
            left_out: offered - pairs.len(),
            distributions: pairs.iter().filter(|pair| pair.score.intervals.is_some()).count(),
            mae: value(all(&|pair| pair.score.error.abs())),
            bias: value(all(&|pair| pair.score.error)),
            smape: value(some(&|score| score.percentage)),
            mase: value(some(&|score| score.scaled)),
            mase_left_out: pairs.iter().filter(|pair| pair.score.scaled.is_none()).count(),
            interval_score_80: interval_score(0),
            interval_score_90: interval_score(1),
            interval_score_95: interval_score(2),
            msis_95: value(some(&|score| score.scaled_95)),
            crps: value(all(&|pair| pair.score.crps)),
            coverage_80: value(coverage[0]),
            coverage_80_se: error(coverage[0]),
            coverage_90: value(coverage[1]),
            coverage_90_se: error(coverage[1]),
            coverage_95: value(coverage[2]),
            coverage_95_se: error(coverage[2]),
            naive_mae: value(all(&|pair| pair.naive.error.abs())),
            naive_crps: value(all(&|pair| pair.naive.crps)),
            naive_points: pairs.iter().filter(|pair| pair.naive.intervals.is_none()).count(),
            crps_gain: value(gain),
            crps_gain_se: error(gain),
            skill: kept.map(|kept| 1.0 - kept.value),
            skill_se: error(kept),
            questions: asked().count(),
            brier: value(brier),
            brier_se: error(brier),
            brier_naive: value(brier_naive),
            brier_gain: value(brier_gain),
            brier_gain_se: error(brier_gain),
            brier_climate: climate(pairs),
        }
    }

    /// The probabilities by tenths, against what came.
    pub(super) fn reliability(self, pairs: &[Pair]) -> Vec<ReliabilityRow> {
        let mut bins = [(0_usize, 0.0, 0_usize); BINS];
        for chance in pairs.iter().flat_map(|pair| &pair.score.chances) {
            let bin = &mut bins[((chance.forecast * BINS as f64) as usize).min(BINS - 1)];
            *bin = (bin.0 + 1, bin.1 + chance.forecast, bin.2 + usize::from(chance.met));
        }
        let row = |(place, (count, sum, met)): (usize, (usize, f64, usize))| ReliabilityRow {
            method: self.method.to_owned(),
            readings: self.readings,
            horizon: self.horizon,
            from: place as f64 / BINS as f64,
            count,
            forecast: sum / count as f64,
            observed: met as f64 / count as f64,
        };
        bins.into_iter().enumerate().filter(|(_, (count, _, _))| *count > 0).map(row).collect()
    }
}

fn value(clustered: Option<Clustered>) -> Option<f64> {
    clustered.map(|clustered| clustered.value)
}

fn error(clustered: Option<Clustered>) -> Option<f64> {
    clustered?.se
}

/// Every goal of a window: its history, the method's probability, the baseline's.
fn asked<'a>(pair: &Pair<'a>) -> impl Iterator<Item = (usize, &'a Chance, &'a Chance)> + use<'a> {
    let series = pair.series;
    pair.score.chances.iter().zip(&pair.naive.chances).map(move |(ours, naive)| (series, ours, naive))
}

/// (probability - outcome)^2.
fn square(chance: &Chance) -> f64 {
    (chance.forecast - f64::from(u8::from(chance.met))).powi(2)
}

/// The Brier score of giving each goal the share of these windows that met it: the mean of share (1 - share).
fn climate(pairs: &[Pair]) -> Option<f64> {
    let mut goals: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for chance in pairs.iter().flat_map(|pair| &pair.score.chances) {
        let (asked, met) = goals.entry(chance.goal).or_default();
        *asked += 1;
        *met += usize::from(chance.met);
    }
    let asked: usize = goals.values().map(|(asked, _)| asked).sum();
    let sum: f64 = goals.values().map(|(asked, met)| *met as f64 * (1.0 - *met as f64 / *asked as f64)).sum();
    (asked > 0).then(|| sum / asked as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Cell<'static> = Cell { method: "a", readings: Some(2), horizon: 1.0 };

    fn scored(error: f64, chances: &[(usize, f64, bool)]) -> Score {
        let chances =
            chances.iter().map(|(goal, forecast, met)| Chance { goal: *goal, forecast: *forecast, met: *met });
        Score {
            error,
            percentage: None,
            scaled: None,
            intervals: None,
            scaled_95: None,
            crps: error.abs(),
            chances: chances.collect(),
        }
    }

    #[test]
    fn no_window_leaves_blanks_and_no_window_without_a_scale_is_a_zero() {
        let row = CELL.row(WindowSet::Own, &[], 7);
        assert_eq!((row.windows, row.series, row.left_out, row.questions), (0, 0, 7, 0));
        assert_eq!((row.mae, row.coverage_90, row.crps_gain, row.brier), (None, None, None, None));
        assert_eq!(CELL.reliability(&[]), []);
        let score = scored(2.0, &[]);
        let row = CELL.row(WindowSet::Own, &[Pair { series: 0, score: &score, naive: &score }], 1);
        assert_eq!((row.mase, row.mase_left_out, row.smape, row.brier_climate), (None, 1, None, None));
        assert_eq!((row.mae, row.bias, row.distributions), (Some(2.0), Some(2.0), 0));
    }

    #[test]
    fn gains_over_the_baseline_window_by_window() {
        let (one, two, three) = (scored(1.0, &[]), scored(-2.0, &[]), scored(3.0, &[]));
        let pairs = [Pair { series: 0, score: &one, naive: &two }, Pair { series: 1, score: &one, naive: &three }];
        let row = CELL.row(WindowSet::Common, &pairs, 2);
        // Gains 1 and 2: mean 1.5, se 0.5. Skill 1 - 2/5; residuals 1 - 0.4 * 2 and 1 - 0.4 * 3: se sqrt(2 * 0.08) / 5.
        assert_eq!((row.crps_gain, row.crps_gain_se), (Some(1.5), Some(0.5)));
        assert!((row.skill.unwrap() - 0.6).abs() < 1e-15 && (row.skill_se.unwrap() - 0.08).abs() < 1e-15);
        assert_eq!((row.naive_mae, row.naive_points), (Some(2.5), 2));
    }

    #[test]
    fn brier_scores_and_bins_by_hand() {
        let first = scored(0.0, &[(0, 0.8, true), (1, 0.3, false)]);
        let second = scored(0.0, &[(0, 1.0, false), (1, 0.0, false)]);
        let certain = scored(0.0, &[(0, 0.0, true), (1, 0.0, false)]);
        let pairs =
            [Pair { series: 0, score: &first, naive: &certain }, Pair { series: 1, score: &second, naive: &second }];
        let row = CELL.row(WindowSet::Own, &pairs, 2);
        assert!((row.brier.unwrap() - (0.04 + 0.09 + 1.0 + 0.0) / 4.0).abs() < 1e-15);
        assert_eq!((row.questions, row.brier_naive), (4, Some(0.5)));
        // Gains 0.96, -0.09, 0, 0: mean 0.2175; sums of residuals by history +-0.435; variance 2 * 2 * 0.435^2 / 16.
        assert!(
            (row.brier_gain.unwrap() - 0.2175).abs() < 1e-15 && (row.brier_gain_se.unwrap() - 0.2175).abs() < 1e-15
        );
        // Goal 0 was met once in two, goal 1 never: (2 * 1/4 + 2 * 0) / 4.
        assert_eq!(row.brier_climate, Some(0.125));
        let bins = CELL.reliability(&pairs);
        let plain = bins.iter().map(|bin| (bin.from, bin.count, bin.forecast, bin.observed)).collect::<Vec<_>>();
        assert_eq!(plain, [(0.0, 1, 0.0, 0.0), (0.3, 1, 0.3, 0.0), (0.8, 1, 0.8, 1.0), (0.9, 1, 1.0, 0.0)]);
    }
}
