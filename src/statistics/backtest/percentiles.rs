//! The 99 percentiles of a distribution, and the ends of its 95% interval, which most measures are taken from.

use crate::statistics::student;
use crate::statistics::{Predictive, Refusal, Scale};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How many percentiles: 0.01, 0.02 ... 0.99.
const PERCENTILES: usize = 99;

/// The ends of the 95% interval, which are no whole percentiles.
const ENDS_95: [f64; 2] = [0.025, 0.975];

/// The probabilities asked for: the percentiles, then [`ENDS_95`].
const ASKED: usize = PERCENTILES + 2;

/// How near a pooled percentile comes to its probability.
const PRECISION: f64 = 1e-9;

/// Steps after which a bracket has been halved to the last bit of any double.
const STEPS: usize = 600;

/// The probability at a place.
fn probability(place: usize) -> f64 {
    if place < PERCENTILES { (place + 1) as f64 / 100.0 } else { ENDS_95[place - PERCENTILES] }
}

/// The quantiles of one distribution, in the unit of the value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Percentiles([f64; ASKED]);

impl Percentiles {
    /// Lower and upper end of the central intervals at 80, 90 and 95%.
    pub(super) fn intervals(&self) -> [(f64, f64); 3] {
        [(self.0[9], self.0[89]), (self.0[4], self.0[94]), (self.0[PERCENTILES], self.0[PERCENTILES + 1])]
    }

    /// CRPS as twice the mean pinball loss over the 99 percentiles, in the unit of the value (Gneiting & Ranjan 2011).
    pub(super) fn crps(&self, actual: f64) -> f64 {
        let pinball = |(place, q): (usize, &f64)| {
            let p = probability(place);
            if actual >= *q { p * (actual - q) } else { (1.0 - p) * (q - actual) }
        };
        2.0 * self.0[..PERCENTILES].iter().enumerate().map(pinball).sum::<f64>() / PERCENTILES as f64
    }
}

/// Takes percentiles of distributions, remembering those of Student's t: they are the costly part, and a backtest asks for
/// the same few degrees of freedom over and over.
#[derive(Debug, Default)]
pub(in crate::statistics) struct Reader {
    /// By the bits of the degrees of freedom.
    student: RefCell<BTreeMap<u64, [f64; ASKED]>>,
}

impl Reader {
    /// The percentiles of a distribution. Errors: those of [`Predictive::quantile`].
    pub(super) fn read(&self, predictive: &Predictive) -> Result<Percentiles, Refusal> {
        match predictive {
            Predictive::Student { scale, centre, spread, freedom } => {
                let mut quantiles = self.student(*freedom)?;
                for q in &mut quantiles {
                    *q = scale.inverse(centre + spread * *q);
                }
                match quantiles.iter().all(|q| q.is_finite()) {
                    true => Ok(Percentiles(quantiles)),
                    false => Err(Refusal::NotFinite),
                }
            }
            Predictive::Within { lower, upper, of } => {
                let mut inside = self.read(of)?;
                for q in &mut inside.0 {
                    *q = q.max(*lower).min(*upper);
                }
                Ok(inside)
            }
            Predictive::Quantiles(_) => quantiles(predictive).map(Percentiles),
            Predictive::Pool(parts) => self.pool(parts),
        }
    }

    /// The percentiles of a pool: each lies between those of the parts, and not below the one before.
    ///
    /// [`Predictive::quantile`] finds one to the last bit; here a hundred are found for every window.
    fn pool(&self, parts: &[(f64, Predictive)]) -> Result<Percentiles, Refusal> {
        let counted = || parts.iter().filter(|(weight, _)| *weight > 0.0);
        let whole: f64 = counted().map(|(weight, _)| weight).sum();
        let below = |value: f64| -> Result<f64, Refusal> {
            let shares = counted().map(|(weight, part)| Ok(weight * share_below(part, value)?));
            Ok(shares.sum::<Result<f64, Refusal>>()? / whole)
        };
        let parts = counted().map(|(_, part)| self.read(part)).collect::<Result<Vec<_>, _>>()?;
        // Where a part has its percentiles, the pool is not far from its own: between two such places the search is short.
        let mut knots = parts.iter().flat_map(|part| part.0.into_iter().step_by(4)).collect::<Vec<_>>();
        knots.extend(parts.iter().map(|part| part.0[PERCENTILES - 1]));
        knots.sort_by(f64::total_cmp);
        let known = knots.into_iter().map(|value| Ok((value, below(value)?))).collect::<Result<Vec<_>, _>>()?;
        let mut asked = [0.0; ASKED];
        for (place, q) in asked.iter_mut().enumerate() {
            let p = probability(place);
            let over = known.partition_point(|(_, below)| *below < p);
            *q = match (over.checked_sub(1).and_then(|under| known.get(under)), known.get(over)) {
                (Some(low), Some(high)) => between(&below, p, *low, *high)?,
                (None, Some((lowest, _))) => *lowest,
                (Some((highest, _)), None) => *highest,
                (None, None) => return Err(Refusal::NoReadings),
            };
        }
        for place in 1..PERCENTILES {
            asked[place] = asked[place].max(asked[place - 1]);
        }
        Ok(Percentiles(asked))
    }

