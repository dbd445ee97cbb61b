//! The 645 yearly series of the M3 competition: known accuracies of known methods, met by ours.
//!
//! Makridakis and Hibon (2000), The M3-Competition, Int. J. Forecasting 16:451-476. The series are not part of the project.
//! Where `MILEPOST_M3` names the file (columns series, category, part `train` or `test`, t, year, value), every model
//! projects the six years that follow each series; elsewhere the test says that it was skipped.

use jiff::civil::{Date, date};
use milepost::statistics::{Declared, Level, Reading, Scale, Series, by_name};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;

/// Train and test values by the name of the series.
type Histories = BTreeMap<String, (Vec<f64>, Vec<f64>)>;

/// sMAPE and MASE, each the mean over series of the mean over horizons, and the share of values inside the 90% intervals.
struct Accuracy {
    smape: f64,
    mase: f64,
    coverage: f64,
}

#[test]
fn known_accuracies_of_known_methods() {
    let Some(file) = env::var_os("MILEPOST_M3") else {
        say("skipped: MILEPOST_M3 does not name the file of the yearly series");
        return;
    };
    let histories = read(&fs::read_to_string(file).expect("the yearly series"));
    assert_eq!(histories.len(), 645);
    let accuracies: BTreeMap<&str, Accuracy> = ["naive", "rw-drift", "theta", "ols", "theil-sen", "damped-holt"]
        .map(|name| (name, accuracy(name, &histories)))
        .into_iter()
        .collect();
    for (name, accuracy) in &accuracies {
        let Accuracy { smape, mase, coverage } = accuracy;
        say(&format!("{name}: sMAPE {smape:.3}, MASE {mase:.3}, coverage at 90% {coverage:.3}"));
        // A model that misses by more than a straight line does is not what it says it is.
        assert!(*mase < 5.0 && (0.4..0.99).contains(coverage), "{name}");
    }
    let printed = |name| (format!("{:.3}", accuracies[name].smape), format!("{:.3}", accuracies[name].mase));
    // Recomputed with R's forecast package (naive, rwf with drift, thetaf) and by least squares.
    assert_eq!(printed("naive"), ("17.880".to_owned(), "3.172".to_owned()));
    for (name, smape, mase) in [("rw-drift", 16.790, 2.632), ("theta", 16.752, 2.773), ("ols", 22.920, 3.883)] {
        let ours = &accuracies[name];
        assert!((ours.smape / smape - 1.0).abs() < 0.005 && (ours.mase / mase - 1.0).abs() < 0.005, "{name}");
    }
}

/// Past the test runner, which keeps what a passing test prints to itself.
fn say(text: &str) {
    writeln!(std::io::stderr(), "m3: {text}").expect("standard error");
}

fn read(text: &str) -> Histories {
    let mut histories = Histories::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let history = histories.entry(cells[0].to_owned()).or_default();
        let part = if cells[2] == "train" { &mut history.0 } else { &mut history.1 };
        part.push(cells[5].parse().expect("a value"));
    }
    histories
}

/// A step of exactly four years of 365.25 days: years of 365 and 366 would blur the printed digits.
fn day(step: usize) -> Date {
    date(1904 + 4 * i16::try_from(step).expect("a short series"), 1, 1)
}

fn accuracy(name: &str, histories: &Histories) -> Accuracy {
    let model = by_name(name).expect("a model");
    let (mut smape, mut mase, mut inside, mut asked) = (0.0, 0.0, 0.0, 0.0);
    for (train, test) in histories.values() {
        let readings = train.iter().enumerate().map(|(i, value)| Reading { date: day(i), value: *value });
        let series = Series::new(readings.collect()).expect("a series");
        let fitted = model.fit(&series, &Declared::on(Scale::Identity)).expect("long enough and evenly spaced");
        let steps = train.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>() / (train.len() - 1) as f64;
        let (mut relative, mut absolute) = (0.0, 0.0);
        for (i, actual) in test.iter().enumerate() {
            let estimate = fitted.at(day(train.len() + i), Level::new(0.9).expect("a level")).expect("a value");
            let error = (actual - estimate.value).abs();
            relative += 200.0 * error / (actual.abs() + estimate.value.abs()) / test.len() as f64;
            absolute += error / test.len() as f64;
            if let Some(interval) = estimate.interval {
                asked += 1.0;
                inside += f64::from(u8::from((interval.lower..=interval.upper).contains(actual)));
            }
        }
        smape += relative / histories.len() as f64;
        mase += absolute / steps / histories.len() as f64;
    }
    Accuracy { smape, mase, coverage: inside / asked }
}
