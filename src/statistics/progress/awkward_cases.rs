//! The awkward cases, every method on each: a class or an explained refusal, never a pretty guess.

use super::{Progress, Status, side_by_side};
use crate::statistics::{Comparator, Direction, Reading, Refusal, Series, Target};
use Direction::{HigherIsBetter, LowerIsBetter};
use Refusal::*;
use Status::{Achieved, Deterioration, Limited, Missed, Moderate, OnTrack};
use jiff::civil::date;

/// What a method should say.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    /// A class, nothing to add.
    Class(Status),
    /// A class and a remark beside it.
    With(Status, Refusal),
    /// No class: the reason.
    No(Refusal),
}
use Says::{Class, No, With};

impl Says {
    fn of(progress: &Progress) -> Says {
        match (progress.status, progress.reason) {
            (Some(class), None) => Class(class),
            (Some(class), Some(remark)) => With(class, remark),
            (None, Some(reason)) => No(reason),
            (None, None) => panic!("{} says nothing and does not say why", progress.method),
        }
    }
}

struct Case {
    name: &'static str,
    /// January 1 of each year.
    readings: &'static [(i16, f64)],
    direction: Direction,
    comparator: Comparator,
    target: (f64, i16),
    limit: Option<f64>,
    /// linear-path, cagr-ratio, sdsn-arrow, un-progress-chart, escap.
    says: [Says; 5],
}

/// Higher is better, at least, a share with the limit of 100.
const SHARE: Case = Case {
    name: "",
    readings: &[],
    direction: HigherIsBetter,
    comparator: Comparator::AtLeast,
    target: (95.0, 2028),
    limit: Some(100.0),
    says: [No(NoReadings); 5],
};
/// Lower is better, at most, a count without a limit.
const FEWER: Case = Case { direction: LowerIsBetter, comparator: Comparator::AtMost, limit: None, ..SHARE };

