//! A predictive distribution known by its quantiles.

use super::super::{Refusal, Scale};
use statrs::distribution::{ContinuousCDF, Normal};
use std::sync::LazyLock;

/// How many quantiles a distribution is known by: those of 0.01, 0.02 .. 0.99.
pub const QUANTILES: usize = 99;

/// A distribution on a bounded scale, known by 99 quantiles.
///
/// Between them, and a little beyond the first and the last, places on the scale are linear in the normal score of the
/// probability; values never leave the bounds. Probability may sit on a single value (a coverage that stays complete):
/// [`Quantiles::cdf`] counts it as reached, [`Quantiles::at_least`] too.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantiles {
    scale: Scale,
    places: Vec<f64>,
}

/// The normal score of a probability strictly inside 0 and 1.
pub(in crate::statistics) fn score_of(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The probability below a normal score.
pub(in crate::statistics) fn probability_of(score: f64) -> f64 {
    Normal::standard().cdf(score)
}

/// The normal scores of 0.01, 0.02 .. 0.99.
pub(super) static SCORES: LazyLock<[f64; QUANTILES]> =
    LazyLock::new(|| std::array::from_fn(|i| score_of((i + 1) as f64 / 100.0)));

/// Beyond this normal score (one in 30,000) the tails are cut: nothing here is known so far out.
const FARTHEST: f64 = 4.0;

impl Quantiles {
    /// Takes the places on the scale at 0.01, 0.02 .. 0.99, in order.
    ///
    /// Errors: [`Refusal::InvalidTable`] where there are not 99, one is not finite, or they fall.
    pub fn new(scale: Scale, places: Vec<f64>) -> Result<Quantiles, Refusal> {
        let falls = places.windows(2).any(|pair| pair[1] < pair[0]);
        if places.len() != QUANTILES || falls || places.iter().any(|z| !z.is_finite()) {
            return Err(Refusal::InvalidTable);
        }
        Ok(Quantiles { scale, places })
    }

    /// The value below which lies probability `p`, within the bounds. Errors: [`Refusal::InvalidLevel`] outside (0, 1).
    ///
    /// ```
    /// use milepost::statistics::{Scale, reference_class::Quantiles};
    /// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
    /// let places = (1..100).map(|i| f64::from(i) / 50.0).collect();
    /// let ahead = Quantiles::new(share, places)?;
    /// assert_eq!(ahead.quantile(0.5)?, share.inverse(1.0));
    /// assert!((ahead.cdf(share.inverse(1.0)) - 0.5).abs() < 1e-9);
    /// assert!(ahead.quantile(0.999)? < 100.0);
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn quantile(&self, p: f64) -> Result<f64, Refusal> {
        if !(p > 0.0 && p < 1.0) {
            return Err(Refusal::InvalidLevel);
        }
        Ok(self.scale.inverse(self.place_below(p)))
    }

    /// The place on the scale below which lies probability `p`, strictly inside 0 and 1.
    pub(in crate::statistics) fn place_below(&self, p: f64) -> f64 {
        // The quantiles themselves come back to the bit, whatever the normal score rounds to.
        let rank = p * 100.0;
        if rank.fract() == 0.0 && (1.0..=99.0).contains(&rank) {
            return self.places[rank as usize - 1];
        }
        self.place(score_of(p))
    }

    /// The place on the scale at a normal score.
    pub(super) fn place(&self, score: f64) -> f64 {
        place_at(&*SCORES, &self.places, score.clamp(-FARTHEST, FARTHEST))
    }

    /// The probability of `value` or less.
    pub fn cdf(&self, value: f64) -> f64 {
        let Some(z) = self.place_of(value) else { return if value >= self.upper() { 1.0 } else { 0.0 } };
        self.probability(z, |place| place <= z)
    }

    /// The probability of `value` or more.
    pub fn at_least(&self, value: f64) -> f64 {
        let Some(z) = self.place_of(value) else { return if value >= self.upper() { 0.0 } else { 1.0 } };
        1.0 - self.probability(z, |place| place < z)
    }

    /// The normal score at which a place stands; the middle of the scores that share it.
    pub(super) fn score(&self, z: f64) -> f64 {
        let low = inverse_at(&*SCORES, &self.places, z, |place| place < z);
        let high = inverse_at(&*SCORES, &self.places, z, |place| place <= z);
        (low + high) / 2.0
    }

    /// The places on the scale at 0.01, 0.02 .. 0.99.
    pub fn places(&self) -> &[f64] {
        &self.places
    }

    /// The scale on which the places stand.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    fn upper(&self) -> f64 {
        self.scale.bounds().map_or(f64::INFINITY, |(_, upper)| upper)
    }

    /// The place of a value strictly inside the bounds.
    fn place_of(&self, value: f64) -> Option<f64> {
        let (lower, upper) = self.scale.bounds()?;
        let inside = value > lower && value < upper;
        inside.then(|| self.scale.forward(value, (upper - lower) * 1e-12).ok()).flatten().map(|placed| placed.z)
    }

    fn probability(&self, z: f64, below: impl Fn(f64) -> bool) -> f64 {
        let score = inverse_at(&*SCORES, &self.places, z, below);
        if score <= -FARTHEST {
            0.0
        } else if score >= FARTHEST {
            1.0
        } else {
            probability_of(score)
        }
    }
}

