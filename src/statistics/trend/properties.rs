//! Properties every trend must have: what moves with the readings, what does not, and that nothing breaks it.

use super::{MannKendall, OlsTrend, TheilSen, mann_kendall, ols_trend, theil_sen};
use super::{mann_kendall_of, ols_trend_of, theil_sen_of};
use crate::statistics::{Estimate, Level, Reading, Refusal, Series};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// Days after some day, strictly increasing, and whole values small enough for exact arithmetic.
fn readings() -> impl Strategy<Value = Vec<(i32, i32)>> {
    prop::collection::vec((1..2_000_i32, -50..50_i32), 3..30).prop_map(|steps| {
        let mut day = 0;
        let mut on = |step| {
            day += step;
            day
        };
        steps.into_iter().map(|(step, value)| (on(step), value)).collect()
    })
}

fn lists(readings: &[(i32, i32)]) -> (Vec<f64>, Vec<f64>) {
    readings.iter().map(|(day, value)| (f64::from(*day), f64::from(*value))).unzip()
}

fn level(share: f64) -> Level {
    Level::new(share).unwrap()
}

fn numbers(estimate: &Estimate) -> Vec<f64> {
    let ends = estimate.interval.map(|interval| [interval.lower, interval.upper]);
    ends.into_iter().flatten().chain([estimate.value]).collect()
}

fn sound_test(test: &MannKendall) -> Result<(), TestCaseError> {
    prop_assert!((0.0..=1.0).contains(&test.p.value));
    prop_assert!(test.tau_b.is_none_or(|tau| (-1.0..=1.0).contains(&tau)));
    prop_assert!(test.adjusted_p.is_none_or(|p| p >= test.p.value && p <= 1.0));
    prop_assert!(test.variance >= 0.0 && test.variance.is_finite());
    if let Some(found) = &test.autocorrelation {
        prop_assert!(found.lag_one.value.abs() <= 0.99 && found.limit.is_finite());
        prop_assert!(found.effective_n >= 1.0 && found.effective_n <= test.p.n as f64);
    }
    prop_assert!(!(test.p.n < 5 && test.is_significant(level(0.01))));
    Ok(())
}

fn sound_median(line: &TheilSen) -> Result<(), TestCaseError> {
    prop_assert!(numbers(&line.slope).into_iter().chain([line.intercept]).all(f64::is_finite));
    prop_assert_eq!(line.slope.interval.is_some(), line.coverage.is_some());
    if let (Some(interval), Some(coverage)) = (line.slope.interval, line.coverage) {
        prop_assert!(interval.lower <= line.slope.value && line.slope.value <= interval.upper);
        prop_assert!(coverage >= interval.level.get() - 1e-9 && coverage <= 1.0);
    }
    Ok(())
}

fn sound_line(line: &OlsTrend) -> Result<(), TestCaseError> {
    let test = line.test.iter().flat_map(|test| [test.standard_error, test.t, test.p]);
    let others = [line.intercept, line.residual_sd].into_iter().chain(line.r2).chain(line.adjusted_p);
    prop_assert!(numbers(&line.slope).into_iter().chain(test).chain(others).all(f64::is_finite));
    prop_assert!(line.test.is_none_or(|test| (0.0..=1.0).contains(&test.p)));
    prop_assert!(line.r2.is_none_or(|share| (0.0..=1.0).contains(&share)));
    prop_assert_eq!(line.test.is_some(), line.slope.interval.is_some());
    Ok(())
}

fn near(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-9 * size.max(1e-9)
}

