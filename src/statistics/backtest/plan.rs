//! The plan of a backtest: which windows, how far ahead, which goals.

use crate::statistics::{Declared, Direction, Refusal};

/// Shares of the declared range that stand as goals above the latest reading: 5, 10 and 20 points of 0..100.
const GOAL_STEPS: [f64; 3] = [0.05, 0.1, 0.2];

/// How many of the readings up to the origin a forecaster sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingsUsed {
    /// The last so many, 1 or more; origins with fewer are no window.
    Last(usize),
    /// All of them.
    All,
}

impl ReadingsUsed {
    /// The number, where there is one.
    pub fn number(self) -> Option<usize> {
        match self {
            ReadingsUsed::Last(n) => Some(n),
            ReadingsUsed::All => None,
        }
    }
}

/// From which readings forecasts are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origins {
    /// Every reading with at least so many up to and including it. Set to the largest number of readings used, all
    /// numbers are tested on the same windows.
    Rolling {
        /// The least number of readings up to the origin.
        least: usize,
    },
    /// One origin a history: the reading with exactly so many after it, as in the M competitions.
    Fixed {
        /// Readings held back.
        held_back: usize,
    },
}

/// Goals whose attainment is foretold at every origin, where they are not met yet and lie within the declared bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Goals {
    /// Which way is better.
    pub direction: Direction,
    /// So far beyond the latest reading, in its unit, each positive.
    pub steps: Vec<f64>,
    /// Fixed values, the same for all histories.
    pub levels: Vec<f64>,
}

impl Goals {
    /// No goal: no probability is scored.
    pub fn none() -> Goals {
        Goals { direction: Direction::HigherIsBetter, steps: Vec::new(), levels: Vec::new() }
    }

    /// The goals open at a reading, each with its place in the list.
    pub(in crate::statistics) fn open(&self, last: f64, bounds: Option<(f64, f64)>) -> Vec<(usize, f64)> {
        let sign = match self.direction {
            Direction::HigherIsBetter => 1.0,
            Direction::LowerIsBetter => -1.0,
        };
        let (lowest, highest) = bounds.unwrap_or((f64::MIN, f64::MAX));
        let values = self.steps.iter().map(|step| last + sign * step).chain(self.levels.iter().copied());
        let open = |goal: &f64| (goal - last) * sign > 0.0 && lowest < *goal && *goal < highest;
        values.enumerate().filter(|(_, goal)| open(goal)).collect()
    }
}

/// What is tested and on which windows.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The scale of the two baselines, the bounds of the goals, and the measurement unit: an actual value within half a
    /// declared unit of an interval counts as covered, since it may have been rounded out of it.
    pub declared: Declared,
    /// Numbers of readings used.
    pub readings: Vec<ReadingsUsed>,
    /// Horizons in years.
    pub horizons: Vec<f64>,
    /// How far from a horizon the actual reading may lie, in years.
    pub tolerance: f64,
    /// Where forecasts begin.
    pub origins: Origins,
    /// The goals.
    pub goals: Goals,
}

impl Plan {
    /// The usual plan: 1, 2, 3, 5 and 8 readings; 1, 3, 5 and 10 years, give or take a quarter; every origin; goals 5,
    /// 10 and 20 hundredths of the declared range above the latest reading, and none where no range is declared.
    ///
    /// ```
    /// use milepost::statistics::backtest::Plan;
    /// use milepost::statistics::{Declared, Scale};
    /// let plan = Plan::new(Declared::on(Scale::Gompertz { lower: 0.0, upper: 100.0 }));
    /// assert_eq!(plan.horizons, [1.0, 3.0, 5.0, 10.0]);
    /// assert_eq!(plan.goals.steps, [5.0, 10.0, 20.0]);
    /// ```
    pub fn new(declared: Declared) -> Plan {
        let steps = match declared.scale.bounds() {
            Some((lowest, highest)) => GOAL_STEPS.iter().map(|share| share * (highest - lowest)).collect(),
            None => Vec::new(),
        };
        Plan {
            declared,
            readings: [1, 2, 3, 5, 8].map(ReadingsUsed::Last).to_vec(),
            horizons: vec![1.0, 3.0, 5.0, 10.0],
            tolerance: 0.25,
            origins: Origins::Rolling { least: 1 },
            goals: Goals { steps, ..Goals::none() },
        }
    }

