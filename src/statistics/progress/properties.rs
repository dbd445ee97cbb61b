//! What must hold of every method whatever the readings.

use super::{Agreement, Progress, SideBySide, Status, cagr_without_target, side_by_side};
use crate::statistics::{Comparator, Direction, Reading, Series, Target};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// Dates in order, some days apart.
fn dated(values: Vec<(i64, f64)>) -> Series {
    let mut day: Date = date(2015, 1, 1);
    let mut readings = Vec::new();
    for (days, value) in values {
        day = day.checked_add(days.days()).unwrap();
        readings.push(Reading { date: day, value });
    }
    Series::new(readings).unwrap()
}

fn series(value: impl Strategy<Value = f64>) -> impl Strategy<Value = Series> {
    prop::collection::vec((1_i64..800, value), 0..7).prop_map(dated)
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::HigherIsBetter), Just(Direction::LowerIsBetter)]
}

fn day() -> impl Strategy<Value = Date> {
    (0_i64..6000).prop_map(|days| date(2015, 1, 1).checked_add(days.days()).unwrap())
}

/// Ordinary values, and those that break arithmetic.
fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -10.0..110.0_f64,
        2 => prop::sample::select(vec![0.0, -0.0, 100.0, 95.0, 1e308, -1e308, 5e-324, 1e-200, 1e100, f64::EPSILON]),
        1 => prop::num::f64::NORMAL,
    ]
}

fn turned(series: &Series, f: impl Fn(f64) -> f64) -> Series {
    Series::new(series.readings().iter().map(|r| Reading { value: f(r.value), ..*r }).collect()).unwrap()
}

fn flipped(direction: Direction) -> Direction {
    match direction {
        Direction::HigherIsBetter => Direction::LowerIsBetter,
        Direction::LowerIsBetter => Direction::HigherIsBetter,
    }
}

/// Class, reason and pure numbers: what no unit can change.
fn unitless(progress: &Progress) -> impl PartialEq + std::fmt::Debug {
    (progress.status, progress.reason, progress.ratio, progress.score, progress.made, progress.months_ahead)
}