/// The place at a score, linear between knots; beyond the ends by the slope over the last half score.
pub(super) fn place_at(scores: &[f64], places: &[f64], score: f64) -> f64 {
    let (first, last) = (0, scores.len() - 1);
    if score <= scores[first] {
        return places[first] + (score - scores[first]) * lower_slope(scores, places);
    }
    if score >= scores[last] {
        return places[last] + (score - scores[last]) * upper_slope(scores, places);
    }
    let right = scores.partition_point(|s| *s < score).clamp(1, last);
    let share = (score - scores[right - 1]) / (scores[right] - scores[right - 1]);
    // In this form equal places stay equal and no rounding makes a higher score fall behind.
    (places[right - 1] + (places[right] - places[right - 1]) * share).min(places[right])
}

/// The score up to which places satisfy `below`: the inverse of [`place_at`], cut at four.
pub(super) fn inverse_at(scores: &[f64], places: &[f64], z: f64, below: impl Fn(f64) -> bool) -> f64 {
    let last = scores.len() - 1;
    let right = places.partition_point(|place| below(*place));
    let beyond = |distance: f64, slope: f64, score: f64, sign: f64| {
        let steps = if slope > 0.0 { distance / slope } else { f64::INFINITY };
        sign * (score.abs() + steps).min(FARTHEST)
    };
    if right == 0 {
        // On the first place itself there is nothing to extrapolate: an atom starts here.
        if z == places[0] && lower_slope(scores, places) == 0.0 {
            return -FARTHEST;
        }
        return beyond(places[0] - z, lower_slope(scores, places), scores[0], -1.0);
    }
    if right > last {
        if z == places[last] && upper_slope(scores, places) == 0.0 {
            return FARTHEST;
        }
        return beyond(z - places[last], upper_slope(scores, places), scores[last], 1.0);
    }
    let (a, b) = (places[right - 1], places[right]);
    let share = if b > a { ((z - a) / (b - a)).clamp(0.0, 1.0) } else { 0.0 };
    scores[right - 1] * (1.0 - share) + scores[right] * share
}

fn lower_slope(scores: &[f64], places: &[f64]) -> f64 {
    let inner = scores.partition_point(|s| *s < scores[0] + 0.5).clamp(1, scores.len() - 1);
    (places[inner] - places[0]) / (scores[inner] - scores[0])
}