    /// Errors: [`Refusal::InvalidBacktest`], and [`Refusal::InvalidBounds`] of the scale.
    pub(super) fn checked(&self) -> Result<(), Refusal> {
        self.declared.scale.checked()?;
        let positive = |values: &[f64]| values.iter().all(|v| *v > 0.0 && v.is_finite());
        let sound = positive(&self.horizons)
            && positive(&self.goals.steps)
            && self.goals.levels.iter().all(|v| v.is_finite())
            && self.declared.unit.is_none_or(|unit| positive(&[unit]))
            && self.tolerance >= 0.0
            && self.tolerance.is_finite()
            && !self.readings.contains(&ReadingsUsed::Last(0))
            && distinct(&self.horizons)
            && distinct(&self.readings);
        if sound { Ok(()) } else { Err(Refusal::InvalidBacktest) }
    }

    /// Is a forecast made from the reading at this place of a history so long?
    pub(super) fn starts_at(&self, origin: usize, readings: usize) -> bool {
        match self.origins {
            Origins::Rolling { least } => origin + 1 >= least,
            Origins::Fixed { held_back } => readings - origin - 1 == held_back,
        }
    }
}

/// Does nothing stand twice?
pub(super) fn distinct<T: PartialEq>(all: &[T]) -> bool {
    all.iter().enumerate().all(|(i, one)| !all[..i].contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Scale;

    #[test]
    fn plans_that_make_no_sense_are_refused() {
        let sound = Plan::new(Declared::on(Scale::Identity));
        assert_eq!(sound.checked(), Ok(()));
        let wrong = |change: &dyn Fn(&mut Plan)| {
            let mut plan = sound.clone();
            change(&mut plan);
            plan.checked()
        };
        for horizon in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(wrong(&|plan| plan.horizons = vec![horizon]), Err(Refusal::InvalidBacktest), "{horizon}");
        }
        assert_eq!(wrong(&|plan| plan.horizons = vec![1.0, 1.0]), Err(Refusal::InvalidBacktest));
        assert_eq!(wrong(&|plan| plan.tolerance = f64::NAN), Err(Refusal::InvalidBacktest));
        assert_eq!(wrong(&|plan| plan.readings = vec![ReadingsUsed::Last(0)]), Err(Refusal::InvalidBacktest));
        assert_eq!(wrong(&|plan| plan.goals.steps = vec![0.0]), Err(Refusal::InvalidBacktest));
        assert_eq!(wrong(&|plan| plan.goals.levels = vec![f64::NAN]), Err(Refusal::InvalidBacktest));
        assert_eq!(wrong(&|plan| plan.declared.unit = Some(0.0)), Err(Refusal::InvalidBacktest));
        let upside_down = Scale::Logit { lower: 1.0, upper: 0.0 };
        assert_eq!(wrong(&|plan| plan.declared.scale = upside_down), Err(Refusal::InvalidBounds));
    }

    #[test]
    fn goals_are_open_until_met_and_only_within_the_bounds() {
        let mut goals = Goals { steps: vec![5.0, 20.0], levels: vec![50.0, 90.0], ..Goals::none() };
        let share = Some((0.0, 100.0));
        assert_eq!(goals.open(84.0, share), [(0, 89.0), (3, 90.0)]);
        assert_eq!(goals.open(84.0, None), [(0, 89.0), (1, 104.0), (3, 90.0)]);
        assert_eq!(goals.open(95.0, share), []);
        goals.direction = Direction::LowerIsBetter;
        assert_eq!(goals.open(84.0, share), [(0, 79.0), (1, 64.0), (2, 50.0)]);
    }

    #[test]
    fn origins_roll_or_stand() {
        let mut plan = Plan::new(Declared::on(Scale::Identity));
        plan.origins = Origins::Rolling { least: 2 };
        assert_eq!((0..4).filter(|i| plan.starts_at(*i, 4)).collect::<Vec<_>>(), [1, 2, 3]);
        plan.origins = Origins::Fixed { held_back: 1 };
        assert_eq!((0..4).filter(|i| plan.starts_at(*i, 4)).collect::<Vec<_>>(), [2]);
        plan.origins = Origins::Fixed { held_back: 4 };
        assert_eq!((0..4).filter(|i| plan.starts_at(*i, 4)).count(), 0);
    }
}
