//! What every method asks first: base, latest reading, and whether the target is or was met.

use super::{Progress, Status};
use crate::statistics::{Direction, Method, Reading, Refusal, Series, Target, years_between};

/// Sizes between which sums, differences, products and ratios of two values can neither overflow nor vanish.
const SIZES: std::ops::RangeInclusive<f64> = 1e-100..=1e100;

pub(super) struct Standing {
    pub base: Reading,
    pub latest: Reading,
    /// The target as the direction means it.
    pub target: Target,
    /// The latest reading meets it.
    pub met: bool,
    /// The base met it.
    pub base_met: bool,
    /// +1 when higher is better, -1 when lower is.
    pub sign: f64,
    /// Some reading before the latest met it.
    met_before: bool,
    /// The only reading there is.
    alone: bool,
    /// Every value is zero or of a size that can be computed with.
    computable: bool,
}

impl Standing {
    pub fn of(series: &Series, target: &Target, direction: Direction) -> Result<Standing, Refusal> {
        let target = target.toward(direction)?;
        let (base, latest) = (series.first()?, series.last()?);
        let before = &series.readings()[..series.len() - 1];
        let computable = |value: f64| value == 0.0 || SIZES.contains(&value.abs());
        Ok(Standing {
            base,
            latest,
            target,
            met: target.met_by(latest.value),
            base_met: target.met_by(base.value),
            sign: direction.sign(),
            met_before: before.iter().any(|r| target.met_by(r.value)),
            alone: series.len() == 1,
            computable: computable(target.value) && series.readings().iter().all(|r| computable(r.value)),
        })
    }

    /// One method's answer: what is settled before any figure, then the figures that `measure` adds.
    ///
    /// The class is settled where the target is met, where its date has come, and where the base had already reached
    /// it; then a figure that does not exist takes nothing away from the class. `measure` sets the class otherwise.
    pub fn answer(
        method: Method,
        (series, target, direction): (&Series, &Target, Direction),
        measure: impl FnOnce(&Standing, &mut Progress) -> Result<(), Refusal>,
    ) -> Progress {
        let standing = match Standing::of(series, target, direction) {
            Ok(standing) => standing,
            Err(reason) => return Progress::refused(method, reason),
        };
        let opening = Progress { reason: standing.remark(), ..Progress::by(method) };
        if let Some(obstacle) = standing.obstacle() {
            if standing.met {
                return Progress { status: Some(Status::Achieved), ..opening };
            }
            return Progress::refused(method, obstacle);
        }
        let opening = Progress { status: standing.settled(), ..opening };
        let mut progress = opening;
        let measured = measure(&standing, &mut progress);
        match measured.and(progress.is_finite().then_some(()).ok_or(Refusal::BeyondArithmetic)) {
            Ok(()) => progress,
            Err(_) if standing.met => opening,
            Err(reason) if opening.status.is_some() => Progress { reason: opening.reason.or(Some(reason)), ..opening },
            Err(reason) => Progress::refused(method, reason),
        }
    }

    /// What stands in the way of measuring a path from base to target.
    fn obstacle(&self) -> Option<Refusal> {
        if self.alone {
            Some(Refusal::OneReading)
        } else if self.target.date <= self.base.date {
            Some(Refusal::TargetDateNotAfterBase)
        } else if !self.computable {
            Some(Refusal::BeyondArithmetic)
        } else {
            None
        }
    }

    /// The class that holds under every method, before any figure.
    fn settled(&self) -> Option<Status> {
        if self.met {
            Some(Status::Achieved)
        } else if self.due() {
            Some(Status::Missed)
        } else if self.climbs() {
            None
        } else if self.latest.value == self.base.value {
            Some(Status::Limited) // A target that asks for more than its own figure, which base and latest both equal.
        } else {
            Some(Status::Deterioration)
        }
    }

    /// The target date has come.
    pub fn due(&self) -> bool {
        self.latest.date >= self.target.date
    }

    /// There was a way to go from base to target. Otherwise there is no path to measure: a level to hold, or a loss.
    pub fn climbs(&self) -> bool {
        !self.base_met && self.base.value != self.target.value
    }

    /// Is the class still to be found by the method's own figure?
    pub fn open(&self) -> bool {
        self.settled().is_none()
    }

    /// Years from the base to the latest reading.
    pub fn years_gone(&self) -> f64 {
        years_between(self.base.date, self.latest.date)
    }

    /// Years from the base to the target date.
    pub fn years_in_all(&self) -> f64 {
        years_between(self.base.date, self.target.date)
    }

    /// The whole way from base to target, in the indicator's unit.
    pub fn way(&self) -> f64 {
        self.target.value - self.base.value
    }

    /// How far along that way a value lies: 0 at the base, 1 at the target.
    pub fn share_of_way(&self, value: f64) -> f64 {
        (value - self.base.value) / self.way()
    }

    /// Change made over the change the straight line has due by the latest reading (the whole way from the target date
    /// on). Pace observed over pace needed is the same number.
    pub fn straight_ratio(&self) -> f64 {
        straight_ratio(self.latest.value - self.base.value, self.years_gone(), self.way(), self.years_in_all())
    }

    /// What must be said beside a class: met before and lost, or a target below what the base already had.
    fn remark(&self) -> Option<Refusal> {
        if self.met {
            let asks_for_less = self.base_met && self.base.value != self.target.value;
            return (asks_for_less && !self.alone).then_some(Refusal::TargetOnWrongSide);
        }
        if self.latest.value == self.target.value {
            return Some(Refusal::StrictTargetEqualled);
        }
        if self.base.value == self.target.value {
            return Some(Refusal::BaseEqualsTarget);
        }
        self.met_before.then_some(Refusal::AchievedThenLost)
    }
}

/// Change made over the change due after `gone` of `in_all` years along a straight line.
pub(super) fn straight_ratio(made: f64, gone: f64, way: f64, in_all: f64) -> f64 {
    made / (way * (gone / in_all).min(1.0))
}
