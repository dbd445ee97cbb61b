//! What offices have sent: a DuckDB file of its own beside the datasets, with the records of every recipe and the ledger
//! of every file. It is written by `milepost ingest` only, one transaction at a time, and read by everything else.

mod attach;
mod content;
mod ledger;
mod revision;
mod schema;

pub use attach::{Attached, BUSY, attach, limit};
pub use content::{AlteredPart, altered};
pub use ledger::{ColumnLine, FileLine, PartLine, TroubleLine};
pub use revision::Revision;

use super::ResultTable;
use crate::error::{Error, Result};
use crate::observations::Recipe;
use arrow::array::RecordBatch;
use duckdb::{Connection, OptionalExt};
use std::collections::HashMap;
use std::path::Path;

/// Name of the file in the datasets' folder.
pub const FILE: &str = "received.duckdb";

/// An open store of received files.
pub struct Received {
    connection: Connection,
}

/// A file that was taken before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// Its number.
    pub file_id: i64,
    /// The editions of the recipes it was read by: `online-service/1/3f2a90c41b77`.
    pub recipes: Vec<String>,
}

impl Received {
    /// Opens the store at `path`, or makes it. `name` is how messages call it.
    ///
    /// # Errors
    /// Another process is writing it, or it is no such store.
    pub fn open(path: &Path, name: &str) -> Result<Received> {
        let connection = Connection::open_with_flags(path, super::config()?).map_err(|e| {
            let text = e.to_string();
            let busy = text.contains("lock");
            let error = Error::system(if busy {
                "another `milepost ingest` is writing the store of received files".to_owned()
            } else {
                format!("cannot open the store of received files: {text}")
            });
            error.at(name).hint(if busy {
                "wait for it to end, then try again"
            } else {
                "move the file away and ingest again"
            })
        })?;
        Self::prepared(connection)
    }

    /// A store that is forgotten with this value, for looking at a file without keeping it.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn in_memory() -> Result<Received> {
        Self::prepared(Connection::open_in_memory_with_flags(super::config()?)?)
    }

    fn prepared(connection: Connection) -> Result<Received> {
        // Long files stream through: what sorting and grouping need beyond this goes to a folder beside the store.
        connection.execute_batch("SET memory_limit = '1GB'; SET preserve_insertion_order = true;")?;
        connection.execute_batch(schema::LEDGER)?;
        let version: Option<i64> =
            connection.query_row("SELECT max(version) FROM ledger_version", [], |row| row.get(0))?;
        match version {
            None => {
                connection.execute("INSERT INTO ledger_version VALUES (?)", [schema::VERSION])?;
            }
            Some(schema::VERSION) => {}
            Some(1) => connection.execute_batch(schema::FROM_1)?,
            Some(other) => {
                return Err(Error::data("the store of received files was written by another version of milepost")
                    .at(FILE)
                    .found(other.to_string())
                    .expected(schema::VERSION.to_string())
                    .hint("move the file away and ingest the files again"));
            }
        }
        Ok(Received { connection })
    }

    /// Begins the one transaction of an ingest and makes the tables of these recipes.
    ///
    /// # Errors
    /// A recipe has changed a column's kind since rows were taken by it.
    pub fn begin(&self, recipes: &[Recipe]) -> Result<()> {
        self.connection.execute_batch("BEGIN TRANSACTION")?;
        recipes.iter().try_for_each(|recipe| schema::ensure(&self.connection, recipe))
    }

    /// Keeps everything since [`Received::begin`], or nothing.
    ///
    /// # Errors
    /// A full disk.
    pub fn commit(&self) -> Result<()> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    /// Forgets everything since [`Received::begin`].
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn rollback(&self) -> Result<()> {
        Ok(self.connection.execute_batch("ROLLBACK")?)
    }

    /// The files that were taken and are not replaced, by hash.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn known_files(&self) -> Result<HashMap<String, KnownFile>> {
        let mut statement = self.connection.prepare(
            "SELECT f.sha256, f.file_id, coalesce(string_agg(p.edition, ' ' ORDER BY p.part), '')
             FROM ledger_file f LEFT JOIN ledger_part p USING (file_id)
             WHERE f.outcome = 'taken' AND f.replaced_by IS NULL GROUP BY ALL",
        )?;
        let rows = statement.query_map([], |row| {
            let recipes: String = row.get(2)?;
            let recipes = recipes.split_whitespace().map(str::to_owned).collect();
            Ok((row.get::<_, String>(0)?, KnownFile { file_id: row.get(1)?, recipes }))
        })?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    }

    /// The number of a file of this hash that was refused, and the reasons in order; `None` where it was not.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn refused_before(&self, sha256: &str) -> Result<Option<(i64, String)>> {
        Ok(self
            .connection
            .query_row(
                "SELECT f.file_id, coalesce(string_agg(t.code, ' ' ORDER BY t.position), '') FROM ledger_file f LEFT JOIN ledger_trouble t USING (file_id)
                 WHERE f.sha256 = ? AND f.outcome = 'refused' GROUP BY f.file_id ORDER BY f.file_id DESC LIMIT 1",
                [sha256],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?)
    }

    /// The first free number of a file, and of a part.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn next_numbers(&self) -> Result<(i64, i64)> {
        Ok(self.connection.query_row(
            "SELECT coalesce((SELECT max(file_id) FROM ledger_file), 0) + 1, coalesce((SELECT max(part) FROM ledger_part), 0) + 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }

    /// Begins to add records to a recipe's table.
    ///
    /// # Errors
    /// What DuckDB refuses.
    pub fn records(&self, table: &str) -> Result<Records<'_>> {
        Ok(Records(self.connection.appender(table)?))
    }

    /// Takes back the records of parts whose file could not be read to its end.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn forget(&self, table: &str, parts: &[i64]) -> Result<()> {
        self.connection
            .execute(&format!("DELETE FROM {} WHERE part IN ({})", super::schema::quoted(table), list(parts)), [])?;
        Ok(())
    }

    /// Takes back what was written down of a part and its rows.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn forget_part(&self, part: i64) -> Result<()> {
        for table in schema::OF_A_PART {
            self.connection.execute(&format!("DELETE FROM {table} WHERE part = ?"), [part])?;
        }
        Ok(())
    }

    /// Takes back the troubles of a file.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn forget_troubles(&self, file_id: i64) -> Result<()> {
        self.connection.execute("DELETE FROM ledger_trouble WHERE file_id = ?", [file_id])?;
        Ok(())
    }

    /// The result of a statement over the store.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn query(&self, sql: &str) -> Result<ResultTable> {
        ResultTable::query(&self.connection, sql)
    }

    /// The connection.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Writes everything to the file and lets go of it.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn close(self) -> Result<()> {
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

/// Records on their way into a table.
pub struct Records<'a>(duckdb::Appender<'a>);

impl Records<'_> {
    /// Adds some.
    ///
    /// # Errors
    /// What DuckDB refuses.
    pub fn append(&mut self, records: RecordBatch) -> Result<()> {
        Ok(self.0.append_record_batch(records)?)
    }

    /// Puts all of them into the table.
    ///
    /// # Errors
    /// What DuckDB refuses.
    pub fn end(mut self) -> Result<()> {
        Ok(self.0.flush()?)
    }
}

/// Numbers for `IN (...)`; never empty.
fn list(numbers: &[i64]) -> String {
    if numbers.is_empty() { "-1".to_owned() } else { numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ") }
}
