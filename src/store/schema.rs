//! Tables and their constraints, made from the catalogue's declarations.

use crate::catalog::{ALL, Column, Decimal, Kind, Table};
use crate::error::Result;
use duckdb::Connection;
use std::fmt::Write;

/// Where rows come from, beside the tables of the catalogue.
const SOURCES: &str = "
CREATE TABLE source (
    source VARCHAR PRIMARY KEY, publisher VARCHAR NOT NULL, document VARCHAR, accessed VARCHAR NOT NULL,
    licence VARCHAR NOT NULL, note VARCHAR NOT NULL);
CREATE TABLE source_file (
    source VARCHAR NOT NULL REFERENCES source(source), file VARCHAR NOT NULL, holds VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL, PRIMARY KEY (source, file));";

/// Creates every table.
pub fn create(connection: &Connection) -> Result<()> {
    connection.execute_batch(SOURCES)?;
    for table in ALL {
        connection.execute_batch(&definition(table))?;
    }
    Ok(())
}

/// `CREATE TABLE` for one table: its columns, then the dataset, the document and the row it comes from.
fn definition(table: &Table) -> String {
    let mut sql = format!("CREATE TABLE {} (", table.name);
    for column in table.columns {
        let _ = write!(sql, "{} {}{}, ", quoted(column.name), sql_type(column.kind), constraint(table, column));
    }
    if !table.columns.iter().any(|c| c.name == "document") {
        sql.push_str("document VARCHAR REFERENCES document(document), ");
    }
    sql.push_str("source VARCHAR NOT NULL REFERENCES source(source), source_row VARCHAR NOT NULL");
    let key = table.key.iter().map(|k| quoted(k)).collect::<Vec<_>>().join(", ");
    let required = |name: &str| table.columns.iter().any(|c| c.name == name && c.required);
    let word = if table.key.iter().all(|k| required(k)) { "PRIMARY KEY" } else { "UNIQUE" };
    let _ = write!(sql, ", {word} ({key})");
    for check in checks(table.name) {
        let _ = write!(sql, ", CHECK ({check})");
    }
    sql.push_str(");");
    sql
}

fn constraint(table: &Table, column: &Column) -> String {
    let mut text = String::new();
    if column.required {
        text.push_str(" NOT NULL");
    }
    // A table that refers to itself is checked before loading: its rows may stand in any order.
    if let Some(target) = column.references.filter(|t| *t != table.name) {
        let _ = write!(text, " REFERENCES {target}");
    }
    if let Kind::OneOf(words) = column.kind {
        let words = words.iter().map(|w| format!("'{w}'")).collect::<Vec<_>>().join(", ");
        let _ = write!(text, " CHECK ({} IN ({words}))", quoted(column.name));
    }
    text
}

/// Rules between the columns of a row.
fn checks(table: &str) -> &'static [&'static str] {
    match table {
        "observation" => &[
            "(numerator IS NULL) = (denominator IS NULL)",
            "(numerator IS NULL) <> (value IS NULL)",
            "numerator IS NULL OR (numerator >= 0 AND numerator <= denominator)",
            "unit <> '%' OR value IS NULL OR (value >= 0 AND value <= 100)",
            "period_start IS NULL OR period_end IS NULL OR period_start <= period_end",
        ],
        "target" => &["low IS NULL OR high IS NULL OR low <= high", "comparator = 'text' OR low IS NOT NULL"],
        "indicator" => &["lower_bound IS NULL OR upper_bound IS NULL OR lower_bound < upper_bound"],
        _ => &[],
    }
}

/// The DuckDB type of a kind.
pub fn sql_type(kind: Kind) -> String {
    match kind {
        Kind::Integer | Kind::Year => "BIGINT".to_owned(),
        Kind::Number => format!("DECIMAL({}, {})", Decimal::PRECISION, Decimal::SCALE),
        Kind::Date => "DATE".to_owned(),
        Kind::Flag => "BOOLEAN".to_owned(),
        _ => "VARCHAR".to_owned(),
    }
}

/// A column's name as SQL needs it (`group` is a word of the language).
pub fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
