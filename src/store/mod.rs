//! What is kept: the DuckDB file, its tables with their constraints, loaded in one transaction.

pub(crate) mod canonical;
mod known;
mod load;
mod received;
mod result;
mod schema;
mod sealed;
mod tabular;

/// The table of the ledger that has a row for every file received.
pub const LEDGER_OF_FILES: &str = "ledger_file";

pub use canonical::Canonical;
pub use received::{
    AlteredPart, Attached, BUSY, ColumnLine, FILE as RECEIVED, FileLine, KnownFile, PartLine, Received, Records,
    Revision, TroubleLine, altered,
};
pub use result::{Cell, ResultTable, columns_of, each_row};
pub use sealed::{LastResort, Seal, Sealed};
pub use tabular::Tabular;

use crate::error::Result;
use crate::finding::Finding;
use crate::observations::{Dataset, Recipes};
use crate::project::Limits;
use duckdb::{Config, Connection};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Where a database is built.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// In memory, for one command: received files are read where they are, and cannot be written meanwhile.
    Memory,
    /// In memory, for as long as one likes: with a copy of what was received, so that an ingest is not kept waiting.
    Apart,
    /// In a file.
    File(&'a Path),
}

/// An open database of a project.
pub struct Store {
    connection: Connection,
    /// Its file, where it has one.
    file: Option<PathBuf>,
}

impl Store {
    /// A new database holding the datasets; an older file at its place is replaced.
    ///
    /// All rows go in by one transaction: on an error nothing is kept. Beside them stand the records that `recipes` took
    /// from files, which the store at `received` holds.
    ///
    /// # Errors
    /// What DuckDB refuses: a constraint, a full disk.
    pub fn build(place: Place<'_>, dataset: &Dataset, recipes: &Recipes, received: &Path) -> Result<Store> {
        let connection = match place {
            Place::Memory | Place::Apart => Connection::open_in_memory_with_flags(config_of_project()?)?,
            Place::File(path) => {
                for leftover in [path.to_owned(), write_ahead_log(path)] {
                    if leftover.exists() {
                        std::fs::remove_file(&leftover)?;
                    }
                }
                Connection::open_with_flags(path, config_of_project()?)?
            }
        };
        let how = if matches!(place, Place::Memory) { Attached::InPlace } else { Attached::Copied };
        received::attach(&connection, received, recipes, how)?;
        as_befits_few(&connection)?;
        // Nothing is spilled to a folder, where a statement could reach it; then no file, no network.
        connection.execute_batch("SET temp_directory = ''; SET enable_external_access = false;")?;
        let file = if let Place::File(path) = place { Some(path.to_owned()) } else { None };
        let store = Store { connection, file };
        store.connection.execute_batch("BEGIN TRANSACTION")?;
        schema::create(&store.connection)?;
        load::load(&store.connection, dataset)?;
        store.connection.execute_batch("COMMIT")?;
        Ok(store)
    }

    /// From here on queries see only what was known by the end of `day`: the rows of documents issued by then.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn limit_to(&self, day: Date, recipes: &Recipes) -> Result<()> {
        known::limit(&self.connection, day)?;
        received::limit(&self.connection, recipes, day)
    }

    /// The days on which figures became known, in order: documents issued, sources accessed, files received.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn known_days(&self) -> Result<Vec<Date>> {
        known::days(&self.connection)
    }

    /// Keeps the findings, given in the same order in both languages, as the table `finding`.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn keep_findings(&self, vi: &[Finding], en: &[Finding]) -> Result<()> {
        self.connection.execute_batch(
            "CREATE TABLE main.finding (position INTEGER PRIMARY KEY, code VARCHAR, rule_vi VARCHAR, rule_en VARCHAR, severity VARCHAR,
                place_vi VARCHAR, place_en VARCHAR, source_row VARCHAR, what_vi VARCHAR, what_en VARCHAR, why_vi VARCHAR, why_en VARCHAR, hint_vi VARCHAR, hint_en VARCHAR)",
        )?;
        let mut insert =
            self.connection.prepare("INSERT INTO main.finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        for (position, (v, e)) in (1i64..).zip(vi.iter().zip(en)) {
            insert.execute(duckdb::params![
                position,
                v.code,
                v.rule,
                e.rule,
                v.severity.word(),
                v.place,
                e.place,
                v.source_row,
                v.what,
                e.what,
                v.why,
                e.why,
                v.hint,
                e.hint
            ])?;
        }
        Ok(())
    }

    /// Keeps what changed since the review signed before, a row each, as the table `change`: of what it tells, what, why.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn keep_changes(&self, rows: &[[String; 5]]) -> Result<()> {
        self.connection.execute_batch(
            "CREATE TABLE main.change (position INTEGER PRIMARY KEY, what VARCHAR, text_vi VARCHAR, text_en VARCHAR,
                because_vi VARCHAR, because_en VARCHAR)",
        )?;
        let mut insert = self.connection.prepare("INSERT INTO main.change VALUES (?, ?, ?, ?, ?, ?)")?;
        for (position, [what, text_vi, text_en, because_vi, because_en]) in (1i64..).zip(rows) {
            insert.execute(duckdb::params![position, what, text_vi, text_en, because_vi, because_en])?;
        }
        Ok(())
    }

    /// From here on nothing can be configured, and memory is limited: what a project's SQL asks for stays inside the
    /// tables. `stop` ends the program where a statement heeds no interruption.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn seal(&self, limits: Limits, stop: LastResort) -> Result<Seal> {
        let memory = limits.memory;
        self.connection.execute_batch(&format!("SET memory_limit = '{memory}'; SET lock_configuration = true;"))?;
        Ok(Seal::new(limits, self.file.as_deref(), stop))
    }

    /// The connection, for registering functions and running queries.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The engine and its version.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn engine(&self) -> Result<String> {
        Ok(self.connection.query_row("SELECT 'DuckDB ' || version()", [], |row| row.get(0))?)
    }

    /// Writes everything to the file and lets go of it.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn close(self) -> Result<()> {
        self.connection.execute_batch("CHECKPOINT")?;
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

/// No files, no network, no extensions to fetch: a query reaches nothing but the tables.
fn config() -> Result<Config> {
    Ok(Config::default().enable_autoload_extension(false)?.with("autoinstall_known_extensions", "false")?)
}

/// The same for the database of a project: hundreds of columns of a few values each, for which blocks of the usual 256 KB
/// would be nearly empty.
fn config_of_project() -> Result<Config> {
    Ok(config()?.with("default_block_size", "16384")?)
}

/// Threads have little to share in a few thousand rows and wait for each other longer than they work; to compress such rows
/// takes longer than to write them.
fn as_befits_few(connection: &Connection) -> Result<()> {
    const MANY: i64 = 100_000;
    let records: i64 =
        connection.query_row("SELECT coalesce(sum(records), 0)::BIGINT FROM main.ledger_part", [], |row| row.get(0))?;
    if records < MANY {
        connection.execute_batch("SET threads = 1; SET force_compression = 'uncompressed'")?;
    }
    Ok(())
}

fn write_ahead_log(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".wal");
    PathBuf::from(name)
}
