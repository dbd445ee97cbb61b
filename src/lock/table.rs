//! A table in a lock: its columns, its hash, and its rows where they are few enough to be kept.

use super::Canonical;
use crate::error::Result;
use crate::store::canonical::{hash, row_hash, write};
use crate::store::{columns_of, each_row};
use duckdb::Connection;
use serde::{Deserialize, Serialize};

/// Bytes of rows above which a lock keeps only the hash: what people sign fits, what offices return and what a reference class
/// was fitted to does not.
pub const KEPT_BYTES: usize = 400_000;

/// A table in a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedTable {
    /// What stands in the lock before the rows.
    pub head: TableHead,
    /// Its rows in the order of their text; none where they take more than [`KEPT_BYTES`].
    pub rows: Vec<Canonical>,
}

/// What is known of a table besides its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableHead {
    /// Its name.
    pub table: String,
    /// Is it computed by a query, or a table of the datasets?
    pub made: Made,
    /// Its columns with their types in SQL.
    pub columns: Vec<(String, String)>,
    /// Columns that tell its rows apart; all of them where none were declared.
    pub key: Vec<String>,
    /// Tables that its query reads.
    pub reads: Vec<String>,
    /// What its query is told: names of parameters.
    pub told: Vec<String>,
    /// How many rows.
    pub rows: usize,
    /// SHA-256 of the content, whatever the order of rows.
    pub sha256: String,
    /// Do the rows follow?
    pub kept: bool,
}

/// What made a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Made {
    /// Read from the datasets.
    Dataset,
    /// Taken from files that offices sent.
    Received,
    /// Computed by the query of its name.
    Query,
    /// Found by the rules.
    Rules,
}

impl LockedTable {
    /// Locks what a statement gives, under the name of a table. `key` are the columns that tell its rows apart, `reads` the
    /// tables that it is computed from.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn of(
        connection: &Connection,
        sql: &str,
        table: &str,
        made: Made,
        key: &[String],
        reads: &[String],
    ) -> Result<LockedTable> {
        let columns = columns_of(connection, sql)?;
        let (mut rows, mut hashes, mut bytes, mut text) = (Vec::new(), Vec::new(), 0, Vec::new());
        each_row(connection, sql, |cells| {
            text.clear();
            write(cells, &mut text);
            hashes.push(row_hash(&text));
            bytes += text.len();
            if bytes <= KEPT_BYTES {
                rows.push(Canonical::written(&text));
            }
        })?;
        let (kept, count) = (bytes <= KEPT_BYTES, hashes.len());
        if !kept {
            rows = Vec::new();
        }
        rows.sort_unstable();
        let sha256 = hash(&columns, &mut hashes);
        let (table, key, reads, told) = (table.to_owned(), key.to_vec(), reads.to_vec(), Vec::new());
        Ok(LockedTable { head: TableHead { table, made, columns, key, reads, told, rows: count, sha256, kept }, rows })
    }

    /// Are the rows those that the hash was taken of? Always where they are not kept.
    pub fn is_whole(&self) -> bool {
        if !self.head.kept {
            return self.rows.is_empty();
        }
        let mut hashes: Vec<[u8; 32]> = self.rows.iter().map(|row| row_hash(row.text().as_bytes())).collect();
        self.rows.len() == self.head.rows && hash(&self.head.columns, &mut hashes) == self.head.sha256
    }
}
