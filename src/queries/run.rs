//! Running queries: each makes the table of its name; what comes back is held to what its header declares.

use super::located::located;
use super::sealed::{Readable, first_line, only_reads};
use super::{Parameters, Query, declared};
use crate::error::{Error, Result};
use crate::store::{ResultTable, Sealed, columns_of};
use duckdb::Connection;

/// The most rows of a query's table.
const MOST_ROWS: i64 = 10_000_000;

/// Runs every query in the given order; each result becomes a table of the store.
///
/// # Errors
/// The first query that fails, with file and line, or whose columns are not those of its header.
pub fn run_all(sealed: &Sealed<'_>, queries: &[Query], parameters: &Parameters) -> Result<()> {
    let connection = sealed.connection();
    parameters.set(connection)?;
    declared::set_defaults(connection, queries.iter().map(|q| (q.header.parameters.as_slice(), &*q.sql, &*q.file)))?;
    for query in queries {
        let statement = statement(&query.sql);
        let make = format!("CREATE TABLE main.\"{}\" AS {statement}", query.name);
        sealed.held(&first_line(&query.sql, &query.file), |connection| {
            connection.execute_batch(&make).map_err(|e| located(&e.to_string(), &query.sql, &query.file))
        })?;
        let rows: i64 =
            connection.query_row(&format!("SELECT count(*) FROM main.\"{}\"", query.name), [], |row| row.get(0))?;
        if rows > MOST_ROWS {
            return Err(Error::query("the table has more rows than a review can hold")
                .at(first_line(&query.sql, &query.file))
                .found(rows.to_string())
                .expected(format!("{MOST_ROWS} at most")));
        }
        let columns: Vec<String> = columns_of(connection, &format!("FROM main.\"{}\"", query.name))?
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let declared: Vec<&str> = query.header.columns.iter().map(|c| c.name.as_str()).collect();
        if columns != declared {
            return Err(Error::query("the columns are not those that the header declares")
                .at(&query.file)
                .found(columns.join(", "))
                .expected(declared.join(", ")));
        }
        unique(connection, query)?;
    }
    Ok(())
}

/// No two rows may have the same key, for then the table is not of the grain that its header declares.
fn unique(connection: &Connection, query: &Query) -> Result<()> {
    let key = &query.header.key;
    let columns = key.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
    let sql = if key.is_empty() {
        format!("SELECT count(*) AS rows FROM main.\"{}\" HAVING count(*) > 1", query.name)
    } else {
        let having = "HAVING count(*) > 1 ORDER BY ALL LIMIT 1";
        format!("SELECT {columns}, count(*) AS rows FROM main.\"{}\" GROUP BY {columns} {having}", query.name)
    };
    let twice = ResultTable::query(connection, &sql)?;
    if twice.rows.is_empty() {
        return Ok(());
    }
    let found: Vec<String> =
        twice.columns.iter().zip(&twice.rows[0]).map(|(name, cell)| format!("{name} = {}", cell.machine())).collect();
    Err(Error::query("several rows have one key")
        .at(&query.file)
        .found(found.join(", "))
        .expected(if key.is_empty() { "one row".to_owned() } else { format!("one row for each {}", key.join(", ")) })
        .hint("the statement joins one row to several, or the key in the header lacks a column"))
}

/// Runs one statement that a project holds beside its queries: a notebook's cell, a rule.
///
/// # Errors
/// What may not stand there, what DuckDB reports, or a limit that it passes; with file and line.
pub fn run_sealed(sealed: &Sealed<'_>, readable: &Readable, sql: &str, file: &str) -> Result<ResultTable> {
    readable.check(sealed.connection(), sql, file)?;
    within(sealed, sql, file)
}

/// Runs one statement that a person typed: it may ask for anything that is in the store, and change nothing.
///
/// # Errors
/// As [`run_sealed`].
pub fn run_own(sealed: &Sealed<'_>, sql: &str, file: &str) -> Result<ResultTable> {
    only_reads(sealed.connection(), sql, file)?;
    within(sealed, sql, file)
}

/// Runs a statement that was checked before, within the limits of the store.
pub(super) fn within(sealed: &Sealed<'_>, sql: &str, file: &str) -> Result<ResultTable> {
    let place = first_line(sql, file);
    sealed.held(&place, |connection| {
        ResultTable::within(connection, statement(sql)).map_err(|e| match e.to_string().strip_prefix("DuckDB: ") {
            Some(message) => located(message, sql, file),
            None => e.at(&place),
        })
    })
}

/// Runs a statement of the program's own.
///
/// # Errors
/// What DuckDB reports, with file and line.
pub fn run_text(connection: &Connection, sql: &str, file: &str) -> Result<ResultTable> {
    ResultTable::query(connection, statement(sql)).map_err(|e| match e.to_string().strip_prefix("DuckDB: ") {
        Some(message) => located(message, sql, file),
        None => e,
    })
}

/// The result table of a query, ready for people and files: lists and structs as text.
///
/// # Errors
/// A table that is not there.
pub fn fetch(connection: &Connection, table: &str) -> Result<ResultTable> {
    ResultTable::query(connection, &format!("SELECT * FROM \"{table}\""))
}

/// The statement without its closing semicolon.
fn statement(sql: &str) -> &str {
    sql.trim_end().trim_end_matches(';')
}
