//! Rows of a chart cell become the typed figures of a chart form.

mod diagnostics;
mod heatmap;
mod labels;
mod map;
mod methods;
mod milestones;
mod ranking;
mod revisions;
mod rows;
mod slope;
mod tiles;
mod waffle;

use crate::charts::{
    Allotment, Bar, Budget, Chart, Composition, CoverageStep, CoverageSteps, Disbursed, FanPoint, Overview,
    OverviewRow, Part, Remaining, RemainingRow, StatusMark, TargetPoint, Trajectory,
};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::report::value::status_words;
use crate::statistics::Refusal;
use crate::store::{Cell, ResultTable};
use diagnostics::diagnostics;
use heatmap::heatmap;
pub use labels::labelled;
use map::map;
pub use map::map_of_boundaries;
use methods::methods;
use milestones::milestones;
use ranking::ranking;
use revisions::revisions;
use rows::Rows;
use slope::slope;
use tiles::tiles;
use waffle::waffle;

/// The chart of a form from a query's rows; each form's columns are named in its function below.
///
/// # Errors
/// An unknown form, a missing column, a cell that cannot be drawn; `place` says where the cell is.
pub fn chart(form: &str, table: &ResultTable, language: Language, place: &str) -> Result<Chart> {
    let rows = Rows { table, place, language };
    match form {
        "overview" => overview(&rows, language),
        "trajectory" => trajectory(&rows),
        "methods" => methods(&rows, language),
        "composition" => composition(&rows),
        "remaining" => remaining(&rows),
        "coverage-steps" => coverage_steps(&rows),
        "budget" => budget(&rows),
        "heatmap" => heatmap(&rows),
        "milestones" => milestones(&rows, language),
        "ranking" => ranking(&rows),
        "slope" => slope(&rows),
        "diagnostics" => diagnostics(&rows),
        "map" => map(&rows),
        "revisions" => revisions(&rows),
        "tiles" => tiles(&rows),
        "waffle" => waffle(&rows),
        other => Err(Error::query("unknown chart form").at(place).found(other).expected(
            "overview, trajectory, methods, composition, remaining, coverage-steps, budget, diagnostics, heatmap, map, \
                 milestones, ranking, revisions, slope, tiles, waffle",
        )),
    }
}

/// Columns: name, unit, baseline_date, baseline, time_period, obs_value, goal, target_text, status, source.
fn overview(rows: &Rows<'_>, language: Language) -> Result<Chart> {
    let row = |i| {
        let baseline_date = rows.optional(i, "baseline_date", Cell::date)?;
        let baseline = rows.optional(i, "baseline", Cell::number)?;
        let status = rows.text(i, "status")?;
        Ok(OverviewRow {
            name: rows.text(i, "name")?,
            unit: rows.text(i, "unit")?,
            baseline: baseline_date.zip(baseline),
            now: rows.optional(i, "time_period", Cell::date)?.zip(rows.amount(i, "obs_value")?),
            target: rows.amount(i, "goal")?,
            target_text: rows.text(i, "target_text")?,
            status: mark(&status),
            status_text: status_words(&status, language).to_owned(),
            source_text: rows.optional(i, "source", |c| c.text().map(str::to_owned))?,
        })
    };
    Ok(Chart::Overview(Overview { rows: rows.all().map(row).collect::<Result<_>>()? }))
}

fn mark(status: &str) -> StatusMark {
    match status {
        "achieved" => StatusMark::Achieved,
        "on-track" => StatusMark::OnTrack,
        "moderate" => StatusMark::Moderate,
        "limited" => StatusMark::Limited,
        "deterioration" => StatusMark::Deterioration,
        "missed" => StatusMark::Missed,
        _ => StatusMark::NotEnoughData,
    }
}

/// Columns: name, unit, lower_bound, upper_bound, and those of the query `trajectory`: kind, date, value, high, lower,
/// upper, level, text.
fn trajectory(rows: &Rows<'_>) -> Result<Chart> {
    if rows.table.rows.is_empty() {
        return Err(Error::query("the chart has no rows").at(rows.place).hint("is the series' name right?"));
    }
    let mut chart = Trajectory {
        name: rows.text(0, "name")?,
        unit: rows.text(0, "unit")?,
        readings: Vec::new(),
        targets: Vec::new(),
        required_path: None,
        fan: Vec::new(),
        refusal: None,
        bounds: bounds(rows)?,
    };
    let mut path = Vec::new();
    for i in rows.all() {
        let text = |i| rows.text(i, "text");
        let point = |i| Ok::<_, Error>((rows.date(i, "date")?, rows.number(i, "value")?));
        match rows.text(i, "kind")?.as_str() {
            "reading" => chart.readings.push(point(i)?),
            "required" => path.push(point(i)?),
            "target" => chart.targets.push(TargetPoint {
                date: rows.date(i, "date")?,
                low: rows.number(i, "value")?,
                high: rows.optional(i, "high", Cell::number)?,
                text: text(i)?,
            }),
            "fan" => chart.fan.push(fan_point(rows, i)?),
            "refusal" => chart.refusal = Some(text(i)?),
            other => {
                return Err(Error::query("unknown kind of row in a trajectory").at(rows.place).found(other));
            }
        }
    }
    if let [first, second] = path[..] {
        chart.required_path = Some([first, second]);
    }
    Ok(Chart::Trajectory(chart))
}

