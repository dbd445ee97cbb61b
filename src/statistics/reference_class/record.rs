//! The record of a class: how its forecasts did in areas left out, before it knew, beside the plain methods.
//!
//! Scored and summed up by the code of every other backtest ([`super::super::backtest`]); standard errors are clustered by
//! area, so that two histories of one country are not two witnesses.
//!
//! What a forecast here knows of other areas: their growth up to its reading, and nothing later; how wide its interval must
//! be, how long a lead lasts and how much a drift counts, from all their years. What it knows of its own area: nothing but
//! the readings it is given. The [`super::Options`], where chosen, are the class's own, seen by every fold.

use super::super::backtest::{Forecaster, LastValue, Plan, Reader, Record, Truth, Window, mean_step, sum_up};
use super::super::{NAIVE, Predictive, RW_DRIFT, Refusal};
use super::fitted::ANALOGS;
use super::learned::{Learned, RECORDED_LEVELS, counted_levels, declared, drift};
use super::library::Library;
use super::path::{Path, SAME_MOMENT, date_of};
use super::trials::{Case, Forecast, HORIZONS, OUTCOME_GAP, Trials};

/// Numbers of readings at which the record is kept.
pub const RECORDED_READINGS: [usize; 5] = [1, 2, 3, 5, 8];

/// Readings from which a series has a drift of its own.
const LEAST_FOR_DRIFT: usize = 3;

/// The name by which a class of this name is asked for as a method, `analogs(NAME)`.
pub(in crate::statistics) fn method_of(class: &str) -> String {
    format!("{}({class})", ANALOGS.name)
}

/// The record of a class on the histories of `targets` (the library itself, or others of the kind).
///
/// A window is a reading on a level that counts, not before `since`, with its outcome: that many years later, or on the
/// straight line (on the scale) between two readings around that moment, at most a year and a half apart.
pub(super) fn record(
    class: &str,
    targets: &Library,
    learned: &Learned,
    trials: &Trials,
    since: Option<f64>,
) -> Result<Record, Refusal> {
    let counted = counted_levels(targets)?;
    let since = since.unwrap_or(f64::NEG_INFINITY) - SAME_MOMENT;
    let counts = |case: &Case| counted.contains(&case.level) && case.year >= since;
    let mut record = Record {
        name: name(class, targets, since),
        scale: targets.scale.to_string(),
        histories: targets.paths.len(),
        tolerance: OUTCOME_GAP / 2.0,
        rows: Vec::new(),
        refused: Vec::new(),
        reliability: Vec::new(),
    };
    let reader = Reader::default();
    let ours = format!("{}/{}", method_of(class), ANALOGS.version);
    for readings in RECORDED_READINGS {
        let mut entrants = vec![NAIVE.to_string(), ours.clone()];
        if readings >= LEAST_FOR_DRIFT {
            entrants.insert(1, RW_DRIFT.to_string());
        }
        let mut cells: [Vec<Window>; HORIZONS.len()] = Default::default();
        for one in trials.cases.iter().zip(&trials.forecasts) {
            if counts(one.0) && one.0.reading + 1 >= readings {
                contend(targets, learned, one, readings, &reader, &mut cells)?;
            }
        }
        for (horizon, windows) in HORIZONS.iter().zip(&cells) {
            // A horizon that no history reaches is no row.
            if !windows.is_empty() {
                sum_up(&entrants, Some(readings), *horizon, windows, &mut record);
            }
        }
    }
    Ok(record)
}

/// What the record was made on: which readings, and what the class did not know of them.
fn name(class: &str, targets: &Library, since: f64) -> String {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let from = if since.is_finite() { format!(" from {:.0} on", since + SAME_MOMENT) } else { String::new() };
    format!(
        "{class}: readings of {} areas{from} from {} to {} percent of the range, by what other areas had shown before",
        targets.areas.len(),
        percent(RECORDED_LEVELS.0),
        percent(RECORDED_LEVELS.1),
    )
}

/// Adds what all entrants made of one case to the cells, one of which stands for each horizon.
fn contend(
    targets: &Library,
    learned: &Learned,
    (case, forecast): (&Case, &Forecast),
    readings: usize,
    reader: &Reader,
    cells: &mut [Vec<Window>; HORIZONS.len()],
) -> Result<(), Refusal> {
    let path = &targets.paths[case.path];
    let known = path.series(case.reading, readings)?;
    let naive = LastValue::new(declared(targets));
    let own = if readings < LEAST_FOR_DRIFT { Err(Refusal::TooFewReadings) } else { drift(targets, case, readings) };
    for (horizon, years) in HORIZONS.into_iter().enumerate() {
        let Some(truth) = truth(targets, path, case, horizon) else { continue };
        let own = match &own {
            Ok(fitted) => fitted.predictive(years),
            Err(reason) => Err(*reason),
        };
        let class = learned.class(targets, (case, forecast), horizon, readings).map(Predictive::Quantiles);
        let weight = learned.drift_weight(case, horizon, readings);
        let ours = match (class, &own) {
            (Ok(class), Ok(own)) if weight > 0.0 => {
                Ok(Predictive::Pool(vec![(1.0 - weight, class), (weight, own.clone())]))
            }
            (class, _) => class,
        };
        let mut answers = vec![naive.forecast("", &known, date_of(case.year + years)?), ours];
        if readings >= LEAST_FOR_DRIFT {
            answers.insert(1, own);
        }
        cells[horizon].push(Window::scored(case.area, &answers, &truth, reader));
    }
    Ok(())
}

