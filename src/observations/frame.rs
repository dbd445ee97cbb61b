//! Typed rows as Polars frames: the second engine, for questions about whole columns.

use super::typed::{TypedRow, TypedTable};
use crate::catalog::{Kind, Value};
use crate::error::Result;
use polars::prelude::{Column as Series, DataFrame};

/// The rows as a frame: one column for each of the table's columns.
///
/// Numbers become 64-bit floats (estimation only: the store keeps them exactly), whole numbers and years 64-bit
/// integers, flags booleans, all else text; a missing cell is null.
///
/// # Errors
/// Only what Polars reports.
pub fn data_frame(table: &TypedTable) -> Result<DataFrame> {
    let mut columns = Vec::with_capacity(table.table.columns.len());
    for (i, column) in table.table.columns.iter().enumerate() {
        let name = column.name.into();
        columns.push(match column.kind {
            Kind::Integer | Kind::Year => Series::new(
                name,
                gather(table, i, |v| match v {
                    Value::Integer(n) => Some(*n),
                    _ => None,
                }),
            ),
            Kind::Number => Series::new(
                name,
                gather(table, i, |v| match v {
                    Value::Number(n) => Some(n.to_f64()),
                    _ => None,
                }),
            ),
            Kind::Flag => Series::new(
                name,
                gather(table, i, |v| match v {
                    Value::Flag(b) => Some(*b),
                    _ => None,
                }),
            ),
            _ => Series::new(
                name,
                gather(table, i, |v| match v {
                    Value::Text(t) => Some(t.clone()),
                    Value::Date(d) => Some(d.to_string()),
                    _ => None,
                }),
            ),
        });
    }
    Ok(DataFrame::new(table.rows.len(), columns)?)
}

fn gather<T>(table: &TypedTable, column: usize, read: impl Fn(&Value) -> Option<T>) -> Vec<Option<T>> {
    table.rows.iter().map(|row| read(&row.values[column])).collect()
}

/// The first row whose key stands a second time, and the row it repeats.
pub fn repeated_key(table: &TypedTable) -> Result<Option<(&TypedRow, &TypedRow)>> {
    if table.rows.is_empty() {
        return Ok(None);
    }
    let key = |row: &TypedRow| -> Vec<Value> { table.table.key.iter().map(|c| table.key_value(row, c)).collect() };
    let columns = table.table.key.iter().enumerate().map(|(i, name)| {
        Series::new((*name).into(), table.rows.iter().map(|row| format!("{:?}", key(row)[i])).collect::<Vec<_>>())
    });
    let keys = DataFrame::new(table.rows.len(), columns.collect())?;
    let repeated: Vec<usize> =
        keys.is_duplicated()?.iter().enumerate().filter(|(_, d)| *d == Some(true)).map(|(i, _)| i).collect();
    for (n, &second) in repeated.iter().enumerate() {
        if let Some(&first) = repeated[..n].iter().find(|&&first| key(&table.rows[first]) == key(&table.rows[second])) {
            return Ok(Some((&table.rows[first], &table.rows[second])));
        }
    }
    Ok(None)
}
