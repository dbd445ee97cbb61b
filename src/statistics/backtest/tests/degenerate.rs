//! Nothing to test on, nothing to see, nothing answered.

use super::{SHARE, plan, row, yearly};
use crate::statistics::backtest::{Forecaster, History, Origins, Plan, Projecting, ReadingsUsed, WindowSet, backtest};
use crate::statistics::{Declared, Naive, Predictive, Reading, Refusal, Scale, Series, years_between};
use jiff::civil::{Date, date};
use std::cell::RefCell;

/// Refuses everything.
struct Mute;

impl Forecaster for Mute {
    fn name(&self) -> String {
        "mute".to_owned()
    }

    fn forecast(&self, _: &str, _: &Series, _: Date) -> Result<Predictive, Refusal> {
        Err(Refusal::DeclaredBreak)
    }
}

/// Gives fewer answers than it is asked for.
struct Short;

impl Forecaster for Short {
    fn name(&self) -> String {
        "short".to_owned()
    }

    fn forecast(&self, _: &str, _: &Series, _: Date) -> Result<Predictive, Refusal> {
        Err(Refusal::NoReadings)
    }

    fn forecasts(&self, _: &str, _: &Series, _: &[Date]) -> Vec<Result<Predictive, Refusal>> {
        Vec::new()
    }
}

/// Notes what it is shown: who, the first and last day known, the day asked for.
#[derive(Default)]
struct Witness(RefCell<Vec<(String, usize, Date, Date)>>);

impl Forecaster for Witness {
    fn name(&self) -> String {
        "witness".to_owned()
    }

    fn forecast(&self, who: &str, known: &Series, day: Date) -> Result<Predictive, Refusal> {
        self.0.borrow_mut().push((who.to_owned(), known.len(), known.last()?.date, day));
        Err(Refusal::NoReadings)
    }
}

#[test]
fn no_history_and_no_window() {
    for histories in [vec![], vec![yearly("a", 2020, &[])], vec![yearly("a", 2020, &[45.0])]] {
        let record = backtest("none", &histories, &[], &plan()).unwrap();
        assert_eq!(record.rows.len(), 5 * 4 * 2 * 2, "every cell has its rows");
        assert!(record.rows.iter().all(|row| row.windows == 0 && row.mae.is_none() && row.crps_gain.is_none()));
        assert!(record.refused.is_empty() && record.reliability.is_empty());
    }
}

#[test]
fn one_window() {
    let record = backtest("one", &[yearly("a", 2020, &[45.0, 50.0])], &[], &plan()).unwrap();
    let naive = row(&record, "naive/1", 1, 1.0, WindowSet::Own);
    assert_eq!((naive.windows, naive.series, naive.distributions, naive.naive_points), (1, 1, 0, 1));
    assert_eq!((naive.mae, naive.bias, naive.crps), (Some(5.0), Some(-5.0), Some(5.0)));
    assert!((naive.smape.unwrap() - 200.0 * 5.0 / 95.0).abs() < 1e-12);
    assert_eq!((naive.mase, naive.mase_left_out), (None, 1), "one reading has no step");
    assert_eq!((naive.coverage_90, naive.interval_score_90, naive.crps_gain_se), (None, None, None));
    // The three goals at 50, 55 and 65: a point at 45 gives none of them a chance, and the first was met.
    assert_eq!((naive.questions, naive.brier, naive.brier_climate), (3, Some(1.0 / 3.0), Some(0.0)));
    let drift = row(&record, "rw-drift/1", 1, 1.0, WindowSet::Own);
    assert_eq!((drift.windows, drift.left_out, drift.mae), (0, 1, None));
    let refused = record.refused.iter().map(|r| (r.method.as_str(), r.readings, r.horizon, r.reason, r.windows));
    assert_eq!(refused.collect::<Vec<_>>(), [("rw-drift/1", Some(1), 1.0, Refusal::TooFewReadings, 1)]);
}

#[test]
fn all_refused_is_counted_by_reason_and_hides_no_other() {
    let histories = [yearly("a", 2010, &[10.0, 14.0, 21.0, 26.5, 30.0])];
    let record = backtest("mute", &histories, &[&Mute, &Short], &plan()).unwrap();
    for method in ["mute", "short"] {
        let own = row(&record, method, 3, 1.0, WindowSet::Own);
        assert_eq!((own.windows, own.left_out, own.mae, own.coverage_80), (0, 2, None, None));
        assert_eq!(record.earned(method, 3, 1.0), Err(Refusal::NotBacktested));
    }
    let reasons = |method| {
        let of = record.refused.iter().filter(|r| r.method == method && r.readings == Some(3) && r.horizon == 1.0);
        of.map(|r| (r.reason, r.windows)).collect::<Vec<_>>()
    };
    assert_eq!(reasons("mute"), [(Refusal::DeclaredBreak, 2)]);
    assert_eq!(reasons("short"), [(Refusal::UnequalLists, 2)]);
    // A method without any answer does not empty the common windows of the others.
    assert_eq!(row(&record, "rw-drift/1", 3, 1.0, WindowSet::Common).windows, 2);
}