fn upper_slope(scores: &[f64], places: &[f64]) -> f64 {
    let last = scores.len() - 1;
    let inner = scores.partition_point(|s| *s <= scores[last] - 0.5).clamp(1, last) - 1;
    (places[last] - places[inner]) / (scores[last] - scores[inner])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn of(places: Vec<f64>) -> Quantiles {
        Quantiles::new(SHARE, places).unwrap()
    }

    #[test]
    fn what_is_no_distribution_is_refused() {
        for wrong in [vec![], vec![0.0; 98], vec![f64::NAN; 99], (0..99).rev().map(f64::from).collect()] {
            assert_eq!(Quantiles::new(SHARE, wrong), Err(Refusal::InvalidTable));
        }
        for p in [0.0, 1.0, -1.0, 95.0, f64::NAN] {
            assert_eq!(of(vec![0.0; 99]).quantile(p), Err(Refusal::InvalidLevel));
        }
    }

    #[test]
    fn a_single_value_is_reached_for_sure() {
        let stays = of(vec![1.0; 99]);
        let value = SHARE.inverse(1.0);
        assert_eq!(stays.quantile(0.001), Ok(value));
        assert_eq!((stays.cdf(value + 1e-6), stays.at_least(value - 1e-6)), (1.0, 1.0));
        assert_eq!((stays.cdf(value - 1e-6), stays.at_least(value + 1e-6)), (0.0, 0.0));
        assert_eq!((stays.cdf(100.0), stays.at_least(100.0)), (1.0, 0.0));
        assert_eq!((stays.cdf(-1.0), stays.at_least(0.0)), (0.0, 1.0));
    }

    /// Half of the probability on one place: what is asked for just below it is reached by three quarters.
    #[test]
    fn probability_on_one_value_belongs_to_it() {
        let place = |i| match i {
            ..=25 => 2.0 + f64::from(i) / 100.0,
            26..=75 => 5.0,
            _ => 5.0 + f64::from(i) / 100.0,
        };
        let mixed = of((1..100).map(place).collect());
        let near = |z| SHARE.inverse(z);
        assert!((mixed.cdf(near(5.0 + 1e-9)) - 0.75).abs() < 1e-6);
        assert!((mixed.at_least(near(5.0 - 1e-9)) - 0.74).abs() < 1e-6);
        assert!((mixed.score(5.0) - (score_of(0.26) + score_of(0.75)) / 2.0).abs() < 1e-12);
    }

    /// A normal distribution on the scale is given back exactly, tails included: linear in the normal score.
    #[test]
    fn a_normal_distribution_comes_back() {
        let normal = of(SCORES.iter().map(|s| 1.0 + 0.5 * s).collect());
        for p in [0.001, 0.01, 0.123, 0.5, 0.9, 0.999] {
            let value = SHARE.inverse(1.0 + 0.5 * score_of(p));
            assert!((normal.quantile(p).unwrap() - value).abs() < 1e-9, "{p}");
            assert!((normal.cdf(value) - p).abs() < 1e-9, "{p}");
            assert!((normal.at_least(value) - (1.0 - p)).abs() < 1e-9, "{p}");
        }
        assert!((normal.score(1.25) - 0.5).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn monotone_and_within_the_bounds(
            mut places in prop::collection::vec(-50.0..50.0f64, 99),
            p in 0.0001..0.9999f64,
            more in 0.0..0.5f64,
            value in -10.0..110.0f64,
        ) {
            places.sort_by(f64::total_cmp);
            let any = of(places);
            let (low, high) = (any.quantile(p).unwrap(), any.quantile((p + more).min(0.9999)).unwrap());
            prop_assert!(low <= high && (0.0..=100.0).contains(&low) && (0.0..=100.0).contains(&high));
            let (below, above) = (any.cdf(value), any.at_least(value));
            prop_assert!((0.0..=1.0).contains(&below) && (0.0..=1.0).contains(&above));
            prop_assert!(any.cdf(value + more) >= below && any.at_least(value + more) <= above);
            prop_assert!(below + above > 1.0 - 1e-9);
        }
    }
}