fn consistent(all: &SideBySide) -> Result<(), TestCaseError> {
    for progress in &all.methods {
        prop_assert!(progress.is_finite(), "{progress:?}");
        prop_assert!(progress.status.is_some() || progress.reason.is_some(), "{progress:?}");
        prop_assert_eq!(progress.class().is_some(), progress.status.is_some());
    }
    let linear = all.methods[0].status;
    for difference in &all.differences {
        prop_assert!(!difference.why.is_empty(), "unexplained: {difference:?} {all:?}");
        prop_assert_eq!(Some(difference.linear), linear);
    }
    let differing = all.methods.iter().filter(|p| p.status.is_some() && p.status != linear).count();
    prop_assert_eq!(all.differences.len(), differing, "every difference is listed: {:?}", all);
    prop_assert_eq!(all.agreement == Agreement::Full && differing > 0, false);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn nothing_panics_or_is_nan_and_every_difference_is_explained(
        series in series(any_value()),
        value in prop_oneof![9 => any_value(), 1 => prop::num::f64::ANY],
        date in day(),
        direction in direction(),
        comparator in prop::sample::select(vec![
            Comparator::AtLeast, Comparator::MoreThan, Comparator::AtMost, Comparator::LessThan, Comparator::Equal,
        ]),
        limit in prop::option::of(prop_oneof![any_value(), prop::num::f64::ANY]),
    ) {
        let target = Target { comparator, value, date };
        let all = side_by_side(&series, &target, direction, limit);
        consistent(&all)?;
        prop_assert_eq!(&all, &side_by_side(&series, &target, direction, limit), "same readings, same bits");
        let open = cagr_without_target(&series, direction, limit);
        prop_assert!(open.is_finite() && (open.status.is_some() || open.reason.is_some()), "{:?}", open);
    }

    #[test]
    fn ordinary_differences_are_explained(
        series in series(0.5..99.5_f64), value in 0.5..99.5_f64, date in day(), direction in direction(),
    ) {
        consistent(&side_by_side(&series, &Target::reach(value, date, direction), direction, Some(100.0)))?;
        consistent(&side_by_side(&series, &Target::reach(value, date, direction), direction, None))?;
    }

    #[test]
    fn a_target_that_is_met_is_achieved_by_every_method(
        series in series(any_value()), value in any_value(), date in day(), direction in direction(),
        limit in prop::option::of(any_value()),
    ) {
        let target = Target::reach(value, date, direction);
        let met = series.last().is_ok_and(|latest| target.met_by(latest.value));
        for progress in side_by_side(&series, &target, direction, limit).methods {
            prop_assert_eq!(progress.status == Some(Status::Achieved), met, "{:?}", progress);
        }
    }

    #[test]
    fn a_unit_changes_nothing(
        series in series(prop_oneof![-10.0..110.0_f64, Just(0.0), Just(100.0)]),
        value in -10.0..110.0_f64, date in day(), direction in direction(), limit in prop::option::of(Just(100.0)), power in -40_i32..40,
    ) {
        // Powers of two scale without rounding, so the answers are the same to the bit.
        let scale = 2.0_f64.powi(power);
        let here = side_by_side(&series, &Target::reach(value, date, direction), direction, limit);
        let there = side_by_side(
            &turned(&series, |v| v * scale),
            &Target::reach(value * scale, date, direction),
            direction,
            limit.map(|l| l * scale),
        );
        prop_assert_eq!(here.differences, there.differences);
        for (a, b) in here.methods.iter().zip(&there.methods) {
            prop_assert_eq!(unitless(a), unitless(b));
            prop_assert_eq!(a.distance.map(|d| d * scale), b.distance);
            prop_assert_eq!(a.at_target.map(|v| v * scale), b.at_target);
        }
    }

    #[test]
    fn up_and_down_mirror(
        series in series(prop_oneof![-10.0..110.0_f64, Just(0.0)]), value in -10.0..110.0_f64, date in day(),
        direction in direction(),
    ) {
        // y -> -y with the direction flipped: linear methods, and growth rates too, by the published sign rule.
        let here = side_by_side(&series, &Target::reach(value, date, direction), direction, None);
        let back = flipped(direction);
        let there = side_by_side(&turned(&series, |v| -v), &Target::reach(-value, date, back), back, None);
        for (a, b) in here.methods.iter().zip(&there.methods) {
            prop_assert_eq!(unitless(a), unitless(b));
            prop_assert_eq!(a.distance, b.distance);
        }
    }

    #[test]
    fn the_curve_mirrors_about_the_middle_of_its_limits(
        series in series(1.0..99.0_f64), value in 1.0..99.0_f64, date in day(), direction in direction(),
    ) {
        // y -> 100 - y with the direction flipped: a share and the share of the rest.
        let here = super::escap(&series, &Target::reach(value, date, direction), direction, Some(100.0));
        let back = flipped(direction);
        let rest = turned(&series, |v| 100.0 - v);
        let there = super::escap(&rest, &Target::reach(100.0 - value, date, back), back, Some(100.0));
        if let (Some(a), Some(b)) = (here.at_target, there.at_target) {
            prop_assert!((a + b - 100.0).abs() < 1e-6, "{} {}", a, b);
        }
    }

    #[test]
    fn the_arrow_is_never_kinder_than_the_line(
        series in series(any_value()), value in any_value(), date in day(), direction in direction(),
    ) {
        let target = Target::reach(value, date, direction);
        let [line, _, arrow, ..] = side_by_side(&series, &target, direction, None).methods;
        if line.status != Some(Status::OnTrack) {
            prop_assert_ne!(arrow.status, Some(Status::OnTrack));
        }
        prop_assert_eq!(line.status.is_some(), arrow.status.is_some());
    }
}