const CASES: &[Case] = &[
    Case { name: "no readings", ..SHARE },
    Case { name: "one reading", readings: &[(2024, 45.0)], says: [No(OneReading); 5], ..SHARE },
    Case { name: "one reading, met", readings: &[(2024, 95.0)], says: [Class(Achieved); 5], ..SHARE },
    Case {
        name: "zero base",
        readings: &[(2020, 0.0), (2024, 50.0)],
        says: [Class(OnTrack), No(ZeroBase), Class(OnTrack), No(ZeroBase), No(ValueOnBound)],
        ..SHARE
    },
    Case {
        name: "zero base, no limit",
        readings: &[(2020, 0.0), (2024, 50.0)],
        limit: None,
        says: [Class(OnTrack), No(ZeroBase), Class(OnTrack), No(ZeroBase), With(OnTrack, NoDeclaredLimit)],
        ..SHARE
    },
    Case { name: "zero base, met", readings: &[(2020, 0.0), (2024, 96.0)], says: [Class(Achieved); 5], ..SHARE },
    Case {
        name: "zero now",
        readings: &[(2020, 50.0), (2024, 0.0)],
        says: [
            Class(Deterioration),
            Class(Deterioration),
            Class(Deterioration),
            Class(Deterioration),
            No(ValueOnBound),
        ],
        ..SHARE
    },
    Case {
        name: "all zero",
        readings: &[(2020, 0.0), (2024, 0.0)],
        limit: None,
        says: [Class(Limited), No(ZeroBase), Class(Limited), No(ZeroBase), With(Limited, NoDeclaredLimit)],
        ..SHARE
    },
    Case {
        name: "zero target, lower is better",
        readings: &[(2020, 40.0), (2024, 10.0)],
        target: (0.0, 2028),
        says: [Class(OnTrack), No(ZeroTarget), Class(OnTrack), Class(Moderate), With(OnTrack, NoDeclaredLimit)],
        ..FEWER
    },
    Case {
        name: "zero target, met",
        readings: &[(2020, 40.0), (2024, 0.0)],
        target: (0.0, 2028),
        says: [Class(Achieved); 5],
        ..FEWER
    },
    Case { name: "base = target, held", readings: &[(2020, 95.0), (2024, 95.0)], says: [Class(Achieved); 5], ..SHARE },
    Case {
        name: "base = target, lost",
        readings: &[(2020, 95.0), (2024, 90.0)],
        says: [With(Deterioration, BaseEqualsTarget); 5],
        ..SHARE
    },
    Case {
        name: "base = target, more asked for",
        readings: &[(2020, 95.0), (2024, 95.0)],
        comparator: Comparator::MoreThan,
        says: [With(Limited, StrictTargetEqualled); 5],
        ..SHARE
    },
    Case {
        name: "the very figure, more asked for, in time",
        readings: &[(2020, 45.0), (2024, 95.0)],
        comparator: Comparator::MoreThan,
        says: [With(OnTrack, StrictTargetEqualled); 5],
        ..SHARE
    },
    Case {
        name: "the very figure, more asked for, too late",
        readings: &[(2020, 45.0), (2028, 95.0)],
        comparator: Comparator::MoreThan,
        says: [With(Missed, StrictTargetEqualled); 5],
        ..SHARE
    },
    Case {
        name: "a bare figure means at least",
        readings: &[(2020, 45.0), (2024, 96.0)],
        comparator: Comparator::Equal,
        says: [Class(Achieved); 5],
        ..SHARE
    },
    Case {
        name: "sign change",
        readings: &[(2020, -10.0), (2024, 45.0)],
        limit: None,
        says: [Class(OnTrack), No(SignChange), Class(OnTrack), No(SignChange), With(OnTrack, NoDeclaredLimit)],
        ..SHARE
    },
    Case {
        name: "sign of base and target differ",
        readings: &[(2020, -10.0), (2024, -5.0)],
        target: (10.0, 2028),
        limit: None,
        says: [Class(Limited), No(SignChange), Class(Moderate), No(SignChange), With(Moderate, NoDeclaredLimit)],
        ..SHARE
    },
    Case {
        name: "all negative, getting better",
        readings: &[(2020, -10.0), (2024, -6.0)],
        target: (-2.0, 2028),
        limit: None,
        says: [Class(OnTrack), Class(Moderate), Class(OnTrack), Class(Moderate), With(OnTrack, NoDeclaredLimit)],
        ..SHARE
    },
    Case {
        name: "negative under a limit that starts at zero",
        readings: &[(2020, -10.0), (2024, -6.0)],
        target: (50.0, 2028),
        says: [Class(Limited), No(SignChange), Class(Limited), No(SignChange), No(ValueBelowBound)],
        ..SHARE
    },
    Case {
        name: "lower is better, on the line",
        readings: &[(2020, 55.0), (2024, 30.0)],
        target: (5.0, 2028),
        says: [Class(OnTrack), Class(Limited), Class(OnTrack), Class(Moderate), With(OnTrack, NoDeclaredLimit)],
        ..FEWER
    },
    Case {
        name: "lower is better, rising",
        readings: &[(2020, 55.0), (2024, 60.0)],
        target: (5.0, 2028),
        limit: Some(100.0),
        says: [Class(Deterioration); 5],
        ..FEWER
    },
    Case {
        name: "lower is better, met and rising again",
        readings: &[(2020, 55.0), (2022, 3.0), (2024, 5.0)],
        target: (5.0, 2028),
        says: [Class(Achieved); 5],
        ..FEWER
    },
    Case {
        name: "met on the way, lost again",
        readings: &[(2020, 45.0), (2022, 96.0), (2024, 94.0)],
        says: [With(OnTrack, AchievedThenLost); 5],
        ..SHARE
    },
    Case {
        name: "target below the base, met",
        readings: &[(2020, 80.0), (2024, 75.0)],
        target: (70.0, 2028),
        says: [With(Achieved, TargetOnWrongSide); 5],
        ..SHARE
    },
    Case {
        name: "target below the base, lost",
        readings: &[(2020, 80.0), (2024, 65.0)],
        target: (70.0, 2028),
        says: [With(Deterioration, AchievedThenLost); 5],
        ..SHARE
    },
    Case {
        name: "target against the direction",
        readings: &[(2020, 45.0), (2024, 65.0)],
        comparator: Comparator::AtMost,
        says: [No(TargetAgainstDirection); 5],
        ..SHARE
    },
    Case {
        name: "target not a number",
        readings: &[(2020, 45.0), (2024, 65.0)],
        target: (f64::NAN, 2028),
        says: [No(NotFinite); 5],
        ..SHARE
    },
    Case {
        name: "target date before the base",
        readings: &[(2020, 45.0), (2024, 65.0)],
        target: (95.0, 2019),
        says: [No(TargetDateNotAfterBase); 5],
        ..SHARE
    },
    Case {
        name: "target date on the base",
        readings: &[(2020, 45.0), (2024, 65.0)],
        target: (95.0, 2020),
        says: [No(TargetDateNotAfterBase); 5],
        ..SHARE
    },
    Case {
        name: "target date before the base, met",
        readings: &[(2020, 45.0), (2024, 96.0)],
        target: (95.0, 2019),
        says: [Class(Achieved); 5],
        ..SHARE
    },
    Case {
        name: "target date on the latest reading",
        readings: &[(2020, 45.0), (2028, 94.0)],
        says: [Class(Missed); 5],
        ..SHARE
    },
    Case { name: "target date past", readings: &[(2020, 45.0), (2029, 94.0)], says: [Class(Missed); 5], ..SHARE },
    Case {
        name: "target date past, from zero",
        readings: &[(2020, 0.0), (2029, 94.0)],
        says: [Class(Missed), With(Missed, ZeroBase), Class(Missed), Class(Missed), Class(Missed)],
        ..SHARE
    },
    Case { name: "met late", readings: &[(2020, 45.0), (2029, 95.0)], says: [Class(Achieved); 5], ..SHARE },
    Case {
        name: "base above the limit",
        readings: &[(2020, 104.0), (2024, 60.0)],
        says: [
            With(Deterioration, AchievedThenLost),
            With(Deterioration, AchievedThenLost),
            With(Deterioration, AchievedThenLost),
            With(Deterioration, AchievedThenLost),
            With(Deterioration, AchievedThenLost),
        ],
        ..SHARE
    },
    Case {
        name: "base above the limit, lower is better",
        readings: &[(2020, 104.0), (2024, 54.0)],
        target: (4.0, 2028),
        limit: Some(100.0),
        says: [Class(OnTrack), Class(Limited), Class(OnTrack), Class(Moderate), No(ValueAboveBound)],
        ..FEWER
    },
    Case {
        name: "base at the limit, lower is better",
        readings: &[(2020, 100.0), (2024, 50.0)],
        target: (4.0, 2028),
        limit: Some(100.0),
        says: [Class(OnTrack), Class(Limited), Class(OnTrack), Class(Moderate), No(ValueOnBound)],
        ..FEWER
    },
    Case {
        name: "target above the limit",
        readings: &[(2020, 45.0), (2024, 80.0)],
        target: (105.0, 2028),
        says: [Class(OnTrack), Class(OnTrack), Class(OnTrack), Class(OnTrack), No(TargetOutsideBounds)],
        ..SHARE
    },
    Case {
        name: "target at the limit",
        readings: &[(2020, 45.0), (2024, 75.0)],
        target: (100.0, 2028),
        says: [Class(OnTrack), Class(OnTrack), Class(OnTrack), Class(OnTrack), Class(Moderate)],
        ..SHARE
    },
    Case {
        name: "nothing moves",
        readings: &[(2020, 45.0), (2022, 45.0), (2024, 45.0)],
        limit: None,
        says: [Class(Limited), Class(Limited), Class(Limited), Class(Limited), With(Limited, NoDeclaredLimit)],
        ..SHARE
    },
    Case {
        name: "huge",
        readings: &[(2020, 45e90), (2024, 66e90)],
        target: (95e90, 2028),
        limit: Some(1e92),
        says: [Class(Moderate), Class(OnTrack), Class(Moderate), Class(OnTrack), Class(Moderate)],
        ..SHARE
    },
    Case {
        name: "tiny",
        readings: &[(2020, 45e-90), (2024, 66e-90)],
        target: (95e-90, 2028),
        limit: Some(1e-88),
        says: [Class(Moderate), Class(OnTrack), Class(Moderate), Class(OnTrack), Class(Moderate)],
        ..SHARE
    },
    Case {
        name: "beyond arithmetic",
        readings: &[(2020, -1e308), (2024, 1e300)],
        target: (1.7e308, 2028),
        says: [No(BeyondArithmetic); 5],
        ..SHARE
    },
    Case {
        name: "next to nothing",
        readings: &[(2020, 5e-324), (2024, 45.0)],
        says: [No(BeyondArithmetic); 5],
        ..SHARE
    },
    Case {
        name: "beyond arithmetic, met",
        readings: &[(2020, -1e308), (2024, 1.7e308)],
        says: [Class(Achieved); 5],
        ..SHARE
    },
];

#[test]
fn every_method_has_an_explained_answer_to_every_awkward_case() {
    for case in CASES {
        let readings = case.readings.iter().map(|(y, v)| Reading { date: date(*y, 1, 1), value: *v }).collect();
        let target = Target { comparator: case.comparator, value: case.target.0, date: date(case.target.1, 1, 1) };
        let all = side_by_side(&Series::new(readings).unwrap(), &target, case.direction, case.limit);
        for (progress, expected) in all.methods.iter().zip(case.says) {
            assert_eq!(Says::of(progress), expected, "{}: {}", case.name, progress.method);
            assert!(progress.is_finite(), "{}: {progress:?}", case.name);
            assert_eq!(progress.class().is_some(), progress.status.is_some());
        }
    }
}
