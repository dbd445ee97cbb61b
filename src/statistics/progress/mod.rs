//! Where an indicator stands on its way to a target: several named methods, side by side, that may disagree.

mod cagr_ratio;
mod linear_path;

pub use cagr_ratio::{CAGR_RATIO, cagr_ratio, cagr_without_target};
pub use linear_path::{LINEAR_PATH, linear_path};

use super::{Direction, Method, Reading, Refusal, Series, Target};
use crate::language::Language;

/// The class of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The latest reading meets the target, whatever the trend.
    Achieved,
    /// At least 95% of the pace (or change) needed.
    OnTrack,
    /// At least 60%.
    Moderate,
    /// At least nothing lost.
    Limited,
    /// Moving away from the target, or the target was met and lost.
    Deterioration,
    /// The target date has come and the target is not met.
    Missed,
}

impl Status {
    /// Every class, best first.
    pub const ALL: [Status; 6] =
        [Status::Achieved, Status::OnTrack, Status::Moderate, Status::Limited, Status::Deterioration, Status::Missed];

    /// Its code in result tables.
    pub fn code(self) -> &'static str {
        match self {
            Status::Achieved => "achieved",
            Status::OnTrack => "on-track",
            Status::Moderate => "moderate",
            Status::Limited => "limited",
            Status::Deterioration => "deterioration",
            Status::Missed => "missed",
        }
    }

    /// Its name for readers.
    ///
    /// ```
    /// use milepost::{language::Language, statistics::Status};
    /// assert_eq!(Status::OnTrack.name(Language::Vi), "đúng tiến độ");
    /// ```
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Status::Achieved => language.pick("đã đạt", "achieved"),
            Status::OnTrack => language.pick("đúng tiến độ", "on track"),
            Status::Moderate => language.pick("tiến bộ vừa phải", "moderate progress"),
            Status::Limited => language.pick("tiến bộ chậm", "limited progress"),
            Status::Deterioration => language.pick("xấu đi", "deterioration"),
            Status::Missed => language.pick("quá hạn, chưa đạt", "missed"),
        }
    }

    /// The class of a ratio of observed to needed: 0.95, 0.60 and 0 are the limits (METHODS 2, `cagr-ratio`).
    fn of_ratio(ratio: f64) -> Status {
        Status::of_thresholds(ratio, [0.95, 0.60, 0.0])
    }

    /// The class of a figure by its lower limits for on track, moderate and limited.
    fn of_thresholds(figure: f64, [on_track, moderate, limited]: [f64; 3]) -> Status {
        if figure >= on_track {
            Status::OnTrack
        } else if figure >= moderate {
            Status::Moderate
        } else if figure >= limited {
            Status::Limited
        } else {
            Status::Deterioration
        }
    }
}

/// What one method says about progress. What a method does not compute, or cannot, is `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// By which method.
    pub method: Method,
    /// The class; `None` where the method refuses, and then `reason` says why.
    pub status: Option<Status>,
    /// Observed over needed; 1 is exactly enough.
    pub ratio: Option<f64>,
    /// Score from -5 (worst) to 5 (best).
    pub score: Option<f64>,
    /// Observed change: a growth rate per year (`cagr-ratio`), as a ratio: 0.072 is 7.2%.
    pub observed: Option<f64>,
    /// Needed change, in the same unit.
    pub required: Option<f64>,
    /// Where the method would have the indicator at the date of the latest reading, in its unit.
    pub expected: Option<f64>,
    /// Distance from there in the indicator's unit, positive when better than expected, whichever way is better.
    pub distance: Option<f64>,
    /// Months ahead of (positive) or behind (negative) the path.
    pub months_ahead: Option<f64>,
    /// Why the method refuses, or what must be said beside its class.
    pub reason: Option<Refusal>,
}

impl Progress {
    /// Nothing said yet.
    fn by(method: Method) -> Progress {
        Progress {
            method,
            status: None,
            ratio: None,
            score: None,
            observed: None,
            required: None,
            expected: None,
            distance: None,
            months_ahead: None,
            reason: None,
        }
    }

    /// The method refuses.
    fn refused(method: Method, reason: Refusal) -> Progress {
        Progress { reason: Some(reason), ..Progress::by(method) }
    }
}

/// What every method asks first: base, latest reading, and whether the target is or was met.
struct Standing {
    base: Reading,
    latest: Reading,
    /// The target as the direction means it.
    target: Target,
    /// The latest reading meets it.
    met: bool,
    /// The base met it.
    base_met: bool,
    /// Some reading before the latest met it.
    met_before: bool,
    /// The only reading there is.
    alone: bool,
}

impl Standing {
    fn of(series: &Series, target: &Target, direction: Direction) -> Result<Standing, Refusal> {
        let target = target.toward(direction)?;
        let (base, latest) = (series.first()?, series.last()?);
        let before = &series.readings()[..series.len() - 1];
        Ok(Standing {
            base,
            latest,
            target,
            met: target.met_by(latest.value),
            base_met: target.met_by(base.value),
            met_before: before.iter().any(|r| target.met_by(r.value)),
            alone: series.len() == 1,
        })
    }

    /// What stands in the way of measuring a path from base to target, when the target is not met.
    fn obstacle(&self) -> Option<Refusal> {
        if self.alone {
            Some(Refusal::OneReading)
        } else if self.target.date <= self.base.date {
            Some(Refusal::TargetDateNotAfterBase)
        } else {
            None
        }
    }

    /// The target date has come.
    fn due(&self) -> bool {
        self.latest.date >= self.target.date
    }

    /// What must be said beside a class: met before and lost, or a target below what the base already had.
    fn remark(&self) -> Option<Refusal> {
        if self.met {
            let asks_for_less = self.base_met && self.base.value != self.target.value;
            return (asks_for_less && !self.alone).then_some(Refusal::TargetOnWrongSide);
        }
        if self.base.value == self.target.value {
            return Some(Refusal::BaseEqualsTarget);
        }
        self.met_before.then_some(Refusal::AchievedThenLost)
    }

    /// The base had reached or passed the target, and the latest reading has not: there is no path to measure, only a loss.
    fn lost(&self) -> bool {
        !self.met && (self.base_met || self.base.value == self.target.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_include_their_lower_limit() {
        use Status::*;
        for (ratio, status) in [
            (1.41, OnTrack),
            (0.95, OnTrack),
            (0.9499, Moderate),
            (0.60, Moderate),
            (0.5999, Limited),
            (0.0, Limited),
            (-0.0001, Deterioration),
        ] {
            assert_eq!(Status::of_ratio(ratio), status, "{ratio}");
        }
    }
}
