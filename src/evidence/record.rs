//! Records of backtests as rows of dataset tables, and back.

use super::column::{Columns, Kept, columns};
use super::fields::{Fields, Row};
use crate::error::Result;
use crate::statistics::backtest::{Record, RecordRow, RefusedRow, ReliabilityRow};
use std::collections::BTreeMap;

/// The tables of a record, in the order in which they are written.
pub const TABLES: [&str; 4] = ["backtest", "backtest_record", "backtest_refused", "backtest_reliability"];

columns!(
    RecordRow: method, readings, horizon, set as windows_of,
    windows, series, left_out, distributions, mase_left_out, naive_points, questions,
    mae, bias, smape, mase, interval_score_80, interval_score_90, interval_score_95, msis_95, crps,
    coverage_80, coverage_80_se, coverage_90, coverage_90_se, coverage_95, coverage_95_se,
    naive_mae, naive_crps, crps_gain, crps_gain_se, skill, skill_se,
    brier, brier_se, brier_naive, brier_gain, brier_gain_se, brier_climate
);
columns!(RefusedRow: method, readings, horizon, reason, windows);
columns!(ReliabilityRow: method, readings, horizon, from as at_least, count as times, forecast, observed);

/// The rows of each of its tables, under the identifier `id`.
pub fn record_tables(id: &str, record: &Record) -> Vec<(&'static str, Vec<Fields>)> {
    let head = vec![
        ("name", record.name.text()),
        ("scale", record.scale.text()),
        ("histories", record.histories.text()),
        ("tolerance", record.tolerance.text()),
    ];
    let of = |fields: Fields| [vec![("backtest", id.to_owned())], fields].concat();
    let rows = record.rows.iter().map(|row| of(row.fields())).collect();
    let refused = record.refused.iter().map(|row| of(row.fields())).collect();
    let reliability = record.reliability.iter().map(|row| of(row.fields())).collect();
    TABLES.into_iter().zip([vec![of(head)], rows, refused, reliability]).collect()
}

/// The records of the tables, by identifier; `tables` gives the rows of one of [`TABLES`].
///
/// # Errors
/// A value that no record has, with its place.
pub fn records<'a>(tables: impl Fn(&str) -> Vec<Row<'a>>) -> Result<BTreeMap<String, Record>> {
    let mut records = BTreeMap::new();
    for row in tables(TABLES[0]) {
        let record = Record {
            name: Kept::of(&row, "name")?,
            scale: Kept::of(&row, "scale")?,
            histories: Kept::of(&row, "histories")?,
            tolerance: Kept::of(&row, "tolerance")?,
            rows: Vec::new(),
            refused: Vec::new(),
            reliability: Vec::new(),
        };
        records.insert(row.text("backtest")?.to_owned(), record);
    }
    for row in tables(TABLES[1]) {
        of(&mut records, &row)?.rows.push(Columns::of(&row)?);
    }
    for row in tables(TABLES[2]) {
        of(&mut records, &row)?.refused.push(Columns::of(&row)?);
    }
    for row in tables(TABLES[3]) {
        of(&mut records, &row)?.reliability.push(Columns::of(&row)?);
    }
    Ok(records)
}

/// The record that a row belongs to.
fn of<'r>(records: &'r mut BTreeMap<String, Record>, row: &Row<'_>) -> Result<&'r mut Record> {
    let id = row.text("backtest")?;
    records.get_mut(id).ok_or_else(|| row.wrong("backtest", id, "a row of the table backtest"))
}
