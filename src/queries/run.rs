//! Running queries: each makes the table of its name; what comes back is held to what its header declares.

use super::located::located;
use super::{Parameters, Query, declared};
use crate::error::{Error, Result};
use crate::store::{ResultTable, columns_of};
use duckdb::Connection;

/// Runs every query in the given order; each result becomes a table of the store.
///
/// # Errors
/// The first query that fails, with file and line, or whose columns are not those of its header.
pub fn run_all(connection: &Connection, queries: &[Query], parameters: &Parameters) -> Result<()> {
    parameters.set(connection)?;
    declared::set_defaults(connection, queries.iter().map(|q| (q.header.parameters.as_slice(), &*q.sql, &*q.file)))?;
    for query in queries {
        let statement = statement(&query.sql);
        connection
            .execute_batch(&format!("CREATE TABLE main.\"{}\" AS {statement}", query.name))
            .map_err(|e| located(&e.to_string(), &query.sql, &query.file))?;
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

/// Runs one statement that is not a file of the project: a notebook cell, a rule, `milepost sql`.
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
