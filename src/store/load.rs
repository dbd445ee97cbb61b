//! Rows into tables, as Arrow batches.

use crate::catalog::{Decimal, Kind, Value};
use crate::error::{Error, Result};
use crate::observations::{Dataset, Source, TypedTable};
use arrow::array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{Field, Schema};
use duckdb::Connection;
use jiff::civil::{Date, date};
use std::sync::Arc;

/// Fills every table; the transaction is the caller's.
pub fn load(connection: &Connection, dataset: &Dataset) -> Result<()> {
    sources(connection, &dataset.sources)?;
    for table in &dataset.tables {
        if table.rows.is_empty() {
            continue;
        }
        let mut appender = connection.appender(table.table.name)?;
        appender.append_record_batch(batch(table)?)?;
        appender.flush().map_err(|e| {
            Error::data(format!("the store refuses rows of table {}: {e}", table.table.name))
                .at(format!("datasets that hold `{}`", table.table.name))
        })?;
    }
    Ok(())
}

fn sources(connection: &Connection, sources: &[Source]) -> Result<()> {
    let mut insert = connection.prepare("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)")?;
    for s in sources {
        insert.execute(duckdb::params![s.name, s.publisher, s.document, s.accessed, s.licence, s.note])?;
    }
    let mut insert = connection.prepare("INSERT INTO source_file VALUES (?, ?, ?, ?)")?;
    for s in sources {
        for f in &s.tables {
            insert.execute(duckdb::params![s.name, f.file, f.holds, f.sha256])?;
        }
    }
    Ok(())
}

/// The rows of a table as one batch, in the order of the columns that `schema` created.
fn batch(table: &TypedTable) -> Result<RecordBatch> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    let mut push = |name: &str, array: ArrayRef| {
        fields.push(Field::new(name, array.data_type().clone(), true));
        arrays.push(array);
    };
    for (i, column) in table.table.columns.iter().enumerate() {
        push(column.name, array(table, i, column.kind)?);
    }
    let text = |read: fn(&crate::observations::TypedRow) -> Option<&str>| -> ArrayRef {
        Arc::new(table.rows.iter().map(read).collect::<StringArray>())
    };
    if !table.table.columns.iter().any(|c| c.name == "document") {
        push("document", text(|row| row.document.as_deref()));
    }
    push("source", text(|row| Some(&row.source)));
    push("source_row", text(|row| Some(&row.address)));
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?)
}

fn array(table: &TypedTable, column: usize, kind: Kind) -> Result<ArrayRef> {
    let values = table.rows.iter().map(|row| &row.values[column]);
    Ok(match kind {
        Kind::Integer | Kind::Year => {
            Arc::new(values.map(|v| if let Value::Integer(n) = v { Some(*n) } else { None }).collect::<Int64Array>())
        }
        Kind::Number => Arc::new(
            values
                .map(|v| if let Value::Number(n) = v { Some(n.scaled()) } else { None })
                .collect::<Decimal128Array>()
                .with_precision_and_scale(Decimal::PRECISION, Decimal::SCALE as i8)?,
        ),
        Kind::Date => Arc::new(
            values.map(|v| if let Value::Date(d) = v { Some(days(*d)) } else { None }).collect::<Date32Array>(),
        ),
        Kind::Flag => {
            Arc::new(values.map(|v| if let Value::Flag(b) = v { Some(*b) } else { None }).collect::<BooleanArray>())
        }
        _ => Arc::new(
            values.map(|v| if let Value::Text(t) = v { Some(t.as_str()) } else { None }).collect::<StringArray>(),
        ),
    })
}

/// Days since 1 January 1970.
fn days(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}