#[test]
fn constant_actuals() {
    let record = backtest("flat", &[yearly("a", 2010, &[40.0; 8])], &[], &plan()).unwrap();
    let naive = row(&record, "naive/1", 3, 1.0, WindowSet::Own);
    assert_eq!((naive.windows, naive.mae, naive.crps, naive.mase), (5, Some(0.0), Some(0.0), None));
    assert_eq!((naive.skill, naive.crps_gain), (None, Some(0.0)), "no share of nothing");
    let drift = record.refused.iter().find(|r| r.method == "rw-drift/1" && r.readings == Some(3)).unwrap();
    assert_eq!((drift.reason, drift.windows), (Refusal::ConstantSeries, 5));
}

#[test]
fn windows_across_a_break_are_refused_for_all() {
    let mut history = yearly("a", 2010, &[10.0, 14.0, 21.0, 26.5, 30.0]);
    history.breaks.push(date(2012, 6, 1));
    let record = backtest("broken", &[history], &[], &plan()).unwrap();
    // Of the four windows one year ahead that start from one reading, 2011 to 2012 crosses the break.
    let naive = row(&record, "naive/1", 1, 1.0, WindowSet::Own);
    assert_eq!((naive.windows, naive.left_out), (3, 1));
    assert_eq!(row(&record, "naive/1", 3, 1.0, WindowSet::Own).windows, 0);
}

#[test]
fn numbers_too_large_to_score_are_refused() {
    let declared = Declared::on(Scale::Identity);
    let record = backtest("huge", &[yearly("a", 2010, &[1e308, -1e308, 1.0, 2.0])], &[], &Plan::new(declared)).unwrap();
    let naive = row(&record, "naive/1", 1, 1.0, WindowSet::Own);
    assert_eq!((naive.windows, naive.left_out), (2, 1));
    let reason = record.refused.iter().find(|r| r.method == "naive/1" && r.readings == Some(1)).unwrap().reason;
    assert_eq!(reason, Refusal::NotFinite);
}

#[test]
fn histories_and_methods_have_names_of_their_own() {
    let twice = [yearly("a", 2010, &[1.0]), yearly("a", 2012, &[2.0])];
    assert_eq!(backtest("", &twice, &[], &plan()), Err(Refusal::DuplicatedHistories));
    assert_eq!(backtest("", &[], &[&Mute, &Mute], &plan()), Err(Refusal::InvalidBacktest));
    let again = Projecting::new(&Naive, Declared::on(SHARE));
    assert_eq!(backtest("", &[], &[&again], &plan()), Err(Refusal::InvalidBacktest));
}

#[test]
fn a_forecaster_sees_the_last_readings_up_to_the_origin_and_the_real_date() {
    // Readings when they happened to be made: the date asked for is that of the reading nearest to the horizon.
    let days = [date(2011, 6, 30), date(2014, 3, 31), date(2014, 6, 30), date(2017, 12, 31)];
    let readings = days.iter().zip([20.0, 30.0, 31.0, 50.0]).map(|(date, value)| Reading { date: *date, value });
    let history = History::new("a", Series::new(readings.collect()).unwrap());
    let witness = Witness::default();
    let three = Plan {
        readings: vec![ReadingsUsed::Last(2), ReadingsUsed::All],
        horizons: vec![3.0],
        tolerance: 0.6,
        ..plan()
    };
    backtest("seen", &[history], &[&witness], &three).unwrap();
    let seen = |readings, origin: usize, actual: usize| ("a".to_owned(), readings, days[origin], days[actual]);
    // 2014-06-30 to 2017-12-31 are 3.5 years, 2014-03-31 to there 3.75: too far.
    assert_eq!(*witness.0.borrow(), [seen(2, 2, 3), seen(1, 0, 2), seen(3, 2, 3)]);
    assert!(years_between(days[2], days[3]) < 3.6);
}

#[test]
fn origins_may_be_the_same_for_every_number_of_readings() {
    let histories = [yearly("a", 2010, &[10.0, 14.0, 21.0, 26.5, 30.0, 31.0])];
    let same = Plan { origins: Origins::Rolling { least: 3 }, ..plan() };
    let record = backtest("same", &histories, &[], &same).unwrap();
    let windows = |record, n| row(record, "naive/1", n, 1.0, WindowSet::Own).windows;
    assert_eq!([1, 2, 3].map(|n| windows(&record, n)), [3, 3, 3]);
    let held = Plan { origins: Origins::Fixed { held_back: 2 }, ..plan() };
    let record = backtest("held", &histories, &[], &held).unwrap();
    assert_eq!([1, 3, 5].map(|n| windows(&record, n)), [1, 1, 0]);
    assert_eq!(row(&record, "naive/1", 1, 3.0, WindowSet::Own).windows, 0);
}