/// What came of a case; none where nothing was read so many years ahead.
fn truth(targets: &Library, path: &Path, case: &Case, horizon: usize) -> Option<Truth> {
    let place = case.outcomes[horizon]?;
    let moment = case.year + HORIZONS[horizon];
    let read = path.years.iter().position(|year| (year - moment).abs() <= SAME_MOMENT);
    let goals = Plan::new(declared(targets)).goals;
    let up_to = &path.values[..=case.reading];
    Some(Truth {
        actual: read.map_or_else(|| targets.scale.inverse(place), |reading| path.values[reading]),
        step: mean_step(up_to.iter().copied(), Some(targets.unit)),
        half_unit: targets.unit / 2.0,
        goals: goals.open(path.values[case.reading], targets.scale.bounds()),
        direction: goals.direction,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::backtest::{RecordRow, WindowSet};
    use super::super::made_up::{OPTIONS, SHARE, history, placed};
    use super::super::options::Options;
    use super::*;

    /// Forty areas of forty paces, unevenly climbing; all arrive in the end.
    fn recorded() -> Record {
        let unevenly =
            |i: u32, t: u32| -1.0 + (0.06 + 0.004 * f64::from(i)) * f64::from(t) + f64::from(i * 7 % 5 * t % 3) / 50.0;
        let mut histories = placed(40, 14, unevenly);
        histories.iter_mut().for_each(|history| history.readings.push((2014.0, 100.0)));
        let library = Library::new(SHARE, 0.1, &histories).unwrap();
        let options = Options { window: 1.0, ..OPTIONS };
        library.fit("made-up", Some(options)).unwrap().record
    }

    #[test]
    fn every_row_says_who_and_beside_whom() {
        let record = recorded();
        assert_eq!(
            record.name,
            "made-up: readings of 40 areas from 2 to 98 percent of the range, by what other areas had shown before"
        );
        assert_eq!((record.histories, record.scale.as_str()), (40, SHARE.to_string().as_str()));
        let row = |method: &str, readings, set| -> Option<&RecordRow> {
            let this = |row: &&RecordRow| row.method == method && row.readings == Some(readings) && row.set == set;
            record.rows.iter().filter(this).find(|row| row.horizon == 3.0)
        };
        let ours = |readings| row("analogs(made-up)/1", readings, WindowSet::Own).unwrap();
        // From one reading and two the baseline is a point, from three on it has intervals.
        assert_eq!((ours(1).naive_points, ours(2).naive_points), (ours(1).windows, ours(2).windows));
        assert_eq!((ours(3).naive_points, ours(3).distributions), (0, ours(3).windows));
        assert!(row("rw-drift/1", 2, WindowSet::Own).is_none() && row("rw-drift/1", 3, WindowSet::Own).is_some());
        for method in ["naive/1", "rw-drift/1"] {
            let common = row(method, 5, WindowSet::Common).unwrap();
            assert_eq!(common.windows, row("analogs(made-up)/1", 5, WindowSet::Common).unwrap().windows);
        }
        // 2000 on: by then nobody had shown anything, which is counted, not left away.
        let refused = |r: &&super::super::super::backtest::RefusedRow| r.readings == Some(1) && r.horizon == 3.0;
        let refused: Vec<_> = record.refused.iter().filter(refused).collect();
        assert_eq!((refused.len(), refused[0].reason), (1, Refusal::TooFewAnalogs));
        assert_eq!(refused[0].windows, ours(1).left_out);
        assert!(ours(1).questions > ours(1).windows && !record.reliability.is_empty());
        let earned = record.earned("analogs(made-up)/1", 1, 3.0).unwrap();
        assert_eq!((earned.windows, earned.series), (ours(1).windows, 40));
    }

    /// Outcomes on a bound are scored as read, not as moved off it for the scale.
    #[test]
    fn outcomes_are_readings() {
        let library = Library::new(SHARE, 0.1, &[history("A", "x", &[(2000.0, 50.0), (2001.0, 100.0)])]).unwrap();
        let trials = super::super::trials::cases(&library, &library);
        let found = truth(&library, &library.paths[0], &trials[0], 0).unwrap();
        assert_eq!((found.actual, found.step, found.half_unit), (100.0, None, 0.05));
        assert_eq!(found.goals, [(0, 55.0), (1, 60.0), (2, 70.0)]);
        assert!(truth(&library, &library.paths[0], &trials[0], 1).is_none());
    }
}