    fn student(&self, freedom: f64) -> Result<[f64; ASKED], Refusal> {
        if let Some(known) = self.student.borrow().get(&freedom.to_bits()) {
            return Ok(*known);
        }
        let standard = Predictive::Student { scale: Scale::Identity, centre: 0.0, spread: 1.0, freedom };
        let asked = quantiles(&standard)?;
        self.student.borrow_mut().insert(freedom.to_bits(), asked);
        Ok(asked)
    }
}

/// The share below a value, quickly; as sure as the search of a percentile needs it.
fn share_below(part: &Predictive, value: f64) -> Result<f64, Refusal> {
    match part {
        Predictive::Student { scale, centre, spread, freedom } if *spread > 0.0 => {
            student::below_quickly(*freedom, (scale.place(value) - centre) / spread)
        }
        other => other.below(value),
    }
}

/// The value in a bracket, given with the shares below its ends (the lower below `p`, the upper not), below which lies a
/// share `p`: by false position (the rule of Anderson & Björck 1973), with a halving whenever
/// two steps have not halved the bracket: steep and flat distributions end as surely as even ones.
fn between(
    below: &impl Fn(f64) -> Result<f64, Refusal>,
    p: f64,
    (mut low, below_low): (f64, f64),
    (mut high, below_high): (f64, f64),
) -> Result<f64, Refusal> {
    if !(low.is_finite() && high.is_finite()) {
        return Err(Refusal::NoReadings);
    }
    let (mut under, mut over) = (below_low - p, below_high - p);
    let (mut width, mut moved) = (high - low, None);
    let shrink = |ratio: f64| if ratio < 1.0 { 1.0 - ratio } else { 0.5 };
    for step in 1..=STEPS {
        let slow = step % 3 == 0 && high - low > width / 2.0;
        let place = low - under * ((high - low) / (over - under));
        let middle = low + (high - low) / 2.0;
        let value = if slow || !(place > low && place < high) { middle } else { place };
        if !(value > low && value < high) {
            break;
        }
        let off = below(value)? - p;
        if off.abs() <= PRECISION {
            return Ok(value);
        }
        // An end that stays twice counts less, or the other would never reach it.
        if off < 0.0 {
            over *= if moved == Some(false) { shrink(off / under) } else { 1.0 };
            (low, under, moved) = (value, off, Some(false));
        } else {
            under *= if moved == Some(true) { shrink(off / over) } else { 1.0 };
            (high, over, moved) = (value, off, Some(true));
        }
        if step % 3 == 0 {
            width = high - low;
        }
    }
    Ok(high)
}

fn quantiles(predictive: &Predictive) -> Result<[f64; ASKED], Refusal> {
    let mut asked = [0.0; ASKED];
    for (place, q) in asked.iter_mut().enumerate() {
        *q = predictive.quantile(probability(place))?;
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn student(scale: Scale, spread: f64) -> Predictive {
        Predictive::Student { scale, centre: 1.0, spread, freedom: 4.0 }
    }

    #[test]
    fn what_is_no_distribution_is_refused() {
        let reader = Reader::default();
        assert_eq!(reader.read(&Predictive::Pool(vec![])), Err(Refusal::NoReadings));
        assert_eq!(reader.read(&student(Scale::Log, 1e9)), Err(Refusal::NotFinite));
        let no_freedom = Predictive::Student { scale: Scale::Identity, centre: 1.0, spread: 1.0, freedom: 0.0 };
        assert_eq!(reader.read(&no_freedom), Err(Refusal::TooFewReadings));
    }

    #[test]
    fn the_crps_of_a_point_is_its_absolute_error() {
        let point = Reader::default().read(&student(Scale::Identity, 0.0)).unwrap();
        for actual in [-3.0, 1.0, 4.5] {
            assert!((point.crps(actual) - (actual - 1.0_f64).abs()).abs() < 1e-14);
        }
    }

    #[test]
    fn remembered_percentiles_are_those_of_the_distribution() {
        let reader = Reader::default();
        let share = student(Scale::Gompertz { lower: 0.0, upper: 100.0 }, 0.4);
        for _ in 0..2 {
            let read = reader.read(&share).unwrap();
            for (place, q) in read.0.iter().enumerate() {
                let alone = share.quantile(probability(place)).unwrap();
                assert!((q / alone - 1.0).abs() < 1e-14, "{place}");
            }
        }
    }

    #[test]
    fn percentiles_of_a_pool_are_those_of_the_distribution() {
        let reader = Reader::default();
        let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
        let part = |centre, spread, freedom| Predictive::Student { scale: share, centre, spread, freedom };
        let pools = [
            vec![(1.0, part(1.0, 0.4, 4.0))],
            vec![(0.6, part(1.0, 0.4, 1.0)), (0.4, part(0.2, 0.01, 9.0)), (0.0, part(9.0, 1.0, 2.0))],
            // Two points: the distribution is nothing but steps.
            vec![(0.5, part(1.0, 0.0, 1.0)), (0.5, part(2.0, 0.0, 1.0))],
            vec![(0.5, part(1.0, 0.0, 1.0)), (0.5, part(1.0, 3.0, 3.0))],
        ];
        for pool in pools.map(Predictive::Pool) {
            let read = reader.read(&pool).unwrap();
            for (place, q) in read.0.iter().enumerate() {
                let alone = pool.quantile(probability(place)).unwrap();
                assert!((q - alone).abs() < 1e-5, "{place}: {q} for {alone}");
            }
        }
    }
}
