//! A probability is earned where the method beat the latest value, and nowhere else.

use super::yearly;
use crate::statistics::backtest::{Goals, History, Plan, Record, RecordRow, WindowSet, backtest};
use crate::statistics::{Declared, Refusal, Scale};

/// A row with nothing in it but what the rule looks at.
fn tested(readings: Option<usize>, horizon: f64, gain: f64, se: f64) -> RecordRow {
    let empty = backtest("", &[], &[], &Plan::new(Declared::on(Scale::Identity))).unwrap();
    RecordRow {
        method: "analogs(m)".to_owned(),
        readings,
        horizon,
        set: WindowSet::Own,
        windows: 60,
        series: 20,
        mae: Some(1.0),
        naive_mae: Some(2.0),
        coverage_90: Some(0.88),
        coverage_90_se: Some(0.02),
        crps_gain: Some(gain),
        crps_gain_se: Some(se),
        ..empty.rows[0].clone()
    }
}

fn record(rows: Vec<RecordRow>) -> Record {
    let empty = backtest("", &[], &[], &Plan::new(Declared::on(Scale::Identity))).unwrap();
    Record { rows, ..empty }
}

#[test]
fn what_was_not_tested_earns_nothing() {
    let three = record(vec![tested(Some(3), 5.0, 1.0, 0.1)]);
    assert_eq!(three.earned("other", 3, 5.0), Err(Refusal::NotBacktested));
    assert_eq!(three.earned("analogs(m)", 2, 5.0), Err(Refusal::NotBacktested), "fewer readings than were tested");
    assert_eq!(three.earned("analogs(m)", 3, 5.1), Err(Refusal::BeyondBacktest));
    for years in [0.0, -1.0, f64::NAN] {
        assert_eq!(three.earned("analogs(m)", 3, years), Err(Refusal::NotBacktested));
    }
    assert_eq!(three.earned("analogs(m)", 3, f64::INFINITY), Err(Refusal::BeyondBacktest));
    let empty = record(vec![RecordRow { windows: 0, ..tested(Some(3), 5.0, 1.0, 0.1) }]);
    assert_eq!(empty.earned("analogs(m)", 3, 5.0), Err(Refusal::NotBacktested));
}

#[test]
fn too_few_histories_earn_nothing() {
    let few = record(vec![RecordRow { series: 19, ..tested(Some(3), 5.0, 1.0, 0.1) }]);
    assert_eq!(few.earned("analogs(m)", 3, 5.0), Err(Refusal::TooFewHistories));
}

#[test]
fn the_gain_must_be_more_than_chance() {
    // t with 19 degrees of freedom leaves 2.5% above 2.093024054408263 (scipy 1.17.1).
    let gain = |gain| record(vec![tested(Some(3), 5.0, gain, 1.0)]).earned("analogs(m)", 3, 5.0).map(|e| e.crps_gain);
    assert_eq!(gain(2.094), Ok(2.094));
    for chance in [2.092, 0.0, -5.0] {
        assert_eq!(gain(chance), Err(Refusal::NotBetterThanNaive));
    }
    let unknown = record(vec![RecordRow { crps_gain_se: None, ..tested(Some(3), 5.0, 1.0, 0.1) }]);
    assert_eq!(unknown.earned("analogs(m)", 3, 5.0), Err(Refusal::NotBetterThanNaive));
}

#[test]
fn chances_must_not_be_worse_than_the_baselines() {
    let chances = |gain| {
        let row = RecordRow { brier_gain: Some(gain), brier_gain_se: Some(0.01), ..tested(Some(3), 5.0, 1.0, 0.1) };
        record(vec![row]).earned("analogs(m)", 3, 5.0).map(|earned| earned.crps_gain)
    };
    assert_eq!([chances(0.1), chances(0.0), chances(-0.02)], [Ok(1.0); 3], "worse by less than 2.093 standard errors");
    assert_eq!(chances(-0.021), Err(Refusal::NotBetterThanNaive));
}

