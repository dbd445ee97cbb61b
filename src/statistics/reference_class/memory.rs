//! How long an area that ran ahead of its class stays ahead: what a second reading is worth.
//!
//! Both the last step and the step to come are placed among the paths of the class (a normal score each). The step to
//! come is expected at `memory` times the last one's score, with the scores around it narrowed by `spread`.

use super::quantiles::inverse_at;
use super::rates::{Fan, PATH_SCORES, between};
use super::spread::{FEWEST, Spread};
use super::trials::{Case, FOLDS, Forecast, HORIZONS, Past};
use std::ops::RangeInclusive;

/// Scores of a past step beyond this say no more than this.
pub(super) const FARTHEST_PAST: f64 = 2.5;

/// What the pace so far tells of the step to come, at one horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaceMemory {
    /// Years ahead.
    pub horizon: f64,
    /// Expected normal score of the step to come per normal score of the last one; 0 where nothing is remembered.
    pub memory: f64,
    /// Width of the scores around it, 1 being that of the class.
    pub spread: f64,
}

impl PaceMemory {
    /// Remembers nothing: a second reading changes nothing.
    pub(super) fn none(horizon: f64) -> PaceMemory {
        PaceMemory { horizon, memory: 0.0, spread: 1.0 }
    }
}

/// A past and a coming step of one case, as scores within the class.
#[derive(Debug, Clone, Copy)]
struct Pair {
    fold: usize,
    past: f64,
    coming: f64,
}

/// The score of the last step within the class, brought to the class's own width.
pub(super) fn past_score(past: &Past, spread: &Spread) -> Option<f64> {
    let (left, right, share) = between(&HORIZONS, past.years.clamp(HORIZONS[0], HORIZONS[HORIZONS.len() - 1]))?;
    let near = spread.at(left, past.level)?;
    let far = spread.at(right, past.level).unwrap_or(near);
    Some(near.mixed(far, share).score(past.score).clamp(-FARTHEST_PAST, FARTHEST_PAST))
}

/// The score of a place in a fan: the middle of the scores that share it.
fn score_in(fan: &Fan, place: f64) -> f64 {
    (inverse_at(&*PATH_SCORES, fan, place, |z| z < place) + inverse_at(&*PATH_SCORES, fan, place, |z| z <= place)) / 2.0
}

/// Learns the memory by horizon: from all cases, then once for each fold from those of the others.
/// Only cases at the `counted` levels teach: at the bounds areas stand still together, which is no memory.
pub(super) fn learn(
    cases: &[Case],
    forecasts: &[Forecast],
    spread: &Spread,
    counted: &RangeInclusive<f64>,
) -> (Vec<PaceMemory>, Vec<Vec<PaceMemory>>) {
    let mut all = vec![Vec::new(); FOLDS + 1];
    for (horizon, years) in HORIZONS.iter().enumerate() {
        let pair = |(case, forecast): (&Case, &Forecast)| {
            let projected = forecast.as_ref()?;
            let past = past_score(projected.past.as_ref()?, spread)?;
            let coming = score_in(projected.fans[horizon].as_ref()?, case.outcomes[horizon]?);
            let coming = spread.at(horizon, case.level)?.score(coming);
            Some(Pair { fold: case.fold, past, coming })
        };
        let counted = |(case, _): &(&Case, &Forecast)| counted.contains(&case.level);
        let pairs: Vec<Pair> = cases.iter().zip(forecasts).filter(counted).filter_map(pair).collect();
        for (left_out, list) in all.iter_mut().enumerate() {
            list.push(fit(&pairs, left_out, *years));
        }
    }
    let whole = all.pop().unwrap_or_default();
    (whole, all)
}

