//! The content of what was taken, a hash for each sheet: written down once, when it is taken, and held to the rows by `verify`.

use super::Received;
use crate::error::{Error, Result};
use crate::observations::Recipe;
use crate::store::canonical::{hash, row_hash, write};
use crate::store::schema::quoted;
use crate::store::{Cell, ResultTable, columns_of, each_row};
use duckdb::{AccessMode, Connection, params};
use std::collections::BTreeMap;
use std::path::Path;

/// A sheet whose records are not those that were taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlteredPart {
    /// The file.
    pub file: String,
    /// The sheet; empty where the file has none.
    pub sheet: String,
}

impl Received {
    /// Writes down the hash of the records of every part that has none yet.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn seal_parts(&self, recipes: &[Recipe]) -> Result<()> {
        self.connection.execute_batch("CREATE OR REPLACE TEMP TABLE sealed_part (part BIGINT, rows_sha256 VARCHAR)")?;
        let mut sealed = self.connection.appender("sealed_part")?;
        for recipe in recipes {
            let open = format!("SELECT part FROM ledger_part WHERE holds = '{}' AND rows_sha256 IS NULL", recipe.holds);
            let table = quoted(&recipe.holds);
            for (part, hash) in content(&self.connection, &table, &open)? {
                sealed.append_row(params![part, hash])?;
            }
        }
        sealed.flush()?;
        Ok(self.connection.execute_batch(
            "UPDATE ledger_part SET rows_sha256 = s.rows_sha256 FROM sealed_part s WHERE s.part = ledger_part.part;
             DROP TABLE sealed_part;",
        )?)
    }
}

/// The parts in the store at `path` whose records are not those that were taken, by what was written down then, in the order
/// of their files; none where nothing was received.
///
/// # Errors
/// The store cannot be read; what DuckDB reports.
pub fn altered(path: &Path, recipes: &[Recipe]) -> Result<Vec<AlteredPart>> {
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let connection = Connection::open_with_flags(path, super::super::config()?.access_mode(AccessMode::ReadOnly)?)
        .map_err(|e| Error::system(format!("the store of received files cannot be read: {e}")).at(super::FILE))?;
    let known = ResultTable::query(
        &connection,
        "SELECT p.part, p.rows_sha256, f.file, p.sheet FROM ledger_part p JOIN ledger_file f USING (file_id)
         WHERE p.rows_sha256 IS NOT NULL ORDER BY f.file, p.sheet, p.part",
    )?;
    let mut hashes = BTreeMap::new();
    for recipe in recipes {
        let parts = format!("SELECT part FROM ledger_part WHERE holds = '{}'", recipe.holds);
        hashes.extend(content(&connection, &quoted(&recipe.holds), &parts)?);
    }
    let is_altered = |row: &usize| {
        hashes.get(&number(known.get(*row, "part"))).map(String::as_str) != known.get(*row, "rows_sha256").text()
    };
    let of = |row: usize, column: &str| known.get(row, column).machine();
    let altered = (0..known.rows.len()).filter(is_altered);
    Ok(altered.map(|row| AlteredPart { file: of(row, "file"), sheet: of(row, "sheet") }).collect())
}

/// The hash of the records of each part that a statement selects, whatever their order. Numbers of parts are of one store and
/// no content.
fn content(connection: &Connection, table: &str, parts: &str) -> Result<BTreeMap<i64, String>> {
    let mut hashes: BTreeMap<i64, Vec<[u8; 32]>> = BTreeMap::new();
    for row in &ResultTable::query(connection, parts)?.rows {
        // A sheet without records has a hash too.
        hashes.entry(number(&row[0])).or_default();
    }
    if hashes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let columns = columns_of(connection, &format!("SELECT * EXCLUDE (part) FROM {table}"))?;
    let mut text = Vec::new();
    let rows = format!("SELECT part, * EXCLUDE (part) FROM {table} WHERE part IN ({parts})");
    each_row(connection, &rows, |cells| {
        text.clear();
        write(&cells[1..], &mut text);
        hashes.entry(number(&cells[0])).or_default().push(row_hash(&text));
    })?;
    Ok(hashes.into_iter().map(|(part, mut rows)| (part, hash(&columns, &mut rows))).collect())
}

fn number(cell: &Cell) -> i64 {
    cell.whole().and_then(|n| i64::try_from(n).ok()).unwrap_or_default()
}
