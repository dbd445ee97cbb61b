//! The run: every history, every origin, every forecaster, and the rows that come of it.

use super::history::in_order;
use super::last_value::LastValue;
use super::percentiles::Reader;
use super::plan::distinct;
use super::score::Truth;
use super::window::{Window, sum_up};
use super::{Forecaster, History, Plan, Projecting, ReadingsUsed, Record};
use crate::statistics::{Predictive, Reading, Refusal, RwDrift, Series};

/// Tests forecasters on histories whose ends are known, always beside `naive/1` and `rw-drift/1` (leave these out).
///
/// A window is an origin, the readings used, and the actual reading nearest to the horizon. A window that crosses a
/// declared break is refused for all, and so is one whose numbers are too large to score; everything else a forecaster
/// refuses is counted by its reason. The order of the histories changes no bit.
///
/// Errors: [`Refusal::DuplicatedHistories`]; [`Refusal::InvalidBacktest`] for a plan that makes no sense and for two
/// forecasters of one name.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::backtest::{History, Plan, WindowSet, backtest};
/// use milepost::statistics::{Declared, Reading, Refusal, Scale, Series};
/// let values = [45.0, 53.0, 58.1, 69.8, 68.7, 70.3, 74.2, 78.6, 78.1, 84.2];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let history = History::new("Viet Nam", Series::new(readings)?);
/// let plan = Plan::new(Declared::on(Scale::Gompertz { lower: 0.0, upper: 100.0 }));
/// let record = backtest("one country", &[history], &[], &plan)?;
/// let row = record.rows.iter().find(|row| row.method == "rw-drift/1" && row.readings == Some(5)).expect("tested");
/// assert_eq!((row.horizon, row.set, row.windows), (1.0, WindowSet::Own, 5));
/// // One history cannot show how much coverage varies from place to place.
/// assert!(row.coverage_90.is_some() && row.coverage_90_se.is_none());
/// # Ok::<(), Refusal>(())
/// ```
pub fn backtest(
    name: &str,
    histories: &[History],
    forecasters: &[&dyn Forecaster],
    plan: &Plan,
) -> Result<Record, Refusal> {
    plan.checked()?;
    let ordered = in_order(histories)?;
    let naive = LastValue::new(plan.declared.clone());
    let drift = Projecting::new(&RwDrift, plan.declared.clone());
    let mut entrants: Vec<&dyn Forecaster> = vec![&naive, &drift];
    entrants.extend(forecasters);
    let names = entrants.iter().map(|entrant| entrant.name()).collect::<Vec<_>>();
    if !distinct(&names) {
        return Err(Refusal::InvalidBacktest);
    }
    let mut record = Record {
        name: name.to_owned(),
        scale: plan.declared.scale.to_string(),
        histories: ordered.len(),
        tolerance: plan.tolerance,
        rows: Vec::new(),
        refused: Vec::new(),
        reliability: Vec::new(),
    };
    let reader = Reader::default();
    for used in &plan.readings {
        let mut cells = plan.horizons.iter().map(|_| Vec::new()).collect::<Vec<Vec<Window>>>();
        for (series, history) in ordered.iter().enumerate() {
            walk(series, history, *used, &entrants, plan, &reader, &mut cells)?;
        }
        for (horizon, windows) in plan.horizons.iter().zip(&cells) {
            sum_up(&names, used.number(), *horizon, windows, &mut record);
        }
    }
    Ok(record)
}

/// Adds the windows of one history to the cells, one of which stands for each horizon.
fn walk(
    series: usize,
    history: &History,
    used: ReadingsUsed,
    entrants: &[&dyn Forecaster],
    plan: &Plan,
    reader: &Reader,
    cells: &mut [Vec<Window>],
) -> Result<(), Refusal> {
    let readings = history.series.readings();
    for origin in (0..readings.len()).filter(|origin| plan.starts_at(*origin, readings.len())) {
        let first = match used {
            ReadingsUsed::All => 0,
            ReadingsUsed::Last(n) if n <= origin + 1 => origin + 1 - n,
            ReadingsUsed::Last(_) => continue,
        };
        let known = Series::new(readings[first..=origin].to_vec())?;
        let mut open = Vec::new();
        for (cell, horizon) in plan.horizons.iter().enumerate() {
            match history.actual(origin, *horizon, plan.tolerance) {
                Some(actual) if history.broken(readings[first].date, actual.date) => {
                    cells[cell].push(Window::refused(series, Refusal::DeclaredBreak, entrants.len()));
                }
                Some(actual) => open.push((cell, actual)),
                None => {}
            }
        }
        let truths = open.iter().map(|(_, actual)| truth(history, origin, *actual, plan)).collect::<Vec<_>>();
        let dates = open.iter().map(|(_, actual)| actual.date).collect::<Vec<_>>();
        let answers = entrants.iter().map(|e| e.forecasts(&history.id, &known, &dates)).collect::<Vec<_>>();
        for (i, (cell, _)) in open.iter().enumerate() {
            // Fewer answers than dates: which is whose cannot be told.
            let answer = |answers: &Vec<Result<Predictive, Refusal>>| {
                answers.get(i).cloned().unwrap_or(Err(Refusal::UnequalLists))
            };
            let answers = answers.iter().map(answer).collect::<Vec<_>>();
            cells[*cell].push(Window::scored(series, &answers, &truths[i], reader));
        }
    }
    Ok(())
}

fn truth(history: &History, origin: usize, actual: Reading, plan: &Plan) -> Truth {
    let last = history.series.readings()[origin].value;
    Truth {
        actual: actual.value,
        step: history.mean_step(origin, plan.declared.unit),
        half_unit: plan.declared.unit.map_or(0.0, |unit| unit / 2.0),
        goals: plan.goals.open(last, plan.declared.scale.bounds()),
        direction: plan.goals.direction,
    }
}
