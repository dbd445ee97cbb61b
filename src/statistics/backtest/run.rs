//! The run: every history, every origin, every forecaster, and the rows that come of it.

use super::history::in_order;
use super::last_value::LastValue;
use super::percentiles::Reader;
use super::plan::distinct;
use super::score::{Score, Truth};
use super::summary::{Cell, Pair};
use super::{Forecaster, History, Plan, Projecting, ReadingsUsed, Record, RefusedRow, WindowSet};
use crate::statistics::{Predictive, Reading, Refusal, RwDrift, Series};

/// What every entrant made of one window; the baseline comes first.
struct Window {
    /// The place of its history.
    series: usize,
    outcomes: Vec<Result<Score, Refusal>>,
}

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
            for (place, method) in names.iter().enumerate() {
                let cell = Cell { method, readings: used.number(), horizon: *horizon };
                sum_up(cell, place, windows, &mut record);
            }
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
                    let outcomes = vec![Err(Refusal::DeclaredBreak); entrants.len()];
                    cells[cell].push(Window { series, outcomes });
                }
                Some(actual) => open.push((cell, actual)),
                None => {}
            }
        }
        let truths = open.iter().map(|(_, actual)| truth(history, origin, *actual, plan)).collect::<Vec<_>>();
        let dates = open.iter().map(|(_, actual)| actual.date).collect::<Vec<_>>();
        let answers = entrants.iter().map(|e| e.forecasts(&history.id, &known, &dates)).collect::<Vec<_>>();
        for (i, (cell, _)) in open.iter().enumerate() {
            let score = |answers: &Vec<Result<Predictive, Refusal>>| match answers.get(i) {
                Some(Ok(predictive)) => Score::of(predictive, &truths[i], reader),
                Some(Err(reason)) => Err(*reason),
                // Fewer answers than dates: which is whose cannot be told.
                None => Err(Refusal::UnequalLists),
            };
            let mut outcomes = answers.iter().map(score).collect::<Vec<_>>();
            // The baseline refuses only what cannot be scored: without it no other score has a meaning here.
            if let Some(Err(reason)) = outcomes.first() {
                outcomes = vec![Err(*reason); entrants.len()];
            }
            cells[*cell].push(Window { series, outcomes });
        }
    }
    Ok(())
}

fn truth(history: &History, origin: usize, actual: Reading, plan: &Plan) -> Truth {
    let last = history.series.readings()[origin].value;
    Truth {
        actual: actual.value,
        step: history.mean_step(origin),
        half_unit: plan.declared.unit.map_or(0.0, |unit| unit / 2.0),
        goals: plan.goals.open(last, plan.declared.scale.bounds()),
        direction: plan.goals.direction,
    }
}

/// The rows of one method in one cell.
fn sum_up(cell: Cell, place: usize, windows: &[Window], record: &mut Record) {
    let entrants = windows.first().map_or(0, |window| window.outcomes.len());
    let answered = |place: &usize| windows.iter().any(|window| window.outcomes[*place].is_ok());
    let compared = (0..entrants).filter(answered).collect::<Vec<_>>();
    let own = windows.iter().filter_map(|window| pair_of(window, place)).collect::<Vec<_>>();
    let common = windows.iter().filter(|window| compared.iter().all(|place| window.outcomes[*place].is_ok()));
    let common = common.filter_map(|window| pair_of(window, place)).collect::<Vec<_>>();
    record.rows.push(cell.row(WindowSet::Own, &own, windows.len()));
    record.rows.push(cell.row(WindowSet::Common, &common, windows.len()));
    record.reliability.extend(cell.reliability(&own));
    let reasons = windows.iter().filter_map(|window| window.outcomes[place].as_ref().err()).collect::<Vec<_>>();
    for reason in Refusal::ALL {
        let count = reasons.iter().filter(|given| **given == reason).count();
        if count > 0 {
            record.refused.push(RefusedRow {
                method: cell.method.to_owned(),
                readings: cell.readings,
                horizon: cell.horizon,
                reason: *reason,
                windows: count,
            });
        }
    }
}

/// The score of one entrant beside the baseline's; `None` where it refused.
fn pair_of(window: &Window, place: usize) -> Option<Pair<'_>> {
    let naive = window.outcomes.first()?.as_ref().ok()?;
    Some(Pair { series: window.series, score: window.outcomes.get(place)?.as_ref().ok()?, naive })
}
