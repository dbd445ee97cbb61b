//! Records of backtests as rows of dataset tables, and back.

use super::fields::{Fields, Row};
use crate::error::{Error, Result};
use crate::statistics::Refusal;
use crate::statistics::backtest::{Record, RecordRow, RefusedRow, ReliabilityRow, WindowSet};
use std::collections::BTreeMap;

/// The tables of a record, in the order in which they are written.
pub const TABLES: [&str; 4] = ["backtest", "backtest_record", "backtest_refused", "backtest_reliability"];

/// The fields of a row that stand in the table under their own names, by kind.
macro_rules! record_rows {
    ($($count:ident)+ ; $($measure:ident)+) => {
        fn measures(row: &RecordRow) -> Vec<(&'static str, String)> {
            let mut fields = vec![$((stringify!($count), row.$count.to_string())),+];
            fields.extend([$((stringify!($measure), row.$measure.map(decimal).unwrap_or_default())),+]);
            fields
        }

        fn record_row(row: &Row<'_>) -> Result<RecordRow> {
            let set = row.text("windows_of")?;
            Ok(RecordRow {
                method: row.text("method")?.to_owned(),
                readings: row.optional_count("readings")?,
                horizon: row.number("horizon")?,
                set: WindowSet::from_code(set).ok_or_else(|| row.wrong("windows_of", set, "own or common"))?,
                $($count: row.count(stringify!($count))?,)+
                $($measure: row.optional_number(stringify!($measure))?,)+
            })
        }
    };
}

record_rows! {
    windows series left_out distributions mase_left_out naive_points questions ;
    mae bias smape mase interval_score_80 interval_score_90 interval_score_95 msis_95 crps coverage_80 coverage_80_se
    coverage_90 coverage_90_se coverage_95 coverage_95_se naive_mae naive_crps crps_gain crps_gain_se skill skill_se brier
    brier_se brier_naive brier_gain brier_gain_se brier_climate
}

/// A figure with the six decimals that a table keeps.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The rows of each of its tables, under the identifier `id`.
pub fn record_tables(id: &str, record: &Record) -> Vec<(&'static str, Vec<Fields>)> {
    let cell = |method: &str, readings: Option<usize>, horizon: f64| {
        vec![
            ("backtest", id.to_owned()),
            ("method", method.to_owned()),
            ("readings", readings.map(|n| n.to_string()).unwrap_or_default()),
            ("horizon", decimal(horizon)),
        ]
    };
    let head = vec![
        ("backtest", id.to_owned()),
        ("name", record.name.clone()),
        ("scale", record.scale.clone()),
        ("histories", record.histories.to_string()),
        ("tolerance", decimal(record.tolerance)),
    ];
    let rows = record.rows.iter().map(|row| {
        let mut fields = cell(&row.method, row.readings, row.horizon);
        fields.push(("windows_of", row.set.code().to_owned()));
        fields.extend(measures(row));
        fields
    });
    let refused = record.refused.iter().map(|row| {
        let mut fields = cell(&row.method, row.readings, row.horizon);
        fields.extend([("reason", row.reason.code().to_owned()), ("windows", row.windows.to_string())]);
        fields
    });
    let reliability = record.reliability.iter().map(|row| {
        let mut fields = cell(&row.method, row.readings, row.horizon);
        fields.extend([
            ("at_least", decimal(row.from)),
            ("times", row.count.to_string()),
            ("forecast", decimal(row.forecast)),
            ("observed", decimal(row.observed)),
        ]);
        fields
    });
    TABLES.into_iter().zip([vec![head], rows.collect(), refused.collect(), reliability.collect()]).collect()
}

/// The records of the tables, by identifier; `tables` gives the rows of one of [`TABLES`].
///
/// # Errors
/// A value that no record has, with its place.
pub fn records<'a>(tables: impl Fn(&str) -> Vec<Row<'a>>) -> Result<BTreeMap<String, Record>> {
    let mut records = BTreeMap::new();
    for row in tables(TABLES[0]) {
        let record = Record {
            name: row.text("name")?.to_owned(),
            scale: row.text("scale")?.to_owned(),
            histories: row.count("histories")?,
            tolerance: row.number("tolerance")?,
            rows: Vec::new(),
            refused: Vec::new(),
            reliability: Vec::new(),
        };
        records.insert(row.text("backtest")?.to_owned(), record);
    }
    for row in tables(TABLES[1]) {
        of(&mut records, &row)?.rows.push(record_row(&row)?);
    }
    for row in tables(TABLES[2]) {
        of(&mut records, &row)?.refused.push(refused_row(&row)?);
    }
    for row in tables(TABLES[3]) {
        of(&mut records, &row)?.reliability.push(reliability_row(&row)?);
    }
    Ok(records)
}

/// The record that a row belongs to.
fn of<'r>(records: &'r mut BTreeMap<String, Record>, row: &Row<'_>) -> Result<&'r mut Record> {
    let id = row.text("backtest")?;
    records.get_mut(id).ok_or_else(|| row.wrong("backtest", id, "a row of the table backtest"))
}

fn refused_row(row: &Row<'_>) -> Result<RefusedRow> {
    let reason = row.text("reason")?;
    Ok(RefusedRow {
        method: row.text("method")?.to_owned(),
        readings: row.optional_count("readings")?,
        horizon: row.number("horizon")?,
        reason: Refusal::from_code(reason)
            .ok_or_else(|| -> Error { row.wrong("reason", reason, "a reason's code") })?,
        windows: row.count("windows")?,
    })
}

fn reliability_row(row: &Row<'_>) -> Result<ReliabilityRow> {
    Ok(ReliabilityRow {
        method: row.text("method")?.to_owned(),
        readings: row.optional_count("readings")?,
        horizon: row.number("horizon")?,
        from: row.number("at_least")?,
        count: row.count("times")?,
        forecast: row.number("forecast")?,
        observed: row.number("observed")?,
    })
}
