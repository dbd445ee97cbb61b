//! One forecast against what came.

use super::percentiles::Reader;
use crate::statistics::{Direction, Predictive, Refusal};

/// The levels of the three intervals, in the order of [`Score::intervals`].
pub(super) const LEVELS: [f64; 3] = [0.8, 0.9, 0.95];

/// What came, and by what it is measured.
#[derive(Debug, Clone)]
pub(in crate::statistics) struct Truth {
    /// The actual reading.
    pub actual: f64,
    /// Mean absolute step of the history up to the origin; `None` where it is undefined or below half a unit.
    pub step: Option<f64>,
    /// Half the measurement unit: so far outside an interval counts as covered.
    pub half_unit: f64,
    /// Goals open at the origin, each with its place in the plan.
    pub goals: Vec<(usize, f64)>,
    /// Which way the goals lie.
    pub direction: Direction,
}

/// One interval against what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Graded {
    /// (u - l) + (2 / a) (l - y)+ + (2 / a) (y - u)+ with a = 1 - level (Gneiting & Raftery 2007).
    pub score: f64,
    /// Was the actual value inside?
    pub covered: bool,
}

/// The probability given to one goal, and whether it was met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chance {
    /// Its place in the plan.
    pub goal: usize,
    /// The probability.
    pub forecast: f64,
    /// Was it met?
    pub met: bool,
}

/// One forecast against what came, in the unit of the readings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Score {
    /// Median minus actual value.
    pub error: f64,
    /// 200 |error| / (|actual| + |median|), the M competitions' percentage; `None` where both are zero.
    pub percentage: Option<f64>,
    /// |error| over the mean step.
    pub scaled: Option<f64>,
    /// Intervals at [`LEVELS`]; `None` where the forecast was a point.
    pub intervals: Option<[Graded; 3]>,
    /// The interval score at 95% over the mean step.
    pub scaled_95: Option<f64>,
    /// Continuous ranked probability score; of a point its absolute error.
    pub crps: f64,
    /// One for every open goal.
    pub chances: Vec<Chance>,
}

impl Score {
    /// Scores a forecast. Errors: those of the distribution; [`Refusal::NotFinite`] where the numbers are too large.
    pub(super) fn of(predictive: &Predictive, truth: &Truth, reader: &Reader) -> Result<Score, Refusal> {
        let (actual, median) = (truth.actual, predictive.median()?);
        let error = median - actual;
        let over_step = |value: f64| truth.step.map(|step| value / step).filter(|scaled| scaled.is_finite());
        let (intervals, crps) = if is_point(predictive) {
            (None, error.abs())
        } else {
            let percentiles = reader.read(predictive)?;
            let ends = percentiles.intervals();
            let grade = |i: usize| graded(ends[i], 1.0 - LEVELS[i], truth);
            (Some([grade(0), grade(1), grade(2)]), percentiles.crps(actual))
        };
        let scores = intervals.iter().flatten().map(|graded| graded.score);
        if !scores.chain([error, crps]).all(f64::is_finite) {
            return Err(Refusal::NotFinite);
        }
        let sum = actual.abs() + median.abs();
        Ok(Score {
            error,
            percentage: (sum > 0.0).then(|| 200.0 * (error / sum).abs()),
            scaled: over_step(error.abs()),
            intervals,
            scaled_95: intervals.and_then(|[_, _, widest]| over_step(widest.score)),
            crps,
            chances: chances(predictive, truth)?,
        })
    }
}

/// Is it one value without any spread?
fn is_point(predictive: &Predictive) -> bool {
    matches!(predictive, Predictive::Student { spread, .. } if *spread == 0.0)
}

fn graded((lower, upper): (f64, f64), outside: f64, truth: &Truth) -> Graded {
    let (actual, half) = (truth.actual, truth.half_unit);
    let missed = (lower - actual).max(0.0) + (actual - upper).max(0.0);
    Graded {
        score: (upper - lower) + 2.0 / outside * missed,
        covered: lower - half <= actual && actual <= upper + half,
    }
}