proptest! {
    /// Any bits whatever, NaN and infinity too, in any number: a sound result or a named reason.
    #[test]
    fn no_input_gives_nan_or_a_panic(
        pairs in prop::collection::vec((prop::num::f64::ANY, prop::num::f64::ANY), 0..40),
        days in prop::collection::vec(prop::num::f64::ANY, 0..40),
        share in 0.0001..0.9999_f64,
        sorted in any::<bool>(),
    ) {
        let (mut times, values): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        if sorted {
            times.sort_by(f64::total_cmp);
        }
        for times in [&times, &days] {
            if let Ok(test) = mann_kendall_of(times, &values) { sound_test(&test)?; }
            if let Ok(line) = theil_sen_of(times, &values, level(share)) { sound_median(&line)?; }
            if let Ok(line) = ols_trend_of(times, &values, level(share)) { sound_line(&line)?; }
        }
    }

    /// Finite values of every size at even times: the test always answers, the lines unless too large for a number.
    #[test]
    fn any_finite_values_have_a_test(
        values in prop::collection::vec(
            prop_oneof![any::<f64>().prop_filter("finite", |v| v.is_finite()), -1.0..1.0_f64, Just(0.0), Just(5e-324)],
            3..40,
        ),
        share in 0.0001..0.9999_f64,
    ) {
        let times: Vec<f64> = (0..values.len()).map(|i| i as f64).collect();
        sound_test(&mann_kendall_of(&times, &values).unwrap())?;
        match theil_sen_of(&times, &values, level(share)) {
            Ok(line) => sound_median(&line)?,
            Err(reason) => prop_assert_eq!(reason, Refusal::NotFinite),
        }
        match ols_trend_of(&times, &values, level(share)) {
            Ok(line) => sound_line(&line)?,
            Err(reason) => prop_assert_eq!(reason, Refusal::NotFinite),
        }
    }

    /// Values shifted and scaled by whole numbers, time by powers of two: slopes follow, tests stand still.
    #[test]
    fn shifting_and_scaling_moves_what_it_must(
        readings in readings(),
        (shift, scale, later) in (-1_000..1_000_i32, 1..50_i32, -5_000..5_000_i32),
    ) {
        let (times, values) = lists(&readings);
        let moved: Vec<f64> = values.iter().map(|v| v * f64::from(scale) + f64::from(shift)).collect();
        let stretched: Vec<f64> = times.iter().map(|t| (t + f64::from(later)) * 4.0).collect();
        let (test, other) = (mann_kendall_of(&times, &values).unwrap(), mann_kendall_of(&stretched, &moved).unwrap());
        prop_assert_eq!((test.s, &test.p.method, test.p.value), (other.s, &other.p.method, other.p.value));
        let level = level(0.9);
        let by = f64::from(scale) / 4.0;
        let (line, other) =
            (theil_sen_of(&times, &values, level).unwrap(), theil_sen_of(&stretched, &moved, level).unwrap());
        prop_assert!(near(line.slope.value * by, other.slope.value, by));
        prop_assert_eq!(line.coverage, other.coverage);
        if let (Some(a), Some(b)) = (line.slope.interval, other.slope.interval) {
            prop_assert!(near(a.lower * by, b.lower, by * 100.0) && near(a.upper * by, b.upper, by * 100.0));
        }
        let (line, other) =
            (ols_trend_of(&times, &values, level).unwrap(), ols_trend_of(&stretched, &moved, level).unwrap());
        prop_assert!(near(line.slope.value * by, other.slope.value, by * 100.0));
        if let (Some(a), Some(b)) = (line.test, other.test) {
            prop_assert!((a.p - b.p).abs() < 1e-6);
        }
    }

    /// Time run backwards turns the sign and nothing else.
    #[test]
    fn time_backwards_flips_the_sign(readings in readings()) {
        let (times, values) = lists(&readings);
        let back: Vec<f64> = times.iter().rev().map(|t| -t).collect();
        let reversed: Vec<f64> = values.iter().rev().copied().collect();
        let (test, other) = (mann_kendall_of(&times, &values).unwrap(), mann_kendall_of(&back, &reversed).unwrap());
        prop_assert_eq!((test.s, test.p.value, test.variance), (-other.s, other.p.value, other.variance));
        let level = level(0.8);
        let (line, other) =
            (theil_sen_of(&times, &values, level).unwrap(), theil_sen_of(&back, &reversed, level).unwrap());
        prop_assert_eq!(line.slope.value, 0.0 - other.slope.value);
        let ends = |line: &TheilSen| line.slope.interval.map(|i| (i.lower, i.upper));
        prop_assert_eq!(ends(&line), ends(&other).map(|(lower, upper)| (0.0 - upper, 0.0 - lower)));
        let (line, other) =
            (ols_trend_of(&times, &values, level).unwrap(), ols_trend_of(&back, &reversed, level).unwrap());
        prop_assert!(near(line.slope.value, -other.slope.value, 100.0));
    }

    /// Wider level, wider interval.
    #[test]
    fn intervals_nest(readings in readings(), low in 0.05..0.99_f64, more in 0.0..1.0_f64) {
        let (times, values) = lists(&readings);
        let high = low + more * (0.999 - low);
        let slopes = |share: f64| {
            let median = theil_sen_of(&times, &values, level(share)).unwrap().slope.interval;
            [median, ols_trend_of(&times, &values, level(share)).unwrap().slope.interval]
        };
        for (narrow, wide) in slopes(low).into_iter().zip(slopes(high)) {
            if let (Some(narrow), Some(wide)) = (narrow, wide) {
                prop_assert!(wide.lower <= narrow.lower && narrow.upper <= wide.upper);
            }
        }
    }

    /// Rows in any order make the same series, and a series knows its years.
    #[test]
    fn order_of_rows_and_day_of_start_do_not_matter(readings in readings(), start in 0..3_000_i32, seed in any::<u64>()) {
        let series = |first: Date, shuffled: bool| {
            let mut rows: Vec<Reading> = readings
                .iter()
                .map(|(day, value)| Reading { date: first + day.days(), value: f64::from(*value) })
                .collect();
            if shuffled {
                rows.sort_by_key(|row| (seed ^ row.date.day_of_year() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            }
            rows.sort_by_key(|row| row.date);
            Series::new(rows).unwrap()
        };
        let plain = series(date(2000, 1, 1), false);
        for other in [series(date(2000, 1, 1), true), series(date(2000, 1, 1) + start.days(), false)] {
            prop_assert_eq!(mann_kendall(&plain).unwrap(), mann_kendall(&other).unwrap());
            prop_assert_eq!(theil_sen(&plain, level(0.9)).unwrap(), theil_sen(&other, level(0.9)).unwrap());
            prop_assert_eq!(ols_trend(&plain, level(0.9)).unwrap(), ols_trend(&other, level(0.9)).unwrap());
        }
    }
}