/// Least squares through the origin (the median step is expected to stay the median), then the width that covers nine
/// tenths of what is left, against the width that covers nine tenths without it.
fn fit(pairs: &[Pair], left_out: usize, horizon: f64) -> PaceMemory {
    let used = || pairs.iter().filter(|pair| pair.fold != left_out);
    let squares: f64 = used().map(|p| p.past * p.past).sum();
    if used().count() < FEWEST || squares < 1e-9 {
        return PaceMemory::none(horizon);
    }
    let memory = (used().map(|p| p.past * p.coming).sum::<f64>() / squares).clamp(0.0, 0.9);
    let nine_tenths = |distance: &dyn Fn(&Pair) -> f64| {
        let mut sorted: Vec<f64> = used().map(distance).collect();
        sorted.sort_by(f64::total_cmp);
        sorted[(sorted.len() * 9).div_ceil(10) - 1]
    };
    let (with, without) = (nine_tenths(&|p| (p.coming - memory * p.past).abs()), nine_tenths(&|p| p.coming.abs()));
    if memory == 0.0 || without < 1e-9 {
        return PaceMemory::none(horizon);
    }
    PaceMemory { horizon, memory, spread: (with / without).clamp(0.2, 1.2) }
}

/// The memory at a horizon, linear between those learned; nothing is remembered beyond them.
pub(super) fn at(learned: &[PaceMemory], years: f64) -> PaceMemory {
    let mut knots: Vec<PaceMemory> = learned.to_vec();
    knots.sort_by(|a, b| a.horizon.total_cmp(&b.horizon));
    let horizons: Vec<f64> = knots.iter().map(|k| k.horizon).collect();
    let Some(first) = horizons.first() else { return PaceMemory::none(years) };
    let Some((left, right, share)) = between(&horizons, years.max(*first)) else { return PaceMemory::none(years) };
    let mix = |of: fn(&PaceMemory) -> f64| of(&knots[left]) * (1.0 - share) + of(&knots[right]) * share;
    let (memory, spread) = (mix(|k| k.memory), mix(|k| k.spread));
    if (0.0..=1.0).contains(&memory) && (0.1..=3.0).contains(&spread) {
        PaceMemory { horizon: years, memory, spread }
    } else {
        PaceMemory::none(years)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_learned_nothing_remembered() {
        assert_eq!(at(&[], 3.0), PaceMemory::none(3.0));
        assert_eq!(fit(&[], FOLDS, 1.0), PaceMemory::none(1.0));
        let still = [Pair { fold: 0, past: 0.0, coming: 1.0 }; 50];
        assert_eq!(fit(&still, FOLDS, 1.0), PaceMemory::none(1.0));
        let broken = [PaceMemory { horizon: 1.0, memory: f64::NAN, spread: 1.0 }];
        assert_eq!(at(&broken, 1.0), PaceMemory::none(1.0));
    }

    /// The coming step is half the last one, exactly: memory 0.5 and (almost) no spread left, by hand.
    #[test]
    fn half_is_remembered() {
        let pairs: Vec<Pair> = (-50..50)
            .map(|i| Pair { fold: (i + 50) as usize % FOLDS, past: f64::from(i) / 25.0, coming: f64::from(i) / 50.0 })
            .collect();
        let learned = fit(&pairs, FOLDS, 5.0);
        assert!((learned.memory - 0.5).abs() < 1e-12);
        assert_eq!(learned.spread, 0.2);
        let falling: Vec<Pair> = pairs.iter().map(|p| Pair { coming: -p.coming, ..*p }).collect();
        assert_eq!(fit(&falling, 3, 5.0), PaceMemory::none(5.0));
    }

    #[test]
    fn memory_between_horizons() {
        let learned = [
            PaceMemory { horizon: 3.0, memory: 0.2, spread: 1.0 },
            PaceMemory { horizon: 1.0, memory: 0.4, spread: 0.9 },
        ];
        assert_eq!(at(&learned, 0.5).memory, 0.4);
        assert!((at(&learned, 2.0).memory - 0.3).abs() < 1e-12);
        assert_eq!(at(&learned, 4.0), PaceMemory::none(4.0));
    }
}