#[test]
fn against_points_the_error_must_be_lower_too() {
    let wide = RecordRow { naive_points: 60, mae: Some(2.0), ..tested(Some(1), 5.0, 1.0, 0.1) };
    assert_eq!(record(vec![wide.clone()]).earned("analogs(m)", 1, 5.0), Err(Refusal::NotBetterThanNaive));
    let closer = record(vec![RecordRow { mae: Some(1.9), ..wide }]);
    assert_eq!(closer.earned("analogs(m)", 1, 5.0).map(|earned| earned.coverage_90), Ok(0.88));
    let points = record(vec![RecordRow { coverage_90: None, ..tested(Some(1), 5.0, 1.0, 0.1) }]);
    assert_eq!(points.earned("analogs(m)", 1, 5.0), Err(Refusal::NotBacktested));
}

#[test]
fn three_readings_earn_nothing_without_a_class() {
    let own = RecordRow { method: "rw-drift/1".into(), ..tested(Some(3), 5.0, 1.0, 0.1) };
    assert_eq!(record(vec![own.clone()]).earned("rw-drift/1", 3, 5.0), Err(Refusal::ThreeReadings));
    assert!(record(vec![own]).earned("rw-drift/1", 4, 5.0).is_ok());
}

#[test]
fn intervals_that_held_too_little_earn_nothing() {
    let covering = |share| {
        let row = RecordRow { coverage_90: Some(share), ..tested(Some(3), 5.0, 1.0, 0.1) };
        record(vec![row]).earned("analogs(m)", 3, 5.0).map(|earned| earned.coverage_90)
    };
    assert_eq!(covering(0.8), Ok(0.8));
    assert_eq!(covering(0.799), Err(Refusal::IntervalsTooNarrow));
}

#[test]
fn the_nearest_test_counts() {
    let rows = [(1, 1.0), (1, 5.0), (3, 1.0), (3, 5.0), (8, 1.0)].map(|(n, h)| tested(Some(n), h, 1.0, 0.1));
    let several = record(rows.into_iter().rev().collect());
    let counts = |readings, years| several.earned("analogs(m)", readings, years).map(|e| (e.readings, e.horizon));
    assert_eq!(counts(2, 0.5), Ok((Some(1), 1.0)));
    assert_eq!(counts(7, 1.2), Ok((Some(3), 5.0)));
    assert_eq!(counts(3, 1827.0 / 365.25), Ok((Some(3), 5.0)), "five years with two leap days");
    assert_eq!(counts(20, 1.0), Ok((Some(8), 1.0)));
    assert_eq!(counts(20, 2.0), Err(Refusal::BeyondBacktest), "eight readings were tested one year ahead only");
    let all = record(vec![tested(None, 5.0, 1.0, 0.1)]);
    assert_eq!(all.earned("analogs(m)", 4, 3.0).map(|e| e.readings), Ok(None));
}

#[test]
fn drift_earns_on_steady_growth_and_not_on_noise() {
    // Twenty histories that grow by 3 a year, one part in ten of it uneven; and twenty that go up and down.
    let grow = |k: i32, i: i32| 10.0 + f64::from(k) + 3.0 * f64::from(i) + 0.3 * f64::from((i * 7 + k * 3) % 5);
    let noise = |k: i32, i: i32| 50.0 + f64::from((i * 7919 + k * 104729 + i * i * 31) % 97) / 10.0;
    let histories = |value: &dyn Fn(i32, i32) -> f64| -> Vec<History> {
        let values = |k| (0..12).map(|i| value(k, i)).collect::<Vec<_>>();
        (0..20).map(|k| yearly(&format!("{k:02}"), 2000, &values(k))).collect()
    };
    let plan = Plan { goals: Goals::none(), ..Plan::new(Declared::on(Scale::Identity)) };
    let steady = backtest("steady", &histories(&grow), &[], &plan).unwrap();
    let earned = steady.earned("rw-drift/1", 5, 3.0).unwrap();
    assert!(earned.series == 20 && earned.skill.unwrap() > 0.5 && earned.crps_gain > 0.0);
    assert_eq!(steady.earned("naive/1", 5, 3.0), Err(Refusal::NotBetterThanNaive), "not better than itself");
    let noisy = backtest("noise", &histories(&noise), &[], &plan).unwrap();
    assert_eq!(noisy.earned("rw-drift/1", 5, 3.0), Err(Refusal::NotBetterThanNaive));
}