/// Codes of refusals as sentences; any other text as it stands.
fn sentences(text: &str, language: Language) -> String {
    let known: Option<Vec<String>> =
        text.split(',').map(|code| Some(Refusal::from_code(code.trim())?.sentence(language))).collect();
    known.map_or_else(|| text.to_owned(), |sentences| sentences.join(" "))
}

/// The least and greatest value possible, where both are declared.
fn bounds(rows: &Rows<'_>) -> Result<Option<(f64, f64)>> {
    Ok(rows.amount(0, "lower_bound")?.zip(rows.amount(0, "upper_bound")?))
}

fn fan_point(rows: &Rows<'_>, i: usize) -> Result<FanPoint> {
    Ok(FanPoint {
        date: rows.date(i, "date")?,
        value: rows.number(i, "value")?,
        lower: rows.number(i, "lower")?,
        upper: rows.number(i, "upper")?,
        level: rows.number(i, "level")?,
    })
}

/// Columns: bar, unit, total, part, value; rows of one bar follow each other.
fn composition(rows: &Rows<'_>) -> Result<Chart> {
    let mut bars: Vec<Bar> = Vec::new();
    for i in rows.all() {
        let label = rows.text(i, "bar")?;
        let part = Part { name: rows.text(i, "part")?, value: rows.amount(i, "value")? };
        match bars.last_mut().filter(|b| b.label == label) {
            Some(bar) => bar.parts.push(part),
            None => bars.push(Bar { label, total: rows.number(i, "total")?, parts: vec![part] }),
        }
    }
    let unit = if bars.is_empty() { String::new() } else { rows.text(0, "unit")? };
    Ok(Chart::Composition(Composition { unit, bars }))
}

/// Columns: name, done, total, emphasised, unit.
fn remaining(rows: &Rows<'_>) -> Result<Chart> {
    let row = |i| {
        Ok(RemainingRow {
            name: rows.text(i, "name")?,
            done: rows.amount(i, "done")?,
            total: rows.amount(i, "total")?,
            emphasised: rows.flag(i, "emphasised")?,
        })
    };
    let unit = if rows.table.rows.is_empty() { String::new() } else { rows.text(0, "unit")? };
    Ok(Chart::Remaining(Remaining { unit, rows: rows.all().map(row).collect::<Result<_>>()? }))
}

/// Columns: as_of, covered, planned, total, without_plan, unit.
fn coverage_steps(rows: &Rows<'_>) -> Result<Chart> {
    if rows.table.rows.is_empty() {
        return Err(Error::query("the chart has no rows").at(rows.place));
    }
    let step = |i| {
        Ok(CoverageStep {
            date: rows.date(i, "as_of")?,
            covered: rows.number(i, "covered")?,
            planned: rows.flag(i, "planned")?,
        })
    };
    Ok(Chart::CoverageSteps(CoverageSteps {
        total: rows.number(0, "total")?,
        unit: rows.text(0, "unit")?,
        steps: rows.all().map(step).collect::<Result<_>>()?,
        without_plan: rows.optional(0, "without_plan", Cell::number)?,
    }))
}

/// Columns: label, amount, share, disbursed_amount, disbursed_share, target_share, target_text; all but label and amount may be
/// NULL.
fn budget(rows: &Rows<'_>) -> Result<Chart> {
    let Some(last) = rows.all().last() else {
        return Err(Error::query("the chart has no rows").at(rows.place));
    };
    let dong = |i, column| rows.need(i, column, |c| c.machine().parse::<i128>().ok());
    let allotment = |i| {
        Ok(Allotment {
            label: rows.text(i, "label")?,
            amount_dong: dong(i, "amount")?,
            share: rows.amount(i, "share")?,
        })
    };
    let disbursed = match rows.optional(last, "disbursed_share", Cell::number)? {
        None => None,
        Some(share_of_allotted) => Some(Disbursed {
            amount_dong: rows.optional(last, "disbursed_amount", |c| c.machine().parse::<i128>().ok())?,
            share_of_allotted,
        }),
    };
    Ok(Chart::Budget(Budget {
        allotments: rows.all().map(allotment).collect::<Result<_>>()?,
        disbursed,
        target_share: rows.amount(last, "target_share")?,
        target_text: rows.optional(last, "target_text", |c| c.text().map(str::to_owned))?.unwrap_or_default(),
    }))
}

/// The chart of a form from rows made for a test.
#[cfg(test)]
fn read_for_tests(form: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Result<Chart> {
    let columns = columns.iter().map(|column| (*column).to_owned()).collect();
    chart(form, &ResultTable { columns, rows }, Language::Vi, "a.md:1")
}