fn chances(predictive: &Predictive, truth: &Truth) -> Result<Vec<Chance>, Refusal> {
    let one = |(goal, value): &(usize, f64)| {
        let (forecast, met) = match truth.direction {
            Direction::HigherIsBetter => (predictive.above(*value)?, truth.actual >= *value),
            Direction::LowerIsBetter => (predictive.below(*value)?, truth.actual <= *value),
        };
        match forecast.is_finite() {
            true => Ok(Chance { goal: *goal, forecast: forecast.clamp(0.0, 1.0), met }),
            false => Err(Refusal::NotFinite),
        }
    };
    truth.goals.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Scale;

    fn truth(actual: f64) -> Truth {
        let direction = Direction::HigherIsBetter;
        Truth { actual, step: Some(2.0), half_unit: 0.0, goals: vec![(4, 10.0)], direction }
    }

    fn student(centre: f64, spread: f64) -> Predictive {
        Predictive::Student { scale: Scale::Identity, centre, spread, freedom: 3.0 }
    }

    #[test]
    fn too_large_to_score() {
        let reader = Reader::default();
        let far = Score::of(&student(f64::MAX, 0.0), &truth(-f64::MAX), &reader);
        assert_eq!(far, Err(Refusal::NotFinite));
        assert_eq!(Score::of(&student(0.0, f64::MAX), &truth(0.0), &reader), Err(Refusal::NotFinite));
        assert_eq!(Score::of(&Predictive::Pool(vec![]), &truth(0.0), &reader), Err(Refusal::NoReadings));
    }

    #[test]
    fn a_point_has_an_error_but_no_interval() {
        let score = Score::of(&student(9.0, 0.0), &truth(11.0), &Reader::default()).unwrap();
        assert_eq!((score.error, score.crps, score.scaled, score.percentage), (-2.0, 2.0, Some(1.0), Some(20.0)));
        assert_eq!((score.intervals, score.scaled_95), (None, None));
        assert_eq!(score.chances, [Chance { goal: 4, forecast: 0.0, met: true }]);
        let both_zero = Score::of(&student(0.0, 0.0), &truth(0.0), &Reader::default()).unwrap();
        assert_eq!(both_zero.percentage, None);
        let no_step = Truth { step: None, ..truth(11.0) };
        assert_eq!(Score::of(&student(9.0, 0.0), &no_step, &Reader::default()).unwrap().scaled, None);
    }

    #[test]
    fn interval_scores_by_hand() {
        // [2, 6] at 90%: inside 4; one below the lower end 4 + 20; one above the upper end 4 + 20.
        let grade = |actual| graded((2.0, 6.0), 0.1, &truth(actual));
        assert_eq!(grade(6.0), Graded { score: 4.0, covered: true });
        assert_eq!(grade(1.0), Graded { score: 24.0, covered: false });
        assert_eq!(grade(7.0), Graded { score: 24.0, covered: false });
        let rounded = graded((2.0, 6.0), 0.1, &Truth { half_unit: 0.05, ..truth(6.04) });
        assert!(rounded.covered && rounded.score > 4.0, "counted as covered, scored as it is");
    }

    #[test]
    fn student_intervals_and_goals() {
        // t with 3 degrees of freedom: 1.6377443536962102, 2.3533634348018264, 3.182446305284263 (scipy 1.17.1, t.isf).
        let score = Score::of(&student(9.0, 2.0), &truth(9.0), &Reader::default()).unwrap();
        let widths = [1.6377443536962102, 2.3533634348018264, 3.182446305284263].map(|t| 4.0 * t);
        for (graded, width) in score.intervals.unwrap().iter().zip(widths) {
            assert!(graded.covered && (graded.score / width - 1.0).abs() < 1e-11);
        }
        // P(t > 0.5) with 3 degrees of freedom (scipy 1.17.1, t.sf).
        assert!((score.chances[0].forecast - 0.3257239824240755).abs() < 1e-12);
        let lower = Truth { direction: Direction::LowerIsBetter, ..truth(9.0) };
        let at_most = Score::of(&student(9.0, 2.0), &lower, &Reader::default()).unwrap();
        assert!((at_most.chances[0].forecast - 0.6742760175759245).abs() < 1e-12 && at_most.chances[0].met);
    }
}
